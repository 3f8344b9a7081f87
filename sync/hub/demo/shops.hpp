#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "hub/demo/cafe_stock.hpp"
#include "hub/demo/demo_product.hpp"
#include "staff/permissions.hpp"

namespace mostrador::hub::demo {

/// A person of a demo shop. The PIN is no secret: it is printed when the shop is started.
struct DemoPerson {
    std::string_view name;
    staff::Role role;
    std::string_view pin;
    std::string_view color;
};

struct DemoTax {
    std::string_view name;
    std::string_view code;  ///< in the country's dated table
    std::string_view rate;  ///< percent
};

/// A table, by its upper left corner on the plan (floor/operations.hpp).
struct DemoTable {
    std::string_view name;
    std::int64_t seats;
    std::int64_t x;
    std::int64_t y;
    std::int64_t width;
    std::int64_t height;
    std::string_view shape = "square";
};

struct DemoArea {
    std::string_view name;
    std::span<const DemoTable> tables;
};

struct DemoStation {
    std::string_view name;
    std::string_view code;  ///< what the products name
    std::int64_t warn;      ///< minutes
    std::int64_t late;
};

/// Everything of a demo shop but its products.
struct DemoShop {
    std::string_view name;
    std::string_view legal_name;
    std::string_view tax_id;
    std::string_view country;
    std::string_view currency;
    std::string_view time_zone;
    std::string_view language;
    std::string_view branch;
    std::string_view address;
    std::span<const std::string_view> registers;
    std::span<const DemoPerson> people;
    std::span<const DemoTax> taxes;
    std::span<const DemoCategory> categories;
    std::span<const DemoGroup> groups = {};
    std::span<const DemoArea> areas = {};
    std::span<const DemoStation> stations = {};
    std::span<const DemoItem> items = {};
    std::span<const DemoRecipe> recipes = {};
    std::span<const DemoPriceList> price_lists = {};
};

/// “Café La Esquina” in Lima and “Supermercado El Sol” in Madrid.
const DemoShop& cafe();
const DemoShop& supermarket();
std::span<const DemoShop* const> shops();

}  // namespace mostrador::hub::demo
