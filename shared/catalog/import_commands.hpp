#pragma once

#include "catalog/import_batch.hpp"

namespace mostrador::catalog {

/// CAT-5: import.feed, .columns, .check, .step, .preview, .promote and .cancel, of one list
/// at a time.
command::Commands import_commands(ImportBatch& batch);

}  // namespace mostrador::catalog
