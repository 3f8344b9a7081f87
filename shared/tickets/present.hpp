#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "command/command.hpp"
#include "tickets/ticket.hpp"

namespace mostrador::tickets {

/// What is to be thought of a code that somebody shows.
struct Presented {
    Verdict verdict = Verdict::unknown;
    std::optional<Ticket> ticket;  ///< only of what this shop signed
    std::string code;              ///< the ticket's, or the beginning of what was shown
};

/// QRT-2: reads a QR code, checking its signature with the keys that are known here, or looks a
/// typed display code up.
base::Result<Presented> present(command::Context& context, std::string_view text);

}  // namespace mostrador::tickets
