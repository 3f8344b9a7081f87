#pragma once

#include <string>
#include <vector>

#include "stock/levels.hpp"
#include "stock/unit.hpp"

namespace mostrador::stock {

/// An item as the screens show it.
struct ItemView {
    static constexpr std::string_view kType = "StockItem";
    base::Id id;
    std::string name;
    std::vector<Unit> units;  ///< its own first
    base::Decimal minimum;
    base::Id category;
    std::string category_name;
    std::string code;
    bool product = false;  ///< it is sold as it is
    bool kept = true;
    base::Decimal quantity;  ///< in the warehouse that was asked for, or in all
    bool low = false;        ///< at its minimum, or less
    bool negative = false;

    static constexpr auto fields() {
        using T = ItemView;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("units", &T::units), base::field("minimum", &T::minimum),
                            base::field("category", &T::category),
                            base::field("categoryName", &T::category_name),
                            base::field("code", &T::code), base::field("product", &T::product),
                            base::field("kept", &T::kept), base::field("quantity", &T::quantity),
                            base::field("low", &T::low), base::field("negative", &T::negative));
    }
};

/// What there is of all items in one warehouse, or in all of them.
class Items {
public:
    static base::Result<Items> load(store::Database& database,
                                    const std::optional<base::Id>& warehouse);

    /// Every item that is in use, also those whose stock is not counted; in no order.
    const std::vector<ItemView>& all() const { return all_; }

private:
    std::vector<ItemView> all_;
};

/// Error: stock.item_not_found.
base::Result<ItemView> item_of(store::Database& database, const base::Id& item);

/// The item with this code, or the product's. Error: stock.item_not_found.
base::Result<base::Id> item_of_code(store::Database& database, std::string_view code);

/// Whether an item's name or code has all words of a text, however they are written.
bool matches(const ItemView& item, std::string_view folded);

}  // namespace mostrador::stock
