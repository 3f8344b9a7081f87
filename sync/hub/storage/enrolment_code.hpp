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

/// The token of a device: the same each time that one attempt is repeated, so that an answer that
/// is late or comes twice cannot lock the device out. Code and attempt together have over 100
/// random bits, and the directory keeps neither.
protocol::Token make_token(const protocol::EnrolRequest& request, const base::Id& device);

/// What the directory keeps of an attempt, to know it again.
base::Id mark_of(const base::Id& attempt);

/// A sighting is written this often, in microseconds; a lost one costs nothing.
constexpr std::int64_t kSightingPauseUs = 30'000'000;

}  // namespace mostrador::hub
