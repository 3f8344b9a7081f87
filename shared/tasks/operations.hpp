#pragma once

#include <map>
#include <optional>
#include <string>

#include "log/kinds.hpp"

namespace mostrador::tasks {

/// SYNC-3: a person read a discrepancy and says how it was settled. The facts stay as they are. It
/// carries what was found, so that it can be told when the numbers are different by then.
struct TaskSettled {
    static constexpr std::string_view kKind = "tasks.settled";
    static constexpr int kVersion = 2;
    static constexpr auto kFamily = log::Family::fact;
    base::Id task;
    std::string kind;
    base::Id subject;
    std::string note;
    // since version 2
    std::optional<std::string> choice;  ///< one of the kind's words, or "other"
    std::optional<std::int64_t> found_at_us;
    std::optional<std::map<std::string, std::string>> parameters;

    static constexpr auto fields() {
        using T = TaskSettled;
        return base::fields(base::field("task", &T::task), base::field("kind", &T::kind),
                            base::field("subject", &T::subject), base::field("note", &T::note),
                            base::field("choice", &T::choice),
                            base::field("found", &T::found_at_us),
                            base::field("parameters", &T::parameters));
    }
};

log::Capability capability();

}  // namespace mostrador::tasks
