#pragma once

#include <map>
#include <optional>
#include <string>

#include "log/operation.hpp"

namespace mostrador::simulation {

/// Rows whose fields are assigned one by one: the latest (stamp, device) of each field stands. The
/// model that every kind of master data is compared with.
class AssignedRows {
public:
    /// A value that was assigned, and by which operation.
    struct Field {
        log::Stamp stamp = 0;
        base::Id device;
        std::string value;
    };

    void assign(const base::Id& row, const std::string& field, const log::Operation& operation,
                const std::string& value) {
        auto& known = rows_[row][field];
        if (std::pair(operation.stamp, operation.device) <= std::pair(known.stamp, known.device))
            return;
        known = {operation.stamp, operation.device, value};
    }

    /// One that may be missing in the operation; a creation gives it `otherwise`.
    template <class Value>
    void assign(const base::Id& row, const std::string& field, const log::Operation& operation,
                const std::optional<Value>& value, bool create, const Value& otherwise) {
        if (value || create) assign(row, field, operation, text(value.value_or(otherwise)));
    }

    std::string value(const base::Id& row, const std::string& field) const {
        const auto fields = rows_.find(row);
        if (fields == rows_.end()) return "no such row";
        const auto found = fields->second.find(field);
        return found == fields->second.end() ? "never assigned" : found->second.value;
    }

    std::size_t size() const { return rows_.size(); }

    static std::string text(const std::string& value) { return value; }

    static std::string text(std::int64_t value) { return std::to_string(value); }

    static std::string text(bool value) { return value ? "1" : "0"; }

    static std::string text(const base::Id& value) { return value.text(); }

private:
    std::map<base::Id, std::map<std::string, Field>> rows_;
};

}  // namespace mostrador::simulation
