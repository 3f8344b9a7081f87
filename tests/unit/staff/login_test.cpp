#include <catch2/catch_test_macros.hpp>

#include "staff/permissions.hpp"
#include "staff/pin.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

constexpr std::int64_t kMinute = 60'000'000;

Json login(const Shop& shop, std::string_view pin) {
    return {{"person", shop.ana.text()}, {"pin", std::string(pin)}};
}

TEST_CASE("A PIN is verified against its Argon2id hash", "[staff][STAFF-2]") {
    base::SeededRandom random(7);
    const auto hash = value(staff::hash_pin("1234", random));
    CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(staff::verify_pin(hash, "1234"));
    CHECK_FALSE(staff::verify_pin(hash, "1235"));
    CHECK_FALSE(staff::verify_pin("", "1234"));
    CHECK_FALSE(staff::hash_pin("12", random));
    CHECK_FALSE(staff::hash_pin("12a4", random));
}

TEST_CASE("Five wrong PINs lock a person for 15 minutes on this device", "[staff][STAFF-2]") {
    Shop shop;
    for (int tries = 4; tries >= 1; --tries) {
        const auto answer =
            Json::parse(shop.till().call("staff.login", login(shop, "0000").dump()));
        REQUIRE(answer["error"]["code"] == "staff.wrong_pin");
        CHECK(answer["error"]["parameters"]["triesLeft"] == std::to_string(tries));
    }
    CHECK(shop.error("staff.login", login(shop, "0000")) == "staff.locked");
    CHECK(shop.error("staff.login", login(shop, "1234")) == "staff.locked");
    CHECK(shop.error("staff.login", {{"person", shop.luis.text()}, {"pin", "1234"}}) == "ok");
    CHECK(shop.call("staff.list")["people"][0]["lockedUntil"].is_number());
    shop.clock.advance(15 * kMinute);
    CHECK(shop.error("staff.login", login(shop, "1234")) == "ok");
    CHECK(shop.call("staff.list")["people"][0]["lockedUntil"].is_null());
}

TEST_CASE("A right PIN forgives the wrong ones before", "[staff][STAFF-2]") {
    Shop shop;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 4; ++i)
            shop.error("staff.login", login(shop, "0000"));
        CHECK(shop.error("staff.login", login(shop, "1234")) == "ok");
    }
}

TEST_CASE("A session ends after eight idle hours, not while it is used", "[staff][STAFF-4]") {
    Shop shop;
    shop.log_in();
    shop.clock.advance(7 * 60 * kMinute);
    shop.call("cart.view");
    shop.clock.advance(7 * 60 * kMinute);
    CHECK(shop.error("cart.view") == "ok");
    shop.clock.advance(8 * 60 * kMinute);
    CHECK(shop.error("cart.view") == "staff.not_logged_in");
}

TEST_CASE("People are shown with their initials and what they may do", "[staff][STAFF-1]") {
    Shop shop;
    const auto people = shop.call("staff.list")["people"];
    REQUIRE(people.size() == 3);
    CHECK(people[1]["initials"] == "LÑ");
    const auto person = shop.call("staff.login", login(shop, "1234"))["person"];
    CHECK(person["role"] == "cashier");
    CHECK(person["permissions"].dump().contains("open_register"));
    shop.call("staff.logout");
    CHECK(shop.call("device.status")["person"].is_null());
}

TEST_CASE("The matrix lets nobody do what no row grants", "[staff][STAFF-1]") {
    using staff::Permission;
    using staff::Role;
    CHECK(staff::allowed(Role::viewer, Permission::none));
    CHECK(staff::allowed(Role::owner, Permission::edit_catalog));
    CHECK_FALSE(staff::allowed(Role::cashier, Permission::edit_catalog));
    CHECK_FALSE(staff::allowed(Role::kitchen, Permission::sell));
}

}  // namespace
}  // namespace mostrador::tests
