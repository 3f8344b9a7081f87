#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/import_plan.hpp"
#include "command/command.hpp"

namespace mostrador::catalog {

/// A column of the list, with what stands in its first lines and what it is taken for.
struct ImportColumn {
    static constexpr std::string_view kType = "ImportColumn";
    std::string header;
    std::vector<std::string> samples;
    std::string field;  ///< as kImportFieldNames; empty: it is left out

    static constexpr auto fields() {
        using T = ImportColumn;
        return base::fields(base::field("header", &T::header), base::field("samples", &T::samples),
                            base::field("field", &T::field));
    }
};

/// How far a list is read, and what was found so far.
struct ImportProgress {
    static constexpr std::string_view kType = "ImportProgress";
    std::int64_t read = 0;  ///< bytes
    std::int64_t size = 0;
    bool done = false;
    ImportReport report;

    static constexpr auto fields() {
        using T = ImportProgress;
        return base::fields(base::field("read", &T::read), base::field("size", &T::size),
                            base::field("done", &T::done), base::field("report", &T::report));
    }
};

/// A line of the list and what becomes of its product.
struct ImportPreviewRow {
    static constexpr std::string_view kType = "ImportPreviewRow";
    std::int64_t line = 0;
    std::string sku;
    std::string name;
    std::vector<ImportChange> changes;

    static constexpr auto fields() {
        using T = ImportPreviewRow;
        return base::fields(base::field("line", &T::line), base::field("sku", &T::sku),
                            base::field("name", &T::name), base::field("changes", &T::changes));
    }
};

struct ImportPreviewPage {
    std::int64_t total = 0;
    std::vector<ImportPreviewRow> rows;

    static constexpr auto fields() {
        return base::fields(base::field("total", &ImportPreviewPage::total),
                            base::field("rows", &ImportPreviewPage::rows));
    }
};

/// CAT-5: one list on its way into the catalogue, in this device's memory: its text, which column
/// is which field, what will become of each line, and then all of it at once or nothing. Each step
/// is short, so that a till goes on selling and whoever imports can stop.
///
///     batch.clear();
///     batch.feed(text)…            the list, in pieces
///     batch.columns()              what stands where
///     batch.check(fields)          which column is which field
///     while (!batch.step(2000).done) …
///     batch.preview(changed, 0, 100)
///     batch.promote()
///
/// Every call without a list is import.empty, which is also what a new core says after the old one
/// died in the middle.
class ImportBatch {
public:
    ImportBatch();
    ~ImportBatch();

    void clear();
    /// Error: input.out_of_range{text} above 64 MiB.
    base::Status feed(std::string_view text);
    base::Result<std::vector<ImportColumn>> columns(command::Context& context);
    /// `fields[i]` is what column i is taken for. Errors: import.column_missing{column},
    /// input.out_of_range{fields} for an unknown field or one that is named twice.
    base::Status check(command::Context& context, const std::vector<std::string>& fields);
    base::Result<ImportProgress> step(std::int64_t lines);
    base::Result<ImportPreviewPage> preview(ImportState state, std::int64_t offset,
                                            std::int64_t limit) const;
    /// Compares with the catalogue of this moment again. Nothing is written when anything is wrong.
    base::Result<ImportReport> promote(command::Context& context);

private:
    /// The list with its columns known; what was found in it so far.
    struct Checked;

    std::string text_;
    std::unique_ptr<Checked> checked_;
};

}  // namespace mostrador::catalog
