#pragma once

#include <string>

#include "log/kinds.hpp"

namespace mostrador::tasks {

/// SYNC-3: a person read a discrepancy and says how it was settled. The facts stay as they are.
struct TaskSettled {
    static constexpr std::string_view kKind = "tasks.settled";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id task;
    std::string kind;
    base::Id subject;
    std::string note;

    static constexpr auto fields() {
        using T = TaskSettled;
        return base::fields(base::field("task", &T::task), base::field("kind", &T::kind),
                            base::field("subject", &T::subject), base::field("note", &T::note));
    }
};

log::Capability capability();

}  // namespace mostrador::tasks
