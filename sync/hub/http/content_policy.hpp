#pragma once

#include <string>
#include <string_view>

namespace mostrador::hub {

/// A style sheet or a script of a page's own as a content security policy names it: by its hash.
/// Example: `style-src 'sha256-…'`.
std::string policy_source(std::string_view content);

}  // namespace mostrador::hub
