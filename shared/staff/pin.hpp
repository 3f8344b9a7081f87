#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/random.hpp"

namespace mostrador::staff {

/// STAFF-2: the PIN is kept only as an Argon2id hash in its standard text form, 19 MiB and two
/// passes (OWASP Password Storage Cheat Sheet), about 100 ms in a browser.
/// Errors: input.malformed{field: pin} unless the PIN has 4 to 12 digits.
base::Result<std::string> hash_pin(std::string_view pin, base::Random& random);

bool verify_pin(const std::string& hash, std::string_view pin);

}  // namespace mostrador::staff
