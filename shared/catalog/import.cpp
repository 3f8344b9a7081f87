#include "catalog/import.hpp"

#include "catalog/import_plan.hpp"
#include "organization/queries.hpp"
#include "store/transaction.hpp"

namespace mostrador::catalog {

base::Result<ImportReport> import_csv(log::Log& log, std::optional<base::Id> person,
                                      std::string_view text) {
    MOSTRADOR_TRY(tenant, organization::tenant(log.database()));
    ImportReport report;
    Issues issues(report);
    const auto rows = read_import_rows(text, tenant.currency, issues);
    if (report.error_count > 0) return report;

    ImportPlan plan(log, tenant.id, report);
    MOSTRADOR_TRY(transaction, store::Transaction::begin(log.database()));
    MOSTRADOR_CHECK(plan.load());
    for (const auto& row : rows)
        plan.add(row);
    if (report.error_count > 0) return report;
    MOSTRADOR_CHECK(plan.append(person));
    MOSTRADOR_CHECK(transaction.commit());
    report.applied = true;
    return report;
}

}  // namespace mostrador::catalog
