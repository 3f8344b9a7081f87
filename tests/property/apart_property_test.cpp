// What several tills do without knowing of each other may be too much only together. Every fact
// stands, and every replica finds the same task, in any order.

#include <catch2/catch_test_macros.hpp>

#include "base/cbor_writer.hpp"
#include "cash/operations.hpp"
#include "cash/session.hpp"
#include "sales/operations.hpp"
#include "sales/refund.hpp"
#include "sales/voucher.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "tasks/operations.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

constexpr std::int64_t kCakePrice = 1200;
constexpr std::int64_t kSold = 4;
constexpr int kTills = 3;
constexpr std::uint64_t kRounds = 25;

/// A shop that sold four cakes, and gave a voucher for two others.
class Morning {
public:
    Morning() {
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        shop.call("cash.open", {{"openingFloat", 0}, {"commandId", id()}});
        const auto other = sell("2");
        receipt = sell(std::to_string(kSold))["id"];
        const auto note = shop.call("sales.refund", back(other["id"], nullptr, "voucher"));
        voucher = note["payments"][0]["reference"];
    }

    /// What a till with this number writes that knows the morning and none of the other tills.
    base::Bytes apart(int till, std::string_view command, const Json& request) {
        auto transaction = value(store::Transaction::begin(shop.database()));
        shop.call(command, request);
        const auto body = *value(shop.database().one<base::Bytes>(
            "SELECT body FROM operation ORDER BY row DESC LIMIT 1"));
        transaction.roll_back();
        auto operation = value(log::decode(body));
        auto sale =
            value(base::decode<base::Form::binary, sales::SaleCompleted>(operation.payload));
        const auto name = std::to_string(till);
        sale.receipt = base::derived_id("receipt", name);
        sale.series = base::derived_id("series", name);
        operation.id = base::derived_id("operation", name);
        operation.device = base::derived_id("till", name);
        operation.sequence = 1;
        operation.previous = {};
        return log::encode(operation, base::cbor_of(sale));
    }

    Json back(const Json& of, const Json& lines, const char* method) {
        return {{"refund", id()}, {"receipt", of}, {"lines", lines}, {"method", method}};
    }

    std::string id() { return shop.log().make_id().text(); }

    Shop shop;
    Json receipt, voucher;

private:
    Json sell(const std::string& quantity) {
        const auto cart =
            shop.call("cart.add", {{"product", shop.cake.text()}, {"quantity", quantity}});
        return shop.call(
            "sales.checkout",
            {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    }
};

/// Replicas that hear of everything in different orders, some of it twice. All have the same state.
std::vector<std::unique_ptr<Replica>> replicas(Morning& morning, std::vector<base::Bytes> apart,
                                               base::Random& random) {
    std::vector<std::unique_ptr<Replica>> all;
    for (int i = 0; i < 2; ++i) {
        all.push_back(std::make_unique<Replica>());
        for (const auto& body : history(morning.shop))
            CHECK(all.back()->receive(body) == log::Outcome::applied);
        shuffle(apart, random);
        for (const auto& body : apart) {
            CHECK(all.back()->receive(body) == log::Outcome::applied);
            CHECK(all.back()->receive(apart.front()) == log::Outcome::duplicate);
        }
        CHECK(all.back()->state() == all.front()->state());
    }
    return all;
}

TEST_CASE("More back than was sold is one task of the missing quantity, on every replica",
          "[property][SALE-5][SYNC-3]") {
    Morning morning;
    base::SeededRandom random(17);
    for (std::uint64_t round = 0; round < kRounds; ++round) {
        std::vector<base::Bytes> bodies;
        std::int64_t taken = 0;
        for (int till = 0; till < kTills; ++till) {
            const auto quantity = base::random_below(random, kSold) + 1;
            taken += static_cast<std::int64_t>(quantity);
            const Json lines = Json::array({{{"line", 1}, {"quantity", std::to_string(quantity)}}});
            bodies.push_back(
                morning.apart(till, "sales.refund", morning.back(morning.receipt, lines, "cash")));
        }
        INFO("round " << round << ": " << taken << " of " << kSold << " came back");
        for (const auto& replica : replicas(morning, bodies, random)) {
            const auto tasks = value(sales::refund_tasks(replica->database));
            REQUIRE(tasks.size() == (taken > kSold ? 1 : 0));
            if (tasks.empty()) continue;
            CHECK(tasks[0].subject.text() == morning.receipt.get<std::string>());
            CHECK(tasks[0].parameters.at("quantity") == std::to_string(taken - kSold));
        }
    }
}

TEST_CASE("More spent than a voucher was worth is one task of the missing money, on every replica",
          "[property][SALE-6][SYNC-3]") {
    Morning morning;
    base::SeededRandom random(18);
    const auto worth = 2 * kCakePrice;
    const auto cart =
        morning.shop.call("cart.add", {{"product", morning.shop.cake.text()}, {"quantity", "2"}});
    for (std::uint64_t round = 0; round < kRounds; ++round) {
        std::vector<base::Bytes> bodies;
        std::int64_t spent = 0;
        for (int till = 0; till < kTills; ++till) {
            const auto part = static_cast<std::int64_t>(base::random_below(random, 25)) * 100;
            spent += part;
            const auto tenders = Json::array(
                {{{"method", "voucher"}, {"reference", morning.voucher}, {"amount", part}},
                 {{"method", "cash"}}});
            bodies.push_back(morning.apart(till, "sales.checkout",
                                           {{"cart", cart["id"]}, {"tenders", tenders}}));
        }
        INFO("round " << round << ": " << spent << " of " << worth << " were spent");
        for (const auto& replica : replicas(morning, bodies, random)) {
            const auto tasks = value(sales::voucher_tasks(replica->database));
            REQUIRE(tasks.size() == (spent > worth ? 1 : 0));
            if (tasks.empty()) continue;
            CHECK(tasks[0].parameters.at("code") == morning.voucher.get<std::string>());
            CHECK(tasks[0].parameters.at("amount") == std::to_string(spent - worth));
        }
    }
}

/// A register's session as a till opens and closes it that knows of no other.
std::vector<log::Operation> closing_apart(int till) {
    const auto session = base::derived_id("session", std::to_string(till));
    const auto operation = [&](std::int64_t sequence, const auto& payload) {
        log::Operation made;
        made.device = base::derived_id("till", std::to_string(till));
        made.sequence = sequence;
        made.stamp = till * 1000 + sequence;
        made.kind = payload.kKind;
        made.version = payload.kVersion;
        made.payload = payload_of(payload);
        return made;
    };
    return {
        operation(1, cash::SessionOpened{session, *shop_identity().register_id, 0, "2025-01-15"}),
        operation(2,
                  cash::SessionClosed{.session = session, .number = 1, .counts = {}, .notes = ""})};
}

TEST_CASE("Closings of one register that took the same number are one task, on every replica",
          "[property][CASH-3][SYNC-3]") {
    base::SeededRandom random(19);
    for (int closings = 1; closings <= kTills; ++closings) {
        std::vector<log::Operation> operations;
        for (int till = 0; till < closings; ++till) {
            for (auto& each : closing_apart(till))
                operations.push_back(std::move(each));
        }
        std::string first;
        for (int round = 0; round < 6; ++round) {
            for (auto i = operations.size(); i > 1; --i) {
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
            }
            Replica replica;
            for (const auto& operation : operations)
                replica.apply(operation);
            if (first.empty()) first = replica.state();
            CHECK(replica.state() == first);
            const auto tasks = value(cash::twin_tasks(replica.database));
            REQUIRE(tasks.size() == (closings > 1 ? 1 : 0));
            if (tasks.empty()) continue;
            CHECK(tasks[0].parameters.at("number") == "1");
            CHECK(tasks[0].parameters.at("count") == std::to_string(closings));
        }
    }
}

TEST_CASE("Of two who settled one task the earlier stands, in any order", "[property][SYNC-3]") {
    const auto settled = [](std::string_view by, std::int64_t stamp) {
        log::Operation operation;
        operation.device = base::derived_id("till", by);
        operation.stamp = stamp;
        operation.kind = tasks::TaskSettled::kKind;
        operation.version = tasks::TaskSettled::kVersion;
        operation.payload = payload_of(tasks::TaskSettled{
            base::derived_id("task", "1"), "refund_over", base::derived_id("receipt", "1"),
            std::string(by), "other", stamp, std::map<std::string, std::string>{{"line", "1"}}});
        return operation;
    };
    const auto early = settled("one", 5);
    const auto late = settled("two", 6);
    Replica one, two;
    one.apply(early);
    one.apply(late);
    two.apply(late);
    two.apply(early);
    two.apply(late);
    CHECK(one.state() == two.state());
    CHECK(value(two.database.one<std::string>("SELECT note FROM task_settled")) == "one");
}

}  // namespace
}  // namespace mostrador::tests
