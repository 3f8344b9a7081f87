#pragma once

#include "cash/session.hpp"
#include "documents/paper.hpp"
#include "organization/queries.hpp"

namespace mostrador::documents {

/// Where a register stands, as its reports name it.
struct Place {
    std::string branch;
    std::string register_name;
};

/// CASH-2, CASH-3: the X of an open register session, the Z of a closed one.
/// Error: input.out_of_range{timeZone}.
base::Result<Paper> session_paper(const cash::SessionReport& report,
                                  const organization::Tenant& tenant, const Place& place);

}  // namespace mostrador::documents
