#pragma once

#include "command/command.hpp"

namespace mostrador::printing {

/// KIT-2, what a person sees of the queue and decides: printing.board, put_route, reprint, route,
/// settle, paper.
command::Commands commands();

}  // namespace mostrador::printing
