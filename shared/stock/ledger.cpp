#include <algorithm>
#include <tuple>

#include "base/concat.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"
#include "reports/csv.hpp"
#include "reports/period.hpp"
#include "stock/commands.hpp"
#include "stock/cost.hpp"
#include "stock/items.hpp"
#include "stock/movements.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMostRows = 500;
/// Points of the small chart.
constexpr std::size_t kPoints = 60;
constexpr std::int64_t kThousand = 1000;

/// One movement of an item, with what there was after it.
struct KardexRow {
    static constexpr std::string_view kType = "KardexRow";
    Id document;
    std::string kind;
    std::int64_t at_us = 0;
    std::string number;  ///< of a receipt, of a supplier's invoice
    std::string person;
    Id warehouse;
    std::optional<Id> other;
    Decimal quantity;
    Decimal balance;
    std::optional<std::int64_t> cost;   ///< of what came in at one
    std::optional<Decimal> average;     ///< price of one unit after it
    std::optional<std::int64_t> value;  ///< of the balance
    std::string note;

    static constexpr auto fields() {
        using T = KardexRow;
        return base::fields(base::field("document", &T::document), base::field("kind", &T::kind),
                            base::field("at", &T::at_us), base::field("number", &T::number),
                            base::field("person", &T::person),
                            base::field("warehouse", &T::warehouse),
                            base::field("other", &T::other), base::field("quantity", &T::quantity),
                            base::field("balance", &T::balance), base::field("cost", &T::cost),
                            base::field("average", &T::average), base::field("value", &T::value),
                            base::field("note", &T::note));
    }
};

struct AskKardex {
    Id item;
    std::optional<Id> warehouse;  ///< nothing: all together
    std::int64_t offset = 0;      ///< newest first
    std::int64_t limit = 50;

    static constexpr auto fields() {
        using T = AskKardex;
        return base::fields(base::field("item", &T::item), base::field("warehouse", &T::warehouse),
                            base::field("offset", &T::offset), base::field("limit", &T::limit));
    }
};

/// A balance at a moment, both in thousandths of the chart.
struct Point {
    static constexpr std::string_view kType = "StockPoint";
    std::int64_t x = 0;
    std::int64_t y = 0;

    static constexpr auto fields() {
        return base::fields(base::field("x", &Point::x), base::field("y", &Point::y));
    }
};

struct Kardex {
    std::vector<KardexRow> rows;  ///< newest first
    std::int64_t total = 0;
    std::vector<Point> chart;  ///< the balance after the latest movements, oldest first
    std::int64_t zero = 0;     ///< where no stock is, on the chart

    static constexpr auto fields() {
        return base::fields(
            base::field("rows", &Kardex::rows), base::field("total", &Kardex::total),
            base::field("chart", &Kardex::chart), base::field("zero", &Kardex::zero));
    }
};

/// An item's movements in their order, with the balance after each.
struct Ledger {
    struct Row {
        Move move;
        std::int64_t balance = 0;
        std::optional<Average> average;
    };

    std::vector<Row> rows;
};

Result<Ledger> ledger_of(store::Database& database, const Id& item,
                         const std::optional<Id>& warehouse) {
    std::vector<Move> moves;
    MOSTRADOR_TRY(places, Places::load(database));
    MOSTRADOR_CHECK(each_move_of(database, places, item, [&](const Move& move) -> Status {
        moves.push_back(move);
        return {};
    }));
    std::ranges::sort(moves, {}, [](const Move& move) {
        return std::tuple(move.at_us, move.document, move.line, move.quantity);
    });
    MOSTRADOR_TRY(costs, Costs::of(moves));
    Ledger ledger;
    std::int64_t balance = 0;
    for (auto& move : moves) {
        if (warehouse && move.warehouse != *warehouse) continue;
        MOSTRADOR_TRY(sum, base::checked_add(balance, move.quantity));
        balance = sum;
        const auto average = costs.at(item, move.at_us, move.document);
        ledger.rows.push_back({std::move(move), balance, average});
    }
    return ledger;
}

/// Who and what stands behind a movement.
Status add_facts(store::Database& database, KardexRow& row) {
    const auto read = [&](const store::Row& found) {
        row.number = found.get<std::string>(0);
        row.person = found.get<std::string>(1);
        row.note = found.get<std::string>(2);
    };
    MOSTRADOR_CHECK(database.each(
        "SELECT r.number_text, coalesce(p.name, ''), coalesce(r.note, '') FROM receipt r "
        "LEFT JOIN person p ON p.id = r.person WHERE r.id = ?1",
        row.document, read));
    return database.each(
        "SELECT coalesce(d.reference, ''), coalesce(p.name, ''), "
        "trim(coalesce(d.supplier, '') || ' ' || coalesce(d.note, '')) FROM stock_document d "
        "LEFT JOIN person p ON p.id = d.person WHERE d.id = ?1",
        row.document, read);
}

Result<KardexRow> kardex_row(store::Database& database, const Ledger::Row& from, int digits) {
    KardexRow row{.document = from.move.document,
                  .kind = from.move.kind,
                  .at_us = from.move.at_us,
                  .warehouse = from.move.warehouse,
                  .quantity = quantity_of(from.move.quantity),
                  .balance = quantity_of(from.balance),
                  .cost = from.move.cost};
    if (!from.move.other.is_nil()) row.other = from.move.other;
    MOSTRADOR_CHECK(add_facts(database, row));
    if (!from.average) return row;
    MOSTRADOR_TRY(average, shown_average(*from.average, digits));
    MOSTRADOR_TRY(value, value_of(from.balance, *from.average));
    row.average = average;
    row.value = value;
    return row;
}

/// The latest balances on a square of a thousand by a thousand, the highest on top.
Status draw(const Ledger& ledger, Kardex& kardex) {
    const auto count = std::min(ledger.rows.size(), kPoints);
    if (count < 2) return {};
    const std::span latest(ledger.rows.data() + ledger.rows.size() - count, count);
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const auto& row : latest) {
        least = std::min(least, row.balance);
        most = std::max(most, row.balance);
    }
    if (most == least) return {};
    const auto height = [&](std::int64_t balance) {
        return base::multiply_divide(most - balance, kThousand, most - least,
                                     base::Rounding::half_away);
    };
    MOSTRADOR_TRY(zero, height(0));
    kardex.zero = zero;
    for (std::size_t i = 0; i < count; ++i) {
        MOSTRADOR_TRY(y, height(latest[i].balance));
        kardex.chart.push_back({static_cast<std::int64_t>(i * kThousand / (count - 1)), y});
    }
    return {};
}

Result<Kardex> kardex(Context& context, const AskKardex& asked) {
    if (asked.limit < 1 || asked.limit > kMostRows)
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(ledger, ledger_of(context.database, asked.item, asked.warehouse));
    Kardex kardex{.total = std::ssize(ledger.rows)};
    MOSTRADOR_CHECK(draw(ledger, kardex));
    const auto last = kardex.total - std::clamp<std::int64_t>(asked.offset, 0, kardex.total);
    const auto first = std::max<std::int64_t>(last - asked.limit, 0);
    for (auto i = last; i > first; --i) {
        MOSTRADOR_TRY(row,
                      kardex_row(context.database, ledger.rows[static_cast<std::size_t>(i - 1)],
                                 tenant.currency.minor_digits));
        kardex.rows.push_back(std::move(row));
    }
    return kardex;
}

struct AskAt {
    Id item;
    std::string local;  ///< "2026-11-20T14:30" on the shop's clock

    static constexpr auto fields() {
        return base::fields(base::field("item", &AskAt::item), base::field("local", &AskAt::local));
    }
};

struct LevelThen {
    static constexpr std::string_view kType = "StockLevelThen";
    Warehouse warehouse;
    Decimal quantity;

    static constexpr auto fields() {
        return base::fields(base::field("warehouse", &LevelThen::warehouse),
                            base::field("quantity", &LevelThen::quantity));
    }
};

/// AUD-2: an item's stock as it was at a moment, as far as this device knows today.
struct StockThen {
    std::int64_t at_us = 0;
    std::vector<LevelThen> places;
    Decimal quantity;
    std::optional<Decimal> average;
    std::optional<std::int64_t> value;
    std::int64_t moves = 0;  ///< until then

    static constexpr auto fields() {
        using T = StockThen;
        return base::fields(base::field("at", &T::at_us), base::field("places", &T::places),
                            base::field("quantity", &T::quantity),
                            base::field("average", &T::average), base::field("value", &T::value),
                            base::field("moves", &T::moves));
    }
};

Result<StockThen> as_it_was(Context& context, const AskAt& asked) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(moment, reports::moment_of(asked.local, tenant.time_zone));
    MOSTRADOR_TRY(ledger, ledger_of(context.database, asked.item, std::nullopt));
    StockThen then{.at_us = moment};
    Level there;
    std::optional<Average> average;
    for (const auto& row : ledger.rows) {
        if (row.move.at_us > moment) break;
        there[row.move.warehouse] += row.move.quantity;
        average = row.average;
        ++then.moves;
    }
    MOSTRADOR_TRY(known, warehouses(context.database, *context.identity));
    for (auto& warehouse : known) {
        const auto quantity = quantity_of(there[warehouse.id]);
        then.places.push_back({std::move(warehouse), quantity});
    }
    then.quantity = quantity_of(sum_of(there));
    if (!average) return then;
    MOSTRADOR_TRY(shown, shown_average(*average, tenant.currency.minor_digits));
    MOSTRADOR_TRY(value, value_of(sum_of(there), *average));
    then.average = shown;
    then.value = value;
    return then;
}

struct ValueRow {
    static constexpr std::string_view kType = "StockValueRow";
    Id item;
    std::string name;
    std::string unit;
    Decimal quantity;
    std::optional<Decimal> average;
    std::optional<std::int64_t> value;

    static constexpr auto fields() {
        using T = ValueRow;
        return base::fields(base::field("item", &T::item), base::field("name", &T::name),
                            base::field("unit", &T::unit), base::field("quantity", &T::quantity),
                            base::field("average", &T::average), base::field("value", &T::value));
    }
};

struct AskValue {
    std::optional<Id> warehouse;
    std::int64_t limit = 100;

    static constexpr auto fields() {
        return base::fields(base::field("warehouse", &AskValue::warehouse),
                            base::field("limit", &AskValue::limit));
    }
};

struct Valuation {
    std::vector<ValueRow> rows;  ///< the largest value first, at most as many as asked for
    std::int64_t total = 0;      ///< of all
    std::int64_t unknown = 0;    ///< items that are there and whose cost nobody knows

    static constexpr auto fields() {
        return base::fields(base::field("rows", &Valuation::rows),
                            base::field("total", &Valuation::total),
                            base::field("unknown", &Valuation::unknown));
    }
};

/// Of every item what there is and what it is worth; in no order.
Result<std::vector<ValueRow>> value_rows(Context& context, const std::optional<Id>& warehouse) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(items, Items::load(context.database, warehouse));
    MOSTRADOR_TRY(costs, Costs::load(context.database));
    std::vector<ValueRow> rows;
    for (const auto& item : items.all()) {
        if (!item.kept) continue;
        ValueRow row{item.id,       item.name,    item.units.front().name,
                     item.quantity, std::nullopt, std::nullopt};
        if (const auto average = costs.last(item.id)) {
            MOSTRADOR_TRY(quantity, millionths(item.quantity));
            MOSTRADOR_TRY(value, value_of(quantity, *average));
            MOSTRADOR_TRY(shown, shown_average(*average, tenant.currency.minor_digits));
            row.value = value;
            row.average = shown;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<Valuation> valuation(Context& context, const AskValue& asked) {
    if (asked.limit < 1 || asked.limit > kMostRows)
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    Valuation valuation;
    MOSTRADOR_TRY(rows, value_rows(context, asked.warehouse));
    for (const auto& row : rows) {
        MOSTRADOR_TRY(sum, base::checked_add(valuation.total, row.value.value_or(0)));
        valuation.total = sum;
        if (!row.value && !row.quantity.is_zero()) ++valuation.unknown;
    }
    std::ranges::sort(rows, {}, [](const ValueRow& row) {
        return std::tuple(-row.value.value_or(0), row.name, row.item);
    });
    if (std::ssize(rows) > asked.limit) rows.resize(static_cast<std::size_t>(asked.limit));
    valuation.rows = std::move(rows);
    return valuation;
}

struct AskCsv {
    std::optional<Id> item;  ///< its kardex; nothing: the list of all
    std::optional<Id> warehouse;
    std::vector<std::string> headings;         ///< of the list 5, of a kardex 8
    std::map<std::string, std::string> names;  ///< what the kinds of movements are called
    bool mark = false;

    static constexpr auto fields() {
        using T = AskCsv;
        return base::fields(base::field("item", &T::item), base::field("warehouse", &T::warehouse),
                            base::field("headings", &T::headings), base::field("names", &T::names),
                            base::field("mark", &T::mark));
    }
};

struct CsvView {
    std::string name;  ///< of the file
    std::string text;

    static constexpr auto fields() {
        return base::fields(base::field("name", &CsvView::name),
                            base::field("text", &CsvView::text));
    }
};

std::string text_of(const std::optional<Decimal>& number) {
    return number ? number->text() : "";
}

std::string text_of(const std::optional<std::int64_t>& minor, const base::Currency& currency) {
    return minor ? base::Money{*minor, currency}.text() : "";
}

Status add_list(Context& context, const AskCsv& asked, const base::Currency& currency,
                std::string& text) {
    MOSTRADOR_TRY(rows, value_rows(context, asked.warehouse));
    std::ranges::sort(rows, {}, [](const ValueRow& row) { return std::tuple(row.name, row.item); });
    for (const auto& row : rows) {
        reports::add_record(text, {row.name, row.quantity.text(), row.unit, text_of(row.average),
                                   text_of(row.value, currency)});
    }
    return {};
}

Status add_kardex(Context& context, const AskCsv& asked, const organization::Tenant& tenant,
                  std::string& text) {
    MOSTRADOR_TRY(ledger, ledger_of(context.database, *asked.item, asked.warehouse));
    for (const auto& each : ledger.rows) {
        MOSTRADOR_TRY(row, kardex_row(context.database, each, tenant.currency.minor_digits));
        MOSTRADOR_TRY(when, organization::local_text(tenant.time_zone, row.at_us));
        const auto word = asked.names.find(row.kind);
        reports::add_record(text, {when, word == asked.names.end() ? row.kind : word->second,
                                   row.number, row.person, row.quantity.text(), row.balance.text(),
                                   text_of(row.average), text_of(row.value, tenant.currency)});
    }
    return {};
}

Result<CsvView> csv(Context& context, const AskCsv& asked) {
    const std::size_t columns = asked.item ? 8 : 5;
    if (asked.headings.size() != columns)
        return base::fail(Code::input_out_of_range, {{"field", "headings"}});
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    CsvView view{asked.item ? "kardex.csv" : "stock.csv", asked.mark ? "\xEF\xBB\xBF" : ""};
    reports::add_record(view.text, asked.headings);
    MOSTRADOR_CHECK(asked.item ? add_kardex(context, asked, tenant, view.text)
                               : add_list(context, asked, tenant.currency, view.text));
    return view;
}

}  // namespace

command::Commands ledger_commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule see{person, query, staff::Permission::see_stock};
    return {
        command::command<AskKardex, Kardex>("stock.kardex", see, kardex),
        command::command<AskAt, StockThen>("stock.then", see, as_it_was),
        command::command<AskValue, Valuation>("stock.valuation", see, valuation),
        command::command<AskCsv, CsvView>("stock.csv", see, csv),
    };
}

}  // namespace mostrador::stock
