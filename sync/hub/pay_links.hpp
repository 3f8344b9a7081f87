#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"

namespace mostrador::hub {

/// What a guest wants to pay from the phone: what is due of a visit's tab.
struct PayRequest {
    base::Id tenant;
    base::Id tab;
    std::string title;     ///< "Mesa 5 · TA12"
    std::int64_t due = 0;  ///< minor units
    std::string currency;
};

/// MENU-2: where somebody pays by link. A provider of payments implements it; a hub has none until
/// one is set up, and says so. What was paid comes back as a charge of that provider, never from
/// the phone.
class PayLinks {
public:
    virtual ~PayLinks() = default;

    /// An https address at the provider's that takes exactly this payment.
    virtual base::Result<std::string> link_for(const PayRequest& request) = 0;
};

}  // namespace mostrador::hub
