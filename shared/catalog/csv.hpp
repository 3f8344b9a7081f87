#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mostrador::catalog {

/// One record of a CSV file.
struct CsvRecord {
    enum class State : std::uint8_t {
        ok,
        text_after_quote,  ///< `"a"b`: the closing quote must end the field
        unclosed_quote,    ///< the file ends inside a quoted field
    };

    std::int64_t line = 0;  ///< of its first character, from 1
    std::vector<std::string> fields;
    State state = State::ok;
};

/// Reads RFC 4180: quoted fields with doubled quotes and line breaks inside; CRLF, LF or CR ends a
/// record; a byte order mark and empty lines are skipped.
///
///   CsvReader reader(text, CsvReader::detect_separator(text));
///   for (CsvRecord record; reader.next(record);) { … }
class CsvReader {
public:
    CsvReader(std::string_view text, char separator);

    /// Comma, semicolon or tab: the one that the first line has most of, outside quotes.
    static char detect_separator(std::string_view text);

    /// Reads the next record into `record`, whose memory is used again. False at the end.
    bool next(CsvRecord& record);

    /// How far the reader is, in bytes, for progress.
    std::size_t position() const { return at_; }

private:
    bool at_end() const { return at_ >= text_.size(); }

    bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

    void skip_line_end();
    void skip_empty_lines();
    std::string& new_field(CsvRecord& record, std::size_t index) const;
    void read_plain(std::string& field);
    CsvRecord::State read_quoted(std::string& field);
    bool read_until_closing_quote(std::string& field);

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace mostrador::catalog
