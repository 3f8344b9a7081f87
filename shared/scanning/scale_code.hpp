#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"
#include "scanning/operations.hpp"
#include "store/database.hpp"

namespace mostrador::scanning {

/// One meaning of a prefix (operations.hpp).
struct ScaleCode {
    static constexpr std::string_view kType = "ScaleCode";
    base::Id id;
    std::string prefix;
    std::int64_t article_digits = 0;
    std::int64_t value_digits = 0;
    Measure measure = Measure::weight;
    std::int64_t decimals = 0;

    static constexpr auto fields() {
        using T = ScaleCode;
        return base::fields(base::field("id", &T::id), base::field("prefix", &T::prefix),
                            base::field("articleDigits", &T::article_digits),
                            base::field("valueDigits", &T::value_digits),
                            base::field("measure", &T::measure),
                            base::field("decimals", &T::decimals));
    }
};

/// What one code says.
struct Measured {
    std::string article;  ///< digits, with their leading zeros
    base::Decimal value;  ///< kilograms, or an amount of money in major units
};

/// Errors: input.malformed{field: prefix}, input.out_of_range{field: articleDigits, valueDigits,
/// decimals}.
base::Status check(const ScaleCode& rule);

/// Reads an EAN-13, or a UPC-A, which is an EAN-13 that starts with zero. Nothing when the prefix
/// or the check digit is another.
std::optional<Measured> read_scale_code(const ScaleCode& rule, std::string_view code);

/// Under which codes a shop may have written the article's own: the whole code with zeros for the
/// value, prefix and number, the number alone.
std::array<std::string, 3> article_codes(const ScaleCode& rule, const std::string& article);

/// How much of something is sold at `unit_price` when it costs `price` (both in minor units): with
/// as few decimals as make the line cost just that. Nothing when no quantity does.
std::optional<base::Decimal> quantity_worth(std::int64_t price, std::int64_t unit_price);

/// Those in use, the longest prefix first; of two for one prefix the later.
base::Result<std::vector<ScaleCode>> scale_codes(store::Database& database);

}  // namespace mostrador::scanning
