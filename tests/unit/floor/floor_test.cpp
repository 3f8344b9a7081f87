#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json table(const base::Id& id, Json fields) {
    fields["id"] = id.text();
    return {{"areas", Json::array()}, {"tables", Json::array({fields})}};
}

TEST_CASE("The plan lists the tables of the branch, and archived ones leave it", "[floor][ORD-2]") {
    Shop shop;
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    auto plan = shop.call("floor.view");
    REQUIRE(plan["areas"].size() == 1);
    REQUIRE(plan["tables"].size() == 2);
    CHECK(plan["tables"][0]["name"] == "Mesa 1");
    CHECK(plan["tables"][0]["seats"] == 4);
    plan = shop.call("floor.put", table(shop.window, {{"active", false}}));
    REQUIRE(plan["tables"].size() == 1);
    CHECK(plan["tables"][0]["name"] == "Mesa 2");
}

TEST_CASE("An edit sets the fields it names, and a new table needs a name", "[floor][ORD-2]") {
    Shop shop;
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    auto plan = shop.call("floor.put", table(shop.window, {{"x", 500}, {"shape", "round"}}));
    CHECK(plan["tables"][1]["x"] == 500);
    CHECK(plan["tables"][1]["name"] == "Mesa 1");
    const auto fresh = shop.log().make_id();
    const auto area = plan["areas"][0]["id"];
    CHECK(shop.error("floor.put", table(fresh, {{"area", area}, {"x", 10}})) == "input.missing");
    plan = shop.call("floor.put", table(fresh, {{"area", area},
                                                {"name", "Barra 1"},
                                                {"seats", 1},
                                                {"x", 0},
                                                {"y", 0},
                                                {"width", 60},
                                                {"height", 60},
                                                {"shape", "round"}}));
    CHECK(plan["tables"][0]["name"] == "Barra 1");
    CHECK(shop.error("floor.put", table(fresh, {{"x", 990}})) == "input.out_of_range");
    CHECK(shop.error("floor.put", table(fresh, {{"shape", "star"}})) == "input.out_of_range");
}

TEST_CASE("Only who may edit the floor does", "[floor][STAFF-1]") {
    Shop shop;
    shop.log_in();
    CHECK(shop.error("floor.put", table(shop.window, {{"x", 5}})) == "staff.not_allowed");
    CHECK(shop.error("floor.view") == "ok");
}

}  // namespace
}  // namespace mostrador::tests
