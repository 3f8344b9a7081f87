#include "hub/http/device_desk.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "documents/qr.hpp"
#include "documents/svg.hpp"
#include "organization/operations.hpp"
#include "organization/queries.hpp"
#include "staff/permissions.hpp"

namespace mostrador::hub {
namespace {

using base::Bytes;
using base::Code;
using base::Id;
using base::Result;

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kCodeLifeUs = 15 * kMinuteUs;
constexpr std::size_t kMostAddress = 200;
constexpr std::int64_t kQrMm = 50;

struct DeviceOnBoard {
    Id id;
    std::string name;
    std::string register_name;
    std::string branch;
    std::int64_t enrolled_at = 0;
    std::optional<std::int64_t> revoked_at;
    std::optional<std::int64_t> seen_at;
    bool connected = false;              ///< its live socket is open now
    std::int64_t behind = 0;             ///< operations of the shop that it has not applied
    std::optional<std::int64_t> unsent;  ///< its own that it had not sent when it was last seen
    std::string version;                 ///< of its software; empty while it was never seen
    std::int64_t clock_minutes = 0;      ///< its clock is so far ahead of the hub's; 0: right
    bool signs = false;                  ///< it has a key

    static constexpr auto fields() {
        using T = DeviceOnBoard;
        return base::fields(
            base::field("id", &T::id), base::field("name", &T::name),
            base::field("register", &T::register_name), base::field("branch", &T::branch),
            base::field("enrolledAt", &T::enrolled_at), base::field("revokedAt", &T::revoked_at),
            base::field("seenAt", &T::seen_at), base::field("connected", &T::connected),
            base::field("behind", &T::behind), base::field("unsent", &T::unsent),
            base::field("version", &T::version), base::field("clockMinutes", &T::clock_minutes),
            base::field("signs", &T::signs));
    }
};

struct Place {
    Id id;
    std::string name;
    std::string branch;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Place::id), base::field("name", &Place::name),
                            base::field("branch", &Place::branch));
    }
};

struct Board {
    std::int64_t time = 0;
    std::vector<DeviceOnBoard> devices;
    std::vector<Place> registers;

    static constexpr auto fields() {
        return base::fields(base::field("time", &Board::time),
                            base::field("devices", &Board::devices),
                            base::field("registers", &Board::registers));
    }
};

struct Invited {
    std::string code;
    std::int64_t expires_at = 0;
    std::string address;
    std::string qr;  ///< SVG

    static constexpr auto fields() {
        return base::fields(
            base::field("code", &Invited::code), base::field("expiresAt", &Invited::expires_at),
            base::field("address", &Invited::address), base::field("qr", &Invited::qr));
    }
};

struct Done {
    static constexpr auto fields() { return base::fields(); }
};

template <class Answer>
Bytes json_of(const Answer& answer) {
    const auto text = base::encode<base::Form::text>(answer).dump();
    return {text.begin(), text.end()};
}

Result<std::vector<Place>> places(TenantStore& store) {
    MOSTRADOR_TRY(registers, store.registers());
    std::vector<Place> places;
    for (auto& each : registers) {
        Place place{each.id, std::move(each.name), {}};
        if (each.branch) {
            MOSTRADOR_TRY(branch, organization::branch(store.log().database(), *each.branch));
            if (branch) place.branch = std::move(branch->name);
        }
        places.push_back(std::move(place));
    }
    return places;
}

DeviceOnBoard on_board(const SeenDevice& seen, const std::vector<Place>& registers,
                       std::int64_t head) {
    DeviceOnBoard shown{.id = seen.device.id,
                        .name = seen.device.name,
                        .enrolled_at = seen.enrolled_at,
                        .revoked_at = seen.revoked_at,
                        .behind = std::max<std::int64_t>(0, head - seen.last.cursor),
                        .unsent = seen.last.unsent,
                        .version = seen.last.core,
                        .clock_minutes = seen.last.clock_offset.value_or(0) / kMinuteUs,
                        .signs = seen.device.key.has_value()};
    if (seen.last.at > 0) shown.seen_at = seen.last.at;
    const auto place = std::ranges::find(registers, seen.device.register_id,
                                         [](const Place& each) { return std::optional(each.id); });
    if (place == registers.end()) return shown;
    shown.register_name = place->name;
    shown.branch = place->branch;
    return shown;
}

/// A page of the shop's own origin; nothing that a camera would open elsewhere.
Result<std::string> checked_address(const DeviceQuestion& question) {
    const auto address = question.address.value_or("");
    const bool known = address.starts_with("https://") || address.starts_with("http://");
    const bool plain = std::ranges::all_of(address, [](char letter) {
        return letter > ' ' && letter < '\x7f' && letter != '#' && letter != '?';
    });
    if (known && plain && address.size() <= kMostAddress) return address;
    return base::fail(Code::input_out_of_range, {{"field", "address"}});
}

}  // namespace

Result<DeviceQuestion> read_question(base::ByteView body) {
    const auto json = base::Json::parse(body.begin(), body.end(), nullptr, false);
    if (json.is_discarded()) return base::fail(Code::input_malformed, {{"field", ""}});
    return base::decode<base::Form::text, DeviceQuestion>(json);
}

Result<Bytes> pin_hash_of_manager(TenantStore& store, const Id& person) {
    MOSTRADOR_TRY(known, (store.log().database().one<std::string, std::string>(
                             "SELECT pin_hash, role FROM person WHERE id = ?1 AND stamp > 0 AND "
                             "active = 1",
                             person)));
    if (!known) return base::fail(Code::staff_not_found);
    const auto& [hash, name] = *known;
    const auto role = base::enum_value<staff::Role>(name).value_or(staff::Role::viewer);
    constexpr auto needed = staff::Permission::manage_devices;
    if (staff::allowed(role, needed)) return Bytes(hash.begin(), hash.end());
    return base::fail(Code::staff_not_allowed,
                      {{"permission", std::string(base::enum_name(needed))}});
}

base::Status PinGuard::begin(const Id& person, std::int64_t now_us) {
    auto& tries = tries_[person];
    if (now_us - tries.last_us >= kLockUs) tries = {};
    if (tries.count >= kMaxTries) {
        return base::fail(Code::staff_locked, {{"until", std::to_string(tries.last_us + kLockUs)}});
    }
    ++tries.count;
    tries.last_us = now_us;
    return {};
}

base::Error PinGuard::failed(const Id& person) const {
    const auto tries = tries_.find(person);
    const auto count = tries == tries_.end() ? 1 : tries->second.count;
    return {Code::staff_wrong_pin, {{"triesLeft", std::to_string(kMaxTries - count)}}, {}};
}

Result<Bytes> board(Hub& hub, TenantStore& store, const Device& asking,
                    std::span<const Connected> connected) {
    MOSTRADOR_TRY(seen, hub.directory().devices_of(asking.tenant));
    MOSTRADOR_TRY(now, store.overview());
    MOSTRADOR_TRY(registers, places(store));
    Board board{hub.clock().now_us(), {}, std::move(registers)};
    for (auto& each : seen) {
        const auto here = std::ranges::find(connected, each.device.id, &Connected::device);
        const bool is_here = here != connected.end();
        if (is_here) {
            each.last.at = board.time;
            each.last.cursor = std::max(each.last.cursor, here->cursor);
        }
        board.devices.push_back(on_board(each, board.registers, now.head));
        board.devices.back().connected = is_here;
    }
    return json_of(board);
}

Result<Bytes> invite(Hub& hub, TenantStore& store, const Device& asking,
                     const DeviceQuestion& question) {
    if (!question.register_id) return base::fail(Code::input_missing, {{"field", "register"}});
    MOSTRADOR_TRY(address, checked_address(question));
    MOSTRADOR_TRY(registers, store.registers());
    const auto place = std::ranges::find(registers, *question.register_id, &RegisterName::id);
    if (place == registers.end()) {
        return base::fail(Code::input_out_of_range, {{"field", "register"}});
    }
    const auto expires_at = hub.clock().now_us() + kCodeLifeUs;
    MOSTRADOR_TRY(code,
                  hub.directory().invite({asking.tenant, place->branch, place->id, expires_at}));
    Invited invited{
        .code = code, .expires_at = expires_at, .address = base::concat(address, "/#enrol/", code)};
    MOSTRADOR_TRY(qr, documents::qr_code(invited.address));
    invited.qr = documents::svg(qr, kQrMm);
    return json_of(invited);
}

/// The token first: whatever happens then, the device is out.
Result<Bytes> revoke(Hub& hub, TenantStore& store, const Device& asking,
                     const DeviceQuestion& question) {
    if (!question.device) return base::fail(Code::input_missing, {{"field", "device"}});
    MOSTRADOR_TRY(device, hub.directory().find(question.device->text()));
    if (device.tenant != asking.tenant) return base::fail(Code::device_not_enrolled);
    MOSTRADOR_CHECK(hub.directory().revoke(device.id));
    MOSTRADOR_CHECK(store.write([&](log::Log& log) {
        return log.append(question.person, organization::DeviceRevoked{device.id});
    }));
    return json_of(Done{});
}

}  // namespace mostrador::hub
