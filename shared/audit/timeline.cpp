#include "audit/timeline.hpp"

#include <array>
#include <utility>

#include "base/concat.hpp"
#include "log/operation.hpp"
#include "log/stamp.hpp"

namespace mostrador::audit {
namespace {

using base::Id;
using base::Json;
using base::Result;
using base::Status;

constexpr std::string_view kEntries =
    "SELECT o.row, o.stamp, coalesce(p.name, ''), coalesce(d.name, ''), coalesce(g.name, ''), "
    "o.kind, o.state, o.body FROM operation o LEFT JOIN person p ON p.id = o.person "
    "LEFT JOIN device d ON d.id = o.device LEFT JOIN register g ON g.id = d.register "
    "WHERE o.stamp >= ?1 AND o.stamp < ?2 AND (?3 IS NULL OR o.person = ?3) "
    "AND (?4 IS NULL OR o.device = ?4) AND (?5 IS NULL OR o.kind LIKE ?5 || '.%') "
    "AND (?6 IS NULL OR (o.stamp, o.row) < (SELECT stamp, row FROM operation WHERE row = ?6)) "
    "ORDER BY o.stamp DESC, o.row DESC LIMIT ?7";

/// Fields of payloads that say something to a person, and what they are told as.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kTold{{
    {"text", "number"},
    {"number", "number"},
    {"total", "amount"},
    {"amount", "amount"},
    {"sales", "amount"},
    {"float", "amount"},
    {"price", "price"},
    {"reason", "note"},
    {"note", "note"},
    {"notes", "note"},
    {"name", "name"},
    {"role", "role"},
    {"prefix", "name"},
    {"printer", "name"},
    {"state", "state"},
    {"choice", "choice"},
    {"kind", "task"},
}};

/// Fields of a row of master data that are not worth a word.
bool is_silent(std::string_view field) {
    return field == "id" || field == "create" || field == "seen" || field == "replaces";
}

void tell(Entry& entry, const Json& payload) {
    for (const auto& [field, as] : kTold) {
        const auto found = payload.find(field);
        if (found == payload.end()) continue;
        std::string text;
        if (found->is_string()) text = found->get<std::string>();
        if (found->is_number_integer()) text = std::to_string(found->get<std::int64_t>());
        if (!text.empty()) entry.parameters.emplace(as, std::move(text));
    }
}

std::optional<Id> id_in(const Json& payload, std::string_view field) {
    const auto found = payload.find(field);
    if (found == payload.end() || !found->is_binary()) return std::nullopt;
    const auto id = Id::from_bytes(found->get_binary());
    if (!id) return std::nullopt;
    return *id;
}

Result<std::string> name_of(store::Database& database, std::string_view table, const Id& id) {
    MOSTRADOR_TRY(name, database.one<std::string>(
                            base::concat("SELECT name FROM ", table, " WHERE id = ?1"), id));
    return name.value_or("");
}

/// Master data: how many rows, and of the first its name and what of it changed.
Status tell_rows(store::Database& database, Entry& entry, const Json& rows) {
    if (rows.empty()) return {};
    const auto& row = rows.front();
    tell(entry, row);
    entry.parameters["count"] = std::to_string(rows.size());
    if (row.value("create", false)) entry.parameters["create"] = "1";
    std::string fields;
    for (const auto& [field, value] : row.items()) {
        if (is_silent(field)) continue;
        fields += (fields.empty() ? "" : ",") + field;
    }
    entry.parameters["fields"] = std::move(fields);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> tables{
        {{"catalog.products_put", "product"},
         {"catalog.categories_put", "category"},
         {"catalog.taxes_put", "tax_class"},
         {"staff.people_put", "person"},
         {"organization.registers_put", "register"},
         {"organization.branches_put", "branch"}}};
    for (const auto& [kind, table] : tables) {
        const auto id = id_in(row, "id");
        if (entry.kind != kind || !id || entry.parameters.contains("name")) continue;
        MOSTRADOR_TRY(name, name_of(database, table, *id));
        entry.parameters["name"] = std::move(name);
    }
    return {};
}

/// STAFF-3: who allowed what the person's own role does not.
Status tell_allowed(store::Database& database, Entry& entry, const Json& payload) {
    auto by = id_in(payload, "allowed_by");
    if (!by) by = id_in(payload, "allowed");
    const auto allowed = payload.find("allowed");
    if (allowed != payload.end() && allowed->is_array() && !allowed->empty())
        by = id_in(allowed->front(), "person");
    if (!by) return {};
    MOSTRADOR_TRY(name, name_of(database, "person", *by));
    entry.parameters["allowed"] = std::move(name);
    return {};
}

/// CUST-2: who asked to be forgotten is still in the log's payloads, but is not told from there.
bool is_about_customers(std::string_view kind) {
    return kind.starts_with("customers.") || kind == "sales.invoiced";
}

Status tell_payload(store::Database& database, Entry& entry, const Json& payload) {
    if (!payload.is_object()) return {};
    if (const auto rows = payload.find("rows"); rows != payload.end() && rows->is_array())
        return tell_rows(database, entry, *rows);
    tell(entry, payload);
    // What was ordered is told by its first line; of a sale the sum says more.
    const auto lines = payload.find("lines");
    if (lines != payload.end() && !lines->empty() && !payload.contains("total")) {
        tell(entry, lines->front());
        entry.parameters["count"] = std::to_string(lines->size());
    }
    for (const auto* field : {"receipt", "session", "charge", "subject"}) {
        if (!entry.document) entry.document = id_in(payload, field);
    }
    if (const auto person = id_in(payload, "person")) {
        MOSTRADOR_TRY(name, name_of(database, "person", *person));
        entry.parameters["name"] = std::move(name);
    }
    return tell_allowed(database, entry, payload);
}

}  // namespace

Result<std::vector<Entry>> timeline(store::Database& database, const Filter& filter) {
    std::vector<Entry> entries;
    const auto until = filter.to_us == INT64_MAX ? INT64_MAX : log::stamp_at(filter.to_us);
    MOSTRADOR_CHECK(database.each(
        kEntries, log::stamp_at(filter.from_us), until, filter.person, filter.device, filter.area,
        filter.before, filter.limit, [&](const store::Row& row) -> Status {
            Entry entry{.row = row.integer(0),
                        .at_us = log::stamp_time_us(row.integer(1)),
                        .person = row.get<std::string>(2),
                        .device = row.get<std::string>(3),
                        .register_name = row.get<std::string>(4),
                        .kind = row.get<std::string>(5),
                        .parked = row.integer(6) == 1,
                        .document = std::nullopt,
                        .parameters = {}};
            const auto operation = log::decode(row.blob(7));
            // Of an unknown kind only who, when and where are told.
            if (operation) MOSTRADOR_CHECK(tell_payload(database, entry, operation->payload));
            if (is_about_customers(entry.kind)) entry.parameters.erase("name");
            entries.push_back(std::move(entry));
            return {};
        }));
    return entries;
}

}  // namespace mostrador::audit
