#include "sales/voucher.hpp"

#include <algorithm>
#include <span>

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using command::Context;

constexpr std::int64_t kLifeUs = 365LL * 24 * 3600 * 1'000'000;

struct ByCode {
    std::string code;

    static constexpr auto fields() { return base::fields(base::field("code", &ByCode::code)); }
};

}  // namespace

Result<Voucher> voucher(Context& context, std::string_view code) {
    MOSTRADOR_TRY(sums, (context.database.one<std::int64_t, std::int64_t>(
                            "SELECT -sum(p.amount), min(r.at) FROM payment p "
                            "JOIN receipt r ON r.id = p.receipt "
                            "WHERE p.method = 'voucher' AND p.reference = ?1 "
                            "HAVING min(p.amount) < 0",
                            code)));
    if (!sums) return base::fail(Code::sales_voucher_unknown);
    const auto [balance, issued] = *sums;
    const auto expires = voucher_expires_at(issued);
    return Voucher{std::string(code), balance, expires, expires <= context.now_us};
}

Result<std::int64_t> spendable(Context& context, std::string_view code) {
    MOSTRADOR_TRY(known, voucher(context, code));
    if (known.expired) return base::fail(Code::sales_voucher_expired);
    return std::max<std::int64_t>(known.balance, 0);
}

std::int64_t voucher_expires_at(std::int64_t issued_us) {
    return issued_us + kLifeUs;
}

std::string make_voucher_code(const base::Id& seed) {
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr std::size_t random_bytes = 7;
    std::uint64_t bits = 0;
    for (const auto byte : std::span(seed.bytes).last<random_bytes>())
        bits = bits << 8 | byte;
    std::string code = "V-00000-00000";
    for (std::size_t i = 2; i < code.size(); ++i) {
        if (code[i] == '-') continue;
        code[i] = digits[bits % digits.size()];
        bits /= digits.size();
    }
    return code;
}

Result<std::vector<tasks::Found>> voucher_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT p.reference, sum(p.amount), max(p.receipt), max(r.at) FROM payment p "
        "JOIN receipt r ON r.id = p.receipt WHERE p.method = 'voucher' "
        "GROUP BY p.reference HAVING sum(p.amount) > 0 ORDER BY p.reference",
        [&](const store::Row& row) {
            found.push_back(
                {"voucher_over",
                 row.id(2),
                 row.integer(3),
                 {{"code", row.get<std::string>(0)}, {"amount", std::to_string(row.integer(1))}}});
        }));
    return found;
}

tasks::Source voucher_source() {
    return {voucher_tasks,
            {{.name = "voucher_over",
              .detail = "code",
              .sides = "SELECT iif(p.amount < 0, 'issued', 'spent') AS role, r.id AS document, "
                       "r.number_text AS number, r.at, r.person, r.device, r.session, "
                       "abs(p.amount) AS amount, NULL AS quantity FROM task t "
                       "JOIN payment p ON p.method = 'voucher' AND p.reference = t.detail "
                       "JOIN receipt r ON r.id = p.receipt",
              .choices = {"recovered", "written_off"}}}};
}

command::Commands voucher_commands() {
    using enum command::Access;
    using enum command::Effect;
    const auto view = [](Context& context, const ByCode& request) {
        return voucher(context, request.code);
    };
    return {command::command<ByCode, Voucher>("sales.voucher",
                                              {person, query, staff::Permission::sell}, view)};
}

}  // namespace mostrador::sales
