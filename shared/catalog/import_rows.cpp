#include "catalog/import_rows.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/concat.hpp"
#include "base/text.hpp"
#include "catalog/barcode.hpp"
#include "catalog/csv.hpp"
#include "catalog/operations.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;

constexpr std::size_t kMaxValueBytes = 250;
constexpr char kCodeDelimiter = '|';

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string message_of(std::string_view column, Code code, const base::Parameters& parameters) {
    std::string message(base::code_name(code));
    if (!column.empty()) message += base::concat(" in column '", column, "'");
    for (const auto& [name, value] : parameters)
        message += base::concat(", ", name, ": ", value);
    return message;
}

void add_issue(std::vector<ImportIssue>& list, ImportIssue issue) {
    if (list.size() < kMaxListedIssues) list.push_back(std::move(issue));
}

ImportPlaces find_columns(const CsvRecord& header, Issues& issues) {
    ImportPlaces places;
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
        const auto known = std::ranges::find(kImportFieldNames, base::fold(header.fields[i]));
        if (known == kImportFieldNames.end()) continue;
        places[static_cast<std::size_t>(known - kImportFieldNames.begin())] = i;
    }
    for (const auto needed : kNeededFields) {
        if (places[needed]) continue;
        issues.error(header.line, kImportFieldNames[needed], Code::import_column_missing,
                     {{"column", std::string(kImportFieldNames[needed])}});
    }
    return places;
}

}  // namespace

std::optional<ImportRow> ImportReader::read(const CsvRecord& record) {
    failed_ = false;
    if (!check_form(record)) return std::nullopt;
    ImportRow row{.line = record.line,
                  .sku = needed(record, kSku),
                  .name = needed(record, kName),
                  .price = price(record),
                  .barcodes = barcodes(record),
                  .category = value(record, kCategory),
                  .tax = value(record, kTax),
                  .unit = value(record, kUnit)};
    check_sku(row);
    if (failed_) return std::nullopt;
    return row;
}

bool ImportReader::check_form(const CsvRecord& record) {
    if (record.state != CsvRecord::State::ok) {
        error(record.line, "", Code::import_quote, {});
    } else if (record.fields.size() != width_) {
        error(
            record.line, "", Code::import_column_count,
            {{"expected", std::to_string(width_)}, {"got", std::to_string(record.fields.size())}});
    } else if (!std::ranges::all_of(record.fields, base::is_valid_utf8)) {
        error(record.line, "", Code::import_not_utf8, {});
    }
    return !failed_;
}

std::optional<std::string> ImportReader::value(const CsvRecord& record, ImportField column) {
    if (!places_[column]) return std::nullopt;
    const auto text = trimmed(record.fields[*places_[column]]);
    if (text.size() <= kMaxValueBytes) return std::string(text);
    error(record.line, kImportFieldNames[column], Code::import_value_too_long,
          {{"limit", std::to_string(kMaxValueBytes)}});
    return std::nullopt;
}

std::string ImportReader::needed(const CsvRecord& record, ImportField column) {
    auto text = value(record, column).value_or("");
    if (text.empty() && !failed_) {
        error(record.line, kImportFieldNames[column], Code::import_value_missing, {});
    }
    return text;
}

std::int64_t ImportReader::price(const CsvRecord& record) {
    const auto given = needed(record, kPrice);
    if (given.empty()) return 0;
    auto text = given;
    if (!text.contains('.')) std::ranges::replace(text, ',', '.');
    const auto money = base::Money::parse(text, currency_);
    if (money && money->minor >= 0) return money->minor;
    error(record.line, kImportFieldNames[kPrice], Code::import_value_malformed, {{"value", given}});
    return 0;
}

std::optional<std::string> ImportReader::barcodes(const CsvRecord& record) {
    const auto given = value(record, kBarcode);
    if (!given) return std::nullopt;
    std::string lines;
    for (std::string_view rest = *given; !rest.empty();) {
        const auto part = rest.substr(0, rest.find(kCodeDelimiter));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        const auto code = trimmed(part);
        if (code.empty()) continue;
        check_barcode(record.line, code);
        if (!lines.empty()) lines += kCodeSeparator;
        lines += code;
    }
    return lines;
}

void ImportReader::check_barcode(std::int64_t line, std::string_view code) {
    const auto column = kImportFieldNames[kBarcode];
    if (check_gtin(code) == GtinCheck::wrong_check_digit) {
        issues_.warning(line, column, Code::import_check_digit, {{"value", std::string(code)}});
    }
    const auto [first, added] = codes_.emplace(barcode_key(code), line);
    if (added) return;
    issues_.warning(line, column, Code::import_duplicate_barcode,
                    {{"value", std::string(code)}, {"line", std::to_string(first->second)}});
}

void ImportReader::check_sku(const ImportRow& row) {
    if (row.sku.empty()) return;
    const auto [first, added] = skus_.emplace(sku_key(row.sku), row.line);
    if (added) return;
    error(row.line, kImportFieldNames[kSku], Code::import_duplicate_sku,
          {{"value", row.sku}, {"line", std::to_string(first->second)}});
}

void ImportReader::error(std::int64_t line, std::string_view column, Code code,
                         base::Parameters parameters) {
    failed_ = true;
    issues_.error(line, column, code, std::move(parameters));
}

void Issues::error(std::int64_t line, std::string_view column, Code code,
                   base::Parameters parameters) {
    ++report_.error_count;
    auto message = message_of(column, code, parameters);
    add_issue(report_.errors, {line, std::string(column), std::string(base::code_name(code)),
                               std::move(parameters), std::move(message)});
}

void Issues::warning(std::int64_t line, std::string_view column, Code code,
                     base::Parameters parameters) {
    ++report_.warning_count;
    auto message = message_of(column, code, parameters);
    add_issue(report_.warnings, {line, std::string(column), std::string(base::code_name(code)),
                                 std::move(parameters), std::move(message)});
}

std::vector<ImportRow> read_import_rows(std::string_view text, const base::Currency& currency,
                                        Issues& issues) {
    CsvReader reader(text, CsvReader::detect_separator(text));
    CsvRecord record;
    if (!reader.next(record)) {
        issues.error(1, "", Code::import_empty);
        return {};
    }
    const auto places = find_columns(record, issues);
    if (!places[kSku] || !places[kName] || !places[kPrice]) return {};
    ImportReader rows(places, record.fields.size(), currency, issues);
    std::vector<ImportRow> result;
    while (reader.next(record)) {
        issues.count_row();
        if (auto row = rows.read(record)) result.push_back(std::move(*row));
    }
    return result;
}

}  // namespace mostrador::catalog
