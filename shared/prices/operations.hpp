#pragma once

#include <optional>
#include <string>

#include "log/assignment.hpp"

namespace mostrador::prices {

/// CAT-6: a price list, and for which occasions it holds (prices/window.hpp has the same in words).
struct ListRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> branches;   ///< ids, one a line; empty: all
    std::optional<std::string> types;      ///< kinds of orders, one a line; empty: all
    std::optional<std::int64_t> weekdays;  ///< bits from Monday on; 0: all
    std::optional<std::int64_t> from_minute;
    std::optional<std::int64_t> to_minute;
    std::optional<std::string> valid_from;
    std::optional<std::string> valid_to;
    std::optional<std::int64_t> position;  ///< the first list that says something decides
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = ListRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("name", &T::name), base::field("branches", &T::branches),
            base::field("types", &T::types), base::field("weekdays", &T::weekdays),
            base::field("from_minute", &T::from_minute), base::field("to_minute", &T::to_minute),
            base::field("valid_from", &T::valid_from), base::field("valid_to", &T::valid_to),
            base::field("position", &T::position), base::field("active", &T::active));
    }
};

/// What a list says of a product, of a category, or of everything (both nil). Its id follows from
/// the list and what it is about, so two people who price one thing apart write one row.
struct EntryRow {
    base::Id id;
    bool create = false;
    std::optional<base::Id> list;
    std::optional<base::Id> product;
    std::optional<base::Id> category;
    std::optional<std::int64_t> price;   ///< minor units; where `percent` is empty
    std::optional<std::string> percent;  ///< on top of the catalogue's price: "-20", "12.5"
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = EntryRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("list", &T::list), base::field("product", &T::product),
                            base::field("category", &T::category), base::field("price", &T::price),
                            base::field("percent", &T::percent), base::field("active", &T::active));
    }
};

/// PRICE-3: something off by itself (prices/promotion.hpp has the same in words).
struct PromotionRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> kind;
    std::optional<std::int64_t> every;
    std::optional<std::string> percent;
    std::optional<std::string> products;    ///< ids, one a line
    std::optional<std::string> categories;  ///< ids, one a line
    std::optional<std::string> branches;
    std::optional<std::string> types;
    std::optional<std::int64_t> weekdays;
    std::optional<std::int64_t> from_minute;
    std::optional<std::int64_t> to_minute;
    std::optional<std::string> valid_from;
    std::optional<std::string> valid_to;
    std::optional<std::int64_t> position;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = PromotionRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("name", &T::name), base::field("kind", &T::kind),
            base::field("every", &T::every), base::field("percent", &T::percent),
            base::field("products", &T::products), base::field("categories", &T::categories),
            base::field("branches", &T::branches), base::field("types", &T::types),
            base::field("weekdays", &T::weekdays), base::field("from_minute", &T::from_minute),
            base::field("to_minute", &T::to_minute), base::field("valid_from", &T::valid_from),
            base::field("valid_to", &T::valid_to), base::field("position", &T::position),
            base::field("active", &T::active));
    }
};

/// PRICE-4: the service charge of a kind of order. Its id follows from branch and kind.
struct ServiceRow {
    base::Id id;
    bool create = false;
    std::optional<base::Id> branch;  ///< nil: all that have none of their own
    std::optional<std::string> type;
    std::optional<std::string> name;
    std::optional<std::string> percent;
    std::optional<base::Id> tax;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = ServiceRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("branch", &T::branch), base::field("type", &T::type),
                            base::field("name", &T::name), base::field("percent", &T::percent),
                            base::field("tax", &T::tax), base::field("active", &T::active));
    }
};

struct PromotionsPut : log::Rows<PromotionRow> {
    static constexpr std::string_view kKind = "prices.promotions_put";
};

struct ServicesPut : log::Rows<ServiceRow> {
    static constexpr std::string_view kKind = "prices.services_put";
};

struct ListsPut : log::Rows<ListRow> {
    static constexpr std::string_view kKind = "prices.lists_put";
};

struct EntriesPut : log::Rows<EntryRow> {
    static constexpr std::string_view kKind = "prices.entries_put";
};

/// The id of what a list says of a product or category (nil: of everything).
base::Id entry_id(const base::Id& list, const base::Id& target);

/// The id of the service charge of a kind of order at a branch (nil: at all).
base::Id service_id(const base::Id& branch, std::string_view type);

log::Capability capability();

}  // namespace mostrador::prices
