#include "log/assignment.hpp"

#include <string>

#include "log/rivals.hpp"

namespace mostrador::log {
namespace {

using base::Json;
using base::Status;

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

    base::Result<Standing> standing(std::string_view field) const {
        Standing standing{version_, false, {}};
        MOSTRADOR_CHECK(
            database_.each("SELECT stamp, device, told IS 1, person FROM field_version "
                           "WHERE entity = ?1 AND row = ?2 AND field = ?3",
                           table_.name, id_, field, [&](const store::Row& row) {
                               standing = {{row.integer(0), row.id(1)},
                                           row.get<bool>(2),
                                           row.get<std::optional<base::Id>>(3)};
                           }));
        return standing;
    }

    Status set(std::string_view field, const Value& value) {
        return database_.run(
            "UPDATE " + name() + " SET " + std::string(field) + " = ?2 WHERE id = ?1", id_, value);
    }

    Status set_standing(std::string_view field, const Standing& standing) {
        const auto told = standing.told ? std::optional<std::int64_t>(1) : std::nullopt;
        return database_.run(
            "INSERT INTO field_version (entity, row, field, stamp, device, told, person) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (entity, row, field) DO UPDATE SET "
            "stamp = excluded.stamp, device = excluded.device, told = excluded.told, "
            "person = excluded.person",
            table_.name, id_, field, standing.version.stamp, standing.version.device, told,
            standing.person);
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

/// What an operation says of one row.
struct Said {
    Version version;
    std::optional<base::Id> person;
    bool create = false;
    std::vector<std::optional<Value>> values;  ///< by column
    /// What its author had in view; nothing when it does not tell.
    std::optional<std::vector<Replaced>> replaced;
};

/// SYNC-3: whoever is overridden in a field that matters is kept beside the row.
Status keep_rivals(store::Database& database, const FieldPlace& place, const Said& said,
                   const Standing& standing, const Value& value) {
    if (!said.create && said.replaced)
        return note_told(database, place, standing,
                         {said.version, said.person, value, *said.replaced});
    if (!standing.told || said.version < standing.version) return {};
    return override_standing(database, place, standing);
}

base::Result<bool> merge(store::Database& database, Row& row, const AssignedTable& table,
                         const base::Id& id, const Said& said) {
    bool changed = false;
    for (std::size_t i = 0; i < said.values.size(); ++i) {
        const auto& value = said.values[i];
        if (!value) continue;
        const auto& column = table.columns[i];
        MOSTRADOR_TRY(standing, row.standing(column.name));
        if (column.matters) {
            MOSTRADOR_CHECK(
                keep_rivals(database, {table.name, column.name, id}, said, standing, *value));
        }
        if (said.version <= standing.version) continue;
        MOSTRADOR_CHECK(row.set(column.name, *value));
        const bool told = column.matters && said.replaced.has_value();
        if (!said.create)
            MOSTRADOR_CHECK(row.set_standing(
                column.name, {said.version, told, told ? said.person : std::nullopt}));
        changed = true;
    }
    if (said.create && said.version > row.version()) {
        MOSTRADOR_CHECK(row.set_version(said.version));
        changed = true;
    }
    return changed;
}

base::Result<Said> said_of(const AssignedTable& table, const Operation& operation,
                           const Json& json) {
    Said said{.version = {operation.stamp, operation.device},
              .person = operation.person,
              .create = json.value("create", Json(false)) == true,
              .values = {},
              .replaced = {}};
    MOSTRADOR_TRY(values, values_of(table, json, said.create));
    said.values = std::move(values);
    const auto replaces = json.find("replaces");
    if (replaces == json.end() || replaces->is_null()) return said;
    auto replaced = base::decode<base::Form::binary, std::vector<Replaced>>(*replaces);
    if (!replaced) return std::unexpected(std::move(replaced.error()));
    said.replaced = std::move(*replaced);
    return said;
}

}  // namespace

base::Result<bool> assign(store::Database& database, const AssignedTable& table,
                          const Operation& operation, const Json& json) {
    base::Id id;
    const auto given = json.is_object() ? json.find("id") : json.end();
    if (given == json.end() || !base::detail::decode_bytes(*given, id.bytes))
        return wrong_type("id");
    MOSTRADOR_TRY(said, said_of(table, operation, json));

    Row row(database, table, id);
    MOSTRADOR_CHECK(row.load());
    if (!row.exists()) {
        std::vector<Value> all;
        for (std::size_t i = 0; i < said.values.size(); ++i) {
            all.push_back(said.create ? *said.values[i] : default_of(table.columns[i]));
        }
        MOSTRADOR_CHECK(row.insert(said.create ? said.version : Version{}, all));
        if (said.create) return true;
    }
    return merge(database, row, table, id, said);
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
