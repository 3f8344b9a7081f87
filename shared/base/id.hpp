#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/random.hpp"

namespace mostrador::base {

/// A UUID. Ids made by make_id sort by the time they were made at.
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    /// Lower case, with hyphens: "0190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e88".
    std::string text() const;

    /// Accepts the form of text(), in either case. Errors: input.malformed.
    static Result<Id> parse(std::string_view text);

    /// Errors: input.malformed unless there are 16 bytes.
    static Result<Id> from_bytes(ByteView bytes);

    static constexpr Id nil() { return {}; }

    bool is_nil() const { return *this == nil(); }

    auto operator<=>(const Id&) const = default;
};

/// A new UUIDv7: time first, to the microsecond, then 62 random bits.
Id make_id(Clock& clock, Random& random);

/// Makes UUIDv7 that always grow, even inside one microsecond or when the clock steps back.
class IdSource {
public:
    IdSource(Clock& clock, Random& random) : clock_(&clock), random_(&random) {}

    Id next();

private:
    Clock* clock_;
    Random* random_;
    std::int64_t last_ = 0;
};

/// The same UUIDv8 for the same names on every replica; for things that are not made but found,
/// e.g. `derived_id("tax", "PE:IGV:18")`. The name space must not contain a NUL.
Id derived_id(std::string_view name_space, std::string_view name);

}  // namespace mostrador::base

template <>
struct std::hash<mostrador::base::Id> {
    std::size_t operator()(const mostrador::base::Id& id) const noexcept {
        std::size_t value;  // the last bytes are the random ones
        std::memcpy(&value, id.bytes.data() + id.bytes.size() - sizeof(value), sizeof(value));
        return value;
    }
};
