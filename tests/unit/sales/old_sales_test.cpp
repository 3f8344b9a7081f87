// What earlier versions of the sale wrote is read for ever (SYNC-6, docs/merge-rules.md).
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "fixtures/operations.hpp"
#include "sales/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"

namespace mostrador::tests {
namespace {

struct Old {
    std::string_view body;
    int version;
    std::int64_t lines, subtotal, tax, total;
    std::string_view taxes_of_first_line;
};

constexpr std::array kOld{
    Old{kSaleOfVersion1, 1, 3, 2305, 255, 2560, R"([{"amount":191,"base":1059,"tax":0}])"},
    Old{kSaleOfVersion3, 3, 2, 2966, 534, 3500, R"([{"amount":366,"base":2034,"tax":0}])"}};

log::Operation operation_of(const Old& old) {
    return value(log::decode(value(base::from_hex(old.body))));
}

std::int64_t number(Replica& replica, std::string_view sql) {
    return value(replica.database.one<std::int64_t>(sql)).value();
}

TEST_CASE("A sale of an earlier version is booked as it was then", "[sales][SYNC-6]") {
    const auto old = GENERATE(from_range(kOld.begin(), kOld.end()));
    const auto operation = operation_of(old);
    CHECK(operation.version == old.version);
    Replica replica;
    replica.apply(operation);
    CHECK(number(replica, "SELECT subtotal FROM receipt") == old.subtotal);
    CHECK(number(replica, "SELECT tax FROM receipt") == old.tax);
    CHECK(number(replica, "SELECT total FROM receipt") == old.total);
    CHECK(number(replica, "SELECT count(*) FROM receipt_line") == old.lines);
    CHECK(number(replica, "SELECT sum(total) FROM receipt_line") == old.total);
    CHECK(number(replica, "SELECT sum(amount) FROM payment") == old.total);
    CHECK(value(replica.database.one<std::string>(
              "SELECT taxes FROM receipt_line ORDER BY line LIMIT 1")) == old.taxes_of_first_line);
}

TEST_CASE("The same sale gives the same tables, whichever version wrote it", "[sales][SYNC-6]") {
    const auto old = GENERATE(from_range(kOld.begin(), kOld.end()));
    auto operation = operation_of(old);
    Replica then, now;
    then.apply(operation);

    const auto bytes = base::cbor_of(operation.payload).size();
    auto sale = value(base::decode<base::Form::binary, sales::SaleCompleted>(operation.payload));
    sale.subtotal.reset();
    sale.tax.reset();
    operation.version = sales::SaleCompleted::kVersion;
    operation.payload = payload_of(sale);
    now.apply(operation);
    CHECK(now.state() == then.state());
    CHECK(base::cbor_of(operation.payload).size() < bytes * 2 / 3);
}

TEST_CASE("What an earlier version said of its lines must still agree with them",
          "[sales][SYNC-6]") {
    const auto field = GENERATE("subtotal", "tax", "total");
    auto operation = operation_of(kOld[1]);
    operation.payload[field] = operation.payload[field].get<std::int64_t>() + 1;
    Replica replica;
    const auto* kind = till::registry().find(operation.kind, operation.version);
    const auto applied = kind->apply(replica.database, operation);
    REQUIRE_FALSE(applied);
    CHECK(applied.error().code == base::Code::log_invariant);
}

}  // namespace
}  // namespace mostrador::tests
