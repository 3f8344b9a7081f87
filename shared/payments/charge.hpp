#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "payments/operations.hpp"
#include "tasks/task.hpp"

namespace mostrador::payments {

/// A charge on the card terminal as it stands.
struct Charge {
    static constexpr std::string_view kType = "Charge";
    base::Id id;
    base::Id cart;
    std::int64_t amount = 0;
    ChargeState state = ChargeState::created;
    std::string reference;

    static constexpr auto fields() {
        using T = Charge;
        return base::fields(base::field("id", &T::id), base::field("cart", &T::cart),
                            base::field("amount", &T::amount), base::field("state", &T::state),
                            base::field("reference", &T::reference));
    }
};

/// The charges of a cart that are not over: neither declined nor in a receipt.
base::Result<std::vector<Charge>> open_charges(store::Database& database, const base::Id& cart);

/// Notes that a receipt was paid with this charge, which may be known only later.
base::Status use_charge(store::Database& database, const base::Id& charge, const base::Id& receipt);

/// Charges that took money, or may have, and are in no receipt.
base::Result<std::vector<tasks::Found>> charge_tasks(store::Database& database);
tasks::Source charge_source();

command::Commands commands();

}  // namespace mostrador::payments
