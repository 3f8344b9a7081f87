#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/reflect.hpp"

namespace mostrador::orders {

/// ORD-1: how something is ordered. Prices and charges may depend on it (CAT-6, PRICE-4).
enum class Type : std::uint8_t { dine_in, to_go, delivery, counter };

}  // namespace mostrador::orders

template <>
struct mostrador::base::EnumNames<mostrador::orders::Type> {
    using enum mostrador::orders::Type;
    static constexpr std::array names{
        std::pair{dine_in, std::string_view("dine_in")},
        std::pair{to_go, std::string_view("to_go")},
        std::pair{delivery, std::string_view("delivery")},
        std::pair{counter, std::string_view("counter")},
    };
};
