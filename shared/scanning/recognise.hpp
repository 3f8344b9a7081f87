#pragma once

#include <array>
#include <optional>
#include <string>

#include "command/command.hpp"

namespace mostrador::scanning {

/// What a scanned code stands for.
enum class Kind : std::uint8_t { unknown, product, receipt, ticket, voucher, customer, table };

struct Recognised {
    static constexpr std::string_view kType = "Recognised";
    Kind kind = Kind::unknown;
    std::string code;            ///< what was scanned, or what our own code carries
    std::optional<base::Id> id;  ///< of the product, the receipt, the customer or the table
    std::optional<base::Decimal> quantity;  ///< of the product, when its label says how much

    static constexpr auto fields() {
        using T = Recognised;
        return base::fields(base::field("kind", &T::kind), base::field("code", &T::code),
                            base::field("id", &T::id), base::field("quantity", &T::quantity));
    }
};

/// scan.recognise: our own QR codes are `mostrador:<kind>:<what>`, or the address of a receipt's
/// page or of a table's menu; everything else is an article's code, a GS1 label or a voucher's
/// code. A code that nobody knows is an answer, `unknown`, not an error.
command::Commands commands();

}  // namespace mostrador::scanning

template <>
struct mostrador::base::EnumNames<mostrador::scanning::Kind> {
    using enum mostrador::scanning::Kind;
    static constexpr std::array names{
        std::pair{unknown, std::string_view("unknown")},
        std::pair{product, std::string_view("product")},
        std::pair{receipt, std::string_view("receipt")},
        std::pair{ticket, std::string_view("ticket")},
        std::pair{voucher, std::string_view("voucher")},
        std::pair{customer, std::string_view("customer")},
        std::pair{table, std::string_view("table")},
    };
};
