#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "catalog/import_rows.hpp"
#include "catalog/operations.hpp"
#include "log/log.hpp"

namespace mostrador::catalog {

/// What becomes of a line of a list.
enum class ImportState : std::uint8_t { created, changed, unchanged, refused };

/// A field that a list gives another value.
struct ImportChange {
    static constexpr std::string_view kType = "ImportChange";
    std::string field;  ///< as kImportFieldNames
    std::string before;
    std::string after;

    static constexpr auto fields() {
        using T = ImportChange;
        return base::fields(base::field("field", &T::field), base::field("before", &T::before),
                            base::field("after", &T::after));
    }
};

/// Turns the rows of a list into the operations that bring the catalogue to it. Counts into the
/// report what becomes of them.
///
///     ImportPlan plan(log, tenant, report);
///     plan.load();
///     plan.add(row)…
///     plan.append(person);
class ImportPlan {
public:
    ImportPlan(log::Log& log, const base::Id& tenant, ImportReport& report)
        : log_(log), tenant_(tenant), report_(report), issues_(report) {}

    /// Reads the catalogue as it is now.
    base::Status load();

    /// What will become of the row; `add` takes it into the plan too.
    ImportState judge(const ImportRow& row);
    ImportState add(const ImportRow& row);

    /// The fields that the row gives another value, as people read them.
    std::vector<ImportChange> changes(const ImportRow& row, const base::Currency& currency) const;

    base::Status append(std::optional<base::Id> person);

    std::int64_t new_categories() const { return std::ssize(new_categories_.rows); }

    std::int64_t new_taxes() const { return std::ssize(new_taxes_.rows); }

private:
    /// What the shop has of a product before the import.
    struct Known {
        base::Id id;
        std::string sku;
        std::string name;
        std::int64_t price = 0;
        base::Id tax;
        base::Id category;
        std::string unit;
        std::string barcodes;
    };

    /// Names by their folded form.
    using IdsByName = std::unordered_map<std::string, base::Id>;

    store::Database& database() { return log_.database(); }

    base::Id derived(std::string_view name_space, std::string_view name) const;
    base::Id category_of(const std::string& name);
    std::optional<base::Id> tax_of(const ImportRow& row);
    base::Id create_tax(const base::Decimal& rate);
    base::Id new_product_id(const std::string& key);
    const Known* known(const ImportRow& row) const;
    ProductRow creation(const ImportRow& row, const base::Id& category, const base::Id& tax);
    static ProductRow difference(const ImportRow& row, const Known& known, const base::Id& category,
                                 const base::Id& tax);
    /// The product's row as it is to be assigned; nothing of a row that is refused.
    std::optional<ProductRow> planned(const ImportRow& row, ImportState& state);
    std::string name_of(const base::Id& id) const;

    log::Log& log_;
    base::Id tenant_;
    ImportReport& report_;
    Issues issues_;

    std::unordered_map<std::string, Known> products_;  ///< by sku_key
    std::unordered_set<base::Id> product_ids_;
    IdsByName categories_;
    IdsByName taxes_;
    std::unordered_map<std::string, base::Id> taxes_by_rate_;
    std::unordered_map<base::Id, std::string> names_;  ///< of categories and taxes
    std::int64_t next_position_ = 0;

    TaxesPut new_taxes_;
    CategoriesPut new_categories_;
    std::vector<ProductRow> rows_;
};

}  // namespace mostrador::catalog

template <>
struct mostrador::base::EnumNames<mostrador::catalog::ImportState> {
    using enum mostrador::catalog::ImportState;
    static constexpr std::array names{
        std::pair{created, std::string_view("created")},
        std::pair{changed, std::string_view("changed")},
        std::pair{unchanged, std::string_view("unchanged")},
        std::pair{refused, std::string_view("refused")},
    };
};
