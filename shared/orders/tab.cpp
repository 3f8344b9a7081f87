#include "orders/tab.hpp"

#include <algorithm>
#include <set>

namespace mostrador::orders {
namespace {

using base::Id;
using base::Result;
using base::Status;

/// The root and all that stand in it.
Result<std::vector<Id>> members_of(store::Database& database, const Id& root) {
    std::vector<Id> members{root};
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto into = members[i];
        MOSTRADOR_CHECK(
            database.each("SELECT id FROM tab WHERE merged = ?1 AND merged <> zeroblob(16)", into,
                          [&](const store::Row& row) {
                              if (!std::ranges::contains(members, row.id(0)))
                                  members.push_back(row.id(0));
                          }));
    }
    return members;
}

Result<Line> line_of(const store::Row& row) {
    MOSTRADOR_TRY(modifiers, modifiers_of(row.text(18)));
    return Line{.id = row.id(0),
                .product = row.id(1),
                .name = row.get<std::string>(2),
                .unit = row.get<std::string>(3),
                .quantity = row.integer(4),
                .price = row.integer(5),
                .amount = row.integer(6),
                .tax = row.get<std::optional<Id>>(7),
                .note = row.get<std::optional<std::string>>(8),
                .course = row.integer(9),
                .seat = row.integer(10),
                .station = row.get<std::optional<Id>>(11),
                .at_us = row.integer(12),
                .level = row.get<std::optional<std::int64_t>>(13),
                .fired_at = row.get<std::optional<std::int64_t>>(14),
                .void_reason = row.get<std::optional<std::string>>(15),
                .paid_quantity = row.integer(16),
                .paid_amount = row.integer(17),
                .modifiers = std::move(modifiers),
                .list = row.get<std::optional<Id>>(19),
                .list_name = row.get<std::string>(20)};
}

Status add_lines(store::Database& database, const Id& member, std::vector<Line>& lines) {
    return database.each(
        "SELECT l.id, l.product, l.name, l.unit, l.quantity, l.price, l.amount, l.tax, l.note, "
        "l.course, l.seat, l.station, l.at, l.level, "
        "(SELECT at FROM tab_line_stage WHERE line = l.id AND level = 0), v.reason, "
        "(SELECT coalesce(sum(quantity), 0) FROM tab_payment WHERE line = l.id), "
        "(SELECT coalesce(sum(amount), 0) FROM tab_payment WHERE line = l.id), "
        "coalesce(l.modifiers, ''), l.list, coalesce(l.list_name, '') "
        "FROM tab_line l LEFT JOIN tab_line_void v ON v.line = l.id WHERE l.place = ?1",
        member, [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(line, line_of(row));
            lines.push_back(std::move(line));
            return {};
        });
}

Result<std::optional<Tab>> tab_row(store::Database& database, const Id& id) {
    std::optional<Tab> tab;
    MOSTRADOR_CHECK(database.each(
        "SELECT branch, type, number_text, name, place, guests, waiter, cancelled, opened_at, "
        "phone, address FROM tab WHERE id = ?1 AND stamp > 0",
        id, [&](const store::Row& row) {
            tab = Tab{.id = id,
                      .branch = row.id(0),
                      .type = base::enum_value<Type>(row.text(1)).value_or(Type::counter),
                      .number = row.get<std::string>(2),
                      .name = row.get<std::string>(3),
                      .place = row.id(4),
                      .guests = row.integer(5),
                      .waiter = row.id(6),
                      .cancelled = row.get<std::string>(7),
                      .opened_at = row.integer(8),
                      .phone = row.get<std::string>(9),
                      .address = row.get<std::string>(10),
                      .journey = std::nullopt,
                      .courier = Id::nil(),
                      .lines = {}};
        }));
    return tab;
}

/// Where an order is that somebody carries.
Status add_journey(store::Database& database, Tab& tab) {
    if (tab.type != Type::delivery) return {};
    return database.each(
        "SELECT step, courier FROM tab_journey WHERE tab = ?1 ORDER BY stamp DESC, device DESC "
        "LIMIT 1",
        tab.id, [&](const store::Row& row) {
            tab.journey = base::enum_value<Journey>(row.text(0));
            tab.courier = row.id(1);
        });
}

/// Something of the tab's lines has still to reach the kitchen, or a guest who is not in the house.
bool is_owed(const Tab& tab, const Line& line) {
    if (!line.is_live() || !line.station) return false;
    if (!line.level) return true;
    return tab.type != Type::dine_in && line.stage() != Stage::served;
}

}  // namespace

State Tab::state() const {
    if (std::ranges::none_of(lines, &Line::is_live))
        return cancelled.empty() ? State::open : State::cancelled;
    const bool open = std::ranges::any_of(
        lines, [&](const Line& line) { return line.is_due() || is_owed(*this, line); });
    const bool under_way = journey && *journey != Journey::delivered;
    return open || under_way ? State::open : State::closed;
}

Result<Id> root_of(store::Database& database, const Id& tab) {
    std::vector<Id> path{tab};
    for (;;) {
        MOSTRADOR_TRY(next, database.one<Id>("SELECT merged FROM tab WHERE id = ?1 AND "
                                             "merged <> zeroblob(16)",
                                             path.back()));
        if (!next) return path.back();
        const auto ring = std::ranges::find(path, *next);
        if (ring != path.end()) return *std::min_element(ring, path.end());
        path.push_back(*next);
    }
}

Result<std::optional<Tab>> load(store::Database& database, const Id& id) {
    MOSTRADOR_TRY(root, root_of(database, id));
    MOSTRADOR_TRY(tab, tab_row(database, root));
    if (!tab) return tab;
    MOSTRADOR_TRY(members, members_of(database, root));
    for (const auto& member : members)
        MOSTRADOR_CHECK(add_lines(database, member, tab->lines));
    MOSTRADOR_CHECK(add_journey(database, *tab));
    std::ranges::sort(tab->lines, {},
                      [](const Line& line) { return std::pair(line.at_us, line.id); });
    return tab;
}

Result<std::vector<catalog::Modifier>> modifiers_of(std::string_view text) {
    if (text.empty()) return std::vector<catalog::Modifier>{};
    return base::decode<base::Form::text, std::vector<catalog::Modifier>>(
        base::Json::parse(text, nullptr, false));
}

Result<std::vector<Tab>> open_tabs(store::Database& database, const Id& branch) {
    std::set<Id> roots;
    std::vector<Id> candidates;
    MOSTRADOR_CHECK(database.each("SELECT tab FROM tab_open",
                                  [&](const store::Row& row) { candidates.push_back(row.id(0)); }));
    std::vector<Tab> tabs;
    for (const auto& candidate : candidates) {
        MOSTRADOR_TRY(root, root_of(database, candidate));
        if (!roots.insert(root).second) continue;
        MOSTRADOR_TRY(tab, load(database, root));
        if (!tab || tab->branch != branch || tab->state() != State::open) continue;
        tabs.push_back(std::move(*tab));
    }
    std::ranges::sort(tabs, {}, [](const Tab& tab) { return std::pair(tab.opened_at, tab.id); });
    return tabs;
}

Status refresh(store::Database& database, const Id& id) {
    MOSTRADOR_TRY(tab, load(database, id));
    if (!tab || tab->state() == State::open)
        return database.run("INSERT OR IGNORE INTO tab_open (tab) VALUES (?1)", id);
    MOSTRADOR_TRY(members, members_of(database, tab->id));
    for (const auto& member : members)
        MOSTRADOR_CHECK(database.run("DELETE FROM tab_open WHERE tab = ?1", member));
    return {};
}

}  // namespace mostrador::orders
