#include "log/assignment.hpp"

#include <string>
#include <variant>

namespace mostrador::log {
namespace {

using base::Json;
using base::Status;

/// Which assignment a field's value comes from; the later one stands.
struct Version {
    Stamp stamp = 0;
    base::Id device;
    friend auto operator<=>(const Version&, const Version&) = default;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string, base::Id>;

std::unexpected<base::Error> wrong_type(std::string_view column) {
    return base::fail(base::Code::input_malformed, {{"field", std::string(column)}});
}

base::Result<Value> value_of(const Column& column, const Json& json) {
    if (json.is_null()) {
        if (!column.nullable) return wrong_type(column.name);
        return nullptr;
    }
    switch (column.type) {
        case ColumnType::integer:
            if (!json.is_number_integer()) return wrong_type(column.name);
            return json.get<std::int64_t>();
        case ColumnType::boolean:
            if (!json.is_boolean()) return wrong_type(column.name);
            return std::int64_t{json.get<bool>()};
        case ColumnType::text:
            if (!json.is_string()) return wrong_type(column.name);
            return json.get<std::string>();
        case ColumnType::id: {
            base::Id id;
            if (!base::detail::decode_bytes(json, id.bytes)) return wrong_type(column.name);
            return id;
        }
    }
    return wrong_type(column.name);
}

Value default_of(const Column& column) {
    if (column.nullable) return nullptr;
    switch (column.type) {
        case ColumnType::integer:
        case ColumnType::boolean:
            return std::int64_t{0};
        case ColumnType::text:
            return std::string();
        case ColumnType::id:
            return base::Id{};
    }
    return nullptr;
}

/// One row of an assigned table while an assignment is applied to it.
class Row {
public:
    Row(store::Database& database, const AssignedTable& table, const base::Id& id)
        : database_(database), table_(table), id_(id) {}

    Status load() {
        return database_.each("SELECT stamp, device FROM " + name() + " WHERE id = ?1", id_,
                              [this](const store::Row& row) {
                                  exists_ = true;
                                  version_ = {row.integer(0), row.id(1)};
                              });
    }

    bool exists() const { return exists_; }

    const Version& version() const { return version_; }

    /// Writes a new row in one statement: the common case of an import.
    Status insert(const Version& version, std::span<const Value> values) {
        std::string columns, places;
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            columns += ", " + std::string(table_.columns[i].name);
            places += ", ?" + std::to_string(i + 4);
        }
        MOSTRADOR_TRY(statement,
                      database_.prepare("INSERT INTO " + name() + " (id, stamp, device" + columns +
                                        ") VALUES (?1, ?2, ?3" + places + ")"));
        std::vector<Value> all{id_, version.stamp, version.device};
        all.insert(all.end(), values.begin(), values.end());
        MOSTRADOR_CHECK(statement.bind_list(std::span<const Value>(all)));
        return statement.run();
    }

    base::Result<Version> field_version(std::string_view field) const {
        Version version = version_;
        MOSTRADOR_CHECK(database_.each(
            "SELECT stamp, device FROM field_version WHERE entity = ?1 AND row = ?2 AND field = ?3",
            table_.name, id_, field,
            [&](const store::Row& row) { version = {row.integer(0), row.id(1)}; }));
        return version;
    }

    Status set(std::string_view field, const Value& value) {
        return database_.run(
            "UPDATE " + name() + " SET " + std::string(field) + " = ?2 WHERE id = ?1", id_, value);
    }

    Status set_field_version(std::string_view field, const Version& version) {
        return database_.run(
            "INSERT INTO field_version (entity, row, field, stamp, device) VALUES (?1, ?2, ?3, ?4, "
            "?5) "
            "ON CONFLICT (entity, row, field) DO UPDATE SET stamp = excluded.stamp, "
            "device = excluded.device",
            table_.name, id_, field, version.stamp, version.device);
    }

    /// A later creation stands for every field that was not assigned after it.
    Status set_version(const Version& version) {
        MOSTRADOR_CHECK(
            database_.run("UPDATE " + name() + " SET stamp = ?2, device = ?3 WHERE id = ?1", id_,
                          version.stamp, version.device));
        return database_.run(
            "DELETE FROM field_version WHERE entity = ?1 AND row = ?2 AND (stamp, device) <= (?3, "
            "?4)",
            table_.name, id_, version.stamp, version.device);
    }

private:
    std::string name() const { return std::string(table_.name); }

    store::Database& database_;
    const AssignedTable& table_;
    base::Id id_;
    bool exists_ = false;
    Version version_;
};

/// The assigned values by column; nothing for a column that is not assigned.
base::Result<std::vector<std::optional<Value>>> values_of(const AssignedTable& table,
                                                          const Json& json, bool create) {
    std::vector<std::optional<Value>> values(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        const auto found = json.find(column.name);
        if (found != json.end()) {
            MOSTRADOR_TRY(value, value_of(column, *found));
            values[i] = std::move(value);
        } else if (create) {
            values[i] = default_of(column);
        }
    }
    return values;
}

base::Result<bool> merge(Row& row, const AssignedTable& table, const Version& version, bool create,
                         std::span<const std::optional<Value>> values) {
    bool changed = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i]) continue;
        const auto field = table.columns[i].name;
        MOSTRADOR_TRY(current, row.field_version(field));
        if (version <= current) continue;
        MOSTRADOR_CHECK(row.set(field, *values[i]));
        if (!create) MOSTRADOR_CHECK(row.set_field_version(field, version));
        changed = true;
    }
    if (create && version > row.version()) {
        MOSTRADOR_CHECK(row.set_version(version));
        changed = true;
    }
    return changed;
}

}  // namespace

base::Result<bool> assign(store::Database& database, const AssignedTable& table,
                          const Operation& operation, const Json& json) {
    base::Id id;
    const auto given = json.is_object() ? json.find("id") : json.end();
    if (given == json.end() || !base::detail::decode_bytes(*given, id.bytes))
        return wrong_type("id");
    const bool create = json.value("create", Json(false)) == true;
    MOSTRADOR_TRY(values, values_of(table, json, create));

    const Version version{operation.stamp, operation.device};
    Row row(database, table, id);
    MOSTRADOR_CHECK(row.load());
    if (!row.exists()) {
        std::vector<Value> all;
        for (std::size_t i = 0; i < values.size(); ++i) {
            all.push_back(create ? *values[i] : default_of(table.columns[i]));
        }
        MOSTRADOR_CHECK(row.insert(create ? version : Version{}, all));
        if (create) return true;
    }
    return merge(row, table, version, create, values);
}

Kind assignment_kind(std::string_view name, int version, const AssignedTable& table,
                     AfterAssign after) {
    return {name, version, Family::assignment,
            [&table, after](store::Database& database, const Operation& operation) -> Status {
                const auto rows = operation.payload.find("rows");
                if (rows == operation.payload.end() || !rows->is_array()) return wrong_type("rows");
                for (const auto& row : *rows) {
                    MOSTRADOR_TRY(changed, assign(database, table, operation, row));
                    if (changed && after) MOSTRADOR_CHECK(after(database, operation, row));
                }
                return {};
            }};
}

}  // namespace mostrador::log
