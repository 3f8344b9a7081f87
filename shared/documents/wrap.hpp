#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mostrador::documents {

/// Breaks a text of one byte a character at its blanks, so that `width_of` each line is at most
/// `most`; a word that is longer is broken where it must be. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::int64_t most,
                                 const std::function<std::int64_t(std::string_view)>& width_of);

}  // namespace mostrador::documents
