// Tickets are issued on one device and handed over on others, which do not know of each other:
// whatever comes first, every replica has the same tables and the same incidents.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "base/cbor_writer.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "tickets/commands.hpp"
#include "tickets/operations.hpp"

namespace mostrador::tests {
namespace {

using base::Id;

constexpr std::uint64_t kTickets = 5;
constexpr std::uint64_t kBars = 3;

class Night {
public:
    explicit Night(std::uint64_t seed) : random_(seed) {}

    std::vector<log::Operation> operations() {
        for (std::uint64_t i = 0; i < kTickets; ++i)
            issue(i);
        for (int i = 0; i < 30; ++i)
            happen();
        return std::move(all_);
    }

    /// What was handed over beyond each ticket's three drinks, counted apart from the product.
    std::map<Id, std::int64_t> too_much() const {
        std::map<Id, std::int64_t> over;
        for (const auto& [ticket, handed] : handed_)
            if (handed > 3) over[ticket] = handed - 3;
        return over;
    }

private:
    std::uint64_t below(std::uint64_t most) { return base::random_below(random_, most); }

    static Id ticket(std::uint64_t i) { return base::derived_id("ticket", std::to_string(i)); }

    template <class Payload>
    void write(std::uint64_t device, const Payload& payload) {
        log::Operation operation;
        operation.device = base::derived_id("bar", std::to_string(device));
        operation.sequence = ++sequences_[operation.device];
        operation.stamp = ++stamp_;
        operation.person = base::derived_id("person", std::to_string(below(2)));
        operation.kind = Payload::kKind;
        operation.version = Payload::kVersion;
        operation.payload = payload_of(payload);
        all_.push_back(std::move(operation));
    }

    void issue(std::uint64_t i) {
        const tickets::Signed content{.ticket = ticket(i),
                                      .tenant = shop_identity().tenant,
                                      .key = base::Bytes(8),
                                      .code = "AAA-AA" + std::to_string(i),
                                      .at_us = 1,
                                      .items = {{base::Decimal(3), "Ron con cola"}}};
        write(0, tickets::TicketIssued{base::derived_id("receipt", std::to_string(i)),
                                       base::cbor_of(content),
                                       base::Bytes(64),
                                       {1}});
    }

    void happen() {
        const auto device = below(kBars);
        if (below(4) == 0)
            return write(device, tickets::TicketScanned{stamp_, tickets::Verdict::forged, {}, "x"});
        if (below(6) == 0) return write(device, tickets::KeyPublished{base::Hash{1}});
        const auto which = ticket(below(kTickets));
        const auto quantity = static_cast<std::int64_t>(1 + below(2));
        handed_[which] += quantity;
        write(device,
              tickets::TicketRedeemed{base::derived_id("nonce", std::to_string(all_.size())),
                                      which,
                                      stamp_,
                                      {{0, base::Decimal(quantity)}}});
    }

    base::SeededRandom random_;
    log::Stamp stamp_ = 3;
    std::map<Id, std::int64_t> sequences_;
    std::map<Id, std::int64_t> handed_;
    std::vector<log::Operation> all_;
};

std::map<Id, std::int64_t> incidents_of(Replica& replica) {
    std::map<Id, std::int64_t> over;
    for (const auto& task : value(tickets::ticket_source().find(replica.database)))
        over[task.subject] = std::stoll(task.parameters.at("quantity"));
    return over;
}

TEST_CASE("Tickets merge alike on every replica, and every drink too many is found",
          "[property][tickets][QRT-2]") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Night night(seed);
        auto operations = night.operations();
        base::SeededRandom random(seed * 17);
        std::string expected;
        for (int round = 0; round < 4; ++round) {
            INFO("seed " << seed << ", round " << round);
            Replica replica;
            for (const auto& operation : operations)
                replica.apply(operation);
            if (round == 0) expected = replica.state();
            REQUIRE(replica.state() == expected);
            REQUIRE(incidents_of(replica) == night.too_much());
            for (auto i = operations.size(); i > 1; --i)
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
        }
    }
}

}  // namespace
}  // namespace mostrador::tests
