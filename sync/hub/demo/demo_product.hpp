#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mostrador::hub::demo {

/// A category of a demo shop, in the order in which it is shown.
struct DemoCategory {
    std::string_view name;
    std::string_view color;
    std::string_view icon;
};

/// A product of a demo shop, before it has an id.
struct DemoProduct {
    std::string sku;
    std::string barcode;  ///< empty for what nobody scans
    std::string name;
    std::size_t category = 0;
    std::int64_t price = 0;  ///< minor units
    std::size_t tax = 0;     ///< index in the shop's tax classes
    std::string unit;
    std::string image;
    std::string station;
};

}  // namespace mostrador::hub::demo
