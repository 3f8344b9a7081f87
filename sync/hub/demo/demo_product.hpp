#pragma once

#include <cstdint>
#include <span>
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

/// Something that changes what is sold; minor units on top of the product's price.
struct DemoOption {
    std::string_view name;
    std::int64_t price = 0;
    std::string_view product = {};  ///< the component of a combo that it is, by its name
};

/// A group of modifiers, and the products with which it is asked for.
struct DemoGroup {
    std::string_view name;
    std::int64_t least = 0;
    std::int64_t most = 1;
    std::span<const DemoOption> options;
    std::span<const std::string_view> products;
};

/// What a demo shop's price list says of a product, or of a category: a price or a percentage.
struct DemoPrice {
    std::string_view product;   ///< its name; or
    std::string_view category;  ///< its name
    std::int64_t price = 0;     ///< minor units
    std::string_view percent;
};

/// A price list of a demo shop.
struct DemoPriceList {
    std::string_view name;
    std::string_view types;  ///< one a line; empty: all
    std::int64_t weekdays = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::span<const DemoPrice> prices;
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
    std::string description = {};
    std::string allergens = {};  ///< one a line, as the product has them
    std::string tags = {};
    std::string parent = {};   ///< name of the product that it is a variant of
    std::string options = {};  ///< as catalog::ProductRow has them
};

}  // namespace mostrador::hub::demo
