#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/reflect.hpp"

// What is asked of tasks and answered about them.
namespace mostrador::tasks {

/// How a discrepancy was settled, by whom.
struct SettledView {
    static constexpr std::string_view kType = "SettledView";
    std::int64_t at_us = 0;
    std::string person;
    std::string device;
    std::string choice;
    std::string note;

    static constexpr auto fields() {
        using T = SettledView;
        return base::fields(base::field("at", &T::at_us), base::field("person", &T::person),
                            base::field("device", &T::device), base::field("choice", &T::choice),
                            base::field("note", &T::note));
    }
};

struct TaskView {
    static constexpr std::string_view kType = "TaskView";
    base::Id id;
    std::string kind;
    base::Id subject;
    std::int64_t at_us = 0;  ///< when the last of its facts happened
    std::map<std::string, std::string> parameters;
    std::optional<SettledView> settled;

    static constexpr auto fields() {
        using T = TaskView;
        return base::fields(base::field("id", &T::id), base::field("kind", &T::kind),
                            base::field("subject", &T::subject), base::field("at", &T::at_us),
                            base::field("parameters", &T::parameters),
                            base::field("settled", &T::settled));
    }
};

struct TasksView {
    std::vector<TaskView> tasks;

    static constexpr auto fields() { return base::fields(base::field("tasks", &TasksView::tasks)); }
};

/// One of the facts that do not fit together, and who made it, when and where.
struct Side {
    static constexpr std::string_view kType = "TaskSide";
    std::string role;  ///< "sold", "refund", "issued", "spent", "charge", "closing", "late", …
    base::Id document;
    std::string number;
    std::int64_t at_us = 0;
    std::string person;
    std::string device;
    std::string register_name;
    std::string branch;
    std::optional<std::int64_t> amount;
    std::optional<std::string> quantity;

    static constexpr auto fields() {
        using T = Side;
        return base::fields(base::field("role", &T::role), base::field("document", &T::document),
                            base::field("number", &T::number), base::field("at", &T::at_us),
                            base::field("person", &T::person), base::field("device", &T::device),
                            base::field("register", &T::register_name),
                            base::field("branch", &T::branch), base::field("amount", &T::amount),
                            base::field("quantity", &T::quantity));
    }
};

struct TaskDetail {
    static constexpr std::string_view kType = "TaskDetail";
    TaskView task;
    std::vector<Side> sides;  ///< oldest first
    std::vector<std::string> choices;

    static constexpr auto fields() {
        using T = TaskDetail;
        return base::fields(base::field("task", &T::task), base::field("sides", &T::sides),
                            base::field("choices", &T::choices));
    }
};

struct One {
    base::Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &One::id)); }
};

struct Settle {
    base::Id id;
    std::optional<std::string> choice;  ///< nothing: "other"
    std::string note;
    std::optional<base::Id> side;  ///< the side that stands, where a word can mean several

    static constexpr auto fields() {
        return base::fields(base::field("id", &Settle::id), base::field("choice", &Settle::choice),
                            base::field("note", &Settle::note), base::field("side", &Settle::side));
    }
};

struct ListSettled {
    std::optional<base::Id> before;  ///< the last of the page before
    std::int64_t limit = 50;

    static constexpr auto fields() {
        return base::fields(base::field("before", &ListSettled::before),
                            base::field("limit", &ListSettled::limit));
    }
};

}  // namespace mostrador::tasks
