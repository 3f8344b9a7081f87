// A new device takes the shop's database as an image (docs/protocol.md §7.8).
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "catalog/batches.hpp"
#include "catalog/operations.hpp"
#include "hub/http/gzip.hpp"
#include "hub/maintenance.hpp"
#include "hub/support/test_hub.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "replica/backoff.hpp"

namespace mostrador::tests {
namespace {

std::int64_t operations(TestDevice& device) {
    return *value(device.database.one<std::int64_t>("SELECT count(*) FROM operation"));
}

/// A shop that has sold, and a hub that gives an image to whoever comes.
struct Shop {
    TestHub hub;
    TestDevice seller{hub.clock, 1};
    TestDevice fresh{hub.clock, 2};

    Shop() {
        seller.enrol(hub);
        seller.open_register(hub);
        for (int sale = 0; sale < 20; ++sale)
            seller.sell_coffee(hub);
        seller.sync(hub);
        hub.hub().set_least_image(0);
    }

    void begin_enrolment() {
        value(fresh.replica.enrol("", hub.code(), "Tablet"));
        const auto request = fresh.replica.next();
        const auto answer = carry(hub.hub(), *request);
        fresh.replica.answer(request->id, answer.status, answer.body);
    }

    /// The next request of the new device, which must go to `path`.
    replica::Request next(std::string_view path) {
        fresh.replica.on_network();
        const auto request = fresh.replica.next();
        REQUIRE(request);
        REQUIRE(request->url == path);
        return *request;
    }

    void answer(const replica::Request& request) {
        const auto answer = carry(hub.hub(), request);
        fresh.replica.answer(request.id, answer.status, answer.body);
    }

    void meet() {
        for (int round = 0; round < 3; ++round) {
            hub.clock.advance(61'000'000);
            seller.sync(hub);
            fresh.sync(hub);
        }
    }

    void check_equal() {
        CHECK(fresh.state() == state(hub));
        CHECK(seller.state() == state(hub));
        CHECK(value(fresh.log().verify()).operations == operations(fresh));
        CHECK(value(fresh.database.integrity_check()) == "ok");
    }
};

TEST_CASE("a new device takes an image, and goes on as any other (SYNC-6)", "[arrival]") {
    Shop shop;
    shop.fresh.enrol(shop.hub);
    CHECK(shop.fresh.replica.take_replacement());
    CHECK(shop.fresh.replica.connection().arrived);
    CHECK(operations(shop.fresh) < 5);
    CHECK(shop.fresh.state() == state(shop.hub));

    shop.fresh.call("staff.login", {{"person", shop.hub.ana.text()}, {"pin", "1234"}});
    const auto receipt = shop.fresh.sell_coffee(shop.hub);
    shop.seller.sell_coffee(shop.hub);
    shop.meet();
    CHECK(shop.fresh.replica.connection().pending == 0);
    CHECK(shop.seller.call("sales.receipt", {{"id", receipt["id"]}})["number"] ==
          receipt["number"]);
    shop.check_equal();
}

TEST_CASE("an image is the same as the log that led to it", "[arrival]") {
    Shop shop;
    shop.fresh.enrol(shop.hub);
    TestDevice puller{shop.hub.clock, 3};
    shop.hub.hub().set_least_image(1 << 30);
    puller.enrol(shop.hub);
    CHECK_FALSE(puller.replica.take_replacement());
    shop.meet();
    puller.sync(shop.hub);
    CHECK(puller.state() == shop.fresh.state());
}

TEST_CASE("who comes a little later takes the same image, and pulls the rest", "[arrival]") {
    Shop shop;
    shop.fresh.enrol(shop.hub);
    TestDevice later{shop.hub.clock, 3};
    shop.seller.sell_coffee(shop.hub);
    shop.seller.sync(shop.hub);
    later.enrol(shop.hub);
    CHECK(later.replica.take_replacement());
    CHECK(later.state() == state(shop.hub));
    CHECK(operations(later) > operations(shop.fresh));
}

TEST_CASE("a part that is lost, cut or altered is asked again", "[arrival]") {
    Shop shop;
    shop.begin_enrolment();
    const auto lost = shop.next("/v1/image");
    shop.fresh.replica.answer(lost.id, 0, {});
    shop.answer(shop.next("/v1/image"));

    const auto cut = shop.next("/v1/image/part");
    auto body = carry(shop.hub.hub(), cut).body;
    body.pop_back();
    shop.fresh.replica.answer(cut.id, 200, body);
    CHECK_FALSE(shop.fresh.replica.connection().arrived);

    const auto altered = shop.next("/v1/image/part");
    body = carry(shop.hub.hub(), altered).body;
    body[body.size() / 2] ^= 1;
    shop.fresh.replica.answer(altered.id, 200, body);
    CHECK_FALSE(shop.fresh.replica.connection().arrived);

    shop.answer(shop.next("/v1/image/part"));
    CHECK(shop.fresh.replica.take_replacement());
    shop.meet();
    shop.check_equal();
}

/// Makes the image larger than what is under way at once.
void fill_catalogue(TestHub& hub) {
    constexpr std::size_t rows = 500, letters = 9000;
    std::vector<catalog::ProductRow> products;
    for (std::size_t row = 0; row < rows; ++row) {
        products.push_back({.id = base::derived_id("wide", std::to_string(row)),
                            .create = true,
                            .sku = "W" + std::to_string(row),
                            .name = std::string(letters, static_cast<char>('a' + row % 26)),
                            .price = 100,
                            .active = true});
    }
    value(hub.store().write(
        [&](log::Log& log) { return catalog::append_products(log, {}, std::move(products)); }));
}

TEST_CASE("several parts are under way at once, and come in any order", "[arrival]") {
    Shop shop;
    fill_catalogue(shop.hub);
    shop.begin_enrolment();
    shop.answer(shop.next("/v1/image"));
    std::vector<replica::Request> asked;
    while (auto request = shop.fresh.replica.next())
        asked.push_back(std::move(*request));
    REQUIRE(asked.size() == 4);
    CHECK(shop.fresh.replica.wake_in_us() > 1'000'000);

    auto altered = carry(shop.hub.hub(), asked[3]).body;
    altered[altered.size() / 2] ^= 1;
    shop.fresh.replica.answer(asked[3].id, 200, altered);
    shop.fresh.replica.answer(asked[2].id, 0, {});
    CHECK_FALSE(shop.fresh.replica.next());  // one wait for both
    CHECK(shop.fresh.replica.wake_in_us() <= replica::Backoff::kFirstUs);
    shop.answer(asked[1]);
    shop.answer(asked[0]);
    const auto progress = shop.fresh.replica.connection();
    CHECK(progress.image_bytes == 2 * static_cast<std::int64_t>(protocol::kImagePartBytes));
    shop.answer(asked[0]);  // twice
    CHECK(shop.fresh.replica.connection().image_bytes == progress.image_bytes);
    CHECK(progress.image_bytes_of > 4 * static_cast<std::int64_t>(protocol::kImagePartBytes));

    shop.fresh.sync(shop.hub);
    CHECK(shop.fresh.replica.take_replacement());
    shop.meet();
    shop.check_equal();
}

TEST_CASE("parts that are never answered are asked again", "[arrival]") {
    Shop shop;
    fill_catalogue(shop.hub);
    shop.begin_enrolment();
    shop.answer(shop.next("/v1/image"));
    while (shop.fresh.replica.next()) {
    }
    shop.hub.clock.advance(shop.fresh.replica.wake_in_us());
    CHECK_FALSE(shop.fresh.replica.next());
    shop.hub.clock.advance(shop.fresh.replica.wake_in_us());
    shop.next("/v1/image/part");
    shop.fresh.sync(shop.hub);
    CHECK_FALSE(shop.fresh.replica.take_replacement());  // one of them still waits for its answer
    shop.hub.clock.advance(shop.fresh.replica.wake_in_us());
    shop.fresh.sync(shop.hub);  // gives that one up, and waits a little
    shop.hub.clock.advance(shop.fresh.replica.wake_in_us());
    shop.fresh.sync(shop.hub);
    CHECK(shop.fresh.replica.take_replacement());
}

TEST_CASE("a part is packed once for all who come", "[arrival]") {
    Shop shop;
    shop.begin_enrolment();
    shop.answer(shop.next("/v1/image"));
    const auto request = shop.next("/v1/image/part");
    const auto part =
        value(protocol::decode<protocol::ImagePartRequest>(request.body, protocol::kMaxEnrolBytes));
    const auto link = value(log::load_link(shop.fresh.database));
    const auto device = value(shop.hub.hub().directory().authenticate(link->token));
    int packed = 0;
    const auto pack = [&](base::ByteView bytes) {
        ++packed;
        return hub::gzip(bytes, hub::Effort::quick);
    };
    const auto first = value(shop.hub.hub().image_part(device, part, pack));
    CHECK(value(shop.hub.hub().image_part(device, part, pack)) == first);
    CHECK(packed == 1);
    const auto plain = value(shop.hub.hub().image_part(device, part));
    CHECK(value(hub::gunzip(first, protocol::kImagePartBytes)) == plain);
    CHECK(first.size() < plain.size());
}

TEST_CASE("a hub that forgot its image makes another", "[arrival]") {
    Shop shop;
    shop.begin_enrolment();
    shop.answer(shop.next("/v1/image"));
    shop.hub.restart();
    shop.hub.hub().set_least_image(0);
    shop.answer(shop.next("/v1/image/part"));
    CHECK(shop.fresh.replica.connection().image_bytes == 0);
    shop.answer(shop.next("/v1/image"));
    shop.answer(shop.next("/v1/image/part"));
    CHECK(shop.fresh.replica.take_replacement());
    shop.meet();
    shop.check_equal();
}

TEST_CASE("a device that died on the way begins again", "[arrival]") {
    Shop shop;
    shop.begin_enrolment();
    shop.answer(shop.next("/v1/image"));
    replica::Replica again(shop.fresh.log(), shop.hub.clock, shop.fresh.random, {.live = false});
    const auto request = again.next();
    REQUIRE(request);
    CHECK(request->url == "/v1/image");
}

TEST_CASE("a hub that knows no images is pulled from", "[arrival]") {
    Shop shop;
    shop.begin_enrolment();
    const auto request = shop.next("/v1/image");
    const base::Error unknown{base::Code::sync_not_found, {}, {}};
    shop.fresh.replica.answer(request.id, protocol::http_status(unknown.code),
                              protocol::encode(protocol::problem_of(unknown, "r")));
    shop.answer(shop.next("/v1/pull"));
    CHECK(shop.fresh.replica.connection().arrived);
    CHECK(operations(shop.fresh) > 20);
}

TEST_CASE("what came with an image and a restored hub lost comes back from its author",
          "[arrival][restore]") {
    Shop shop;
    value(hub::backup(shop.hub.hub(), shop.hub.folder / "backup"));
    shop.seller.sell_coffee(shop.hub);
    shop.seller.sync(shop.hub);
    shop.fresh.enrol(shop.hub);
    CHECK(shop.fresh.replica.take_replacement());
    shop.hub.restore(shop.hub.folder / "backup");
    shop.meet();
    shop.meet();
    CHECK(shop.fresh.replica.connection().pending == 0);
    CHECK(value(shop.fresh.log().verify()).operations == operations(shop.fresh));
    CHECK(value(shop.hub.store().log().database().one<std::int64_t>(
              "SELECT count(*) FROM receipt")) == 21);
}

TEST_CASE("an image belongs to its tenant (ORG-1)", "[arrival]") {
    Shop shop;
    shop.begin_enrolment();
    shop.answer(shop.next("/v1/image"));
    const auto request = shop.next("/v1/image/part");
    const auto part =
        value(protocol::decode<protocol::ImagePartRequest>(request.body, protocol::kMaxEnrolBytes));
    const hub::Device stranger{.id = base::derived_id("stranger", "device"),
                               .tenant = shop.hub.add_tenant("Otra"),
                               .branch = {},
                               .register_id = {},
                               .name = "Ajena"};
    const auto stolen = shop.hub.hub().image_part(stranger, part);
    REQUIRE_FALSE(stolen);
    CHECK(stolen.error().code == base::Code::sync_image_gone);
}

}  // namespace
}  // namespace mostrador::tests
