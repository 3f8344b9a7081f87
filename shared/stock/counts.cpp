#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "organization/queries.hpp"
#include "stock/commands.hpp"
#include "stock/cost.hpp"
#include "stock/items.hpp"
#include "stock/movements.hpp"
#include "stock/operations.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMostCounted = 1'000'000'000;
constexpr std::size_t kMostNote = 200;
/// Rows that a counting sheet shows; who keeps more counts category by category.
constexpr std::size_t kMostRows = 2000;
/// Lines of one operation, well below what an operation may hold.
constexpr std::size_t kLinesAtOnce = 1000;

/// A count that somebody is still making on this device. It is on no log until it is finished.
struct Draft {
    Id id;
    Id warehouse;
    bool blind = false;
    std::optional<Id> category;
    std::int64_t started_at = 0;
};

struct DraftLine {
    Id item;
    std::int64_t counted = 0;
    std::int64_t expected = 0;
    std::int64_t at_us = 0;
    SeenSet seen;
};

struct CountLine {
    static constexpr std::string_view kType = "CountLine";
    Id item;
    std::string name;
    std::string code;
    std::string unit;
    std::string category_name;
    std::optional<Decimal> counted;
    std::optional<Decimal> expected;    ///< not while somebody counts blind
    std::optional<Decimal> difference;  ///< of what was counted

    static constexpr auto fields() {
        using T = CountLine;
        return base::fields(
            base::field("item", &T::item), base::field("name", &T::name),
            base::field("code", &T::code), base::field("unit", &T::unit),
            base::field("categoryName", &T::category_name), base::field("counted", &T::counted),
            base::field("expected", &T::expected), base::field("difference", &T::difference));
    }
};

struct CountView {
    static constexpr std::string_view kType = "StockCount";
    Id id;
    Id warehouse;
    bool blind = false;
    std::optional<Id> category;
    std::int64_t started_at = 0;
    std::int64_t counted = 0;
    std::int64_t total = 0;
    std::vector<CountLine> lines;
    std::optional<std::int64_t> value;  ///< of all differences, once it is finished

    static constexpr auto fields() {
        using T = CountView;
        return base::fields(base::field("id", &T::id), base::field("warehouse", &T::warehouse),
                            base::field("blind", &T::blind), base::field("category", &T::category),
                            base::field("startedAt", &T::started_at),
                            base::field("counted", &T::counted), base::field("total", &T::total),
                            base::field("lines", &T::lines), base::field("value", &T::value));
    }
};

struct Counts {
    std::vector<CountView> counts;

    static constexpr auto fields() { return base::fields(base::field("counts", &Counts::counts)); }
};

struct Start {
    Id count;
    std::optional<Id> warehouse;
    bool blind = false;
    std::optional<Id> category;

    static constexpr auto fields() {
        return base::fields(
            base::field("count", &Start::count), base::field("warehouse", &Start::warehouse),
            base::field("blind", &Start::blind), base::field("category", &Start::category));
    }
};

struct AskCount {
    Id count;

    static constexpr auto fields() { return base::fields(base::field("count", &AskCount::count)); }
};

struct SetCounted {
    Id count;
    std::optional<Id> item;
    std::optional<std::string> code;
    std::optional<Decimal> quantity;  ///< nothing: it was not counted after all
    std::optional<std::string> unit;  ///< nothing: the item's own
    std::optional<bool> add;          ///< to what was counted before: a scan is one more

    static constexpr auto fields() {
        using T = SetCounted;
        return base::fields(base::field("count", &T::count), base::field("item", &T::item),
                            base::field("code", &T::code), base::field("quantity", &T::quantity),
                            base::field("unit", &T::unit), base::field("add", &T::add));
    }
};

struct Finish {
    Id count;
    std::optional<std::string> note;

    static constexpr auto fields() {
        return base::fields(base::field("count", &Finish::count),
                            base::field("note", &Finish::note));
    }
};

Result<Draft> draft_of(Context& context, const Id& id) {
    std::optional<Draft> draft;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT warehouse, blind, category, started_at FROM stock_draft WHERE id = ?1", id,
        [&](const store::Row& row) {
            draft = Draft{id, row.id(0), row.get<bool>(1), row.get<std::optional<Id>>(2),
                          row.integer(3)};
        }));
    if (!draft) return base::fail(Code::stock_count_not_found);
    return *draft;
}

Result<std::vector<DraftLine>> draft_lines(Context& context, const Id& draft) {
    std::vector<DraftLine> lines;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT item, counted, expected, at, seen FROM stock_draft_line WHERE draft = ?1 "
        "ORDER BY item",
        draft, [&](const store::Row& row) -> Status {
            const auto json = base::Json::parse(row.text(4), nullptr, false);
            MOSTRADOR_TRY(seen, (base::decode<base::Form::text, SeenSet>(json)));
            lines.push_back(
                {row.id(0), row.integer(1), row.integer(2), row.integer(3), std::move(seen)});
            return {};
        }));
    return lines;
}

void set_counted(CountLine& line, const DraftLine& counted, bool shows) {
    line.counted = quantity_of(counted.counted);
    if (!shows) return;
    line.expected = quantity_of(counted.expected);
    line.difference = quantity_of(counted.counted - counted.expected);
}

/// The sheet: every item of the category, what was counted with it, by category and name.
Result<CountView> sheet(Context& context, const Draft& draft) {
    CountView view{.id = draft.id,
                   .warehouse = draft.warehouse,
                   .blind = draft.blind,
                   .category = draft.category,
                   .started_at = draft.started_at};
    MOSTRADOR_TRY(items, Items::load(context.database, draft.warehouse));
    MOSTRADOR_TRY(counted, draft_lines(context, draft.id));
    for (const auto& item : items.all()) {
        if (!item.kept) continue;
        const auto found = std::ranges::find(counted, item.id, &DraftLine::item);
        const bool known = found != counted.end();
        if (!known && draft.category && item.category != *draft.category) continue;
        CountLine line{
            item.id,      item.name,    item.code,   item.units.front().name, item.category_name,
            std::nullopt, std::nullopt, std::nullopt};
        if (known) set_counted(line, *found, !draft.blind);
        if (!known && !draft.blind) line.expected = item.quantity;
        view.counted += known ? 1 : 0;
        view.lines.push_back(std::move(line));
    }
    std::ranges::sort(view.lines, {}, [](const CountLine& line) {
        return std::tuple(line.category_name, base::fold(line.name), line.item);
    });
    view.total = std::ssize(view.lines);
    if (view.lines.size() > kMostRows) view.lines.resize(kMostRows);
    return view;
}

Result<Counts> counts(Context& context, const command::Nothing&) {
    Counts all;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT d.id, d.warehouse, d.blind, d.category, d.started_at, "
        "(SELECT count(*) FROM stock_draft_line l WHERE l.draft = d.id) FROM stock_draft d "
        "ORDER BY d.started_at DESC, d.id",
        [&](const store::Row& row) {
            all.counts.push_back({.id = row.id(0),
                                  .warehouse = row.id(1),
                                  .blind = row.get<bool>(2),
                                  .category = row.get<std::optional<Id>>(3),
                                  .started_at = row.integer(4),
                                  .counted = row.integer(5)});
        }));
    return all;
}

Result<CountView> view(Context& context, const AskCount& asked) {
    MOSTRADOR_TRY(draft, draft_of(context, asked.count));
    return sheet(context, draft);
}

Result<CountView> start(Context& context, const Start& request) {
    const auto warehouse = request.warehouse.value_or(own_warehouse(*context.identity));
    MOSTRADOR_CHECK(check_warehouse(context.database, *context.identity, warehouse));
    MOSTRADOR_CHECK(context.database.run(
        "INSERT OR IGNORE INTO stock_draft (id, warehouse, blind, category, started_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5)",
        request.count, warehouse, std::int64_t{request.blind}, request.category, context.now_us));
    context.touch("stock");
    return view(context, {request.count});
}

/// What this device has of all others. Its own it has seen in any case.
Result<SeenSet> seen_now(Context& context) {
    SeenSet seen;
    std::vector<Id> devices;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id FROM device UNION SELECT device FROM stock_document ORDER BY 1",
        [&](const store::Row& row) { devices.push_back(row.id(0)); }));
    for (const auto& device : devices) {
        if (device == context.identity->device) continue;
        MOSTRADOR_TRY(head, context.log.head(device));
        if (head.sequence > 0) seen.devices.push_back({device, head.sequence});
    }
    return seen;
}

Result<Id> item_meant(Context& context, const SetCounted& request) {
    if (request.item) return *request.item;
    if (request.code) return item_of_code(context.database, *request.code);
    return base::fail(Code::input_missing, {{"field", "item"}});
}

/// The quantity of a line after what was asked, in the item's own unit.
Result<std::int64_t> counted_now(Context& context, const SetCounted& request,
                                 const ItemView& item) {
    const auto unit = request.unit.value_or(item.units.front().name);
    MOSTRADOR_TRY(own, in_own_unit(item.units, *request.quantity, unit));
    MOSTRADOR_TRY(quantity, millionths(own));
    if (!request.add.value_or(false)) return quantity;
    MOSTRADOR_TRY(before, context.database.one<std::int64_t>(
                              "SELECT counted FROM stock_draft_line WHERE draft = ?1 AND item = ?2",
                              request.count, item.id));
    return base::checked_add(before.value_or(0), quantity);
}

/// What is expected is what this device knows at the moment when somebody looks at the shelf.
Result<CountView> set(Context& context, const SetCounted& request) {
    MOSTRADOR_TRY(draft, draft_of(context, request.count));
    MOSTRADOR_TRY(id, item_meant(context, request));
    context.touch("stock");
    if (!request.quantity) {
        MOSTRADOR_CHECK(context.database.run(
            "DELETE FROM stock_draft_line WHERE draft = ?1 AND item = ?2", draft.id, id));
        return sheet(context, draft);
    }
    MOSTRADOR_TRY(item, item_of(context.database, id));
    if (!item.kept) return base::fail(Code::stock_item_not_found);
    MOSTRADOR_TRY(counted, counted_now(context, request, item));
    if (counted < 0 || quantity_of(counted) > Decimal(kMostCounted))
        return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
    MOSTRADOR_TRY(places, Places::load(context.database));
    MOSTRADOR_TRY(there, level(context.database, places, id));
    MOSTRADOR_TRY(seen, seen_now(context));
    MOSTRADOR_CHECK(context.database.run(
        "INSERT INTO stock_draft_line (draft, item, counted, expected, at, seen) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (draft, item) DO UPDATE SET "
        "counted = excluded.counted, expected = excluded.expected, at = excluded.at, "
        "seen = excluded.seen",
        draft.id, id, counted, there[draft.warehouse], context.now_us,
        base::encode<base::Form::text>(seen).dump()));
    return sheet(context, draft);
}

Status discard_draft(Context& context, const Id& draft) {
    MOSTRADOR_CHECK(context.database.run("DELETE FROM stock_draft_line WHERE draft = ?1", draft));
    context.touch("stock");
    return context.database.run("DELETE FROM stock_draft WHERE id = ?1", draft);
}

Result<Counts> discard(Context& context, const AskCount& asked) {
    MOSTRADOR_CHECK(discard_draft(context, asked.count));
    return counts(context, {});
}

bool same(const SeenSet& a, const SeenSet& b) {
    return std::ranges::equal(a.devices, b.devices, [](const Seen& left, const Seen& right) {
        return left.device == right.device && left.sequence == right.sequence;
    });
}

/// One line of the fact; what it had seen is told once for all lines that had seen the same.
void add_line(StockCounted& count, const DraftLine& line) {
    const auto known =
        std::ranges::find_if(count.seen, [&](const SeenSet& set) { return same(set, line.seen); });
    const auto part = known - count.seen.begin();
    if (known == count.seen.end()) count.seen.push_back(line.seen);
    count.lines.push_back(
        {line.item, quantity_of(line.counted), quantity_of(line.expected), line.at_us, part});
}

/// What the differences are worth; nothing where no cost is known.
Status add_value(Context& context, const std::vector<DraftLine>& lines, CountView& view) {
    MOSTRADOR_TRY(costs, Costs::load(context.database));
    for (const auto& line : lines) {
        const auto average = costs.last(line.item);
        if (!average) continue;
        MOSTRADOR_TRY(value, value_of(line.counted - line.expected, *average));
        view.value = view.value.value_or(0) + value;
    }
    return {};
}

/// What came of it, the differences shown also to who counted blind.
Result<CountView> finish(Context& context, const Finish& request) {
    if (request.note && request.note->size() > kMostNote)
        return base::fail(Code::input_out_of_range, {{"field", "note"}});
    MOSTRADOR_TRY(draft, draft_of(context, request.count));
    MOSTRADOR_TRY(lines, draft_lines(context, draft.id));
    if (lines.empty()) return base::fail(Code::input_missing, {{"field", "lines"}});
    draft.blind = false;
    MOSTRADOR_TRY(view, sheet(context, draft));
    std::erase_if(view.lines, [](const CountLine& line) { return !line.counted; });
    MOSTRADOR_CHECK(add_value(context, lines, view));
    for (std::size_t first = 0; first < lines.size(); first += kLinesAtOnce) {
        StockCounted count{.document = first == 0 ? draft.id : context.log.make_id(),
                           .warehouse = draft.warehouse,
                           .at_us = context.now_us,
                           .blind = view.blind,
                           .note = request.note};
        const auto last = std::min(first + kLinesAtOnce, lines.size());
        for (auto i = first; i < last; ++i) {
            lines[i].at_us = std::min(lines[i].at_us, context.now_us);
            add_line(count, lines[i]);
        }
        MOSTRADOR_CHECK(context.log.append(context.person->id, count));
    }
    MOSTRADOR_CHECK(discard_draft(context, draft.id));
    context.touch("tasks");
    context.touch("cart");
    context.touch("sync");
    return view;
}

}  // namespace

command::Commands count_commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule look{person, query, Permission::count_stock};
    // Written, not flushed: what is counted survives a reload, not a power cut.
    const command::Rule tap{person, local, Permission::count_stock};
    return {
        command::command<command::Nothing, Counts>("stock.counts", look, counts),
        command::command<AskCount, CountView>("stock.count", look, view),
        command::command<Start, CountView>("stock.start_count", tap, start),
        command::command<SetCounted, CountView>("stock.set_counted", tap, set),
        command::command<AskCount, Counts>("stock.discard_count", tap, discard),
        command::command<Finish, CountView>("stock.finish_count",
                                            {person, durable, Permission::count_stock}, finish),
    };
}

}  // namespace mostrador::stock
