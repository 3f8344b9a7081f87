#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/operation.hpp"
#include "store/database.hpp"

namespace mostrador::log {

/// Facts happened and are never refused. Assignments set fields of master data. Grants come only
/// from the hub. (docs/merge-rules.md)
enum class Family { fact, assignment, grant };

/// How one kind of operation changes the tables. `apply` must give the same tables for the same set
/// of operations in any order; it may fail only for what can never be applied (then it is parked).
struct Kind {
    std::string_view name;
    int version = 1;
    Family family = Family::fact;
    std::function<base::Status(store::Database&, const Operation&)> apply;
    /// The same for a payload that this replica has just made: the struct itself, not decoded
    /// again. `operation.payload` is then null. Only where the payload is a described struct.
    const void* payload_type = nullptr;
    std::function<base::Status(store::Database&, const Operation&, const void* payload)> apply_own =
        nullptr;
};

/// Tells one payload struct from every other, by its address.
template <class Payload>
inline constexpr char payload_type = 0;

/// A table whose rows are part of the replicated state, with the columns that order them.
struct StateTable {
    std::string_view name;
    std::string_view key;  ///< "id" or "receipt, line"
};

/// What a capability adds to the schema's migration of that number. A released one is never edited.
struct SchemaStep {
    int number = 0;
    std::string_view sql;
};

/// What a capability adds to the log.
struct Capability {
    std::string_view name;
    std::string_view schema;  ///< SQL of its tables, first version
    std::vector<Kind> kinds;
    std::vector<StateTable> tables;
    std::vector<SchemaStep> later = {};  ///< SQL since the first version
};

/// Every kind and every table that the log knows, built once from the capabilities.
class Registry {
public:
    explicit Registry(std::vector<Capability> capabilities);
    Registry(const Registry&) = delete;  // kinds_ points into capabilities_
    Registry& operator=(const Registry&) = delete;

    /// Null for an unknown kind or a version later than ours.
    const Kind* find(std::string_view kind, int version) const;

    std::span<const Capability> capabilities() const { return capabilities_; }

private:
    std::vector<Capability> capabilities_;
    std::map<std::string, const Kind*, std::less<>> kinds_;
};

/// A kind whose payload is the described struct `Payload` (with kKind, kVersion, kFamily):
/// `kind<SaleCompleted>(apply_sale)`, where apply_sale(database, operation, payload) -> Status.
template <class Payload, class Apply>
Kind kind(Apply apply) {
    return {Payload::kKind,
            Payload::kVersion,
            Payload::kFamily,
            [apply](store::Database& database, const Operation& operation) -> base::Status {
                auto payload = base::decode<base::Form::binary, Payload>(operation.payload);
                if (!payload) return std::unexpected(std::move(payload.error()));
                return apply(database, operation, *payload);
            },
            &payload_type<Payload>,
            [apply](store::Database& database, const Operation& operation, const void* payload) {
                return apply(database, operation, *static_cast<const Payload*>(payload));
            }};
}

}  // namespace mostrador::log
