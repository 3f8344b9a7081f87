#include "catalog/conflicts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/concat.hpp"
#include "command/command.hpp"
#include "staff/commands.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

/// A field of which two values can be told apart, and the kind of task that tells it.
struct Conflict {
    std::string_view kind;
    std::string_view entity;
    std::string_view field;
};

constexpr std::array kConflicts{Conflict{"price_twice", "product", "price"},
                                Conflict{"tax_twice", "product", "tax"},
                                Conflict{"modifier_price_twice", "modifier", "price"},
                                Conflict{"tax_rate_twice", "tax_class", "rate"}};

bool is_money(const Conflict& conflict) {
    return conflict.field == "price";
}

/// SQL for what a person reads of a value.
std::string words_of(const Conflict& conflict, std::string_view value) {
    if (is_money(conflict)) return base::concat("CAST(", value, " AS TEXT)");
    if (conflict.field == "rate") return base::concat(value, " || ' %'");
    return base::concat("coalesce((SELECT name FROM tax_class WHERE id = ", value, "), '')");
}

/// SQL for the rivals of a field whose value is another one than the row's: `r` is the rival, `t`
/// the row, `v` the version of its value if it is told.
std::string rivals_of(const Conflict& conflict) {
    return base::concat(" FROM field_rival r JOIN ", conflict.entity,
                        " t ON t.id = r.row AND t.stamp > 0 AND t.active = 1 AND t.",
                        conflict.field, " <> r.value LEFT JOIN field_version v ON v.entity = '",
                        conflict.entity, "' AND v.row = t.id AND v.field = '", conflict.field,
                        "' WHERE r.standing = 1 AND r.entity = '", conflict.entity,
                        "' AND r.field = '", conflict.field, "'");
}

/// One task for each field; of several rivals the latest is named.
Status find(store::Database& database, const Conflict& conflict, std::vector<tasks::Found>& found) {
    const auto person = [](std::string_view whose) {
        return base::concat("coalesce((SELECT name FROM person WHERE id = ", whose, "), '')");
    };
    const auto sql = base::concat(
        "SELECT r.row, t.name, ", words_of(conflict, base::concat("t.", conflict.field)), ", ",
        words_of(conflict, "r.value"), ", ", person("v.person"), ", ", person("r.person"),
        ", max(r.stamp, coalesce(v.stamp, t.stamp)), count(*) OVER (PARTITION BY r.row)",
        rivals_of(conflict), " ORDER BY r.row, r.stamp DESC, r.device DESC");
    const std::string prefix = is_money(conflict) ? "amount_" : "";
    std::optional<Id> last;
    return database.each(sql, [&](const store::Row& row) {
        if (std::exchange(last, row.id(0)) == row.id(0)) return;
        found.push_back({.kind = std::string(conflict.kind),
                         .subject = row.id(0),
                         .at_us = log::stamp_time_us(row.integer(6)),
                         .parameters = {{"name", row.get<std::string>(1)},
                                        {prefix + "now", row.get<std::string>(2)},
                                        {prefix + "other", row.get<std::string>(3)},
                                        {"now_by", row.get<std::string>(4)},
                                        {"other_by", row.get<std::string>(5)},
                                        {"others", row.get<std::string>(7)}}});
    });
}

Result<std::vector<tasks::Found>> conflict_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    for (const auto& conflict : kConflicts)
        MOSTRADOR_CHECK(find(database, conflict, found));
    return found;
}

/// The value that stands, whose author the log knows if nobody told what it replaced, and rivals.
std::string sides_of(const Conflict& conflict) {
    const auto side = [&](std::string_view role, std::string_view device, std::string_view stamp,
                          std::string_view person, std::string_view value) {
        const auto number = is_money(conflict) ? "''" : words_of(conflict, value);
        return base::concat("SELECT '", role, "' AS role, ", device, " AS document, ", number,
                            " AS number, (", stamp, " >> 16) * 1000 AS at, ", person,
                            " AS person, ", device, " AS device, NULL AS session, ",
                            is_money(conflict) ? value : "NULL", " AS amount, NULL AS quantity");
    };
    const auto in_task = " AND r.row = (SELECT subject FROM task)";
    return base::concat(
        "SELECT * FROM (",
        side("set_now", "coalesce(v.device, t.device)", "coalesce(v.stamp, t.stamp)",
             "coalesce(v.person, (SELECT o.person FROM operation o WHERE o.stamp = "
             "coalesce(v.stamp, t.stamp) AND o.device = coalesce(v.device, t.device)))",
             base::concat("t.", conflict.field)),
        rivals_of(conflict), in_task, " LIMIT 1) UNION ALL ",
        side("set_other", "r.device", "r.stamp", "r.person", "r.value"), rivals_of(conflict),
        in_task);
}

/// The value of the side that was chosen.
template <class Value>
Result<Value> chosen(Context& context, const Conflict& conflict, const tasks::Choice& choice) {
    const auto now = base::concat("SELECT ", conflict.field, " FROM ", conflict.entity,
                                  " WHERE id = ?1 AND ?2 IS NULL");
    const auto other = base::concat("SELECT r.value", rivals_of(conflict),
                                    " AND r.row = ?1 AND coalesce(?2, r.device) = r.device "
                                    "ORDER BY r.stamp DESC, r.device DESC");
    const bool keep = choice.word == "keep";
    MOSTRADOR_TRY(value, context.database.one<Value>(keep ? now : other, choice.subject,
                                                     keep ? std::nullopt : choice.side));
    if (!value) return base::fail(Code::input_out_of_range, {{"field", "side"}});
    return std::move(*value);
}

template <class Put, class Row, class Value>
Status assign(Context& context, const Conflict& conflict, const tasks::Choice& choice,
              std::optional<Value> Row::* field) {
    Row row{.id = choice.subject};
    MOSTRADOR_TRY(value, chosen<Value>(context, conflict, choice));
    row.*field = std::move(value);
    MOSTRADOR_TRY(replaces, log::all_replaced(context.database, conflict.entity, choice.subject,
                                              conflict.field));
    row.replaces = std::move(replaces);
    return context.log.append(context.person->id, Put{{{std::move(row)}}});
}

/// Somebody who has seen all sides says which one it is.
Status settle(Context& context, const tasks::Choice& choice) {
    MOSTRADOR_CHECK(staff::authorise(context, staff::Permission::edit_catalog, std::nullopt));
    context.touch("catalog");
    const auto conflict = std::ranges::find(kConflicts, choice.kind, &Conflict::kind);
    if (conflict->entity == "modifier")
        return assign<ModifiersPut>(context, *conflict, choice, &ModifierRow::price);
    if (conflict->entity == "tax_class")
        return assign<TaxesPut>(context, *conflict, choice, &TaxClassRow::rate);
    if (is_money(*conflict))
        return assign<ProductsPut>(context, *conflict, choice, &ProductRow::price);
    return assign<ProductsPut>(context, *conflict, choice, &ProductRow::tax);
}

template <class Row>
Status note(store::Database& database, std::string_view entity,
            const std::vector<std::string_view>& fields, Row& row) {
    if (row.create || fields.empty()) return {};
    MOSTRADOR_TRY(replaces, log::replaced(database, entity, row.id, fields));
    row.replaces = std::move(replaces);
    return {};
}

}  // namespace

std::vector<std::string_view> told_fields(const ProductRow& row) {
    std::vector<std::string_view> fields;
    if (row.price) fields.emplace_back("price");
    if (row.tax) fields.emplace_back("tax");
    return fields;
}

Status note_replaced(store::Database& database, ProductRow& row) {
    return note(database, "product", told_fields(row), row);
}

Status note_replaced(store::Database& database, ModifierRow& row) {
    std::vector<std::string_view> fields;
    if (row.price) fields.emplace_back("price");
    return note(database, "modifier", fields, row);
}

tasks::Source conflict_source() {
    static const auto sides = [] {
        std::array<std::string, kConflicts.size()> all;
        std::ranges::transform(kConflicts, all.begin(), sides_of);
        return all;
    }();
    tasks::Source source{conflict_tasks, {}};
    for (std::size_t i = 0; i < kConflicts.size(); ++i)
        source.kinds.push_back({.name = kConflicts[i].kind,
                                .detail = {},
                                .sides = sides[i],
                                .choices = {"keep", "take"},
                                .settle = settle});
    return source;
}

}  // namespace mostrador::catalog
