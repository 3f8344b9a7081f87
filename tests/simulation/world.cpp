#include "simulation/world.hpp"

#include <array>
#include <cstdlib>

#include "catalog/operations.hpp"
#include "organization/clock.hpp"
#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "simulation/capability.hpp"
#include "staff/operations.hpp"
#include "store/file_system/memory_file.hpp"
#include "support/company.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {

using base::Code;
using base::Id;
using base::Json;
using tests::value;

namespace {

/// The PIN 1234 with the least that Argon2id allows: a log-in shall not cost the simulation 30 ms.
constexpr std::string_view kPin = "1234";
constexpr std::string_view kPinHash =
    "$argon2id$v=19$m=8,t=1,p=1$9gMYN0YBdoriZ4OS8abByA$gaI7ED8uxgHXfnM5nJuR9AbaltEis55LeCoXw0NXd9E";

/// Fewer than there are tablets: some stand at the same register.
constexpr int kSharedRegisters = 2;

/// Kinds that a version which is behind does not know; which of them, the seed decides.
constexpr std::array<std::string_view, 11> kNewKinds{
    "catalog.products_put", "catalog.categories_put",
    "cash.session_closed",  "organization.branches_put",
    "staff.logged_out",     "staff.people_put",
    "sales.completed",      "sales.refunded",
    "stock.items_put",      "stock.moved",
    "stock.counted"};

std::vector<log::Capability> decorated(Behaviour& behaviour, std::uint64_t unknown) {
    std::vector<log::Capability> all;
    for (const auto& each : till::registry().capabilities()) {
        auto capability = each;
        std::erase_if(capability.kinds, [&](const log::Kind& kind) {
            const auto found = std::ranges::find(kNewKinds, kind.name);
            return found != kNewKinds.end() && (unknown >> (found - kNewKinds.begin()) & 1) != 0;
        });
        for (auto& kind : capability.kinds)
            kind = behaviour.kind(std::move(kind));
        all.push_back(std::move(capability));
    }
    return all;
}

/// A database with nothing but its tables, made once.
const base::Bytes& empty_image() {
    static const base::Bytes image = [] {
        store::MemoryFileSet memory;
        const auto files = value(store::register_file_system("making", memory.files(), {}));
        {
            auto database = value(store::Database::open("till", {.vfs = "making"}));
            value(till::migrate(database));
            value(database.checkpoint());
        }
        store::File& main = memory.files().main;
        base::Bytes bytes(static_cast<std::size_t>(value(main.size())));
        value(main.read(0, bytes));
        return bytes;
    }();
    return image;
}

Id named(std::string_view name) {
    return base::derived_id("simulation", name);
}

bool is_about_enrolment(Code code) {
    constexpr std::array codes{Code::sync_unauthorized, Code::sync_code_invalid,
                               Code::sync_code_expired, Code::sync_unreachable};
    return std::ranges::contains(codes, code);
}

/// A device that says this can only begin anew.
bool must_be_wiped(Code code) {
    constexpr std::array codes{Code::device_revoked, Code::log_forked, Code::log_chain_broken,
                               Code::sync_rolled_back};
    return std::ranges::contains(codes, code);
}

/// A device that says this has stopped for a reason that there cannot be here.
bool must_not_happen(Code code) {
    constexpr std::array codes{Code::sync_foreign_tenant,   Code::sync_foreign_device,
                               Code::sync_foreign_grant,    Code::sync_not_found,
                               Code::sync_protocol_version, Code::core_internal,
                               Code::store_corrupt};
    return std::ranges::contains(codes, code);
}

}  // namespace

World::World(const Script& script, Behaviour& given)
    : behaviour(given),
      registry(decorated(given, 0)),
      older_registry(
          decorated(given, base::derived_id("older", std::to_string(script.seed)).bytes[0])),
      network(schedule, script.seed + 1),
      hub({schedule, given, registry, older_registry},
          script.postgres ? postgres_storage(script.seed + 2) : sqlite_storage(script.seed + 2),
          script.seed + 3),
      dice_(script.seed + 4) {
    if (!hub.start()) throw Violation("start", "the hub does not start");
    found_shop();
    for (int number = 0; number < script.devices; ++number) {
        devices.push_back(std::make_unique<Device>(
            number, Device::Parts{schedule, registry, older_registry, empty_image()},
            script.seed * 1000 + static_cast<std::uint64_t>(number)));
        devices.back()->register_id =
            registers[static_cast<std::size_t>(number % kSharedRegisters)];
        start(*devices.back());
    }
    rest();
}

World::~World() {
    for (auto& device : devices)
        device->end();
}

void World::found_shop() {
    tenant = named("tenant");
    branch = named("branch");
    tax = named("tax");
    value(hub.hub().add_tenant({tenant, "Simulada"}));
    hub.tenant = tenant;
    append_at_hub(organization::TenantsPut{
        {{tests::company_in_lima(tenant, "Simulada", "Simulada S.A.C.")}}});
    append_at_hub(organization::BranchesPut{
        {{{.id = branch, .create = true, .name = "Centro", .address = "Jr. Unión 1"}}}});
    for (const auto* name : {"Caja 1", "Caja 2", "Caja 3", "Caja 4", "Caja 5"}) {
        registers.push_back(named(name));
        append_at_hub(organization::RegistersPut{
            {{{.id = registers.back(), .create = true, .branch = branch, .name = name}}}});
    }
    const auto hire = [&](const char* name, staff::Role role) {
        append_at_hub(staff::PeoplePut{{{{.id = named(name),
                                          .create = true,
                                          .name = name,
                                          .role = role,
                                          .color = "#aa5500",
                                          .pin_hash = std::string(kPinHash),
                                          .active = true}}}});
        return named(name);
    };
    for (const auto* name : {"Ana", "Luis"})
        people.push_back(hire(name, staff::Role::cashier));
    supervisor = hire("Rosa", staff::Role::owner);
    append_at_hub(catalog::TaxesPut{{{{.id = tax,
                                       .create = true,
                                       .name = "IGV 18 %",
                                       .code = "",
                                       .rate = base::Decimal(18),
                                       .active = true}}}});
    for (const auto* name : {"Café", "Torta", "Arroz"}) {
        products.push_back(named(name));
        append_at_hub(catalog::ProductsPut{{{{.id = products.back(),
                                              .create = true,
                                              .sku = name,
                                              .name = name,
                                              .price = 750,
                                              .tax = tax,
                                              .unit = "und",
                                              .active = true}}}});
    }
}

// ---- steps -------------------------------------------------------------------------------------

void World::step(const Step& step) {
    Dice dice(step.seed);
    attend();
    auto& device = *devices[static_cast<std::size_t>(step.device) % devices.size()];
    for (const auto& capability : capabilities()) {
        for (const auto& action : capability.actions) {
            if (action.name == step.action) action.act(*this, device, dice);
        }
    }
    // Mostly the next thing happens at once; sometimes it is quiet for hours.
    const auto pause = dice.below(100);
    const auto most = pause < 55 ? 2 * kSecond : pause < 95 ? 3 * kMinute : 3 * kHour;
    schedule.run_until(schedule.now_us() + dice.below(most));
    look();
}

void World::look() {
    if (hub.is_up()) auditor.look_at(hub.store());
    for (auto& device : devices)
        auditor.look_at(*device, hub.is_up());
}

void World::rest() {
    network.calm();
    stop_hub(false);
    hub_is_older = false;
    start_hub();
    for (auto& device : devices) {
        device->disk().repair();
        if (std::exchange(device->older, false) && device->is_on()) device->end();
        if (!device->is_on()) start(*device);
        settle(*device);
    }
    for (int minute = 0; minute < 180; ++minute) {
        attend();
        schedule.run_until(schedule.now_us() + kMinute);
        look();
        if (is_at_rest()) return auditor.at_rest(hub, devices);
    }
    throw Violation("rest", unrest());
}

bool World::is_at_rest() {
    return hub.is_up() && unrest().empty();
}

/// Whether people are told of a clock that is wrong, and of no other; near the border either is
/// right.
bool World::tells_its_clock(Device& device) {
    const auto wrong_by = std::abs(hub.clock().now_us() - device.clock().now_us());
    const auto self = value(device.log().identity());
    const auto told = value(device.database().one<std::int64_t>(
        "SELECT abs(offset) FROM device_clock WHERE device = ?1", self.device));
    const bool is_told = told.value_or(0) >= organization::kWrongClockUs;
    if (wrong_by >= organization::kWrongClockUs + kMinute) return is_told;
    return wrong_by >= 2 * kMinute || !is_told;
}

/// What is still to be done, or nothing.
std::string World::unrest() {
    if (!hub.is_up()) return "the hub is down";
    const auto head = value(hub.store().overview()).head;
    for (auto& device : devices) {
        const auto name = "d" + std::to_string(device->number);
        if (!device->is_on()) return name + " is off";
        const auto connection = device->replica().connection();
        if (!connection.enrolled) return name + " is not enrolled";
        if (connection.error)
            return name + " has " + std::string(base::code_name(connection.error->code)) + " " +
                   Json(connection.error->parameters).dump() + " " + connection.error->detail;
        if (connection.pending > 0)
            return name + " has not pushed " + std::to_string(connection.pending);
        if (connection.cursor != head)
            return name + " is at " + std::to_string(connection.cursor) + " of " +
                   std::to_string(head);
        if (!tells_its_clock(*device))
            return name + " does not say that its clock is wrong or right";
        const auto unplaced = value(device->database().one<std::int64_t>(
            "SELECT count(*) FROM operation WHERE position IS NULL"));
        if (unplaced > 0)
            return name + " has " + std::to_string(*unplaced) + " operations without a place";
    }
    return {};
}

// ---- people ------------------------------------------------------------------------------------

bool World::is_usable(Device& device) {
    return device.is_on() && device.replica().connection().enrolled;
}

void World::ask(Device& device, Asked command, const Seen& seen) {
    for (int attempt = 0; attempt < 4 && is_usable(device); ++attempt) {
        const auto answer = device.ask(command);
        if (answer) auditor.promised(device);
        if (answer && seen) seen(*answer);
        settle(device);
        if (answer || !device.is_on() || is_trouble(answer.error().code)) return;
        if (!prepare(device, answer.error().code)) return;
    }
}

Json World::approval() const {
    return {{"person", supervisor.text()}, {"pin", kPin}};
}

/// Does what the till says is missing.
bool World::prepare(Device& device, Code refusal) {
    const auto done = [&](std::string_view command, const Json& request) {
        const auto answer = device.call(command, request);
        if (answer) auditor.promised(device);
        settle(device);
        return answer.has_value();
    };
    if (refusal == Code::staff_not_logged_in) {
        return done("staff.login", {{"person", dice_.pick(people).text()}, {"pin", kPin}});
    }
    if (refusal == Code::cash_session_not_open) {
        return done("cash.open",
                    {{"openingFloat", 10000}, {"commandId", device.log().make_id().text()}});
    }
    return false;
}

Device& World::other(const Device& device, Dice& dice) {
    const auto count = static_cast<std::int64_t>(devices.size());
    const auto step = count > 1 ? 1 + dice.below(count - 1) : 0;
    return *devices[static_cast<std::size_t>((device.number + step) % count)];
}

void World::attend() {
    for (auto& device : devices)
        attend(*device);
}

/// What a person does about a device that cannot go on by itself.
void World::attend(Device& device) {
    if (!device.is_on()) return;
    const auto connection = device.replica().connection();
    if (!connection.enrolled) return enrol(device);
    if (!connection.error) return device.code.clear();
    const auto code = connection.error->code;
    if (must_not_happen(code))
        throw Violation("stopped", "d" + std::to_string(device.number) + " stopped with " +
                                       std::string(base::code_name(code)) + " " +
                                       connection.error->detail);
    if (must_be_wiped(code)) return wipe(device);
    // The hub does not know it any more: it keeps what it has, under another name.
    if (is_about_enrolment(code)) enrol(device);
}

void World::enrol(Device& device) {
    if (!hub.is_up()) return;
    const auto error = device.replica().connection().error;
    if (error && (error->code == Code::sync_code_invalid || error->code == Code::sync_code_expired))
        device.code.clear();
    if (device.code.empty()) device.code = hub.invite(tenant, device.register_id);
    hub_settles();
    if (device.code.empty()) return;
    std::ignore = device.replica().enrol("", device.code, "d" + std::to_string(device.number));
    settle(device);
}

// ---- machines ----------------------------------------------------------------------------------

void World::start(Device& device) {
    if (device.is_on()) return;
    if (!device.start()) {
        device.lose_power(100);
        device.disk().repair();
        schedule.in(kMinute, [this, &device] { start(device); });
        return;
    }
    if (hub.is_up()) auditor.look_at(hub.store());
    auditor.look_at(device, hub.is_up());
    settle(device);
}

void World::wipe(Device& device) {
    device.wipe();
    auditor.forget(device);
    start(device);
    attend(device);
}

/// A device that lost its power is off from that moment on, and is started again later.
void World::settle(Device& device) {
    if (!device.is_on()) return;
    if (device.disk().has_power()) return pump(device);
    const std::array survivals{0, 30, 100};
    device.lose_power(dice_.pick(survivals));
    schedule.in(dice_.between(1, 600) * kSecond, [this, &device] { start(device); });
}

void World::start_hub() {
    if (hub.is_up()) return;
    if (!hub.start(hub_is_older)) {
        schedule.in(10 * kSecond, [this] { start_hub(); });
        return;
    }
    auditor.look_at(hub.store());
}

void World::stop_hub(bool lose) {
    if (!hub.is_up()) return;
    auditor.look_at(hub.store());
    hub.stop(lose);
    hub_settles();
}

/// Starts a hub that went down, after a while.
void World::hub_settles() {
    if (hub.is_up() || hub_start_is_planned_) return;
    hub_start_is_planned_ = true;
    schedule.in(dice_.between(1, 120) * kSecond, [this] {
        hub_start_is_planned_ = false;
        start_hub();
    });
}

void World::restore_hub() {
    if (!hub.storage().has_backup()) return;
    stop_hub(false);
    value(hub.storage().restore(hub.clock(), hub.random(), behaviour.begins_epoch()));
    if (!hub.start(hub_is_older)) throw Violation("start", "a restored hub does not start");
    auditor.restored(hub.store());
}

// ---- the wire ----------------------------------------------------------------------------------

void World::pump(Device& device) {
    while (device.is_on()) {
        const auto request = device.replica().next();
        if (!request) break;
        carry(device, *request);
    }
    if (device.is_on()) plan(device);
}

/// Asks the replica again when it wants to be asked.
void World::plan(Device& device) {
    const auto wake = ++wake_[device.number];
    const auto pause = std::max(kMillisecond, device.replica().wake_in_us());
    schedule.in(pause, [this, &device, wake] {
        if (wake_[device.number] == wake) settle(device);
    });
}

void World::carry(Device& device, const replica::Request& request) {
    if (request.method == "POST") return post(device, request);
    if (request.method == "OPEN") return open_live(device, request);
    const auto wire = wires_.find(device.number);
    if (wire == wires_.end()) return;
    const int number = wire->second.number;
    if (request.method == "CLOSE") {
        wires_.erase(wire);
        return schedule.in(kSecond, [this, number] { hub.hang_up(number); });
    }
    network.stream(
        2 * number, device.number, request.body,
        [this, number](const base::Bytes& body) { hub.heard(number, body); },
        [this, n = device.number, number] { break_live(n, number); });
}

void World::post(Device& device, const replica::Request& request) {
    const Exchange exchange{device.number, device.life(), request.id, request.url};
    const auto lost = [this, exchange] { take(exchange, 0, {}); };
    const auto at_hub = [this, exchange, request, lost](base::Bytes body) {
        auto arrived = request;
        arrived.body = std::move(body);
        auto answer = hub.answer(arrived);
        hub_settles();
        if (answer.status == 0) return schedule.in(10 * kMillisecond, lost);
        network.carry(
            exchange.device, std::move(answer.body),
            [this, exchange, status = answer.status](const base::Bytes& back) {
                take(exchange, status, back);
            },
            lost);
    };
    network.carry(device.number, request.body, at_hub, lost);
}

void World::take(const Exchange& exchange, int status, base::Bytes body) {
    auto& device = *devices[static_cast<std::size_t>(exchange.device)];
    if (!device.is_on() || device.life() != exchange.life) return;
    if (status == 200 && exchange.url.ends_with("/v1/pull")) behaviour.pulled(device.log(), body);
    device.replica().answer(exchange.request, status, body);
    auditor.noticed(device);
    settle(device);
}

void World::open_live(Device& device, const replica::Request& request) {
    const int number = ++last_wire_;
    const int n = device.number;
    wires_[n] = {number, {n, device.life(), request.id, {}}};
    const auto lost = [this, n, number] { break_live(n, number); };
    const auto notice = [this, n, number, lost](base::Bytes message) {
        network.stream(
            2 * number + 1, n, std::move(message),
            [this, n, number](const base::Bytes& body) { hear(n, number, body); }, lost);
    };
    const auto opened = [this, n, number, notice, lost](const base::Bytes& hello) {
        if (!hub.is_up()) return lost();
        network.stream(
            2 * number + 1, n, {},
            [this, n, number](const base::Bytes&) {
                if (is_open(n, number)) take(wires_[n].exchange, 101, {});
            },
            lost);
        hub.hello(number, hello, {notice, [this, lost] { schedule.in(10 * kMillisecond, lost); }});
    };
    network.stream(2 * number, n, request.body, opened, lost);
}

bool World::is_open(int device, int wire) const {
    const auto found = wires_.find(device);
    return found != wires_.end() && found->second.number == wire;
}

void World::hear(int number, int wire, const base::Bytes& message) {
    auto& device = *devices[static_cast<std::size_t>(number)];
    if (!is_open(number, wire) || !device.is_on()) return;
    if (device.life() != wires_[number].exchange.life) return;
    device.replica().on_live(message);
    settle(device);
}

void World::break_live(int device, int wire) {
    hub.hang_up(wire);
    if (!is_open(device, wire)) return;
    const auto exchange = wires_.extract(device).mapped().exchange;
    take(exchange, 0, {});
}

}  // namespace mostrador::simulation
