#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "log/kinds.hpp"

namespace mostrador::log {

/// Master data (products, people, branches…) is assigned field by field. Each field keeps the value
/// with the latest (stamp, device), so the order of arrival does not matter.
///
/// A row's table has the columns `id BLOB PRIMARY KEY, stamp INTEGER NOT NULL, device BLOB NOT
/// NULL` and one for each field. `stamp`/`device` are the version of the latest *creation*, an
/// assignment of every field; a field that was assigned later has its own version in
/// `field_version`. That keeps 100,000 imported rows at one version each. A row whose creation was
/// not seen yet has stamp 0 and is invisible to queries (`WHERE stamp > 0`).
enum class ColumnType { integer, text, id, boolean };

struct Column {
    std::string_view name;  ///< in the payload and in the table
    ColumnType type = ColumnType::text;
    /// What a creation that does not name the column gives it: null, or else 0, '' or false.
    bool nullable = false;
    /// Two different values that were given apart are told to a person (log/rivals.hpp). Its rows
    /// then say in `replaces` what their author had in view.
    bool matters = false;
};

struct AssignedTable {
    std::string_view name;
    std::vector<Column> columns;
};

/// Applies one row `{"id": …, "create": true?, field: value…}`. `create` assigns every column,
/// those not named to their default. Unknown fields are ignored (a newer client may know more). A
/// wrong type is `input.malformed{field}`. Returns whether anything changed.
base::Result<bool> assign(store::Database& database, const AssignedTable& table,
                          const Operation& operation, const base::Json& row);

/// Refreshes what is derived from a row that changed (search text, barcodes).
using AfterAssign =
    std::function<base::Status(store::Database&, const Operation&, const base::Json& row)>;

/// The kind of operation that assigns rows of `table`: payload `{"rows": […]}`. `table` must
/// outlive the registry.
Kind assignment_kind(std::string_view name, int version, const AssignedTable& table,
                     AfterAssign after = {});

/// The kind whose payload is `Payload`, one of Rows.
template <class Payload>
Kind assignment_kind(const AssignedTable& table, AfterAssign after = {}) {
    return assignment_kind(Payload::kKind, Payload::kVersion, table, std::move(after));
}

/// Payload of an assignment kind; derive and add kKind, and kVersion once a field is added.
template <class Row>
struct Rows {
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = Family::assignment;
    std::vector<Row> rows;

    static constexpr auto fields() { return base::fields(base::field("rows", &Rows::rows)); }
};

}  // namespace mostrador::log
