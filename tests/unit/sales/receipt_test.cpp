#include "sales/receipt.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("Pages of receipts neither skip nor repeat one, also of the same microsecond",
          "[sales]") {
    Shop shop;
    shop.open_register();
    constexpr std::size_t receipts = 7;  // the clock stands still
    for (std::size_t i = 0; i < receipts; ++i)
        shop.sell_coffee();

    std::set<std::string> seen;
    Json before;
    for (;;) {
        const auto page = shop.call("sales.receipts", {{"limit", 2}, {"before", before}});
        if (page["receipts"].empty()) break;
        for (const auto& receipt : page["receipts"]) {
            CHECK(seen.insert(receipt["id"].get<std::string>()).second);
            before = {{"at", receipt["at"]}, {"id", receipt["id"]}};
        }
    }
    CHECK(seen.size() == receipts);
}

}  // namespace
}  // namespace mostrador::tests
