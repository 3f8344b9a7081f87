#include "staff/rights.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "staff/operations.hpp"

namespace mostrador::staff {
namespace {

using base::Id;
using base::Json;
using base::Result;
using base::Status;
using log::Operation;

// `person_history` is what this replica knows of who was what and when; only the hub asks it.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE person_history (
  person BLOB NOT NULL,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  role TEXT,
  active INTEGER,
  PRIMARY KEY (person, stamp, device)
) STRICT, WITHOUT ROWID;
INSERT INTO person_history SELECT id, stamp, device, role, active FROM person WHERE stamp > 0;

CREATE TABLE right_missing (
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  finding BLOB NOT NULL,
  stamp INTEGER NOT NULL,
  hub BLOB NOT NULL,
  person BLOB NOT NULL,
  permission TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  document BLOB NOT NULL,
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX right_missing_finding ON right_missing (finding);
)sql";

struct Demand {
    std::string_view kind;
    Permission permission;
};

/// The same as the commands' own rules (`command::Rule`, `authorise`).
constexpr std::array kDemands{
    Demand{"sales.completed", Permission::sell},
    Demand{"sales.refunded", Permission::refund},
    Demand{"sales.invoiced", Permission::sell},
    Demand{"payments.charge_changed", Permission::sell},
    Demand{"cash.session_opened", Permission::open_register},
    Demand{"cash.session_closed", Permission::close_register},
    Demand{"cash.moved", Permission::move_cash},
    Demand{"orders.tabs_put", Permission::sell},
    Demand{"orders.lines_added", Permission::sell},
    Demand{"orders.lines_moved", Permission::sell},
    Demand{"orders.lines_voided", Permission::sell},
    Demand{"orders.lines_staged", Permission::prepare_orders},
    Demand{"tasks.settled", Permission::settle_tasks},
    Demand{"customers.put", Permission::sell},
    Demand{"customers.erased", Permission::manage_customers},
    Demand{"catalog.taxes_put", Permission::edit_catalog},
    Demand{"catalog.categories_put", Permission::edit_catalog},
    Demand{"catalog.products_put", Permission::edit_catalog},
    Demand{"catalog.modifier_groups_put", Permission::edit_catalog},
    Demand{"catalog.modifiers_put", Permission::edit_catalog},
    Demand{"prices.lists_put", Permission::edit_catalog},
    Demand{"prices.entries_put", Permission::edit_catalog},
    Demand{"prices.promotions_put", Permission::edit_catalog},
    Demand{"prices.services_put", Permission::edit_catalog},
    Demand{"scanning.scale_codes_put", Permission::edit_catalog},
    Demand{"floor.areas_put", Permission::edit_floor},
    Demand{"floor.tables_put", Permission::edit_floor},
    Demand{"guests.settings_put", Permission::edit_floor},
    Demand{"guests.answered", Permission::sell},
    Demand{"printing.routes_put", Permission::edit_floor},
    Demand{"stock.moved", Permission::move_stock},
    Demand{"stock.counted", Permission::count_stock},
    Demand{"stock.items_put", Permission::edit_stock},
    Demand{"stock.recipes_put", Permission::edit_stock},
    Demand{"stock.rules_put", Permission::edit_stock},
    Demand{"stock.warehouses_put", Permission::edit_stock},
    Demand{"stock.late_settled", Permission::settle_tasks},
    Demand{"tickets.rules_put", Permission::edit_catalog},
    Demand{"tickets.redeemed", Permission::redeem_tickets},
    Demand{"orders.carried", Permission::deliver_orders},
    Demand{"kitchen.stations_put", Permission::edit_floor},
    Demand{"kitchen.routes_put", Permission::edit_floor},
    Demand{"organization.tenants_put", Permission::manage_devices},
    Demand{"organization.branches_put", Permission::manage_devices},
    Demand{"organization.registers_put", Permission::manage_devices},
    Demand{"staff.people_put", Permission::manage_devices},
};

/// How much of what was done before a late change of a role is looked at again.
constexpr std::int64_t kMostLookedAtAgain = 2000;

std::optional<Id> id_in(const Json& payload, std::string_view field) {
    const auto found = payload.find(field);
    if (found == payload.end()) return std::nullopt;
    const auto id = base::decode<base::Form::binary, Id>(*found);
    return id ? std::optional(*id) : std::nullopt;
}

/// A right that an operation needs, and who besides its person may have given it.
struct Need {
    Permission permission;
    std::optional<Id> approver;
};

/// What is asked of one operation and not of every one of its kind.
Permission permission_of(const Operation& operation) {
    const auto& payload = operation.payload;
    if (operation.kind == "cash.moved" && payload.value("amount", Json()) == 0) {
        return Permission::open_drawer;
    }
    if (operation.kind == "orders.lines_voided") {
        const auto lines = payload.value("lines", Json());
        const bool fired = std::ranges::any_of(
            lines, [](const Json& line) { return line.is_object() && line.contains("seen"); });
        if (fired) return Permission::void_fired;
    }
    return demanded_by(operation.kind);
}

/// A refund's approval is for the refund itself, the others of a sale come on top.
std::vector<Need> needs_of(const Operation& operation) {
    const auto& payload = operation.payload;
    std::vector<Need> needs{{permission_of(operation), id_in(payload, "allowed_by")}};
    if (!needs.front().approver) needs.front().approver = id_in(payload, "allowed");
    const auto allowed = payload.find("allowed");
    if (allowed == payload.end() || !allowed->is_array()) return needs;
    for (const auto& each : *allowed) {
        if (!each.is_object()) continue;
        const auto action = each.value("action", Json());
        if (!action.is_string()) continue;
        const auto permission = base::enum_value<Permission>(action.get<std::string>());
        if (!permission) continue;
        const auto approver = id_in(each, "person");
        if (*permission == needs.front().permission)
            needs.front().approver = approver;
        else
            needs.push_back({*permission, approver});
    }
    return needs;
}

using Version = std::pair<log::Stamp, Id>;

struct Change {
    Version version;
    std::optional<std::string> role;
    std::optional<bool> active;
};

/// What the hub knows of people, read once for all operations of a push.
class People {
public:
    explicit People(store::Database& database) : database_(database) {}

    /// Nothing when nobody had heard of the person by then.
    Result<std::optional<bool>> may(const Id& person, Permission permission,
                                    const Version& version) {
        MOSTRADOR_TRY(changes, changes_of(person));
        std::optional<std::string> role;
        bool active = true;
        for (const auto& change : *changes) {
            if (change.version >= version) break;  // nobody gives a right to themselves
            if (change.role) role = change.role;
            if (change.active) active = *change.active;
        }
        if (!role) return std::nullopt;
        const auto known = base::enum_value<Role>(*role).value_or(Role::viewer);
        return active && allowed(known, permission);
    }

private:
    Result<const std::vector<Change>*> changes_of(const Id& person) {
        const auto known = changes_.find(person);
        if (known != changes_.end()) return &known->second;
        auto& changes = changes_[person];
        MOSTRADOR_CHECK(database_.each(
            "SELECT stamp, device, role, active FROM person_history WHERE person = ?1 "
            "ORDER BY stamp, device",
            person, [&](const store::Row& row) {
                changes.push_back({{row.integer(0), row.id(1)},
                                   row.get<std::optional<std::string>>(2),
                                   row.get<std::optional<bool>>(3)});
            }));
        return &changes;
    }

    store::Database& database_;
    std::map<Id, std::vector<Change>> changes_;
};

/// The right that was missing; nothing when all were there, or nobody can tell.
Result<std::optional<Permission>> missing_right(People& people, const Operation& operation) {
    if (!operation.person) return std::nullopt;
    const Version version{operation.stamp, operation.device};
    for (const auto& need : needs_of(operation)) {
        if (need.permission == Permission::none) continue;
        MOSTRADOR_TRY(own, people.may(*operation.person, need.permission, version));
        if (!own || *own) continue;
        std::optional<bool> given;
        if (need.approver) {
            MOSTRADOR_TRY(may, people.may(*need.approver, need.permission, version));
            given = may;
        }
        if (!given.value_or(false)) return need.permission;
    }
    return std::nullopt;
}

Id document_of(const Operation& operation) {
    for (const auto* const field : {"receipt", "movement", "session", "tab", "charge"}) {
        if (const auto id = id_in(operation.payload, field)) return *id;
    }
    return operation.id;
}

/// What was found, one finding for each person, device and right.
class Findings {
public:
    void add(const Operation& operation, Permission permission) {
        auto& found = by_who_[{operation.device, *operation.person, permission}];
        found.push_back({operation.sequence, operation.kind, log::stamp_time_us(operation.stamp),
                         document_of(operation)});
    }

    Status write(log::Log& log) const {
        for (const auto& [who, operations] : by_who_) {
            const auto& [device, person, permission] = who;
            MOSTRADOR_CHECK(log.append(
                std::nullopt, RightMissing{log.make_id(), device, person, permission, operations}));
        }
        return {};
    }

private:
    std::map<std::tuple<Id, Id, Permission>, std::vector<DoneWithoutRight>> by_who_;
};

Status judge_one(People& people, const Operation& operation, Findings& findings) {
    if (demanded_by(operation.kind) == Permission::none) return {};
    MOSTRADOR_TRY(missing, missing_right(people, operation));
    if (missing) findings.add(operation, *missing);
    return {};
}

/// Operations of the person since `stamp` that nobody has found fault with yet.
Result<std::vector<Operation>> done_since(store::Database& database, const Id& person,
                                          log::Stamp stamp) {
    std::vector<Operation> done;
    MOSTRADOR_CHECK(database.each(
        "SELECT body FROM operation o WHERE stamp > ?1 AND person = ?2 AND NOT EXISTS ("
        "SELECT 1 FROM right_missing m WHERE m.device = o.device AND m.sequence = o.sequence) "
        "ORDER BY stamp LIMIT ?3",
        stamp, person, kMostLookedAtAgain, [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(operation, log::decode(row.blob(0)));
            done.push_back(std::move(operation));
            return {};
        }));
    return done;
}

bool is_among(std::span<const Operation> taken, const Operation& operation) {
    return std::ranges::any_of(taken, [&](const Operation& each) {
        return each.device == operation.device && each.sequence == operation.sequence;
    });
}

/// Somebody's role changed before things that are known here already.
Status judge_again(store::Database& database, const Operation& put,
                   std::span<const Operation> taken, People& people, Findings& findings) {
    const auto rows = base::decode<base::Form::binary, PeoplePut>(put.payload);
    if (!rows) return {};  // of a later version: parked
    for (const auto& row : rows->rows) {
        if (!row.role && !row.active) continue;
        MOSTRADOR_TRY(done, done_since(database, row.id, put.stamp));
        for (const auto& operation : done) {
            if (is_among(taken, operation)) continue;
            MOSTRADOR_CHECK(judge_one(people, operation, findings));
        }
    }
    return {};
}

Result<std::vector<tasks::Found>> find(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT finding, permission, count(*), max(at) FROM right_missing GROUP BY finding",
        [&](const store::Row& row) {
            found.push_back({"right_missing",
                             row.id(0),
                             row.integer(3),
                             {{"permission", row.get<std::string>(1)},
                              {"count", std::to_string(row.integer(2))}}});
        }));
    return found;
}

}  // namespace

Permission demanded_by(std::string_view kind) {
    const auto* const found = std::ranges::find(kDemands, kind, &Demand::kind);
    return found == kDemands.end() ? Permission::none : found->permission;
}

Status judge(log::Log& log, std::span<const Operation> taken) {
    People people(log.database());
    Findings findings;
    for (const auto& operation : taken)
        MOSTRADOR_CHECK(judge_one(people, operation, findings));
    for (const auto& operation : taken) {
        if (operation.kind != PeoplePut::kKind) continue;
        MOSTRADOR_CHECK(judge_again(log.database(), operation, taken, people, findings));
    }
    return findings.write(log);
}

tasks::Source rights_source() {
    return {find,
            {{.name = "right_missing",
              .detail = "",
              .sides = "SELECT CASE m.kind WHEN 'sales.completed' THEN 'sold' "
                       "WHEN 'sales.refunded' THEN 'refund' "
                       "ELSE 'done_' || substr(m.kind, 1, instr(m.kind, '.') - 1) END AS role, "
                       "m.document, r.number_text AS number, m.at, m.person, m.device, "
                       "NULL AS session, r.total AS amount, NULL AS quantity "
                       "FROM task t JOIN right_missing m ON m.finding = t.subject "
                       "LEFT JOIN receipt r ON r.id = m.document",
              .choices = {"accepted", "undone"}}}};
}

Status remember_rights(store::Database& database, const Operation& put) {
    const auto rows = base::decode<base::Form::binary, PeoplePut>(put.payload);
    if (!rows) return {};  // a role that a later version knows: nobody here can judge by it
    for (const auto& row : rows->rows) {
        // A creation assigns every field.
        const auto active = row.create ? row.active.value_or(false) : row.active;
        if (!row.role && !active) continue;
        std::optional<std::string> role;
        if (row.role) role = base::enum_name(*row.role);
        MOSTRADOR_CHECK(database.run(
            "INSERT OR IGNORE INTO person_history (person, stamp, device, role, active) "
            "VALUES (?1, ?2, ?3, ?4, ?5)",
            row.id, put.stamp, put.device, role, active));
    }
    return {};
}

/// Of two findings about one operation the earlier stands.
Status apply_right_missing(store::Database& database, const Operation& operation,
                           const RightMissing& missing) {
    for (const auto& each : missing.operations) {
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO right_missing (device, sequence, finding, stamp, hub, person, permission, "
            "kind, at, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
            "ON CONFLICT (device, sequence) DO UPDATE SET finding = excluded.finding, "
            "stamp = excluded.stamp, hub = excluded.hub, person = excluded.person, "
            "permission = excluded.permission, kind = excluded.kind, at = excluded.at, "
            "document = excluded.document WHERE (excluded.stamp, excluded.hub) < (stamp, hub)",
            missing.device, each.sequence, missing.finding, operation.stamp, operation.device,
            missing.person, base::enum_name(missing.permission), each.kind, each.at_us,
            each.document));
    }
    return {};
}

std::string_view rights_schema() {
    return kSchema;
}

}  // namespace mostrador::staff
