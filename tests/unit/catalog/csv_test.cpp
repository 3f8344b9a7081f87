#include "catalog/csv.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::catalog {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records read(std::string_view text, char separator = ',') {
    CsvReader reader(text, separator);
    Records records;
    for (CsvRecord record; reader.next(record);)
        records.push_back(record.fields);
    return records;
}

}  // namespace

TEST_CASE("Csv: plain fields, all line endings, no line ending at the end") {
    CHECK(read("a,b\nc,d") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read("a,b\r\nc,d\r\n") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read("a,b\rc,d\r") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read("a,,\n,b,") == Records{{"a", "", ""}, {"", "b", ""}});
}

TEST_CASE("Csv: quoted fields hold separators, quotes and line breaks") {
    CHECK(read("\"a,b\",\"say \"\"hi\"\"\"\n\"x\r\ny\",\"\"") ==
          Records{{"a,b", "say \"hi\""}, {"x\r\ny", ""}});
}

TEST_CASE("Csv: byte order mark and empty lines are skipped") {
    CHECK(read("\xEF\xBB\xBF"
               "a,b\n\n\r\nc,d\n\n") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read("").empty());
    CHECK(read("\n\r\n").empty());
}

TEST_CASE("Csv: records know the line they start on") {
    CsvReader reader("a\n\"b\nc\"\r\n\nd", ',');
    CsvRecord record;
    std::vector<std::int64_t> lines;
    while (reader.next(record))
        lines.push_back(record.line);
    CHECK(lines == std::vector<std::int64_t>{1, 2, 5});
}

TEST_CASE("Csv: bad quotes are told and the next record is read") {
    CsvReader reader("\"a\"b,c\nd,e", ',');
    CsvRecord record;
    REQUIRE(reader.next(record));
    CHECK(record.state == CsvRecord::State::text_after_quote);
    REQUIRE(reader.next(record));
    CHECK(record.state == CsvRecord::State::ok);
    CHECK(record.fields == std::vector<std::string>{"d", "e"});
    CHECK_FALSE(reader.next(record));
}

TEST_CASE("Csv: a quote that never closes") {
    for (const auto* text : {"a,\"b", "\"", "\"b\"\""}) {
        CsvReader reader(text, ',');
        CsvRecord record;
        REQUIRE(reader.next(record));
        CHECK(record.state == CsvRecord::State::unclosed_quote);
        CHECK_FALSE(reader.next(record));
    }
}

TEST_CASE("Csv: the separator is found in the first line, outside quotes") {
    CHECK(CsvReader::detect_separator("sku,name") == ',');
    CHECK(CsvReader::detect_separator("sku;name;price\n1,5,5,5,5") == ';');
    CHECK(CsvReader::detect_separator("sku\tname") == '\t');
    CHECK(CsvReader::detect_separator("\"a,b,c\";d") == ';');
    CHECK(CsvReader::detect_separator("alone") == ',');
}

}  // namespace mostrador::catalog
