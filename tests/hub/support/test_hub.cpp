#include "hub/support/test_hub.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdlib.h>

#include "catalog/operations.hpp"
#include "hub/maintenance.hpp"
#include "hub/storage/postgres/postgres_storage.hpp"
#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "staff/operations.hpp"
#include "staff/pin.hpp"
#include "support/company.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

Id named(std::string_view tenant, std::string_view name) {
    return base::derived_id("test hub", std::string(tenant) + "/" + std::string(name));
}

/// Appends what a shop needs to open, as the seed command does.
base::Status found(log::Log& log, const std::string& name, base::Random& random) {
    const auto self = value(log.identity());
    value(log.append(
        {}, organization::TenantsPut{{{company_in_lima(self.tenant, name, "Prueba S.A.C.")}}}));
    value(log.append({}, organization::BranchesPut{{{{.id = named(name, "branch"),
                                                      .create = true,
                                                      .name = "Centro",
                                                      .address = "Jr. Unión 1"}}}}));
    value(log.append({}, organization::RegistersPut{{{{.id = named(name, "register"),
                                                       .create = true,
                                                       .branch = named(name, "branch"),
                                                       .name = "Caja 1"}}}}));
    value(log.append({}, staff::PeoplePut{{{{.id = named(name, "ana"),
                                             .create = true,
                                             .name = "Ana Quispe",
                                             .role = staff::Role::cashier,
                                             .color = "#aa5500",
                                             .pin_hash = value(staff::hash_pin("1234", random)),
                                             .active = true}}}}));
    value(log.append({}, catalog::TaxesPut{{{{.id = named(name, "igv"),
                                              .create = true,
                                              .name = "IGV 18 %",
                                              .code = "",
                                              .rate = base::Decimal(18),
                                              .active = true}}}}));
    value(log.append({}, catalog::ProductsPut{{{{.id = named(name, "coffee"),
                                                 .create = true,
                                                 .sku = "CAF",
                                                 .name = "Café americano",
                                                 .price = 750,
                                                 .tax = named(name, "igv"),
                                                 .unit = "und",
                                                 .barcodes = "7750182000017",
                                                 .active = true}}}}));
    return {};
}

base::Result<base::Bytes> answer_to(hub::Hub& hub, const replica::Request& request) {
    using namespace protocol;
    if (request.url.ends_with("/v1/enrol")) {
        MOSTRADOR_TRY(enrol, decode<EnrolRequest>(request.body, kMaxEnrolBytes));
        MOSTRADOR_TRY(admission, hub.directory().admit(enrol));
        MOSTRADOR_TRY(answer, hub.welcome(admission));
        return encode(answer);
    }
    Token token{};
    for (const auto& [name, text] : request.headers) {
        if (name != "Authorization") continue;
        const auto bytes = value(base::from_hex(text.substr(std::string("Bearer ").size())));
        std::ranges::copy(bytes, token.begin());
    }
    MOSTRADOR_TRY(device, hub.directory().authenticate(token));
    if (request.url.ends_with("/v1/push")) {
        MOSTRADOR_TRY(push, decode<PushRequest>(request.body, kMaxRequestBytes));
        MOSTRADOR_TRY(answer, hub.push(device, push));
        return encode(answer);
    }
    if (request.url.ends_with("/v1/image")) {
        MOSTRADOR_TRY(image, decode<ImageRequest>(request.body, kMaxRequestBytes));
        MOSTRADOR_TRY(answer, hub.image(device, image));
        return encode(answer);
    }
    if (request.url.ends_with("/v1/image/part")) {
        MOSTRADOR_TRY(part, decode<ImagePartRequest>(request.body, kMaxRequestBytes));
        return hub.image_part(device, part);
    }
    MOSTRADOR_TRY(pull, decode<PullRequest>(request.body, kMaxRequestBytes));
    MOSTRADOR_TRY(answer, hub.pull(device, pull));
    return encode(answer);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "mostrador-test-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Storage tested_storage() {
    const char* name = std::getenv("MOSTRADOR_TEST_STORAGE");
    return name != nullptr && std::string_view(name) == "postgres" ? Storage::postgres
                                                                   : Storage::sqlite;
}

TestHub::TestHub(std::string name, Storage storage) {
    if (storage == Storage::postgres) database_ = std::make_unique<TestDatabase>();
    hub_ = open(data());
    tenant = add_tenant(name);
    ana = named(name, "ana");
    coffee = named(name, "coffee");
}

std::unique_ptr<hub::Hub> TestHub::open(const std::string& data) {
    if (!database_) return value(hub::Hub::open(data, clock, random));
    return std::make_unique<hub::Hub>(
        value(hub::postgres::PostgresStorage::open(database_->hub_conninfo(), data, clock, random)),
        clock, random);
}

std::unique_ptr<hub::Hub> TestHub::open_another(const std::string& folder_name) {
    return open(database_ ? folder / folder_name : data());
}

Id TestHub::add_tenant(const std::string& name) {
    const auto id = named(name, "tenant");
    auto* made = value(hub_->add_tenant({id, name}));
    value(made->write([&](log::Log& log) { return found(log, name, random); }));
    return id;
}

std::string TestHub::code(std::int64_t minutes) {
    const auto registers = value(store().registers());
    return value(hub_->directory().invite({tenant, registers.front().branch, registers.front().id,
                                           clock.now_us() + minutes * 60'000'000}));
}

std::string TestHub::code_for(const Id& other) {
    const auto registers = value(value(hub_->tenant(other))->registers());
    return value(hub_->directory().invite(
        {other, registers.front().branch, registers.front().id, clock.now_us() + 900'000'000}));
}

void TestHub::restart() {
    hub_.reset();
    hub_ = open(data());
}

void TestHub::restore(const std::string& backup) {
    hub_.reset();
    if (database_) {
        database_ = std::make_unique<TestDatabase>();
        auto storage = value(
            hub::postgres::PostgresStorage::open(database_->hub_conninfo(), data(), clock, random));
        value(storage->load(backup));
    } else {
        value(hub::restore(backup, data(), clock, random));
    }
    hub_ = open(data());
}

TestDevice::TestDevice(ManualClock& test_clock, std::uint64_t seed, bool live)
    : clock(test_clock),
      random(seed),
      database(empty_database()),
      till(database, clock, random),
      replica(till.log(), clock, random, {.core = "test", .live = live}) {}

void TestDevice::enrol(TestHub& hub) {
    value(replica.enrol("", hub.code(), "Tablet"));
    sync(hub);
    const auto connection = replica.connection();
    if (connection.error)
        throw std::runtime_error(std::string(base::code_name(connection.error->code)));
    if (!connection.arrived) throw std::runtime_error("not arrived");
}

Json TestDevice::call(std::string_view command, const Json& request) {
    auto answer = Json::parse(till.call(command, request.dump()));
    if (!answer["ok"].get<bool>()) {
        throw std::runtime_error(std::string(command) + ": " + answer.dump());
    }
    return std::move(answer["value"]);
}

void TestDevice::open_register(const TestHub& hub) {
    call("staff.login", {{"person", hub.ana.text()}, {"pin", "1234"}});
    call("cash.open", {{"openingFloat", 10000}, {"commandId", log().make_id().text()}});
}

void TestDevice::join_register(const TestHub& hub) {
    if (call("device.status")["register"]["session"].is_null()) return open_register(hub);
    call("staff.login", {{"person", hub.ana.text()}, {"pin", "1234"}});
}

Json TestDevice::sell_coffee(const TestHub& hub) {
    const auto cart = call("cart.add", {{"product", hub.coffee.text()}});
    const Json cash{{"method", "cash"}, {"amount", nullptr}};
    return call("sales.checkout",
                {{"cart", cart["id"]}, {"tenders", Json::array({cash})}})["receipt"];
}

void TestDevice::sync(TestHub& hub) {
    replica.on_network();
    for (int turn = 0; turn < 1000; ++turn) {
        const auto request = replica.next();
        if (!request) return;
        const auto answer = carry(hub.hub(), *request);
        replica.answer(request->id, answer.status, answer.body);
    }
    throw std::runtime_error("the replica never comes to rest");
}

Answer carry(hub::Hub& hub, const replica::Request& request) {
    const auto answer = answer_to(hub, request);
    if (answer) return {200, *answer};
    return {protocol::http_status(answer.error().code),
            protocol::encode(protocol::problem_of(answer.error(), "test"))};
}

std::string state(TestHub& hub) {
    return base::to_hex(value(hub.store().log().state_hash()));
}

}  // namespace mostrador::tests
