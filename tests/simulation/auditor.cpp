#include "simulation/auditor.hpp"

#include <algorithm>

#include "log/link.hpp"
#include "sales/operations.hpp"
#include "simulation/capability.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {

using base::Hash;
using base::Id;
using tests::value;

namespace {

std::string text_of(const std::pair<Id, std::int64_t>& place) {
    return place.first.text().substr(24) + "/" + std::to_string(place.second);
}

std::string name_of(const Device& device) {
    return "d" + std::to_string(device.number);
}

void demand(bool holds, const std::string& law, const std::string& detail) {
    if (!holds) throw Violation(law, detail);
}

}  // namespace

// ---- promises ----------------------------------------------------------------------------------

void Auditor::asked(const Id& intent, const Id& receipt) {
    wishes_[intent].receipts.insert(receipt);
}

void Auditor::sold(Device& device, const Id& intent, const Receipt& receipt) {
    promised(device);
    auto& wish = wishes_[intent];
    demand(!wish.operation || wish.total == receipt.total, "answers",
           "a sale was answered twice with different totals");
    wish.total = receipt.total;
    value(device.database().each("SELECT device, sequence FROM receipt WHERE id = ?1", receipt.id,
                                 [&](const store::Row& row) {
                                     wish.operation = copies_[&device].operations.at(
                                         {row.id(0), row.integer(1)});
                                 }));
    demand(wish.operation.has_value(), "answers", "a receipt that was shown is not there");
    const auto [known, fresh] = printed_.emplace(receipt.number, intent);
    const auto prefix = receipt.number.substr(0, receipt.number.find('-'));
    demand(fresh || known->second == intent || doubled_prefixes_.contains(prefix), "numbers",
           receipt.number + " stands on two receipts");
}

void Auditor::promised(Device& device) {
    auto& copy = copies_[&device];
    read(device, copy);
    const auto self = device.log().identity();
    if (!self) return;
    const auto first = copy.operations.lower_bound({self->device, 0});
    for (auto own = first; own != copy.operations.end() && own->first.first == self->device; ++own)
        promised_.emplace(own->first, own->second);
}

void Auditor::noticed(Device& device) {
    if (!device.is_on() || !device.disk().has_power()) return;
    const auto self = device.log().identity();
    if (!self) return;
    const auto last = value(device.log().head(self->device)).sequence;
    auto& own = copies_[&device].own;
    if (last == own) return;
    promised(device);
    copies_[&device].own = last;
}

void Auditor::forget(const Device& device) {
    tampered_.erase(&device);
    copies_.erase(&device);
    write_off();
}

void Auditor::doubled(Device& device) {
    const auto self = device.log().identity();
    if (!self) return;
    doubled_.insert(self->device);
    value(
        device.database().each("SELECT prefix FROM series WHERE device = ?1 AND prefix IS NOT NULL",
                               self->device, [&](const store::Row& row) {
                                   const std::string prefix(row.text(0));
                                   doubled_prefixes_.insert(prefix.substr(0, prefix.find('-')));
                               }));
}

/// Nothing of it that the hub does not have counts any more.
void Auditor::tampered(Device& device) {
    doubled(device);
    tampered_.insert(&device);
    copies_.erase(&device);
    write_off();
}

bool Auditor::is_held(const Place& place, const Hash& hash) const {
    const auto at_hub = at_hub_.find(place);
    if (at_hub != at_hub_.end() && at_hub->second == hash) return true;
    return std::ranges::any_of(copies_, [&](const auto& each) {
        const auto found = each.second.operations.find(place);
        return found != each.second.operations.end() && found->second == hash;
    });
}

void Auditor::write_off() {
    std::erase_if(promised_, [&](const auto& promise) {
        if (is_held(promise.first, promise.second)) return false;
        written_off_.insert(promise.second);
        return true;
    });
}

// ---- the hub -----------------------------------------------------------------------------------

void Auditor::look_at(hub::TenantStore& store) {
    const auto overview = value(store.overview());
    epoch_ = overview.epoch;
    const auto known = operations();
    demand(overview.head >= known, "durable",
           "the hub had " + std::to_string(known) + " operations and has " +
               std::to_string(overview.head));
    const hub::Device observer{};
    for (auto after = known; after < overview.head;) {
        const auto answer =
            value(store.pull(observer, {.epoch = epoch_, .after = after, .max_bytes = 1 << 20}));
        for (const auto& entry : answer.entries) {
            demand(entry.position == operations() + 1, "positions",
                   "position " + std::to_string(entry.position) + " comes after " +
                       std::to_string(operations()));
            take(entry.body);
        }
        after = answer.next;
    }
    demand(operations() == overview.head, "positions", "the head is not the last position");
}

void Auditor::take(const base::Bytes& body) {
    const auto operation = value(log::decode(body));
    const Place place{operation.device, operation.sequence};
    const auto hash = base::blake2b(body);
    demand(
        operation.sequence == heads_[operation.device] + 1, "exactly once",
        "the hub holds " + text_of(place) + " after " + std::to_string(heads_[operation.device]));
    demand(ids_.insert(operation.id).second, "exactly once",
           "the hub holds the operation of " + text_of(place) + " twice");
    const auto written = written_.find(operation.device);
    demand(written == written_.end() || written->second.contains(hash), "forged",
           "nobody wrote " + text_of(place));
    heads_[operation.device] = operation.sequence;
    order_.push_back(place);
    bodies_.push_back(body);
    at_hub_[place] = hash;
}

void Auditor::restored(hub::TenantStore& store) {
    const auto before = std::exchange(order_, {});
    at_hub_.clear();
    bodies_.clear();
    heads_.clear();
    ids_.clear();
    look_at(store);
    demand(order_.size() <= before.size() &&
               std::ranges::equal(order_, std::span(before).first(order_.size())),
           "positions", "a backup tells another story than what was backed up");
    write_off();
}

// ---- a device ----------------------------------------------------------------------------------

void Auditor::look_at(Device& device, bool hub_is_up) {
    if (!device.is_on()) return;
    auto& copy = copies_[&device];
    read(device, copy);
    check_cursor(device, copy, hub_is_up);
}

void Auditor::read(Device& device, Copy& copy) {
    if (copy.life != device.life()) start_anew(device, copy);
    const auto self = device.log().identity();
    value(device.database().each(
        "SELECT row, device, sequence, body FROM operation WHERE row > ?1 ORDER BY row",
        copy.last_row, [&](const store::Row& row) {
            const Place place{row.id(1), row.integer(2)};
            const auto hash = base::blake2b(row.blob(3));
            copy.operations[place] = hash;
            copy.last_row = row.integer(0);
            if (self && place.first == self->device && !tampered_.contains(&device))
                written_[place.first].insert(hash);
        }));
    add_pruned(device, copy);
}

/// What an image brought without its operations; the state hash at rest shows whether it is so.
void Auditor::add_pruned(Device& device, Copy& copy) {
    value(device.database().each("SELECT device, sequence FROM pruned", [&](const store::Row& row) {
        for (std::int64_t sequence = 1; sequence <= row.integer(1); ++sequence) {
            const auto found = at_hub_.find({row.id(0), sequence});
            if (found != at_hub_.end()) copy.operations.insert(*found);
        }
    }));
}

/// After a start everything is read again, and what was promised must still be there.
void Auditor::start_anew(Device& device, Copy& copy) {
    const auto before = std::exchange(copy, {.life = device.life()});
    read(device, copy);
    const auto self = device.log().identity();
    for (const auto& [place, hash] : before.operations) {
        if (!self || place.first != self->device || !promised_.contains({place, hash})) continue;
        demand(copy.operations.contains(place), "lost",
               name_of(device) + " had " + text_of(place) + " before it was started again");
    }
}

void Auditor::check_cursor(Device& device, Copy& copy, bool hub_is_up) {
    const auto link = value(log::load_link(device.database()));
    if (!link || link->epoch != epoch_) return;
    const auto self = value(device.log().identity());
    demand(link->cursor <= operations() || !hub_is_up, "cursor",
           name_of(device) + " is ahead of the hub");
    for (; copy.checked < std::min(link->cursor, operations()); ++copy.checked) {
        const auto& place = order_[static_cast<std::size_t>(copy.checked)];
        const auto found = copy.operations.find(place);
        // The copy of a disk may have gone on by itself; it stops when it hears of the other.
        if (place.first == self.device && doubled_.contains(self.device)) continue;
        demand(found != copy.operations.end() && found->second == at_hub_[place], "cursor",
               name_of(device) + " says that it has position " + std::to_string(copy.checked + 1) +
                   ", " + text_of(place) + ", but has not");
    }
    const auto ahead = value(device.database().one<std::int64_t>(
        "SELECT count(*) FROM operation WHERE position > ?1 AND device <> ?2", link->cursor,
        self.device));
    demand(ahead == 0, "cursor", name_of(device) + " has rows of a batch that it does not have");
    const auto acknowledged = value(device.log().acknowledged());
    demand(acknowledged <= heads_[self.device] || !hub_is_up, "durable",
           name_of(device) + " was told that " + std::to_string(acknowledged) +
               " of its operations are safe, the hub has " + std::to_string(heads_[self.device]));
}

// ---- at rest -----------------------------------------------------------------------------------

namespace {

/// What is parked, and why: "staff.logged_in (log.malformed)".
std::string parked_in(log::Log& log) {
    std::string all;
    value(log.database().each(
        "SELECT DISTINCT kind, coalesce(reason, '') FROM operation WHERE state = 1",
        [&](const store::Row& row) {
            all += row.get<std::string>(0) + " (" + row.get<std::string>(1) + ") ";
        }));
    return all;
}

}  // namespace

void Auditor::at_rest(HubNode& hub, const std::vector<std::unique_ptr<Device>>& devices) {
    look_at(hub.store());
    write_off();
    for (const auto& [place, hash] : promised_) {
        const auto found = at_hub_.find(place);
        demand(found != at_hub_.end() && found->second == hash, "lost",
               "what was promised as " + text_of(place) + " is not at the hub");
    }
    const auto verified = value(hub.store().verify());
    demand(verified.integrity == "ok", "integrity", "hub: " + verified.integrity);
    demand(verified.parked == 0, "parked", "the hub has " + parked_in(hub.store().log()));
    for (const auto& device : devices)
        check_replica(*device, verified);
    check_wishes();
}

void Auditor::check_replica(Device& device, const hub::Verification& hub) {
    const auto name = name_of(device);
    copies_[&device] = {};
    look_at(device);
    demand(copies_[&device].operations == at_hub_, "state",
           name + " does not hold what the hub holds");
    demand(value(device.log().parked_count()) == 0, "parked",
           name + " has " + parked_in(device.log()));
    demand(device.log().verify().has_value(), "chain", name + " has a broken hash chain");
    demand(value(device.database().integrity_check()) == "ok", "integrity", name);
    value(device.database().each(
        "SELECT device, sequence, coalesce(position, 0) FROM operation",
        [&](const store::Row& row) {
            const Place place{row.id(0), row.integer(1)};
            const auto position = static_cast<std::size_t>(row.integer(2));
            demand(position > 0 && position <= order_.size() && order_[position - 1] == place,
                   "positions", name + " has " + text_of(place) + " at another position");
        }));
    demand(value(device.log().state_hash()) == hub.state, "state",
           name + " and the hub came to different tables");
    check_models(device.database(), name);
}

void Auditor::check_models(store::Database& database, const std::string& where) {
    for (const auto& capability : capabilities()) {
        if (capability.model == nullptr) continue;
        const auto model = capability.model();
        for (const auto& body : bodies_)
            model->take(value(log::decode(body)));
        const auto problem = model->audit(database);
        demand(problem.empty(), std::string(capability.name), where + ": " + problem);
    }
}

/// Every sale that a person wanted is there once, or not at all if it was never answered or its
/// only disk is gone.
void Auditor::check_wishes() {
    std::map<Id, std::int64_t> totals;
    for (const auto& body : bodies_) {
        const auto operation = value(log::decode(body));
        if (operation.kind != sales::SaleCompleted::kKind &&
            operation.kind != sales::SaleRefunded::kKind)
            continue;
        const auto sale =
            value(base::decode<base::Form::binary, sales::SaleCompleted>(operation.payload));
        totals[sale.receipt] = sale.total;
    }
    for (const auto& [intent, wish] : wishes_) {
        std::vector<Id> there;
        std::ranges::copy_if(wish.receipts, std::back_inserter(there),
                             [&](const Id& receipt) { return totals.contains(receipt); });
        demand(there.size() <= 1, "exactly once",
               "one sale became " + std::to_string(there.size()));
        if (!wish.operation || written_off_.contains(*wish.operation)) continue;
        demand(there.size() == 1, "lost", "a sale that was shown as paid is nowhere");
        demand(totals[there.front()] == wish.total, "answers",
               "a sale was shown with another total than it has");
    }
}

}  // namespace mostrador::simulation
