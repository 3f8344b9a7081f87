#pragma once

#include "command/command.hpp"

namespace mostrador::catalog {

/// CAT-1: what edits the catalogue: catalog.product, .archived, .taxes, .put_product and
/// .put_category. Only what differs from what is there is assigned, so that two people who edit
/// different things of one product do not undo each other.
command::Commands editor_commands();

}  // namespace mostrador::catalog
