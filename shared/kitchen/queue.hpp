#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"

namespace mostrador::kitchen {

struct StationView {
    static constexpr std::string_view kType = "StationView";
    base::Id id;
    std::string name;
    std::int64_t warn = 0;                ///< minutes
    std::int64_t late = 0;                ///< minutes
    std::int64_t open = 0;                ///< tickets
    std::optional<std::int64_t> average;  ///< seconds from fired to ready, of the last ones
    std::int64_t overdue = 0;             ///< of the open tickets
    std::optional<std::int64_t> oldest;   ///< when the longest waiting was fired

    static constexpr auto fields() {
        using T = StationView;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("warn", &T::warn), base::field("late", &T::late),
                            base::field("open", &T::open), base::field("average", &T::average),
                            base::field("overdue", &T::overdue), base::field("oldest", &T::oldest));
    }
};

/// The branch's stations with what waits at them.
base::Result<std::vector<StationView>> stations_now(command::Context& context);

/// kitchen.queue, and kitchen.put for stations and routes.
command::Commands commands();

}  // namespace mostrador::kitchen
