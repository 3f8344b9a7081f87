#pragma once

#include <optional>

#include "documents/paper.hpp"
#include "organization/queries.hpp"
#include "printing/job.hpp"

namespace mostrador::printing {

/// The kitchen's ticket of a job, as its lines are now; nothing when all of them were voided.
base::Result<std::optional<documents::Paper>> job_paper(store::Database& database, const Job& job,
                                                        const organization::Tenant& tenant);

/// What is on it in one line: "2 × Lomo saltado, 1 × Causa".
base::Result<std::string> summary_of(store::Database& database, const Job& job,
                                     const organization::Tenant& tenant);

/// Whose it is, for a paper and a screen: "Mesa 5 · TA12".
base::Result<std::string> title_of(store::Database& database, const Job& job);

/// The station's name; empty for one that is not known here.
base::Result<std::string> station_of(store::Database& database, const Job& job);

}  // namespace mostrador::printing
