#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
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

/// Reads and checks the list by itself, without looking at the shop's data. Rows with errors are
/// left out of the result and told in `issues`.
std::vector<ImportRow> read_import_rows(std::string_view text, const base::Currency& currency,
                                        Issues& issues);

}  // namespace mostrador::catalog
