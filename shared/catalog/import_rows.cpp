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

enum Column : std::size_t { kSku, kBarcode, kName, kCategory, kPrice, kTax, kUnit, kColumnCount };

constexpr std::array<std::string_view, kColumnCount> kColumnNames{
    "sku", "barcode", "name", "category", "price", "tax", "unit"};

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

/// Where each known column stands in the file.
using Places = std::array<std::optional<std::size_t>, kColumnCount>;

Places find_columns(const CsvRecord& header, Issues& issues) {
    Places places;
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
        const auto known = std::ranges::find(kColumnNames, base::fold(header.fields[i]));
        if (known == kColumnNames.end()) continue;
        places[static_cast<std::size_t>(known - kColumnNames.begin())] = i;
    }
    for (const auto needed : {kSku, kName, kPrice}) {
        if (places[needed]) continue;
        issues.error(header.line, kColumnNames[needed], Code::import_column_missing,
                     {{"column", std::string(kColumnNames[needed])}});
    }
    return places;
}

/// Checks one line after the other and remembers what must not come twice.
class RowReader {
public:
    RowReader(const CsvRecord& header, Places places, const base::Currency& currency,
              Issues& issues)
        : places_(places), width_(header.fields.size()), currency_(currency), issues_(issues) {}

    /// Nothing when the line has an error.
    std::optional<ImportRow> read(const CsvRecord& record);

private:
    bool check_form(const CsvRecord& record);
    std::optional<std::string> value(const CsvRecord& record, Column column);
    std::string needed(const CsvRecord& record, Column column);
    std::int64_t price(const CsvRecord& record);
    std::optional<std::string> barcodes(const CsvRecord& record);
    void check_barcode(std::int64_t line, std::string_view code);
    void check_sku(const ImportRow& row);

    void error(std::int64_t line, std::string_view column, Code code, base::Parameters parameters) {
        failed_ = true;
        issues_.error(line, column, code, std::move(parameters));
    }

    using FirstLines = std::unordered_map<std::string, std::int64_t>;

    Places places_;
    std::size_t width_;
    base::Currency currency_;
    Issues& issues_;
    bool failed_ = false;
    FirstLines skus_;
    FirstLines codes_;
};

std::optional<ImportRow> RowReader::read(const CsvRecord& record) {
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

bool RowReader::check_form(const CsvRecord& record) {
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

std::optional<std::string> RowReader::value(const CsvRecord& record, Column column) {
    if (!places_[column]) return std::nullopt;
    const auto text = trimmed(record.fields[*places_[column]]);
    if (text.size() <= kMaxValueBytes) return std::string(text);
    error(record.line, kColumnNames[column], Code::import_value_too_long,
          {{"limit", std::to_string(kMaxValueBytes)}});
    return std::nullopt;
}

std::string RowReader::needed(const CsvRecord& record, Column column) {
    auto text = value(record, column).value_or("");
    if (text.empty() && !failed_) {
        error(record.line, kColumnNames[column], Code::import_value_missing, {});
    }
    return text;
}

std::int64_t RowReader::price(const CsvRecord& record) {
    const auto given = needed(record, kPrice);
    if (given.empty()) return 0;
    auto text = given;
    if (!text.contains('.')) std::ranges::replace(text, ',', '.');
    const auto money = base::Money::parse(text, currency_);
    if (money && money->minor >= 0) return money->minor;
    error(record.line, kColumnNames[kPrice], Code::import_value_malformed, {{"value", given}});
    return 0;
}

std::optional<std::string> RowReader::barcodes(const CsvRecord& record) {
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

void RowReader::check_barcode(std::int64_t line, std::string_view code) {
    const auto column = kColumnNames[kBarcode];
    if (check_gtin(code) == GtinCheck::wrong_check_digit) {
        issues_.warning(line, column, Code::import_check_digit, {{"value", std::string(code)}});
    }
    const auto [first, added] = codes_.emplace(barcode_key(code), line);
    if (added) return;
    issues_.warning(line, column, Code::import_duplicate_barcode,
                    {{"value", std::string(code)}, {"line", std::to_string(first->second)}});
}

void RowReader::check_sku(const ImportRow& row) {
    if (row.sku.empty()) return;
    const auto [first, added] = skus_.emplace(sku_key(row.sku), row.line);
    if (added) return;
    error(row.line, kColumnNames[kSku], Code::import_duplicate_sku,
          {{"value", row.sku}, {"line", std::to_string(first->second)}});
}

}  // namespace

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
    RowReader rows(record, places, currency, issues);
    std::vector<ImportRow> result;
    while (reader.next(record)) {
        issues.count_row();
        if (auto row = rows.read(record)) result.push_back(std::move(*row));
    }
    return result;
}

}  // namespace mostrador::catalog
