#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "tasks/task.hpp"

namespace mostrador::sales {

/// SALE-6: store credit. A voucher is the payments that name its code: refunds pay into it, sales
/// pay out of it. So its balance is a sum of facts, and needs no table of its own.
struct Voucher {
    static constexpr std::string_view kType = "Voucher";
    std::string code;
    std::int64_t balance = 0;
    std::int64_t expires_at = 0;  ///< UTC microseconds, 365 days after it was first issued
    bool expired = false;

    static constexpr auto fields() {
        using T = Voucher;
        return base::fields(base::field("code", &T::code), base::field("balance", &T::balance),
                            base::field("expiresAt", &T::expires_at),
                            base::field("expired", &T::expired));
    }
};

/// What this device knows of a voucher. Error: sales.voucher_unknown.
base::Result<Voucher> voucher(command::Context& context, std::string_view code);

/// What a sale may take from it. Errors: sales.voucher_unknown, sales.voucher_expired.
base::Result<std::int64_t> spendable(command::Context& context, std::string_view code);

/// Until when a voucher that was issued then can be spent, as UTC microseconds.
std::int64_t voucher_expires_at(std::int64_t issued_us);

/// A code that nobody guesses, in letters and digits that nobody confuses: "V-7KQ2M-9XHTD".
std::string make_voucher_code(const base::Id& seed);

/// Vouchers of which two devices took more than there was.
base::Result<std::vector<tasks::Found>> voucher_tasks(store::Database& database);
tasks::Source voucher_source();

command::Commands voucher_commands();

}  // namespace mostrador::sales
