#pragma once

#include <string>

#include "base/error.hpp"

namespace mostrador::hub {

/// The text of a file that only its owner may read, without blanks at its end. The owner must be
/// who runs the hub, or root.
/// Errors: store.cannot_open, which says what is wrong with the file.
base::Result<std::string> read_secret(const std::string& path);

}  // namespace mostrador::hub
