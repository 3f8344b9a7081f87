#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"
#include "log/log.hpp"

namespace mostrador::catalog {

/// What is wrong (or doubtful) in one cell of an imported list.
struct ImportIssue {
    static constexpr std::string_view kType = "ImportIssue";
    std::int64_t line = 0;  ///< in the file, from 1
    std::string column;     ///< "price"; empty when the whole line is meant
    std::string code;       ///< "import.value_malformed"
    base::Parameters parameters;
    std::string message;  ///< in English, for logs and the command line

    static constexpr auto fields() {
        using T = ImportIssue;
        return base::fields(base::field("line", &T::line), base::field("column", &T::column),
                            base::field("code", &T::code),
                            base::field("parameters", &T::parameters),
                            base::field("message", &T::message));
    }
};

/// No more issues than these are listed, the first ones; the counts are complete.
constexpr std::size_t kMaxListedIssues = 1000;

struct ImportReport {
    static constexpr std::string_view kType = "ImportReport";
    bool applied = false;  ///< false when there were errors: then nothing was changed
    std::int64_t rows = 0;
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;
    std::int64_t categories_created = 0;
    std::int64_t taxes_created = 0;
    std::int64_t error_count = 0;
    std::int64_t warning_count = 0;
    std::vector<ImportIssue> errors;
    std::vector<ImportIssue> warnings;

    static constexpr auto fields() {
        using T = ImportReport;
        return base::fields(
            base::field("applied", &T::applied), base::field("rows", &T::rows),
            base::field("created", &T::created), base::field("updated", &T::updated),
            base::field("unchanged", &T::unchanged),
            base::field("categoriesCreated", &T::categories_created),
            base::field("taxesCreated", &T::taxes_created),
            base::field("errorCount", &T::error_count),
            base::field("warningCount", &T::warning_count), base::field("errors", &T::errors),
            base::field("warnings", &T::warnings));
    }
};

/// CAT-5: imports a list of products, all of it or nothing. The first line names the columns
/// `sku,barcode,name,category,price,tax,unit` in any order; `sku`, `name` and `price` are needed.
/// Commas, semicolons and tabs separate; "3.50" and "3,50" are prices. `barcode` may hold several
/// codes separated by '|'; `tax` is a rate in percent or the name of a tax class; unknown
/// categories and rates are created.
///
/// A product is known by its SKU. Importing the same list again changes nothing; a changed list
/// assigns only the fields that differ, so that it does not undo what others edited meanwhile.
/// Errors: only those of the store and the log; what is wrong in the list is in the report.
base::Result<ImportReport> import_csv(log::Log& log, std::optional<base::Id> person,
                                      std::string_view text);

}  // namespace mostrador::catalog
