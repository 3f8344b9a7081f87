#pragma once

#include <string>
#include <string_view>

namespace mostrador::base {

/// Well-formed UTF-8: no over-long forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

/// The form in which texts are searched and compared (CAT-4): lower case, without accents (Latin-1,
/// Latin Extended-A, combining marks), runs of white space as one space, none at the ends. Other
/// letters stay; malformed bytes are dropped. Folding twice changes nothing.
/// Example: `fold("  Café  CON Leñe ")` is "cafe con lene".
std::string fold(std::string_view text);

}  // namespace mostrador::base
