#include "log/pruning.hpp"

namespace mostrador::log {

base::Status prune(store::Database& database) {
    return database.run_script(R"sql(
INSERT OR REPLACE INTO pruned (device, sequence)
  SELECT device, max(sequence) FROM operation GROUP BY device;
DELETE FROM operation WHERE state = 0
  AND sequence < (SELECT sequence FROM pruned WHERE pruned.device = operation.device);
)sql");
}

base::Result<std::int64_t> pruned_up_to(store::Database& database, const base::Id& device) {
    MOSTRADOR_TRY(sequence, database.one<std::int64_t>(
                                "SELECT sequence FROM pruned WHERE device = ?1", device));
    return sequence.value_or(0);
}

std::string_view pruning_schema() {
    return "CREATE TABLE pruned (device BLOB PRIMARY KEY, sequence INTEGER NOT NULL) "
           "STRICT, WITHOUT ROWID;";
}

}  // namespace mostrador::log
