#pragma once

#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "base/random.hpp"
#include "protocol/messages.hpp"

// Secrets that a directory hands out; it keeps only their hashes.
namespace mostrador::hub {

/// Eight letters and digits.
std::string make_code(base::Random& random);

/// A code as it is shown: "K7QM-2XRP".
std::string shown_code(const std::string& code);

/// A code as a person types it, in its one form; empty when it cannot be one.
std::string normal_code(std::string_view typed);

base::Hash code_hash(std::string_view normal);

protocol::Token make_token(base::Random& random);

/// A sighting is written this often, in microseconds; a lost one costs nothing.
constexpr std::int64_t kSightingPauseUs = 30'000'000;

}  // namespace mostrador::hub
