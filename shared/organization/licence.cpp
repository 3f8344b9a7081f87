#include "organization/licence.hpp"

#include <algorithm>

namespace mostrador::organization {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kDayUs = 24 * 60 * kMinuteUs;
constexpr std::int64_t kSoonUs = 3 * kDayUs;

struct Contact {
    std::int64_t at = 0;          ///< by this device's clock
    std::int64_t clock_seen = 0;  ///< the highest since
    std::int64_t days = 0;
};

base::Result<std::optional<Contact>> last_contact(store::Database& database) {
    std::optional<Contact> contact;
    MOSTRADOR_CHECK(database.each(
        "SELECT last_contact, clock_seen, coalesce((SELECT offline_days FROM tenant "
        "WHERE stamp > 0), 0) FROM link",
        [&](const store::Row& row) {
            const auto days = row.integer(2);
            contact = {row.integer(0), row.integer(1), days > 0 ? days : kUsualOfflineDays};
        }));
    return contact;
}

Licence licence_of(const Contact& contact, std::int64_t now_us) {
    const auto now = std::max(now_us, contact.clock_seen);
    const auto until = contact.at + contact.days * kDayUs;
    return {until, contact.days, now >= until, now >= until - kSoonUs};
}

}  // namespace

base::Result<std::optional<Licence>> licence(store::Database& database, std::int64_t now_us) {
    MOSTRADOR_TRY(contact, last_contact(database));
    if (!contact) return std::nullopt;
    return licence_of(*contact, now_us);
}

base::Status note_clock(store::Database& database, std::int64_t now_us) {
    return database.run("UPDATE link SET clock_seen = ?1 WHERE clock_seen < ?1 - ?2", now_us,
                        kMinuteUs);
}

base::Status check_licence(command::Context& context) {
    MOSTRADOR_TRY(contact, last_contact(context.database));
    if (!contact) return {};
    const auto licence = licence_of(*contact, context.now_us);
    if (!licence.over) return note_clock(context.database, context.now_us);
    return base::fail(base::Code::device_licence_over, {{"since", std::to_string(contact->at)}});
}

}  // namespace mostrador::organization
