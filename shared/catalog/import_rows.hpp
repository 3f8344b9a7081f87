#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/money.hpp"
#include "catalog/csv.hpp"
#include "catalog/import.hpp"

namespace mostrador::catalog {

/// One line of the list whose cells have the right form. A column that the file does not have
/// leaves its field without a value.
struct ImportRow {
    std::int64_t line = 0;
    std::string sku;
    std::string name;
    std::int64_t price = 0;
    std::optional<std::string> barcodes;  ///< one a line
    std::optional<std::string> category;
    std::optional<std::string> tax;
    std::optional<std::string> unit;
};

/// Collects what is read and what is wrong into a report.
class Issues {
public:
    explicit Issues(ImportReport& report) : report_(report) {}

    void count_row() { ++report_.rows; }

    void error(std::int64_t line, std::string_view column, base::Code code,
               base::Parameters parameters = {});
    void warning(std::int64_t line, std::string_view column, base::Code code,
                 base::Parameters parameters = {});

private:
    ImportReport& report_;
};

/// The fields of a product that a list may have.
enum ImportField : std::size_t {
    kSku,
    kBarcode,
    kName,
    kCategory,
    kPrice,
    kTax,
    kUnit,
    kImportFields
};

/// As a list's first line and the messages name them.
constexpr std::array<std::string_view, kImportFields> kImportFieldNames{
    "sku", "barcode", "name", "category", "price", "tax", "unit"};

/// In which column of the list each field stands.
using ImportPlaces = std::array<std::optional<std::size_t>, kImportFields>;

/// A list without these is none.
constexpr std::array kNeededFields{kSku, kName, kPrice};

/// Checks one line after the other and remembers what must not come twice.
class ImportReader {
public:
    /// `width` is how many columns each line must have.
    ImportReader(const ImportPlaces& places, std::size_t width, const base::Currency& currency,
                 Issues& issues)
        : places_(places), width_(width), currency_(currency), issues_(issues) {}

    /// Nothing when the line has an error.
    std::optional<ImportRow> read(const CsvRecord& record);

private:
    bool check_form(const CsvRecord& record);
    std::optional<std::string> value(const CsvRecord& record, ImportField field);
    std::string needed(const CsvRecord& record, ImportField field);
    std::int64_t price(const CsvRecord& record);
    std::optional<std::string> barcodes(const CsvRecord& record);
    void check_barcode(std::int64_t line, std::string_view code);
    void check_sku(const ImportRow& row);
    void error(std::int64_t line, std::string_view column, base::Code code,
               base::Parameters parameters);

    using FirstLines = std::unordered_map<std::string, std::int64_t>;

    ImportPlaces places_;
    std::size_t width_;
    base::Currency currency_;
    Issues& issues_;
    bool failed_ = false;
    FirstLines skus_;
    FirstLines codes_;
};

/// Reads and checks the list by itself, without looking at the shop's data. Rows with errors are
/// left out of the result and told in `issues`.
std::vector<ImportRow> read_import_rows(std::string_view text, const base::Currency& currency,
                                        Issues& issues);

}  // namespace mostrador::catalog
