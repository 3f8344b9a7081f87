#pragma once

#include <cstdint>
#include <optional>

#include "command/command.hpp"

namespace mostrador::organization {

/// ORG-3: how long this device may begin something new without its hub: the days that the company
/// allows, from the last contact, by the highest time that its clock ever showed since then.
struct Licence {
    static constexpr std::string_view kType = "LicenceView";
    std::int64_t until_us = 0;
    std::int64_t days = 0;
    bool over = false;
    bool soon = false;  ///< three days before

    static constexpr auto fields() {
        using T = Licence;
        return base::fields(base::field("until", &T::until_us), base::field("days", &T::days),
                            base::field("over", &T::over), base::field("soon", &T::soon));
    }
};

constexpr std::int64_t kUsualOfflineDays = 30;
constexpr std::int64_t kMostOfflineDays = 365;

/// Nothing on a database that is no device's.
base::Result<std::optional<Licence>> licence(store::Database& database, std::int64_t now_us);

/// Remembers how late it was, so that a clock that is put back wins nothing.
base::Status note_clock(store::Database& database, std::int64_t now_us);

/// Before a sale, an order or a session begins; what is open may be finished.
/// Error: device.licence_over{since}.
base::Status check_licence(command::Context& context);

}  // namespace mostrador::organization
