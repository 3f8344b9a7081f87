#include "hub/demo/history.hpp"

#include <algorithm>
#include <array>

#include "hub/demo/seed.hpp"
#include "organization/time_zone.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "replica/replica.hpp"
#include "till/till.hpp"

namespace mostrador::hub::demo {
namespace {

using base::Bytes;
using base::Id;
using base::Json;
using base::Status;

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kHourUs = 60 * kMinuteUs;
constexpr std::int64_t kDayUs = 24 * kHourUs;
constexpr std::int64_t kOpensAtUs = 8 * kHourUs;
constexpr std::int64_t kFloat = 20'000;  // minor units
constexpr std::string_view kDeviceName = "Caja de la demo";
/// People who come in each hour from opening (8 h) to closing (22 h): breakfast, lunch, dinner.
constexpr std::array<int, 14> kCustomersByHour{6, 9, 5, 4, 8, 14, 12, 5, 4, 6, 8, 11, 12, 6};

/// The way from a replica to the hub when both are in this process.
class InProcess {
public:
    explicit InProcess(Hub& hub) : hub_(hub) {}

    /// Does all that the replica wants now.
    Status carry(replica::Replica& replica) {
        replica.on_network();
        while (const auto request = replica.next()) {
            MOSTRADOR_TRY(body, answer(*request));
            replica.answer(request->id, 200, body);
        }
        const auto connection = replica.connection();
        if (connection.error) return std::unexpected(*connection.error);
        return {};
    }

private:
    base::Result<Bytes> answer(const replica::Request& request) {
        using namespace protocol;
        if (request.url == "/v1/enrol") {
            MOSTRADOR_TRY(enrol, decode<EnrolRequest>(request.body, kMaxEnrolBytes));
            MOSTRADOR_TRY(admission, hub_.directory().admit(enrol));
            device_ = admission.device;
            MOSTRADOR_TRY(answer, hub_.welcome(admission));
            return encode(answer);
        }
        if (request.url == "/v1/push") {
            MOSTRADOR_TRY(push, decode<PushRequest>(request.body, kMaxRequestBytes));
            MOSTRADOR_TRY(answer, hub_.push(device_, push));
            return encode(answer);
        }
        if (request.url == "/v1/image") return encode(ImageAnswer{});
        if (request.url != "/v1/pull") return base::fail(base::Code::sync_not_found);
        MOSTRADOR_TRY(pull, decode<PullRequest>(request.body, kMaxRequestBytes));
        MOSTRADOR_TRY(answer, hub_.pull(device_, pull));
        return encode(answer);
    }

    Hub& hub_;
    Device device_;
};

base::Result<store::Database> empty_database() {
    MOSTRADOR_TRY(database, store::Database::open(":memory:", {.wal = false}));
    MOSTRADOR_CHECK(till::migrate(database));
    return database;
}

/// All that a day at the register asks for.
bool may_sell(staff::Role role) {
    using enum staff::Permission;
    return staff::allowed(role, open_register) && staff::allowed(role, sell) &&
           staff::allowed(role, close_register) && staff::allowed(role, see_register_report);
}

/// One till and the days it goes through.
class Story {
public:
    Story(Hub& hub, store::Database& database, StoryClock& clock, base::Random& random)
        : hub_(hub),
          network_(hub),
          clock_(clock),
          random_(random),
          till_(database, clock, random),
          replica_(till_.log(), clock, random, {.core = "demo", .live = false}) {}

    Status begin(const DemoShop& shop, const Id& tenant) {
        MOSTRADOR_TRY(store, hub_.tenant(tenant));
        MOSTRADOR_TRY(registers, store->registers());
        MOSTRADOR_TRY(
            code, hub_.directory().invite({tenant, registers.front().branch, registers.front().id,
                                           clock_.now_us() + kHourUs}));
        MOSTRADOR_CHECK(replica_.enrol("", code, std::string(kDeviceName)));
        MOSTRADOR_CHECK(network_.carry(replica_));
        return meet(shop);  // who is there, and what is on the shelves
    }

    /// Opens, sells `receipts` times, counts and closes. `opening_us` is 8 h of that day.
    Status day(std::int64_t opening_us, int receipts) {
        clock_.move_to(opening_us);
        const auto& seller = sellers_[base::random_below(random_, sellers_.size())];
        MOSTRADOR_CHECK(call("staff.login", {{"person", seller.id}, {"pin", seller.pin}}));
        MOSTRADOR_TRY(session, call("cash.open", {{"openingFloat", kFloat}, {"commandId", id()}}));
        for (const auto minute : minutes(receipts)) {
            clock_.move_to(opening_us + minute * kMinuteUs);
            MOSTRADOR_CHECK(sell());
        }
        return close(session["id"].get<std::string>());
    }

    Status end() {
        MOSTRADOR_TRY(self, till_.log().identity());
        MOSTRADOR_TRY(store, hub_.tenant(self.tenant));
        MOSTRADOR_CHECK(hub_.directory().revoke(self.device));
        MOSTRADOR_CHECK(store->revoke(self.device));
        return store->rest();
    }

private:
    struct Seller {
        std::string id, pin;
    };

    std::string id() { return till_.log().make_id().text(); }

    base::Result<Json> call(std::string_view command, const Json& request) {
        auto answer = Json::parse(till_.call(command, request.dump()));
        if (answer["ok"].get<bool>()) return std::move(answer["value"]);
        const auto code = base::code_named(answer["error"]["code"].get<std::string>());
        return base::fail(code.value_or(base::Code::core_internal),
                          {{"command", std::string(command)}}, answer.dump());
    }

    Status meet(const DemoShop& shop) {
        MOSTRADOR_TRY(people, call("staff.list", Json::object()));
        for (const auto& person : people["people"]) {
            const auto name = person["name"].get<std::string>();
            for (const auto& known : shop.people) {
                if (known.name != name || !may_sell(known.role)) continue;
                sellers_.push_back({person["id"].get<std::string>(), std::string(known.pin)});
            }
        }
        MOSTRADOR_CHECK(till_.database().each(
            "SELECT id FROM product WHERE active = 1 AND options = '' ORDER BY id LIMIT 2000",
            [this](const store::Row& row) { products_.push_back(row.get<Id>(0).text()); }));
        if (sellers_.empty() || products_.empty()) return base::fail(base::Code::sync_not_found);
        return {};
    }

    /// Minutes after opening at which somebody pays, in order.
    std::vector<std::int64_t> minutes(int count) {
        int all = 0;
        for (const int each : kCustomersByHour)
            all += each;
        std::vector<std::int64_t> minutes;
        for (int i = 0; i < count; ++i) {
            auto place = static_cast<int>(below(static_cast<std::uint64_t>(all)));
            std::size_t hour = 0;
            while (place >= kCustomersByHour[hour])
                place -= kCustomersByHour[hour++];
            minutes.push_back(static_cast<std::int64_t>(hour * 60 + below(60)));
        }
        std::ranges::sort(minutes);
        return minutes;
    }

    Status sell() {
        Json lines = Json::array();
        const auto count = 1 + below(5);
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto quantity = below(4) == 0 ? 2 : 1;
            lines.push_back({{"product", product()}, {"quantity", std::to_string(quantity)}});
        }
        const char* method = below(5) < 3 ? "cash" : "card";
        Json tender{{"method", method}, {"amount", nullptr}};
        MOSTRADOR_CHECK(call("sales.record", {{"id", id()},
                                              {"lines", std::move(lines)},
                                              {"tenders", Json::array({std::move(tender)})}}));
        return {};
    }

    /// A few sell every day and most seldom: the smaller of three draws.
    const std::string& product() {
        const auto at =
            std::min({below(products_.size()), below(products_.size()), below(products_.size())});
        return products_[static_cast<std::size_t>(at)];
    }

    Status close(const std::string& session) {
        MOSTRADOR_TRY(report, call("cash.report", Json::object()));
        Json counted = Json::array();
        for (const auto& method : report["byMethod"]) {
            // Now and then the drawer is short by a coin.
            const bool short_of_coin = method["method"] == "cash" && below(6) == 0;
            counted.push_back(
                {{"method", method["method"]},
                 {"amount", method["expected"].get<std::int64_t>() - (short_of_coin ? 10 : 0)}});
        }
        MOSTRADOR_CHECK(call("cash.close", {{"session", session}, {"counted", counted}}));
        return network_.carry(replica_);
    }

    std::uint64_t below(std::uint64_t bound) { return base::random_below(random_, bound); }

    Hub& hub_;
    InProcess network_;
    StoryClock& clock_;
    base::Random& random_;
    till::Till till_;
    replica::Replica replica_;
    std::vector<Seller> sellers_;
    std::vector<std::string> products_;
};

}  // namespace

base::Result<std::int64_t> beginning(const DemoShop& shop, const History& history,
                                     std::int64_t now_us) {
    MOSTRADOR_TRY(offset, organization::utc_offset_minutes(shop.time_zone, now_us));
    const auto local_us = now_us + offset * kMinuteUs;
    const auto today_us = local_us - local_us % kDayUs - offset * kMinuteUs;
    return today_us - history.days * kDayUs + kOpensAtUs;
}

Status live_through(Hub& hub, const DemoShop& shop, const History& history, StoryClock& clock,
                    base::Random& random) {
    MOSTRADOR_TRY(tenant, hub.find_tenant(shop.name));
    MOSTRADOR_TRY(database, empty_database());
    Story story(hub, database, clock, random);
    const auto first_us = clock.now_us();
    MOSTRADOR_CHECK(story.begin(shop, tenant.id));
    for (int day = 0; day < history.days; ++day) {
        const int until = history.receipts * (day + 1) / history.days;
        const int before = history.receipts * day / history.days;
        MOSTRADOR_CHECK(story.day(first_us + day * kDayUs, until - before));
    }
    return story.end();
}

}  // namespace mostrador::hub::demo
