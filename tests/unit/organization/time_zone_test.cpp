#include "organization/time_zone.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using namespace std::chrono;

std::int64_t utc(year_month_day date, int hour, int minute = 0) {
    const auto at = sys_days{date} + hours{hour} + minutes{minute};
    return duration_cast<microseconds>(at.time_since_epoch()).count();
}

TEST_CASE("Zones without summer time keep their offset", "[organization][ORG-4]") {
    for (const auto* zone : {"America/Lima", "America/Bogota", "America/Guayaquil"}) {
        CHECK(value(organization::utc_offset_minutes(zone, utc(2026y / 1 / 1, 0))) == -300);
        CHECK(value(organization::utc_offset_minutes(zone, utc(2026y / 7 / 1, 0))) == -300);
    }
    CHECK_FALSE(organization::utc_offset_minutes("Mars/Olympus", 0));
}

TEST_CASE("Madrid changes its clock on the last Sundays of March and October", "[organization]") {
    const auto offset = [](std::int64_t at) {
        return value(organization::utc_offset_minutes("Europe/Madrid", at));
    };
    CHECK(offset(utc(2026y / 3 / 29, 0, 59)) == 60);
    CHECK(offset(utc(2026y / 3 / 29, 1)) == 120);
    CHECK(offset(utc(2026y / 10 / 25, 0, 59)) == 120);
    CHECK(offset(utc(2026y / 10 / 25, 1)) == 60);
}

TEST_CASE("Santiago's summer spans the turn of the year", "[organization]") {
    const auto offset = [](std::int64_t at) {
        return value(organization::utc_offset_minutes("America/Santiago", at));
    };
    CHECK(offset(utc(2026y / 1 / 15, 12)) == -180);
    CHECK(offset(utc(2026y / 4 / 5, 2, 59)) == -180);
    CHECK(offset(utc(2026y / 4 / 5, 3)) == -240);
    CHECK(offset(utc(2026y / 9 / 6, 3, 59)) == -240);
    CHECK(offset(utc(2026y / 9 / 6, 4)) == -180);
}

TEST_CASE("Local time crosses midnight backwards", "[organization]") {
    const auto local = value(organization::local_time("America/Lima", utc(2026y / 11 / 20, 3, 30)));
    CHECK(local.date == 2026y / 11 / 19);
    CHECK(local.hour == 22);
    CHECK(local.minute == 30);
}

}  // namespace
}  // namespace mostrador::tests
