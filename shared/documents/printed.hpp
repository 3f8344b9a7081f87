#pragma once

#include <string_view>

#include "base/id.hpp"
#include "log/kinds.hpp"

namespace mostrador::documents {

/// What this device has printed, as a table that is no part of the replicated state: a receipt of
/// another device may have been printed there, and is a duplicate here in any case.
log::Capability capability();

/// Whether the next paper of this kind would be a duplicate. `own`: the document was made here.
base::Result<bool> is_reprint(store::Database& database, const base::Id& document,
                              std::string_view kind, bool own);

/// Counts a print. Before the printer is asked: one that failed half-way is repeated as a
/// duplicate.
base::Status count_print(store::Database& database, const base::Id& document,
                         std::string_view kind);

/// CASH-2: whether the drawer opens for a document of this device that was made at `at_us`: once,
/// and only while whoever made it stands before it. Counts the opening.
base::Result<bool> opens_drawer(store::Database& database, const base::Id& document, bool own,
                                std::int64_t at_us, std::int64_t now_us);

}  // namespace mostrador::documents
