#include "core/bench_shop.hpp"

#include <charconv>
#include <map>
#include <ranges>

#include "catalog/batches.hpp"
#include "catalog/operations.hpp"
#include "organization/operations.hpp"
#include "sales/operations.hpp"
#include "staff/operations.hpp"
#include "staff/pin.hpp"
#include "store/transaction.hpp"
#include "till/registry.hpp"

namespace mostrador::core {
namespace {

using base::Code;
using base::Id;
using base::Json;
using base::Result;
using base::Status;
using store::Transaction;

constexpr std::string_view kPin = "1234";

Id named(std::string_view name) {
    return base::derived_id("bench", name);
}

log::Identity device_identity() {
    return {.tenant = named("tenant"),
            .device = named("device"),
            .hub = named("hub"),
            .branch = named("branch"),
            .register_id = named("register")};
}

/// What a hub's log begins with: the company, its people, and this device's rights.
Status found_company(log::Log& hub, base::Random& random) {
    const auto device = device_identity();
    MOSTRADOR_TRY(pin_hash, staff::hash_pin(kPin, random));
    MOSTRADOR_CHECK(hub.append({}, organization::TenantsPut{{{{.id = device.tenant,
                                                               .create = true,
                                                               .name = "Bench",
                                                               .legal_name = "Bench S.A.C.",
                                                               .tax_id = "20123456786",
                                                               .country = "PE",
                                                               .currency = "PEN",
                                                               .minor_digits = 2,
                                                               .time_zone = "America/Lima",
                                                               .language = "es",
                                                               .tax_included = true}}}}));
    MOSTRADOR_CHECK(hub.append(
        {},
        organization::BranchesPut{{{{.id = *device.branch, .create = true, .name = "Bench"}}}}));
    MOSTRADOR_CHECK(hub.append({}, organization::RegistersPut{{{{.id = *device.register_id,
                                                                 .create = true,
                                                                 .branch = device.branch,
                                                                 .name = "1"}}}}));
    MOSTRADOR_CHECK(hub.append({}, staff::PeoplePut{{{{.id = named("person"),
                                                       .create = true,
                                                       .name = "Bench",
                                                       .role = staff::Role::owner,
                                                       .color = "#335577",
                                                       .pin_hash = pin_hash,
                                                       .active = true}}}}));
    MOSTRADOR_CHECK(hub.append(
        {}, organization::DeviceEnrolled{
                .device = device.device, .register_id = *device.register_id, .name = "Bench"}));
    MOSTRADOR_CHECK(hub.append({}, sales::SeriesLeased{.series = named("series"),
                                                       .register_id = *device.register_id,
                                                       .device = device.device,
                                                       .document = "receipt",
                                                       .prefix = "R001-"}));
    return {};
}

/// A hub's log, in memory, with nothing in it but the company.
Result<std::vector<log::Stored>> hub_operations(base::Clock& clock, base::Random& random) {
    MOSTRADOR_TRY(database, store::Database::open(":memory:", {.wal = false}));
    MOSTRADOR_CHECK(till::migrate(database));
    log::Log log(database, till::registry(), clock, random, log::Role::hub);
    MOSTRADOR_CHECK(
        log.become({.tenant = named("tenant"), .device = named("hub"), .hub = named("hub")}));
    MOSTRADOR_CHECK(found_company(log, random));
    return log.after_position(0, Id::nil(), {});
}

Status enrol(till::Till& till, base::Clock& clock, base::Random& random) {
    MOSTRADOR_TRY(operations, hub_operations(clock, random));
    auto& log = till.log();
    MOSTRADOR_TRY(transaction, Transaction::begin(till.database()));
    MOSTRADOR_CHECK(log.become(device_identity()));
    for (const auto& operation : operations) {
        MOSTRADOR_TRY(received, log.receive(operation.body, operation.position));
        if (received.outcome != log::Outcome::applied) {
            return base::fail(Code::input_malformed, {}, received.reason->detail);
        }
    }
    return transaction.commit();
}

/// The value that a command answers, or its error.
Result<Json> call(till::Till& till, std::string_view command, const Json& request) {
    auto reply = Json::parse(till.call(command, request.dump()));
    if (reply["ok"].get<bool>()) return std::move(reply["value"]);
    const auto& error = reply["error"];
    return base::fail(
        base::code_named(error["code"].get<std::string>()).value_or(Code::core_internal),
        error["parameters"].get<base::Parameters>(), error["detail"].get<std::string>());
}

Status log_in(till::Till& till) {
    MOSTRADOR_CHECK(call(till, "staff.login",
                         {{"person", named("person").text()}, {"pin", std::string(kPin)}}));
    return {};
}

Status open_drawer(till::Till& till, const Id& command_id) {
    MOSTRADOR_CHECK(
        call(till, "cash.open", {{"openingFloat", 0}, {"commandId", command_id.text()}}));
    return {};
}

/// A product as /bench.html gets it: every value a number or its text.
struct Row {
    Json id, sku, barcode, name, price, tax, category;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Row::id), base::field("sku", &Row::sku),
                            base::field("barcode", &Row::barcode), base::field("name", &Row::name),
                            base::field("price", &Row::price), base::field("tax", &Row::tax),
                            base::field("category", &Row::category));
    }
};

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Result<std::int64_t> price_of(const Row& row) {
    const auto text = text_of(row.price);
    std::int64_t price = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), price);
    if (problem == std::errc{} && end == text.data() + text.size()) return price;
    return base::fail(Code::input_malformed, {{"field", "price"}}, text);
}

Id tax_of(const Row& row) {
    return named("tax " + text_of(row.tax));
}

Id category_of(const Row& row) {
    return named("category " + text_of(row.category));
}

/// An id that is no UUID is kept where the page finds it again (web/src/core/worker/bench.ts).
std::optional<std::string> outside_id(const Row& row) {
    const auto id = text_of(row.id);
    if (Id::parse(id)) return std::nullopt;
    return "bench:" + id;
}

Result<catalog::ProductRow> product_of(const Row& row) {
    MOSTRADOR_TRY(price, price_of(row));
    return catalog::ProductRow{.id = bench_id("product", text_of(row.id)),
                               .create = true,
                               .sku = text_of(row.sku),
                               .name = text_of(row.name),
                               .price = price,
                               .tax = tax_of(row),
                               .category = category_of(row),
                               .unit = "u",
                               .image = outside_id(row),
                               .barcodes = text_of(row.barcode),
                               .active = true};
}

/// The rates and categories that the rows name become rows of their own.
Status put_classes(log::Log& log, const std::vector<Row>& rows) {
    std::map<Id, catalog::TaxClassRow> taxes;
    std::map<Id, catalog::CategoryRow> categories;
    for (const auto& row : rows) {
        const auto rate = text_of(row.tax);
        MOSTRADOR_TRY(percent, base::Decimal::parse(rate));
        taxes[tax_of(row)] = {.id = tax_of(row),
                              .create = true,
                              .name = rate + " %",
                              .rate = percent,
                              .active = true};
        categories[category_of(row)] = {
            .id = category_of(row), .create = true, .name = text_of(row.category), .active = true};
    }
    const auto values = [](const auto& map) {
        return map | std::views::values | std::ranges::to<std::vector>();
    };
    MOSTRADOR_CHECK(log.append({}, catalog::TaxesPut{{values(taxes)}}));
    MOSTRADOR_CHECK(log.append({}, catalog::CategoriesPut{{values(categories)}}));
    return {};
}

Result<std::int64_t> count(store::Database& database, std::string_view sql) {
    MOSTRADOR_TRY(number, database.one<std::int64_t>(sql));
    return number.value_or(0);
}

}  // namespace

Id bench_id(std::string_view kind, std::string_view name) {
    if (const auto id = Id::parse(name)) return *id;
    return named(std::string(kind) + " " + std::string(name));
}

Id bench_sale_id(std::string_view name, std::int64_t at_us) {
    if (const auto id = Id::parse(name)) return *id;
    auto id = bench_id("sale", name);
    constexpr std::size_t time_bytes = 6;
    auto rest = at_us / 1000;
    for (std::size_t i = time_bytes; i > 0; --i, rest >>= 8) {
        id.bytes[i - 1] = static_cast<std::uint8_t>(rest & 0xff);
    }
    return id;
}

Status open_bench_shop(till::Till& till, base::Clock& clock, base::Random& random) {
    if (!till.log().identity()) MOSTRADOR_CHECK(enrol(till, clock, random));
    MOSTRADOR_TRY(status, call(till, "device.status", Json::object()));
    if (status["person"].is_null()) MOSTRADOR_CHECK(log_in(till));
    if (status["register"]["session"].is_null()) {
        MOSTRADOR_CHECK(open_drawer(till, base::make_id(clock, random)));
    }
    return {};
}

Status load_bench_products(till::Till& till, std::string_view rows_json) {
    const auto json = Json::parse(rows_json, nullptr, false);
    MOSTRADOR_TRY(rows, (base::decode<base::Form::text, std::vector<Row>>(json)));
    std::vector<catalog::ProductRow> products;
    products.reserve(rows.size());
    for (const auto& row : rows) {
        MOSTRADOR_TRY(product, product_of(row));
        products.push_back(std::move(product));
    }
    MOSTRADOR_TRY(transaction, Transaction::begin(till.database()));
    MOSTRADOR_CHECK(put_classes(till.log(), rows));
    MOSTRADOR_CHECK(catalog::append_products(till.log(), {}, std::move(products)));
    return transaction.commit();
}

Result<Json> check_bench_shop(till::Till& till) {
    auto& database = till.database();
    MOSTRADOR_TRY(receipts, count(database, "SELECT count(*) FROM receipt"));
    MOSTRADOR_TRY(lines, count(database, "SELECT count(*) FROM receipt_line"));
    MOSTRADOR_TRY(payments, count(database, "SELECT count(*) FROM payment"));
    MOSTRADOR_TRY(moves, count(database, "SELECT count(*) FROM stock_movement"));
    MOSTRADOR_TRY(integrity, database.integrity_check());
    return Json{{"receipts", receipts},
                {"lines", lines},
                {"payments", payments},
                {"moves", moves},
                {"integrity", integrity}};
}

}  // namespace mostrador::core
