#include "reports/live.hpp"

#include <algorithm>

#include "kitchen/queue.hpp"
#include "orders/views.hpp"
#include "organization/queries.hpp"
#include "reports/report.hpp"

namespace mostrador::reports {
namespace {

using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;
/// Of those that are open the longest.
constexpr std::size_t kMostShown = 8;

/// The open orders of one type, by what they wait for.
struct TypeView {
    static constexpr std::string_view kType = "LiveOrders";
    orders::Type type = orders::Type::dine_in;
    std::int64_t open = 0;
    std::int64_t unsent = 0;   ///< with something that was not sent
    std::int64_t cooking = 0;  ///< with something that is being made
    std::int64_t ready = 0;    ///< with something to be served
    std::int64_t paid = 0;     ///< nothing is due
    std::int64_t due = 0;      ///< minor units, with taxes

    static constexpr auto fields() {
        using T = TypeView;
        return base::fields(base::field("type", &T::type), base::field("open", &T::open),
                            base::field("unsent", &T::unsent), base::field("cooking", &T::cooking),
                            base::field("ready", &T::ready), base::field("paid", &T::paid),
                            base::field("due", &T::due));
    }
};

struct Live {
    static constexpr std::string_view kType = "Live";
    Totals today;
    std::vector<TypeView> orders;
    std::vector<orders::TabView> oldest;  ///< the longest open first
    std::vector<kitchen::StationView> stations;
    std::int64_t travelling = 0;  ///< orders that a courier has
    std::int64_t troubled = 0;    ///< orders that do not arrive
    std::int64_t attempts = 0;    ///< refused tickets of the last day

    static constexpr auto fields() {
        using T = Live;
        return base::fields(
            base::field("today", &T::today), base::field("orders", &T::orders),
            base::field("oldest", &T::oldest), base::field("stations", &T::stations),
            base::field("travelling", &T::travelling), base::field("troubled", &T::troubled),
            base::field("attempts", &T::attempts));
    }
};

TypeView& type_of(Live& live, orders::Type type) {
    const auto found = std::ranges::find(live.orders, type, &TypeView::type);
    return found != live.orders.end() ? *found : live.orders.emplace_back(TypeView{.type = type});
}

void count(Live& live, const orders::TabView& tab) {
    auto& type = type_of(live, tab.type);
    ++type.open;
    type.unsent += tab.unsent > 0;
    type.cooking += tab.cooking > 0;
    type.ready += tab.ready > 0;
    type.paid += tab.due == 0 && tab.total > 0;
    type.due += tab.due;
    if (!tab.journey) return;
    live.travelling += *tab.journey != orders::Journey::issue;
    live.troubled += *tab.journey == orders::Journey::issue;
}

Status add_orders(Context& context, Live& live) {
    const auto branch = context.identity->branch.value_or(Id::nil());
    MOSTRADOR_TRY(tabs, orders::open_tabs(context.database, branch));
    for (const auto& tab : tabs) {
        MOSTRADOR_TRY(view, orders::view_of(context, tab, orders::Detail::summary));
        count(live, view);
        if (live.oldest.size() < kMostShown) live.oldest.push_back(std::move(view));
    }
    return {};
}

Result<Live> live(Context& context, const command::Nothing&) {
    Live now;
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(today, period_of({}, tenant, context.now_us));
    MOSTRADOR_TRY(sold, totals(context.database, today));
    now.today = sold;
    MOSTRADOR_CHECK(add_orders(context, now));
    MOSTRADOR_TRY(stations, kitchen::stations_now(context));
    now.stations = std::move(stations);
    MOSTRADOR_TRY(attempts, context.database.one<std::int64_t>(
                                "SELECT count(*) FROM ticket_scan WHERE at > ?1 AND "
                                "verdict <> 'valid'",
                                context.now_us - kDayUs));
    now.attempts = attempts.value_or(0);
    return now;
}

}  // namespace

command::Commands live_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<command::Nothing, Live>(
        "reports.live", {person, query, staff::Permission::see_reports}, live)};
}

}  // namespace mostrador::reports
