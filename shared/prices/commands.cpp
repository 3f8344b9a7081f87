#include "prices/commands.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "prices/offer.hpp"
#include "prices/operations.hpp"

namespace mostrador::prices {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostName = 60;
constexpr std::size_t kMostLists = 200;
constexpr std::size_t kMostEntries = 5000;
constexpr std::size_t kMostOffers = 500;
constexpr std::int64_t kMostPrice = 1'000'000'000'000;
constexpr std::int64_t kLeastPercent = -100;
constexpr std::int64_t kMostPercent = 1000;
constexpr int kPercentScale = 3;

struct PriceList {
    static constexpr std::string_view kType = "PriceList";
    Id id;
    std::string name;
    Window window;
    std::int64_t entries = 0;  ///< how much it says
    bool holds = false;        ///< at this branch now, for some kind of order

    static constexpr auto fields() {
        using T = PriceList;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("window", &T::window), base::field("entries", &T::entries),
                            base::field("holds", &T::holds));
    }
};

struct BranchChoice {
    static constexpr std::string_view kType = "BranchChoice";
    Id id;
    std::string name;

    static constexpr auto fields() {
        return base::fields(base::field("id", &BranchChoice::id),
                            base::field("name", &BranchChoice::name));
    }
};

/// Lists in the order in which they decide.
struct Lists {
    std::vector<PriceList> lists;
    std::vector<BranchChoice> branches;

    static constexpr auto fields() {
        return base::fields(base::field("lists", &Lists::lists),
                            base::field("branches", &Lists::branches));
    }
};

/// What a list says of a product, a category, or of everything where neither is named: a price, or
/// a percentage on top of the catalogue's price.
struct PriceEntry {
    static constexpr std::string_view kType = "PriceEntry";
    std::optional<Id> product;
    std::optional<Id> category;
    std::string name;                           ///< of the product or category
    std::optional<std::int64_t> catalog_price;  ///< of the product
    std::optional<std::int64_t> price;
    std::optional<Decimal> percent;

    static constexpr auto fields() {
        using T = PriceEntry;
        return base::fields(base::field("product", &T::product),
                            base::field("category", &T::category), base::field("name", &T::name),
                            base::field("catalogPrice", &T::catalog_price),
                            base::field("price", &T::price), base::field("percent", &T::percent));
    }
};

struct ById {
    Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &ById::id)); }
};

struct Sheet {
    std::optional<PriceList> list;
    std::vector<PriceEntry> entries;

    static constexpr auto fields() {
        return base::fields(base::field("list", &Sheet::list),
                            base::field("entries", &Sheet::entries));
    }
};

/// `entries` is what was said, `removed` what is not said any more; what is in neither stays, so
/// that an editor does not take back what somebody else added meanwhile.
struct Put {
    Id id;
    std::string name;
    Window window;
    std::vector<PriceEntry> entries;
    std::vector<PriceEntry> removed;
    bool active = true;

    static constexpr auto fields() {
        using T = Put;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("window", &T::window), base::field("entries", &T::entries),
                            base::field("removed", &T::removed), base::field("active", &T::active));
    }
};

struct Arrange {
    std::vector<Id> lists;

    static constexpr auto fields() { return base::fields(base::field("lists", &Arrange::lists)); }
};

/// Which of these products have another price for an order of that kind now.
struct OffersRequest {
    std::vector<Id> products;
    orders::Type type = orders::Type::counter;

    static constexpr auto fields() {
        return base::fields(base::field("products", &OffersRequest::products),
                            base::field("type", &OffersRequest::type));
    }
};

struct OfferOf {
    static constexpr std::string_view kType = "OfferOf";
    Id product;
    Offer offer;

    static constexpr auto fields() {
        return base::fields(base::field("product", &OfferOf::product),
                            base::field("offer", &OfferOf::offer));
    }
};

struct Offers {
    std::vector<OfferOf> offers;

    static constexpr auto fields() { return base::fields(base::field("offers", &Offers::offers)); }
};

std::unexpected<base::Error> wrong(Code code, std::string_view field) {
    return base::fail(code, {{"field", std::string(field)}});
}

/// Whether the list holds now for any kind of order.
bool holds_for_any(const Window& window, Occasion occasion) {
    using enum orders::Type;
    for (const auto type : {dine_in, to_go, delivery, counter}) {
        occasion.type = type;
        if (holds(window, occasion)) return true;
    }
    return false;
}

Result<std::vector<PriceList>> read_lists(Context& context, std::optional<Id> only) {
    MOSTRADOR_TRY(now, occasion(context, orders::Type::counter, context.now_us));
    std::vector<PriceList> lists;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, name, branches, types, weekdays, from_minute, to_minute, valid_from, valid_to, "
        "(SELECT count(*) FROM price_entry WHERE list = l.id AND stamp > 0 AND active = 1) "
        "FROM price_list l WHERE stamp > 0 AND active = 1 AND (?1 IS NULL OR id = ?1) "
        "ORDER BY position, name, id",
        only, [&](const store::Row& row) {
            auto window = window_of(row, 2);
            const bool holding = holds_for_any(window, now);
            lists.push_back(
                {row.id(0), row.get<std::string>(1), std::move(window), row.integer(9), holding});
        }));
    return lists;
}

Result<Lists> view(Context& context, const command::Nothing&) {
    Lists out;
    MOSTRADOR_TRY(lists, read_lists(context, std::nullopt));
    out.lists = std::move(lists);
    MOSTRADOR_CHECK(
        context.database.each("SELECT id, name FROM branch WHERE stamp > 0 ORDER BY name, id",
                              [&](const store::Row& row) {
                                  out.branches.push_back({row.id(0), row.get<std::string>(1)});
                              }));
    return out;
}

std::optional<Id> unless_nil(const Id& id) {
    if (id.is_nil()) return std::nullopt;
    return id;
}

Result<Sheet> sheet(Context& context, const ById& request) {
    Sheet out;
    MOSTRADOR_TRY(lists, read_lists(context, request.id));
    if (lists.empty()) return out;
    out.list = std::move(lists.front());
    MOSTRADOR_CHECK(context.database.each(
        "SELECT e.product, e.category, coalesce(p.name, c.name, ''), p.price, e.price, e.percent "
        "FROM price_entry e LEFT JOIN product p ON p.id = e.product "
        "LEFT JOIN category c ON c.id = e.category "
        "WHERE e.list = ?1 AND e.stamp > 0 AND e.active = 1 "
        "ORDER BY e.product <> zeroblob(16), e.category <> zeroblob(16), 3, e.id",
        request.id, [&](const store::Row& row) -> Status {
            PriceEntry entry{.product = unless_nil(row.id(0)),
                             .category = unless_nil(row.id(1)),
                             .name = row.get<std::string>(2),
                             .catalog_price = row.get<std::optional<std::int64_t>>(3),
                             .price = std::nullopt,
                             .percent = std::nullopt};
            if (row.text(5).empty()) {
                entry.price = row.integer(4);
            } else {
                MOSTRADOR_TRY(percent, Decimal::parse(row.text(5)));
                entry.percent = percent;
            }
            out.entries.push_back(std::move(entry));
            return {};
        }));
    return out;
}

Status check_entry(const PriceEntry& entry) {
    if (entry.product && entry.category) return wrong(Code::input_out_of_range, "product");
    if (entry.price.has_value() == entry.percent.has_value())
        return wrong(Code::input_missing, "price");
    // A price is of one product; what a whole category costs is a percentage.
    if (entry.price && !entry.product) return wrong(Code::input_missing, "percent");
    if (entry.price && (*entry.price < 0 || *entry.price > kMostPrice))
        return wrong(Code::input_out_of_range, "price");
    if (!entry.percent) return {};
    const bool fits = *entry.percent >= Decimal(kLeastPercent) &&
                      *entry.percent <= Decimal(kMostPercent) &&
                      entry.percent->normalized().scale() <= kPercentScale;
    if (!fits) return wrong(Code::input_out_of_range, "percent");
    return {};
}

Status check(const Put& put) {
    if (put.name.empty()) return wrong(Code::input_missing, "name");
    if (put.name.size() > kMostName || !base::is_valid_utf8(put.name))
        return wrong(Code::input_out_of_range, "name");
    if (put.entries.size() > kMostEntries) return wrong(Code::input_out_of_range, "entries");
    for (const auto& entry : put.entries)
        MOSTRADOR_CHECK(check_entry(entry));
    return check(put.window);
}

/// The list's fields that differ; nothing when none does.
Result<std::optional<ListRow>> list_changes(store::Database& database, const Put& put) {
    std::optional<std::string> name;
    Window known;
    bool active = false;
    MOSTRADOR_CHECK(database.each(
        "SELECT name, active, branches, types, weekdays, from_minute, to_minute, valid_from, "
        "valid_to FROM price_list WHERE id = ?1 AND stamp > 0",
        put.id, [&](const store::Row& row) {
            name = row.get<std::string>(0);
            active = row.get<bool>(1);
            known = window_of(row, 2);
        }));
    const bool create = !name;
    const auto& wanted = put.window;
    ListRow row{.id = put.id, .create = create};
    if (name != put.name) row.name = put.name;
    if (branches_text(known) != branches_text(wanted)) row.branches = branches_text(wanted);
    if (types_text(known) != types_text(wanted)) row.types = types_text(wanted);
    if (weekday_bits(known) != weekday_bits(wanted)) row.weekdays = weekday_bits(wanted);
    if (known.from != wanted.from) row.from_minute = wanted.from;
    if (known.to != wanted.to) row.to_minute = wanted.to;
    if (known.valid_from != wanted.valid_from) row.valid_from = wanted.valid_from;
    if (known.valid_to != wanted.valid_to) row.valid_to = wanted.valid_to;
    if (active != put.active) row.active = put.active;
    if (create) {
        MOSTRADOR_TRY(next, database.one<std::int64_t>(
                                "SELECT coalesce(max(position), -1) + 1 FROM price_list"));
        row.position = next.value_or(0);
    }
    const bool changed = row.name || row.branches || row.types || row.weekdays || row.from_minute ||
                         row.to_minute || row.valid_from || row.valid_to || row.active;
    if (!create && !changed) return std::nullopt;
    return row;
}

Id target_of(const PriceEntry& entry) {
    return entry.product.value_or(entry.category.value_or(Id::nil()));
}

/// An entry's fields that differ from what stands.
Result<std::optional<EntryRow>> entry_changes(store::Database& database, const Id& list,
                                              const PriceEntry& entry) {
    const auto id = entry_id(list, target_of(entry));
    const auto percent = entry.percent ? entry.percent->normalized().text() : std::string();
    EntryRow row{.id = id,
                 .create = true,
                 .list = list,
                 .product = entry.product,
                 .category = entry.category,
                 .price = entry.price,
                 .percent = percent,
                 .active = true};
    bool same = false;
    MOSTRADOR_CHECK(
        database.each("SELECT price, percent, active FROM price_entry WHERE id = ?1 AND stamp > 0",
                      id, [&](const store::Row& known) {
                          row = {.id = id};
                          if (entry.price && *entry.price != known.integer(0))
                              row.price = entry.price;
                          if (percent != known.text(1)) row.percent = percent;
                          if (!known.get<bool>(2)) row.active = true;
                          same = !row.price && !row.percent && !row.active;
                      }));
    if (same) return std::nullopt;
    return row;
}

Status put_entries(Context& context, const Put& put) {
    EntriesPut rows;
    for (const auto& entry : put.entries) {
        MOSTRADOR_TRY(row, entry_changes(context.database, put.id, entry));
        if (row) rows.rows.push_back(std::move(*row));
    }
    for (const auto& entry : put.removed)
        rows.rows.push_back({.id = entry_id(put.id, target_of(entry)), .active = false});
    if (rows.rows.empty()) return {};
    return context.log.append(context.person->id, rows);
}

Result<Lists> put(Context& context, const Put& request) {
    MOSTRADOR_CHECK(check(request));
    MOSTRADOR_TRY(row, list_changes(context.database, request));
    if (row) MOSTRADOR_CHECK(context.log.append(context.person->id, ListsPut{{{std::move(*row)}}}));
    MOSTRADOR_CHECK(put_entries(context, request));
    context.touch("catalog");
    context.touch("sync");
    return view(context, {});
}

Result<Lists> arrange(Context& context, const Arrange& request) {
    if (request.lists.size() > kMostLists) return wrong(Code::input_out_of_range, "lists");
    ListsPut rows;
    std::int64_t position = 0;
    for (const auto& id : request.lists) {
        MOSTRADOR_TRY(known,
                      context.database.one<std::int64_t>(
                          "SELECT position FROM price_list WHERE id = ?1 AND stamp > 0", id));
        if (!known) return base::fail(Code::prices_list_not_found);
        if (*known != position) rows.rows.push_back({.id = id, .position = position});
        ++position;
    }
    if (!rows.rows.empty()) MOSTRADOR_CHECK(context.log.append(context.person->id, rows));
    context.touch("catalog");
    context.touch("sync");
    return view(context, {});
}

Result<Offers> offers(Context& context, const OffersRequest& request) {
    if (request.products.size() > kMostOffers) return wrong(Code::input_out_of_range, "products");
    Offers out;
    MOSTRADOR_TRY(any, context.database.one<std::int64_t>("SELECT 1 FROM price_list LIMIT 1"));
    if (!any) return out;
    for (const auto& id : request.products) {
        const auto product = catalog::sellable(context.database, id);
        if (!product) continue;  // it went while the shell asked
        MOSTRADOR_TRY(found, offer_at(context, request.type, context.now_us, *product));
        if (found) out.offers.push_back({id, std::move(*found)});
    }
    return out;
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    using command::Nothing;
    using staff::Permission;
    const command::Rule look{person, query, Permission::edit_catalog};
    const command::Rule edit{person, durable, Permission::edit_catalog};
    return {
        command<Nothing, Lists>("prices.lists", look, view),
        command<ById, Sheet>("prices.list", look, sheet),
        command<Put, Lists>("prices.put", edit, put),
        command<Arrange, Lists>("prices.arrange", edit, arrange),
        // What a shop sells is no secret on its own device.
        command<OffersRequest, Offers>("prices.offers", {enrolled, query}, offers),
    };
}

}  // namespace mostrador::prices
