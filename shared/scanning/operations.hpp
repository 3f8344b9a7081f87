#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "log/assignment.hpp"

namespace mostrador::scanning {

/// What a scale writes into its codes.
enum class Measure : std::uint8_t { weight, price };

/// CAT-3: how a shop's scales write what they weighed into a code of 13 digits. GS1 leaves the
/// prefixes 02 and 20 to 29 to each shop, so each shop says what its own mean:
/// `prefix`, `article_digits` of the article's number, `value_digits` of the weight or the price,
/// check digit. One digit between article and value, if there is room for it, checks the value and
/// is not read.
struct ScaleCodeRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> prefix;
    std::optional<std::int64_t> article_digits;
    std::optional<std::int64_t> value_digits;
    std::optional<Measure> measure;
    std::optional<std::int64_t> decimals;  ///< of the value, in kilograms or in the currency
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = ScaleCodeRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("prefix", &T::prefix), base::field("article_digits", &T::article_digits),
            base::field("value_digits", &T::value_digits), base::field("measure", &T::measure),
            base::field("decimals", &T::decimals), base::field("active", &T::active));
    }
};

/// The assignment kind: `{"rows": […]}`.
struct ScaleCodesPut : log::Rows<ScaleCodeRow> {
    static constexpr std::string_view kKind = "scanning.scale_codes_put";
};

log::Capability capability();

}  // namespace mostrador::scanning

template <>
struct mostrador::base::EnumNames<mostrador::scanning::Measure> {
    using enum mostrador::scanning::Measure;
    static constexpr std::array names{
        std::pair{weight, std::string_view("weight")},
        std::pair{price, std::string_view("price")},
    };
};
