#include "catalog/import_batch.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "organization/queries.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostBytes = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kSamples = 3;
constexpr std::size_t kMostSample = 60;
constexpr std::int64_t kMostLines = 20'000;
constexpr std::int64_t kMostPage = 500;

/// What people call a field in the first line of their lists, folded.
struct Synonym {
    std::string_view header;
    ImportField field;
};

constexpr std::array kSynonyms{
    Synonym{"codigo", kSku},
    Synonym{"codigo interno", kSku},
    Synonym{"referencia", kSku},
    Synonym{"ref", kSku},
    Synonym{"code", kSku},
    Synonym{"id", kSku},
    Synonym{"codigo de barras", kBarcode},
    Synonym{"codigo barras", kBarcode},
    Synonym{"ean", kBarcode},
    Synonym{"ean13", kBarcode},
    Synonym{"gtin", kBarcode},
    Synonym{"upc", kBarcode},
    Synonym{"barcodes", kBarcode},
    Synonym{"nombre", kName},
    Synonym{"producto", kName},
    Synonym{"articulo", kName},
    Synonym{"descripcion", kName},
    Synonym{"description", kName},
    Synonym{"product", kName},
    Synonym{"categoria", kCategory},
    Synonym{"familia", kCategory},
    Synonym{"rubro", kCategory},
    Synonym{"linea", kCategory},
    Synonym{"department", kCategory},
    Synonym{"precio", kPrice},
    Synonym{"precio venta", kPrice},
    Synonym{"precio de venta", kPrice},
    Synonym{"pvp", kPrice},
    Synonym{"regular price", kPrice},
    Synonym{"impuesto", kTax},
    Synonym{"iva", kTax},
    Synonym{"igv", kTax},
    Synonym{"vat", kTax},
    Synonym{"unidad", kUnit},
    Synonym{"um", kUnit},
    Synonym{"medida", kUnit},
};

std::optional<ImportField> field_named(std::string_view name) {
    const auto known = std::ranges::find(kImportFieldNames, name);
    if (known == kImportFieldNames.end()) return std::nullopt;
    return static_cast<ImportField>(known - kImportFieldNames.begin());
}

std::optional<ImportField> guess(std::string_view header) {
    const auto folded = base::fold(header);
    if (const auto named = field_named(folded)) return named;
    const auto synonym = std::ranges::find(kSynonyms, folded, &Synonym::header);
    if (synonym == kSynonyms.end()) return std::nullopt;
    return synonym->field;
}

/// Under which a mapping is remembered: the first line, folded.
std::string key_of(const std::vector<ImportColumn>& columns) {
    std::string key;
    for (const auto& column : columns)
        key.append(base::fold(column.header)).append(1, '\n');
    return key;
}

/// A field for each column, as it was chosen the last time or as the headers suggest.
Status take_for(Context& context, std::vector<ImportColumn>& columns) {
    MOSTRADOR_TRY(remembered,
                  context.database.one<std::string>(
                      "SELECT fields FROM import_mapping WHERE header = ?1", key_of(columns)));
    if (remembered) {
        std::string_view rest = *remembered;
        for (auto& column : columns) {
            const auto field = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), field.size() + 1));
            column.field = std::string(field);
        }
        return {};
    }
    std::array<bool, kImportFields> taken{};
    for (auto& column : columns) {
        const auto field = guess(column.header);
        if (!field || taken[*field]) continue;
        taken[*field] = true;
        column.field = std::string(kImportFieldNames[*field]);
    }
    return {};
}

std::string sample_of(const std::string& text) {
    if (text.size() <= kMostSample) return text;
    std::string cut = text.substr(0, kMostSample);
    while (!cut.empty() && !base::is_valid_utf8(cut))
        cut.pop_back();
    return cut + "…";
}

Result<ImportPlaces> places_of(const std::vector<std::string>& fields) {
    ImportPlaces places;
    for (std::size_t column = 0; column < fields.size(); ++column) {
        if (fields[column].empty()) continue;
        const auto field = field_named(fields[column]);
        if (!field || places[*field])
            return base::fail(Code::input_out_of_range, {{"field", "fields"}});
        places[*field] = column;
    }
    for (const auto needed : kNeededFields) {
        if (places[needed]) continue;
        return base::fail(Code::import_column_missing,
                          {{"column", std::string(kImportFieldNames[needed])}});
    }
    return places;
}

Status remember(Context& context, const std::vector<ImportColumn>& columns,
                const std::vector<std::string>& fields) {
    std::string text;
    for (const auto& field : fields)
        text.append(field).append(1, '\n');
    return context.database.run(
        "INSERT INTO import_mapping (header, fields) VALUES (?1, ?2) "
        "ON CONFLICT (header) DO UPDATE SET fields = excluded.fields",
        key_of(columns), text);
}

}  // namespace

struct ImportBatch::Checked {
    Checked(log::Log& log, const organization::Tenant& tenant, const ImportPlaces& places,
            std::vector<std::string> mapping, std::string_view text)
        : currency(tenant.currency),
          fields(std::move(mapping)),
          csv(text, CsvReader::detect_separator(text)),
          issues(report),
          reader(places, fields.size(), currency, issues),
          plan(log, tenant.id, report) {}

    base::Currency currency;
    std::vector<std::string> fields;
    ImportReport report;
    CsvReader csv;
    Issues issues;
    ImportReader reader;
    ImportPlan plan;
    std::vector<ImportRow> rows;                         ///< those that can be read
    std::array<std::vector<std::uint32_t>, 3> by_state;  ///< positions in `rows`
    bool done = false;
};

ImportBatch::ImportBatch() = default;
ImportBatch::~ImportBatch() = default;

void ImportBatch::clear() {
    checked_.reset();
    text_.clear();
    text_.shrink_to_fit();
}

Status ImportBatch::feed(std::string_view text) {
    if (text_.size() + text.size() > kMostBytes)
        return base::fail(Code::input_out_of_range, {{"field", "text"}});
    checked_.reset();
    text_.append(text);
    return {};
}

Result<std::vector<ImportColumn>> ImportBatch::columns(Context& context) {
    CsvReader reader(text_, CsvReader::detect_separator(text_));
    CsvRecord record;
    if (!reader.next(record)) return base::fail(Code::import_empty);
    std::vector<ImportColumn> columns;
    for (const auto& header : record.fields)
        columns.push_back({sample_of(header), {}, {}});
    for (std::size_t line = 0; line < kSamples && reader.next(record); ++line) {
        const auto count = std::min(columns.size(), record.fields.size());
        for (std::size_t i = 0; i < count; ++i)
            columns[i].samples.push_back(sample_of(record.fields[i]));
    }
    MOSTRADOR_CHECK(take_for(context, columns));
    return columns;
}

Status ImportBatch::check(Context& context, const std::vector<std::string>& fields) {
    MOSTRADOR_TRY(known, columns(context));
    if (fields.size() != known.size())
        return base::fail(Code::input_out_of_range, {{"field", "fields"}});
    MOSTRADOR_TRY(places, places_of(fields));
    MOSTRADOR_CHECK(remember(context, known, fields));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    checked_ = std::make_unique<Checked>(context.log, tenant, places, fields, text_);
    CsvRecord header;
    checked_->csv.next(header);
    return checked_->plan.load();
}

Result<ImportProgress> ImportBatch::step(std::int64_t lines) {
    if (!checked_) return base::fail(Code::import_empty);
    if (lines < 1 || lines > kMostLines)
        return base::fail(Code::input_out_of_range, {{"field", "lines"}});
    auto& list = *checked_;
    CsvRecord record;
    for (std::int64_t count = 0; count < lines && !list.done; ++count) {
        list.done = !list.csv.next(record);
        if (list.done) break;
        list.issues.count_row();
        auto row = list.reader.read(record);
        if (!row) continue;
        const auto state = list.plan.judge(*row);
        if (state == ImportState::refused) continue;
        list.by_state[static_cast<std::size_t>(state)].push_back(
            static_cast<std::uint32_t>(list.rows.size()));
        list.rows.push_back(std::move(*row));
    }
    list.report.categories_created = list.plan.new_categories();
    list.report.taxes_created = list.plan.new_taxes();
    ImportProgress progress{.read = static_cast<std::int64_t>(list.csv.position()),
                            .size = static_cast<std::int64_t>(text_.size()),
                            .done = list.done,
                            .report = list.report};
    // Issues are many; who watches the progress wants their number.
    if (!list.done) {
        progress.report.errors.clear();
        progress.report.warnings.clear();
    }
    return progress;
}

Result<ImportPreviewPage> ImportBatch::preview(ImportState state, std::int64_t offset,
                                               std::int64_t limit) const {
    if (!checked_) return base::fail(Code::import_empty);
    if (offset < 0 || limit < 0 || limit > kMostPage || state == ImportState::refused)
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    const auto& list = *checked_;
    const auto& positions = list.by_state[static_cast<std::size_t>(state)];
    ImportPreviewPage page{.total = std::ssize(positions), .rows = {}};
    const auto end = std::min(page.total, offset + limit);
    for (auto at = offset; at < end; ++at) {
        const auto& row = list.rows[positions[static_cast<std::size_t>(at)]];
        page.rows.push_back({row.line, row.sku, row.name, list.plan.changes(row, list.currency)});
    }
    return page;
}

Result<ImportReport> ImportBatch::promote(Context& context) {
    if (!checked_ || !checked_->done) return base::fail(Code::import_empty);
    auto& list = *checked_;
    if (list.report.error_count > 0) return list.report;
    ImportReport report{.rows = list.report.rows, .errors = {}, .warnings = {}};
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    ImportPlan plan(context.log, tenant.id, report);
    MOSTRADOR_CHECK(plan.load());
    for (const auto& row : list.rows)
        plan.add(row);
    if (report.error_count > 0) return report;
    MOSTRADOR_CHECK(plan.append(context.person->id));
    report.applied = true;
    report.warning_count = list.report.warning_count;
    context.touch("catalog");
    context.touch("sync");
    clear();
    return report;
}

}  // namespace mostrador::catalog
