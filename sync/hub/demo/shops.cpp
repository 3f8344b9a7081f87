#include "hub/demo/shops.hpp"

#include <array>

#include "hub/demo/cafe.hpp"
#include "hub/demo/supermarket.hpp"

namespace mostrador::hub::demo {
namespace {

using staff::Role;
using std::string_view_literals::operator""sv;

constexpr std::array kRegisters{"Caja 1"sv, "Caja 2"sv};

constexpr std::array kCafePeople{
    DemoPerson{"Rosa Huamán", Role::owner, "2580", "#7a4b2a"},
    DemoPerson{"Luis Paredes", Role::admin, "4321", "#2f6f8f"},
    DemoPerson{"Ana Quispe", Role::cashier, "1234", "#a8323e"},
    DemoPerson{"Diego Ramos", Role::waiter, "1357", "#3f7d4a"},
    DemoPerson{"Carmen Flores", Role::kitchen, "2468", "#8a5a9e"},
    DemoPerson{"Jorge Salas", Role::bar, "9753", "#9a6a10"},
};

constexpr std::array kSupermarketPeople{
    DemoPerson{"Isabel Molina", Role::owner, "2580", "#7a2740"},
    DemoPerson{"Javier Ortega", Role::admin, "4321", "#2f6f8f"},
    DemoPerson{"Lucía Navarro", Role::cashier, "1234", "#a66a2c"},
    DemoPerson{"Marcos Gil", Role::cashier, "1357", "#3f7d3a"},
    DemoPerson{"Nuria Vega", Role::viewer, "2468", "#5a6472"},
};

constexpr std::array kCafeTaxes{DemoTax{"IGV 18 %", "pe.igv", "18"}};

// In the order of `Vat`.
constexpr std::array kSupermarketTaxes{DemoTax{"IVA 4 %", "es.iva.super_reduced", "4"},
                                       DemoTax{"IVA 10 %", "es.iva.reduced", "10"},
                                       DemoTax{"IVA 21 %", "es.iva", "21"}};

constexpr std::array kRoom{
    DemoTable{"Mesa 1", 2, 60, 60, 110, 110, "round"},
    DemoTable{"Mesa 2", 2, 60, 245, 110, 110, "round"},
    DemoTable{"Mesa 3", 2, 60, 430, 110, 110, "round"},
    DemoTable{"Mesa 4", 4, 260, 60, 150, 130},
    DemoTable{"Mesa 5", 4, 260, 235, 150, 130},
    DemoTable{"Mesa 6", 4, 260, 410, 150, 130},
    DemoTable{"Mesa 7", 6, 500, 60, 210, 130},
    DemoTable{"Mesa 8", 8, 500, 240, 210, 300},
    DemoTable{"Barra 1", 1, 820, 60, 90, 90, "round"},
    DemoTable{"Barra 2", 1, 820, 185, 90, 90, "round"},
    DemoTable{"Barra 3", 1, 820, 310, 90, 90, "round"},
    DemoTable{"Barra 4", 1, 820, 435, 90, 90, "round"},
};

constexpr std::array kTerrace{
    DemoTable{"Terraza 1", 4, 80, 80, 150, 150, "round"},
    DemoTable{"Terraza 2", 4, 320, 80, 150, 150, "round"},
    DemoTable{"Terraza 3", 4, 560, 80, 150, 150, "round"},
    DemoTable{"Terraza 4", 6, 80, 340, 260, 150},
    DemoTable{"Terraza 5", 6, 450, 340, 260, 150},
};

constexpr std::array kCafeAreas{DemoArea{"Salón", kRoom}, DemoArea{"Terraza", kTerrace}};

// Happy hour from Monday to Friday at the bar, and what it costs to bring things home.
constexpr std::array kHappyPrices{DemoPrice{.category = "Cervezas y cócteles", .percent = "-25"}};
constexpr std::array kDeliveryPrices{
    DemoPrice{.product = "Taza La Esquina", .price = 2900},  // a present costs the same everywhere
    DemoPrice{.percent = "8"}};
constexpr std::int64_t kWorkdays = 0b11111;
constexpr std::array kCafePriceLists{
    DemoPriceList{"Hora feliz", "", kWorkdays, 17 * 60, 20 * 60, kHappyPrices},
    DemoPriceList{"A domicilio", "delivery", 0, 0, 0, kDeliveryPrices}};

constexpr std::array kCafeStations{DemoStation{"Cocina", "cocina", 8, 15},
                                   DemoStation{"Barra", "barra", 4, 8}};

}  // namespace

const DemoShop& cafe() {
    static const DemoShop shop{.name = "Café La Esquina",
                               .legal_name = "La Esquina de Miraflores S.A.C.",
                               .tax_id = "20600123450",
                               .country = "PE",
                               .currency = "PEN",
                               .time_zone = "America/Lima",
                               .language = "es-PE",
                               .branch = "Miraflores",
                               .address = "Av. del Árbol 245, Miraflores, Lima",
                               .registers = kRegisters,
                               .people = kCafePeople,
                               .taxes = kCafeTaxes,
                               .categories = cafe_categories(),
                               .groups = cafe_groups(),
                               .areas = kCafeAreas,
                               .stations = kCafeStations,
                               .items = cafe_items(),
                               .recipes = cafe_recipes(),
                               .price_lists = kCafePriceLists};
    return shop;
}

const DemoShop& supermarket() {
    static const DemoShop shop{.name = "Supermercado El Sol",
                               .legal_name = "Distribuciones El Sol, S.L.",
                               .tax_id = "B12345674",
                               .country = "ES",
                               .currency = "EUR",
                               .time_zone = "Europe/Madrid",
                               .language = "es-ES",
                               .branch = "Centro",
                               .address = "Calle de la Solana 12, 28005 Madrid",
                               .registers = kRegisters,
                               .people = kSupermarketPeople,
                               .taxes = kSupermarketTaxes,
                               .categories = supermarket_categories(),
                               .groups = {}};
    return shop;
}

std::span<const DemoShop* const> shops() {
    static const std::array all{&cafe(), &supermarket()};
    return all;
}

}  // namespace mostrador::hub::demo
