#include <array>

#include "log/operation.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using tests::Fault;

// ---- the network -------------------------------------------------------------------------------

void cut(World& world, Device& device, Dice&) {
    world.network.cut(device.number);
}

void heal(World& world, Device& device, Dice&) {
    world.network.heal(device.number);
    if (!device.is_on()) return;
    device.replica().on_network();
    world.settle(device);
}

void storm(World& world, Device&, Dice& dice) {
    world.network.set({.loss = dice.below(40),
                       .duplication = dice.below(25),
                       .truncation = dice.below(10),
                       .longest_delay_us = dice.between(10, 20'000) * kMillisecond});
}

void calm(World& world, Device&, Dice&) {
    world.network.set({});
}

// ---- a device's disk ---------------------------------------------------------------------------

/// The next writes go wrong, in the middle of whatever is being done then.
void break_disk(World&, Device& device, Dice& dice) {
    constexpr std::array faults{Fault::power_cut,   Fault::power_cut,  Fault::power_cut,
                                Fault::error,       Fault::torn,       Fault::full,
                                Fault::short_write, Fault::huge_number};
    device.disk().fail_at(device.disk().operations() + dice.below(12), dice.pick(faults));
}

void fill_disk(World&, Device& device, Dice&) {
    device.disk().fail_writes(Fault::full);
}

void make_room(World&, Device& device, Dice&) {
    device.disk().repair();
}

void lose_power(World& world, Device& device, Dice& dice) {
    if (!device.is_on()) return;
    device.lose_power(static_cast<int>(dice.below(101)));
    world.start(device);
}

void lose_disk(World& world, Device& device, Dice&) {
    world.wipe(device);
}

/// Somebody copies the disk into another tablet, and both go on.
void clone(World& world, Device& device, Dice& dice) {
    auto& copy = world.other(device, dice);
    if (&copy == &device || !world.is_usable(device)) return;
    world.auditor.doubled(device);
    copy.copy_disk_of(device);
    world.auditor.forget(copy);
    world.start(copy);
}

void keep_disk(World& world, Device& device, Dice&) {
    if (world.is_usable(device)) world.old_disks[device.number] = device.disk().image();
}

/// Somebody puts an old copy of the disk back.
void put_back_disk(World& world, Device& device, Dice&) {
    const auto old = world.old_disks.find(device.number);
    if (old == world.old_disks.end()) return;
    if (device.is_on()) world.auditor.doubled(device);
    device.go_back_to(old->second);
    world.auditor.forget(device);
    world.old_disks.erase(old);
    world.start(device);
    if (device.is_on()) world.auditor.doubled(device);
}

/// Somebody takes a sale that the hub has not seen yet out of the database and closes the gap.
void take_out(World& world, Device& device, Dice&) {
    if (!world.is_usable(device)) return;
    const auto self = tests::value(device.log().identity());
    const auto own =
        tests::value(device.log().own_after(tests::value(device.log().acknowledged()), {}));
    if (own.size() < 2) return;
    auto transaction = store::Transaction::begin(device.database());
    if (!transaction) return;
    auto& database = device.database();
    bool done = database
                    .run("DELETE FROM operation WHERE device = ?1 AND sequence = ?2", self.device,
                         own.front().sequence)
                    .has_value();
    for (const auto& each : std::span(own).subspan(1)) {
        auto operation = tests::value(log::decode(each.body));
        --operation.sequence;
        const auto body = log::encode(operation);
        done =
            done && database.run(
                        "UPDATE operation SET sequence = ?3, body = ?4, hash = ?5 "
                        "WHERE device = ?1 AND sequence = ?2",
                        self.device, each.sequence, operation.sequence, body, log::hash_of(body));
    }
    if (done) done = transaction->commit().has_value();
    if (done) world.auditor.tampered(device);
    world.settle(device);
}

// ---- machines ----------------------------------------------------------------------------------

void reload(World& world, Device& device, Dice&) {
    device.end();
    world.start(device);
}

void close_shop(World& world, Device&, Dice& dice) {
    for (auto& device : world.devices)
        device->end();
    world.schedule.run_until(world.schedule.now_us() + dice.between(7, 14) * kHour);
    for (auto& device : world.devices)
        world.start(*device);
}

void set_clock(World& world, Device& device, Dice& dice) {
    device.clock().jump(dice.between(-26 * 60, 26 * 60) * kMinute);
    world.settle(device);
}

/// Back by a little: everything that is done now carries a time that was before.
void set_clock_back(World& world, Device& device, Dice& dice) {
    device.clock().jump(-dice.between(1, 600) * kSecond);
    world.settle(device);
}

void fall_behind(World& world, Device& device, Dice&) {
    device.older = true;
    device.end();
    world.start(device);
}

void update(World& world, Device& device, Dice&) {
    device.older = false;
    device.end();
    world.start(device);
}

// ---- the hub -----------------------------------------------------------------------------------

void kill_hub(World& world, Device&, Dice& dice) {
    world.stop_hub(dice.percent(60));
}

void break_hub(World& world, Device&, Dice& dice) {
    world.hub.storage().fail_soon(dice.seed());
}

/// The hub is replaced by an older version, or by today's again.
void exchange_hub(World& world, Device&, Dice& dice) {
    world.stop_hub(false);
    world.hub_is_older = dice.percent(50);
    world.start_hub();
}

void back_up(World& world, Device&, Dice&) {
    if (!world.hub.is_up()) return;
    std::ignore = world.hub.storage().back_up(world.hub.hub());
    world.hub_settles();
}

void restore(World& world, Device&, Dice&) {
    world.restore_hub();
}

void rest(World& world, Device&, Dice&) {
    world.rest();
}

}  // namespace

Capability faults() {
    return {.name = "faults",
            .actions = {{"cut", 4, cut},
                        {"heal", 6, heal},
                        {"storm", 4, storm},
                        {"calm", 2, calm},
                        {"break_disk", 5, break_disk},
                        {"fill_disk", 1, fill_disk},
                        {"make_room", 2, make_room},
                        {"lose_power", 3, lose_power},
                        {"lose_disk", 1, lose_disk},
                        {"clone", 1, clone},
                        {"keep_disk", 1, keep_disk},
                        {"put_back_disk", 1, put_back_disk},
                        {"take_out", 1, take_out},
                        {"reload", 2, reload},
                        {"close_shop", 1, close_shop},
                        {"set_clock", 1, set_clock},
                        {"set_clock_back", 2, set_clock_back},
                        {"fall_behind", 2, fall_behind},
                        {"update", 2, update},
                        {"kill_hub", 2, kill_hub},
                        {"break_hub", 2, break_hub},
                        {"exchange_hub", 1, exchange_hub},
                        {"back_up", 3, back_up},
                        {"restore", 1, restore},
                        {"rest", 2, rest}},
            .model = nullptr};
}

}  // namespace mostrador::simulation
