#include "hub/demo/seed.hpp"

#include <algorithm>
#include <format>

#include "base/clock.hpp"
#include "catalog/batches.hpp"
#include "catalog/choices.hpp"
#include "catalog/operations.hpp"
#include "floor/operations.hpp"
#include "guests/settings.hpp"
#include "hub/demo/cafe.hpp"
#include "hub/demo/supermarket.hpp"
#include "kitchen/operations.hpp"
#include "organization/operations.hpp"
#include "prices/operations.hpp"
#include "staff/operations.hpp"
#include "staff/pin.hpp"
#include "stock/operations.hpp"
#include "stock/place.hpp"
#include "stock/recipe.hpp"

namespace mostrador::hub::demo {
namespace {

using base::Id;
using base::Status;

constexpr std::uint64_t kSeed = 20250102;
constexpr std::int64_t kSeededAtUs = 1'735'804'800'000'000;  // 2025-01-02 08:00:00 UTC
constexpr std::int64_t kCodeLifetimeUs = 24LL * 60 * 60 * 1'000'000;
constexpr int kMinorDigits = 2;  // of both currencies

struct FixedClock final : base::Clock {
    std::int64_t now_us() override { return kSeededAtUs; }
};

/// Ids of one shop's things, always the same.
class Ids {
public:
    explicit Ids(const DemoShop& shop) : shop_(shop.name) {}

    Id of(std::string_view kind, std::string_view name) const {
        return base::derived_id("demo", std::format("{}/{}/{}", shop_, kind, name));
    }

    Id tenant() const { return of("tenant", shop_); }

private:
    std::string_view shop_;
};

/// Writes a shop's operations in the order in which a person would found it.
class Founder {
public:
    Founder(log::Log& log, const DemoShop& shop, base::Random& random)
        : log_(log), shop_(shop), ids_(shop), random_(random) {}

    Status found(const std::vector<DemoProduct>& products) {
        MOSTRADOR_CHECK(log_.append({}, tenant()));
        MOSTRADOR_CHECK(log_.append({}, branch()));
        MOSTRADOR_CHECK(log_.append({}, registers()));
        MOSTRADOR_TRY(staff, people());
        MOSTRADOR_CHECK(log_.append({}, staff));
        MOSTRADOR_TRY(classes, taxes());
        MOSTRADOR_CHECK(log_.append({}, classes));
        MOSTRADOR_CHECK(log_.append({}, categories()));
        MOSTRADOR_CHECK(modifiers(products));
        MOSTRADOR_CHECK(catalog::append_products(log_, {}, rows(products)));
        MOSTRADOR_CHECK(price(products));
        MOSTRADOR_CHECK(shop_.areas.empty() ? Status{} : furnish());
        return shop_.items.empty() ? Status{} : stock_up(products);
    }

private:
    organization::TenantsPut tenant() const;
    organization::BranchesPut branch() const;
    organization::RegistersPut registers() const;
    base::Result<staff::PeoplePut> people();
    base::Result<catalog::TaxesPut> taxes() const;
    catalog::CategoriesPut categories() const;
    Status modifiers(const std::vector<DemoProduct>& products);
    std::optional<Id> product_named(std::string_view name,
                                    const std::vector<DemoProduct>& products) const;
    std::optional<std::string> groups_of(const DemoProduct& product) const;
    std::vector<catalog::ProductRow> rows(const std::vector<DemoProduct>& products) const;
    Status price(const std::vector<DemoProduct>& products);
    prices::EntryRow saying(const Id& list, const DemoPrice& price,
                            const std::vector<DemoProduct>& products) const;
    Status furnish();
    floor::TablesPut tables(const DemoArea& area) const;
    kitchen::StationsPut stations() const;
    guests::SettingsPut guests();
    Status stock_up(const std::vector<DemoProduct>& products);
    base::Result<stock::RecipesPut> recipes(const std::vector<DemoProduct>& products) const;
    Id item_of(const std::vector<DemoProduct>& products, std::string_view name) const;

    log::Log& log_;
    const DemoShop& shop_;
    Ids ids_;
    base::Random& random_;
};

organization::TenantsPut Founder::tenant() const {
    return {{{{.id = ids_.tenant(),
               .create = true,
               .name = std::string(shop_.name),
               .legal_name = std::string(shop_.legal_name),
               .tax_id = std::string(shop_.tax_id),
               .country = std::string(shop_.country),
               .currency = std::string(shop_.currency),
               .minor_digits = kMinorDigits,
               .time_zone = std::string(shop_.time_zone),
               .language = std::string(shop_.language),
               .tax_included = true}}}};
}

organization::BranchesPut Founder::branch() const {
    return {{{{.id = ids_.of("branch", shop_.branch),
               .create = true,
               .name = std::string(shop_.branch),
               .address = std::string(shop_.address)}}}};
}

organization::RegistersPut Founder::registers() const {
    organization::RegistersPut put;
    for (const auto name : shop_.registers) {
        put.rows.push_back({.id = ids_.of("register", name),
                            .create = true,
                            .branch = ids_.of("branch", shop_.branch),
                            .name = std::string(name)});
    }
    return put;
}

base::Result<staff::PeoplePut> Founder::people() {
    staff::PeoplePut put;
    for (const auto& person : shop_.people) {
        MOSTRADOR_TRY(hash, staff::hash_pin(person.pin, random_));
        put.rows.push_back({.id = ids_.of("person", person.name),
                            .create = true,
                            .name = std::string(person.name),
                            .role = person.role,
                            .color = std::string(person.color),
                            .pin_hash = std::move(hash),
                            .active = true});
    }
    return put;
}

base::Result<catalog::TaxesPut> Founder::taxes() const {
    catalog::TaxesPut put;
    for (const auto& tax : shop_.taxes) {
        MOSTRADOR_TRY(rate, base::Decimal::parse(tax.rate));
        put.rows.push_back({.id = ids_.of("tax", tax.code),
                            .create = true,
                            .name = std::string(tax.name),
                            .code = std::string(tax.code),
                            .rate = rate,
                            .active = true});
    }
    return put;
}

catalog::CategoriesPut Founder::categories() const {
    catalog::CategoriesPut put;
    for (const auto& category : shop_.categories) {
        put.rows.push_back({.id = ids_.of("category", category.name),
                            .create = true,
                            .name = std::string(category.name),
                            .color = std::string(category.color),
                            .icon = std::string(category.icon),
                            .position = std::ssize(put.rows) + 1,
                            .active = true});
    }
    return put;
}

std::optional<Id> Founder::product_named(std::string_view name,
                                         const std::vector<DemoProduct>& products) const {
    if (name.empty()) return std::nullopt;
    const auto product = std::ranges::find(products, name, &DemoProduct::name);
    if (product == products.end()) return std::nullopt;
    return ids_.of("product", product->sku);
}

Status Founder::modifiers(const std::vector<DemoProduct>& products) {
    if (shop_.groups.empty()) return {};
    catalog::ModifierGroupsPut groups;
    catalog::ModifiersPut modifiers;
    for (const auto& group : shop_.groups) {
        const auto id = ids_.of("modifier group", group.name);
        groups.rows.push_back({.id = id,
                               .create = true,
                               .name = std::string(group.name),
                               .least = group.least,
                               .most = group.most,
                               .position = std::ssize(groups.rows),
                               .active = true});
        std::int64_t position = 0;
        for (const auto& option : group.options) {
            const auto name = std::format("{}/{}", group.name, option.name);
            modifiers.rows.push_back({.id = ids_.of("modifier", name),
                                      .create = true,
                                      .of_group = id,
                                      .name = std::string(option.name),
                                      .price = option.price,
                                      .position = position++,
                                      .active = true,
                                      .product = product_named(option.product, products)});
        }
    }
    MOSTRADOR_CHECK(log_.append({}, groups));
    return log_.append({}, modifiers);
}

/// The groups that are asked for with a product, as its column has them.
std::optional<std::string> Founder::groups_of(const DemoProduct& product) const {
    std::vector<Id> groups;
    for (const auto& group : shop_.groups) {
        if (!std::ranges::contains(group.products, product.name)) continue;
        groups.push_back(ids_.of("modifier group", group.name));
    }
    if (groups.empty()) return std::nullopt;
    return catalog::ids_text(groups);
}

/// A text that is not given takes its default, and costs no byte in the log.
std::optional<std::string> unless_empty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::vector<catalog::ProductRow> Founder::rows(const std::vector<DemoProduct>& products) const {
    std::vector<Id> taxes, categories;
    for (const auto& tax : shop_.taxes)
        taxes.push_back(ids_.of("tax", tax.code));
    for (const auto& category : shop_.categories)
        categories.push_back(ids_.of("category", category.name));

    std::vector<catalog::ProductRow> rows;
    rows.reserve(products.size());
    for (const auto& product : products) {
        rows.push_back({.id = ids_.of("product", product.sku),
                        .create = true,
                        .sku = product.sku,
                        .name = product.name,
                        .price = product.price,
                        .tax = taxes.at(product.tax),
                        .category = categories.at(product.category),
                        .unit = product.unit,
                        .image = unless_empty(product.image),
                        .station = unless_empty(product.station),
                        .barcodes = unless_empty(product.barcode),
                        .active = true,
                        .modifiers = groups_of(product),
                        .description = unless_empty(product.description),
                        .allergens = unless_empty(product.allergens),
                        .tags = unless_empty(product.tags),
                        .parent = product_named(product.parent, products),
                        .options = unless_empty(product.options)});
    }
    return rows;
}

prices::EntryRow Founder::saying(const Id& list, const DemoPrice& price,
                                 const std::vector<DemoProduct>& products) const {
    prices::EntryRow row{.create = true, .list = list, .active = true};
    Id about;
    if (!price.category.empty()) row.category = about = ids_.of("category", price.category);
    if (const auto product = product_named(price.product, products)) row.product = about = *product;
    row.id = prices::entry_id(list, about);
    if (price.percent.empty())
        row.price = price.price;
    else
        row.percent = std::string(price.percent);
    return row;
}

Status Founder::price(const std::vector<DemoProduct>& products) {
    if (shop_.price_lists.empty()) return {};
    prices::ListsPut lists;
    prices::EntriesPut entries;
    for (const auto& list : shop_.price_lists) {
        const auto id = ids_.of("price list", list.name);
        lists.rows.push_back({.id = id,
                              .create = true,
                              .name = std::string(list.name),
                              .types = unless_empty(std::string(list.types)),
                              .weekdays = list.weekdays,
                              .from_minute = list.from,
                              .to_minute = list.to,
                              .position = std::ssize(lists.rows),
                              .active = true});
        for (const auto& each : list.prices)
            entries.rows.push_back(saying(id, each, products));
    }
    MOSTRADOR_CHECK(log_.append({}, lists));
    return log_.append({}, entries);
}

floor::TablesPut Founder::tables(const DemoArea& area) const {
    floor::TablesPut put;
    for (const auto& table : area.tables) {
        put.rows.push_back({.id = ids_.of("table", table.name),
                            .create = true,
                            .area = ids_.of("area", area.name),
                            .name = std::string(table.name),
                            .seats = table.seats,
                            .x = table.x,
                            .y = table.y,
                            .width = table.width,
                            .height = table.height,
                            .shape = std::string(table.shape),
                            .active = true});
    }
    return put;
}

kitchen::StationsPut Founder::stations() const {
    kitchen::StationsPut put;
    for (const auto& station : shop_.stations) {
        put.rows.push_back({.id = ids_.of("station", station.name),
                            .create = true,
                            .branch = ids_.of("branch", shop_.branch),
                            .name = std::string(station.name),
                            .code = std::string(station.code),
                            .position = std::ssize(put.rows) + 1,
                            .warn = station.warn,
                            .late = station.late,
                            .active = true});
    }
    return put;
}

Status Founder::furnish() {
    floor::AreasPut areas;
    for (const auto& area : shop_.areas) {
        areas.rows.push_back({.id = ids_.of("area", area.name),
                              .create = true,
                              .branch = ids_.of("branch", shop_.branch),
                              .name = std::string(area.name),
                              .position = std::ssize(areas.rows) + 1,
                              .active = true});
    }
    MOSTRADOR_CHECK(log_.append({}, areas));
    for (const auto& area : shop_.areas)
        MOSTRADOR_CHECK(log_.append({}, tables(area)));
    MOSTRADOR_CHECK(log_.append({}, guests()));
    return log_.append({}, stations());
}

/// Guests order from their phones, and somebody accepts it.
guests::SettingsPut Founder::guests() {
    guests::Key key{};
    random_.fill(key);
    return {{{{.id = ids_.tenant(),
               .create = true,
               .ordering = std::string(base::enum_name(guests::Ordering::staff)),
               .key = base::to_hex(key)}}}};
}

/// A product's id, or that of an ingredient which is no product.
Id Founder::item_of(const std::vector<DemoProduct>& products, std::string_view name) const {
    const auto product = std::ranges::find(products, name, &DemoProduct::name);
    return product == products.end() ? ids_.of("item", name) : ids_.of("product", product->sku);
}

base::Result<stock::RecipesPut> Founder::recipes(const std::vector<DemoProduct>& products) const {
    stock::RecipesPut put;
    for (const auto& recipe : shop_.recipes) {
        std::vector<stock::RecipeLine> lines;
        for (const auto& line : recipe.lines) {
            MOSTRADOR_TRY(quantity, base::Decimal::parse(line.quantity));
            lines.push_back({item_of(products, line.item), quantity, std::string(line.unit)});
        }
        put.rows.push_back({.id = recipe.owner.contains('/') ? ids_.of("modifier", recipe.owner)
                                                             : item_of(products, recipe.owner),
                            .create = true,
                            .yield = base::Decimal(1),
                            .lines = stock::lines_text(lines)});
    }
    return put;
}

/// What is kept, and the purchase with which the shop opened.
Status Founder::stock_up(const std::vector<DemoProduct>& products) {
    stock::ItemsPut items;
    stock::StockMoved bought;
    bought.document = ids_.of("stock document", "opening");
    bought.reason = stock::Reason::purchase;
    bought.warehouse = stock::warehouse_of_branch(ids_.of("branch", shop_.branch));
    bought.at_us = kSeededAtUs;
    bought.supplier = "Inventario inicial";
    for (const auto& item : shop_.items) {
        MOSTRADOR_TRY(minimum, base::Decimal::parse(item.minimum));
        MOSTRADOR_TRY(quantity, base::Decimal::parse(item.quantity));
        const auto id = item_of(products, item.name);
        const bool is_product = item.unit.empty();
        items.rows.push_back({.id = id,
                              .create = true,
                              .name = std::string(is_product ? "" : item.name),
                              .unit = std::string(is_product ? "un" : item.unit),
                              .packs = std::string(item.packs),
                              .minimum = minimum,
                              .kept = true,
                              .active = true});
        bought.lines.push_back({.item = id, .quantity = quantity, .cost = item.cost});
    }
    MOSTRADOR_CHECK(log_.append({}, items));
    MOSTRADOR_TRY(made, recipes(products));
    MOSTRADOR_CHECK(log_.append({}, made));
    return log_.append({}, bought);
}

std::string csv_field(std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
    std::string text = "\"";
    for (const char c : field)
        text.append(c == '"' ? 2 : 1, c);
    return text + '"';
}

base::Result<std::string> welcome_shop(Hub& hub, const DemoShop& shop) {
    std::string text = std::format("\n{}\n", shop.name);
    for (const auto& person : shop.people) {
        text += std::format("  PIN {}  {} ({})\n", person.pin, person.name,
                            base::enum_name(person.role));
    }
    const Ids ids(shop);
    for (const auto name : shop.registers) {
        MOSTRADOR_TRY(
            code, hub.directory().invite({.tenant = ids.tenant(),
                                          .branch = ids.of("branch", shop.branch),
                                          .register_id = ids.of("register", name),
                                          .expires_at = hub.clock().now_us() + kCodeLifetimeUs}));
        text += std::format("  Code {}  enrols a device for {}\n", code, name);
    }
    if (shop.areas.empty()) return text;
    const auto& table = shop.areas.front().tables.front();
    MOSTRADOR_TRY(store, hub.tenant(ids.tenant()));
    MOSTRADOR_TRY(guests, guests::settings(store->log().database()));
    if (guests.key) {
        text += std::format(
            "  Menu {}  {}\n",
            guests::table_path(*guests.key, ids.tenant(), ids.of("table", table.name)), table.name);
    }
    return text;
}

}  // namespace

Status seed_shop(Hub& hub, const DemoShop& shop, const std::vector<DemoProduct>& products,
                 base::Random& random) {
    MOSTRADOR_TRY(store, hub.add_tenant({Ids(shop).tenant(), std::string(shop.name)}));
    MOSTRADOR_CHECK(
        store->write([&](log::Log& log) { return Founder(log, shop, random).found(products); }));
    return store->rest();
}

Status seed(const std::string& folder, std::size_t supermarket_products) {
    return seed(
        [&](base::Clock& clock, base::Random& random) { return Hub::open(folder, clock, random); },
        supermarket_products);
}

Status seed(const HubOpener& open, std::size_t supermarket_products) {
    FixedClock clock;
    base::SeededRandom random(kSeed);
    MOSTRADOR_TRY(hub, open(clock, random));
    MOSTRADOR_TRY(tenants, hub->directory().tenants());
    if (!tenants.empty()) {
        return base::fail(base::Code::store_constraint, {{"kind", "tenant"}},
                          "there are shops already");
    }
    MOSTRADOR_CHECK(seed_shop(*hub, cafe(), cafe_products(), random));
    return seed_shop(*hub, supermarket(), demo::supermarket_products(supermarket_products), random);
}

base::Result<std::string> welcome_text(Hub& hub) {
    std::string text;
    for (const auto* shop : shops()) {
        if (!hub.find_tenant(Ids(*shop).tenant().text())) continue;
        MOSTRADOR_TRY(part, welcome_shop(hub, *shop));
        text += part;
    }
    return text;
}

std::string as_csv(const DemoShop& shop, const std::vector<DemoProduct>& products) {
    std::string csv = "sku,barcode,name,category,price,tax,unit\n";
    for (const auto& product : products) {
        csv += std::format("{},{},{},{},{}.{:02},{},{}\n", csv_field(product.sku), product.barcode,
                           csv_field(product.name),
                           csv_field(shop.categories[product.category].name), product.price / 100,
                           product.price % 100, shop.taxes[product.tax].rate, product.unit);
    }
    return csv;
}

}  // namespace mostrador::hub::demo
