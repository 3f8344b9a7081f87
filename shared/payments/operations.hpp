#pragma once

#include <string>

#include "log/kinds.hpp"

namespace mostrador::payments {

/// PAY-2: a charge on the card terminal. `created`: written down, the terminal was not asked yet;
/// `unknown`: it was asked and nobody knows what it did, until a person says.
enum class ChargeState : std::uint8_t { created, in_progress, approved, declined, unknown };

/// What is known of a charge from here on. Only the device that began it writes these; the last of
/// its sequence stands.
struct ChargeChanged {
    static constexpr std::string_view kKind = "payments.charge_changed";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id charge;
    base::Id cart;
    std::int64_t amount = 0;  ///< minor units
    ChargeState state = ChargeState::created;
    std::string reference;  ///< of the terminal's slip

    static constexpr auto fields() {
        using T = ChargeChanged;
        return base::fields(base::field("charge", &T::charge), base::field("cart", &T::cart),
                            base::field("amount", &T::amount), base::field("state", &T::state),
                            base::field("reference", &T::reference));
    }
};

log::Capability capability();

}  // namespace mostrador::payments

template <>
struct mostrador::base::EnumNames<mostrador::payments::ChargeState> {
    using enum mostrador::payments::ChargeState;
    static constexpr std::array names{
        std::pair{created, std::string_view("created")},
        std::pair{in_progress, std::string_view("in_progress")},
        std::pair{approved, std::string_view("approved")},
        std::pair{declined, std::string_view("declined")},
        std::pair{unknown, std::string_view("unknown")},
    };
};
