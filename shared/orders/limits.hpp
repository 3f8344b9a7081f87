#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mostrador::orders {

constexpr std::int64_t kMostGuests = 999;
constexpr std::size_t kMostText = 200;
constexpr std::size_t kMostLines = 500;

inline std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(base::Code::input_out_of_range, {{"field", std::string(field)}});
}

inline base::Status check_text(std::string_view field, const std::optional<std::string>& text) {
    if (text && text->size() > kMostText) return out_of_range(field);
    return {};
}

}  // namespace mostrador::orders
