#include "stock/late.hpp"

#include <algorithm>
#include <set>

#include "command/command.hpp"
#include "stock/operations.hpp"

namespace mostrador::stock {
namespace {

using base::Id;
using base::Result;
using base::Status;

constexpr std::size_t kMostSettled = 5000;

/// Writes the pair if the document is late for the count.
Status note_pair(store::Database& database, const Id& count, const Arrived& document) {
    return database.run(
        "INSERT OR IGNORE INTO stock_late (count, document) SELECT ?1, ?2 WHERE EXISTS ("
        "SELECT 1 FROM stock_entry e WHERE e.document = ?1 AND e.at >= ?5 AND ?4 > coalesce("
        "(SELECT s.sequence FROM stock_seen s WHERE s.document = ?1 AND s.part = e.seen_part "
        "AND s.device = ?3), 0) AND ("
        "EXISTS (SELECT 1 FROM stock_movement m WHERE m.document = ?2 AND m.product = e.item) OR "
        "EXISTS (SELECT 1 FROM stock_use u WHERE u.receipt = ?2 AND u.item = e.item) OR "
        "EXISTS (SELECT 1 FROM stock_entry x WHERE x.document = ?2 AND x.item = e.item)))",
        count, document.document, document.device, document.sequence, document.at_us);
}

/// Documents of others that happened before the count was finished.
Status each_other(store::Database& database, std::string_view table, const Arrived& count,
                  std::vector<Arrived>& others) {
    std::map<Id, std::int64_t> seen;  // the least that any of its lines had seen
    std::int64_t parts = 0;
    MOSTRADOR_CHECK(database.each(
        "SELECT device, min(sequence), count(*), (SELECT count(DISTINCT seen_part) "
        "FROM stock_entry WHERE document = ?1) FROM stock_seen WHERE document = ?1 GROUP BY device",
        count.document, [&](const store::Row& row) {
            parts = row.integer(3);
            if (row.integer(2) >= parts) seen[row.id(0)] = row.integer(1);
        }));
    return database.each("SELECT id, device, sequence, at FROM " + std::string(table) +
                             " WHERE at <= ?1 AND device <> ?2",
                         count.at_us, count.device, [&](const store::Row& row) {
                             Arrived other{row.id(0), row.id(1), row.integer(2), row.integer(3)};
                             const auto known = seen.find(other.device);
                             if (known == seen.end() || other.sequence > known->second)
                                 others.push_back(std::move(other));
                         });
}

/// Every row that a late document moved of what the count counted, with what was said about it and
/// whether a later count of the item makes it not matter: one that had seen the document and,
/// where there is one, what was said.
constexpr std::string_view kLateMoves = R"sql(
WITH moved AS (
  SELECT l.count, l.document, m.product AS item, m.quantity, r.device, r.sequence, r.at, r.device AS place
  FROM stock_late l JOIN receipt r ON r.id = l.document JOIN stock_movement m ON m.document = r.id
  UNION ALL
  SELECT l.count, l.document, u.item, u.quantity, r.device, r.sequence, r.at, r.device
  FROM stock_late l JOIN receipt r ON r.id = l.document JOIN stock_use u ON u.receipt = r.id
  UNION ALL
  SELECT l.count, l.document, x.item, x.quantity, d.device, d.sequence, d.at, d.warehouse
  FROM stock_late l JOIN stock_document d ON d.id = l.document JOIN stock_entry x ON x.document = d.id
)
SELECT v.count, v.document, v.item, c.warehouse, v.quantity, v.at, v.place, s.included, s.stamp, s.person
FROM moved v JOIN stock_document c ON c.id = v.count
JOIN stock_entry e ON e.document = v.count AND e.item = v.item AND e.at >= v.at
LEFT JOIN stock_late_settled s ON s.count = v.count AND s.document = v.document
WHERE v.sequence > coalesce((SELECT n.sequence FROM stock_seen n WHERE n.document = e.document
  AND n.part = e.seen_part AND n.device = v.device), 0)
AND NOT EXISTS (
  SELECT 1 FROM stock_entry a JOIN stock_document b ON b.id = a.document
  WHERE a.item = e.item AND b.kind = 'count' AND b.warehouse = c.warehouse AND a.at > e.at
  AND NOT EXISTS (SELECT 1 FROM stock_late k WHERE k.count = b.id AND k.document = v.document)
  AND (s.stamp IS NULL OR (b.device = s.device AND b.sequence < s.sequence) OR (b.device <> s.device
    AND s.sequence > coalesce((SELECT n.sequence FROM stock_seen n WHERE n.document = b.id
      AND n.part = a.seen_part AND n.device = s.device), 0))))
)sql";

Result<std::vector<tasks::Found>> find_late(store::Database& database) {
    MOSTRADOR_TRY(places, Places::load(database));
    MOSTRADOR_TRY(moves, late_moves(database, places));

    struct Open {
        std::set<Id> documents;
        std::int64_t at_us = 0;
    };

    std::map<Id, Open> counts;
    for (const auto& move : moves) {
        if (move.included) continue;
        auto& open = counts[move.count];
        open.documents.insert(move.document);
        open.at_us = std::max(open.at_us, move.at_us);
    }
    std::vector<tasks::Found> found;
    for (const auto& [count, open] : counts) {
        MOSTRADOR_TRY(where, (database.one<std::string, std::int64_t>(
                                 "SELECT coalesce(nullif(w.name, ''), b.name, ''), d.at "
                                 "FROM stock_document d LEFT JOIN stock_warehouse w "
                                 "ON w.id = d.warehouse LEFT JOIN device v ON v.id = d.device "
                                 "LEFT JOIN register g ON g.id = v.register "
                                 "LEFT JOIN branch b ON b.id = g.branch WHERE d.id = ?1",
                                 count)));
        found.push_back({"count_late",
                         count,
                         open.at_us,
                         {{"count", std::to_string(open.documents.size())},
                          {"name", where ? std::get<0>(*where) : ""},
                          {"countedAt", std::to_string(where ? std::get<1>(*where) : 0)}}});
    }
    return found;
}

/// What a person said about a count holds for all that they were shown, and for nothing that comes
/// later.
Status settle(command::Context& context, const tasks::Choice& choice) {
    MOSTRADOR_TRY(places, Places::load(context.database));
    MOSTRADOR_TRY(moves, late_moves(context.database, places));
    std::set<Id> documents;
    for (const auto& move : moves) {
        if (move.count == choice.subject && !move.included && documents.size() < kMostSettled)
            documents.insert(move.document);
    }
    if (documents.empty()) return {};
    context.touch("stock");
    return context.log.append(context.person->id, LateSettled{choice.subject,
                                                              {documents.begin(), documents.end()},
                                                              choice.word == "included"});
}

}  // namespace

Status note_if_late(store::Database& database, const Arrived& arrived) {
    std::vector<Id> counts;
    MOSTRADOR_CHECK(database.each(
        "SELECT id FROM stock_document WHERE kind = 'count' AND at >= ?1 AND device <> ?2",
        arrived.at_us, arrived.device,
        [&](const store::Row& row) { counts.push_back(row.id(0)); }));
    for (const auto& count : counts)
        MOSTRADOR_CHECK(note_pair(database, count, arrived));
    return {};
}

Status note_late_for(store::Database& database, const Arrived& count) {
    std::vector<Arrived> others;
    MOSTRADOR_CHECK(each_other(database, "receipt", count, others));
    MOSTRADOR_CHECK(each_other(database, "stock_document", count, others));
    for (const auto& other : others)
        MOSTRADOR_CHECK(note_pair(database, count.document, other));
    return {};
}

Result<std::vector<LateMove>> late_moves(store::Database& database, const Places& places) {
    std::vector<LateMove> moves;
    MOSTRADOR_CHECK(database.each(kLateMoves, [&](const store::Row& row) {
        LateMove move{.count = row.id(0),
                      .document = row.id(1),
                      .item = row.id(2),
                      .warehouse = row.id(3),
                      .quantity = row.integer(4),
                      .at_us = row.integer(5),
                      .included = std::nullopt,
                      .person = std::nullopt};
        if (places.warehouse_of(row.id(6)) != move.warehouse) return;
        if (!row.is_null(7)) {
            move.included = row.get<bool>(7);
            move.at_us = log::stamp_time_us(row.integer(8));
            move.person = row.get<std::optional<Id>>(9);
        }
        moves.push_back(std::move(move));
    }));
    return moves;
}

tasks::Source late_source() {
    return {find_late,
            {{.name = "count_late",
              .detail = "",
              .sides = "SELECT 'count' AS role, d.id AS document, '' AS number, d.at, d.person, "
                       "d.device, NULL AS session, NULL AS amount, NULL AS quantity "
                       "FROM task t JOIN stock_document d ON d.id = t.subject UNION ALL "
                       "SELECT 'late', r.id, r.number_text, r.at, r.person, r.device, r.session, "
                       "r.total, NULL FROM task t JOIN stock_late l ON l.count = t.subject "
                       "JOIN receipt r ON r.id = l.document WHERE NOT EXISTS (SELECT 1 FROM "
                       "stock_late_settled s WHERE s.count = l.count AND s.document = l.document) "
                       "UNION ALL SELECT 'stock_moved', d.id, '', d.at, d.person, d.device, NULL, "
                       "NULL, NULL "
                       "FROM task t JOIN stock_late l ON l.count = t.subject "
                       "JOIN stock_document d ON d.id = l.document WHERE NOT EXISTS (SELECT 1 FROM "
                       "stock_late_settled s WHERE s.count = l.count AND s.document = l.document)",
              .choices = {"included", "not_included"},
              .settle = settle}}};
}

}  // namespace mostrador::stock
