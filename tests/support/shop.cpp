#include "support/shop.hpp"

#include <stdexcept>

#include "catalog/operations.hpp"
#include "floor/operations.hpp"
#include "kitchen/operations.hpp"
#include "organization/operations.hpp"
#include "sales/operations.hpp"
#include "staff/operations.hpp"
#include "staff/pin.hpp"
#include "store/transaction.hpp"
#include "support/company.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

Id named(std::string_view name) {
    return base::derived_id("test shop", name);
}

}  // namespace

store::Database empty_database() {
    auto database = value(store::Database::open(":memory:", {.wal = false}));
    value(till::migrate(database));
    return database;
}

log::Identity shop_identity() {
    return {.tenant = named("tenant"),
            .device = named("device"),
            .hub = named("hub"),
            .branch = named("branch"),
            .register_id = named("register")};
}

Shop::Shop(std::uint64_t seed) : Shop(seed, empty_database()) {}

Shop::Shop(std::uint64_t seed, store::Database database)
    : random(seed),
      ana(named("ana")),
      luis(named("luis")),
      rosa(named("rosa")),
      coffee(named("coffee")),
      cake(named("cake")),
      rice(named("rice")),
      window(named("window")),
      door(named("door")),
      kitchen(named("kitchen")),
      database_(std::make_unique<store::Database>(std::move(database))),
      hub_database_(std::make_unique<store::Database>(empty_database())),
      till_(std::make_unique<till::Till>(*database_, clock, random)),
      hub_log_(std::make_unique<log::Log>(*hub_database_, till::registry(), clock, random,
                                          log::Role::hub)) {
    if (log().identity()) return;
    found_hub();
    enrol();
}

Shop::~Shop() = default;

void Shop::found_hub() {
    const auto self = shop_identity();
    const auto hash = value(staff::hash_pin("1234", random));
    auto transaction = value(store::Transaction::begin(*hub_database_));
    value(hub().become({.tenant = self.tenant, .device = self.hub, .hub = self.hub}));
    value(hub().append({}, organization::TenantsPut{{{company_in_lima(self.tenant, "Café de Prueba",
                                                                      "Prueba S.A.C.")}}}));
    value(hub().append(
        {},
        organization::BranchesPut{
            {{{.id = *self.branch, .create = true, .name = "Centro", .address = "Jr. Unión 1"}}}}));
    value(hub().append({}, organization::RegistersPut{{{{.id = *self.register_id,
                                                         .create = true,
                                                         .branch = self.branch,
                                                         .name = "Caja 1"}}}}));
    const auto person = [&](const Id& id, std::string name, staff::Role role) {
        return staff::PersonRow{.id = id,
                                .create = true,
                                .name = std::move(name),
                                .role = role,
                                .color = "#aa5500",
                                .pin_hash = hash,
                                .active = true};
    };
    value(hub().append({}, staff::PeoplePut{{{person(ana, "Ana Quispe", staff::Role::cashier),
                                              person(luis, "Luis Ñahui", staff::Role::waiter),
                                              person(rosa, "Rosa Huamán", staff::Role::owner)}}}));
    value(hub().append({}, catalog::TaxesPut{{{{.id = named("igv"),
                                                .create = true,
                                                .name = "IGV 18 %",
                                                .code = "",
                                                .rate = base::Decimal(18),
                                                .active = true}}}}));
    const auto product = [&](const Id& id, std::string name, std::int64_t price,
                             std::string barcode) {
        return catalog::ProductRow{.id = id,
                                   .create = true,
                                   .sku = name.substr(0, 3),
                                   .name = name,
                                   .price = price,
                                   .tax = named("igv"),
                                   .unit = "und",
                                   .barcodes = std::move(barcode),
                                   .active = true};
    };
    value(hub().append(
        {}, catalog::ProductsPut{{{product(coffee, "Café americano", 750, coffee_barcode),
                                   product(cake, "Torta de chocolate", 1200, ""),
                                   product(rice, "Arroz a granel", 490, "")}}}));
    value(hub().append({}, organization::DeviceEnrolled{self.device, *self.register_id, "Tablet"}));
    value(hub().append({}, sales::SeriesLeased{.series = named("series"),
                                               .register_id = *self.register_id,
                                               .device = self.device,
                                               .document = "receipt",
                                               .prefix = "R001-"}));
    value(hub().append({}, sales::SeriesLeased{.series = named("credit notes"),
                                               .register_id = *self.register_id,
                                               .device = self.device,
                                               .document = "credit_note",
                                               .prefix = "C001-"}));
    value(hub().append({}, sales::SeriesLeased{.series = named("invoices"),
                                               .register_id = *self.register_id,
                                               .device = self.device,
                                               .document = "invoice",
                                               .prefix = "F001-"}));
    found_floor();
    value(transaction.commit());
}

void Shop::found_floor() {
    const auto self = shop_identity();
    value(hub().append({}, sales::SeriesLeased{.series = named("orders"),
                                               .register_id = *self.register_id,
                                               .device = self.device,
                                               .document = "order",
                                               .prefix = "A",
                                               .width = 1}));
    value(hub().append({}, floor::AreasPut{{{{.id = named("room"),
                                              .create = true,
                                              .branch = self.branch,
                                              .name = "Salón",
                                              .active = true}}}}));
    const auto table = [&](const Id& id, std::string name, std::int64_t x) {
        return floor::TableRow{.id = id,
                               .create = true,
                               .area = named("room"),
                               .name = std::move(name),
                               .seats = 4,
                               .x = x,
                               .y = 100,
                               .width = 100,
                               .height = 100,
                               .shape = "square",
                               .active = true};
    };
    value(hub().append(
        {}, floor::TablesPut{{{table(window, "Mesa 1", 100), table(door, "Mesa 2", 300)}}}));
    value(hub().append({}, kitchen::StationsPut{{{{.id = kitchen,
                                                   .create = true,
                                                   .branch = self.branch,
                                                   .name = "Cocina",
                                                   .code = "cocina",
                                                   .warn = 8,
                                                   .late = 15,
                                                   .active = true}}}}));
    value(hub().append({}, catalog::ProductsPut{{{{.id = cake, .station = "cocina"}}}}));
}

void Shop::enrol() {
    auto transaction = value(store::Transaction::begin(*database_));
    value(log().become(shop_identity()));
    value(log().trust_hub(shop_identity().hub));
    for (const auto& operation : value(hub().after_position(0, Id::nil(), {}))) {
        const auto received = value(log().receive(operation.body, operation.position));
        if (received.outcome != log::Outcome::applied) throw std::runtime_error("parked");
    }
    value(transaction.commit());
}

Json Shop::call(std::string_view command, const Json& request) {
    auto answer = Json::parse(till_->call(command, request.dump()));
    if (!answer["ok"].get<bool>()) {
        throw std::runtime_error(std::string(command) + ": " + answer.dump());
    }
    return std::move(answer["value"]);
}

std::string Shop::error(std::string_view command, const Json& request) {
    const auto answer = Json::parse(till_->call(command, request.dump()));
    return answer["ok"].get<bool>() ? "ok" : answer["error"]["code"].get<std::string>();
}

void Shop::log_in() {
    call("staff.login", {{"person", ana.text()}, {"pin", "1234"}});
}

void Shop::open_register() {
    log_in();
    call("cash.open", {{"openingFloat", 10000}, {"commandId", log().make_id().text()}});
}

Json Shop::sell_coffee() {
    const auto cart = call("cart.add", {{"product", coffee.text()}});
    const Json cash{{"method", "cash"}, {"amount", nullptr}};
    return call("sales.checkout",
                {{"cart", cart["id"]}, {"tenders", Json::array({cash})}})["receipt"];
}

}  // namespace mostrador::tests
