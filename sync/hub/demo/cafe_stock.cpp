#include "hub/demo/cafe_stock.hpp"

#include <array>

namespace mostrador::hub::demo {
namespace {

constexpr std::array kItems{
    DemoItem{"Café en grano", "kg", "saco 10", "8", "60", 270'000},
    DemoItem{"Leche entera", "l", "caja 12", "24", "240", 96'000},
    DemoItem{"Leche de avena", "l", "caja 6", "6", "48", 57'600},
    DemoItem{"Chocolate", "kg", "", "2", "12", 42'000},
    DemoItem{"Naranjas de jugo", "kg", "jaba 20", "20", "180", 54'000},
    DemoItem{"Pan de hamburguesa", "un", "bolsa 6", "60", "480", 48'000},
    DemoItem{"Carne de hamburguesa 150 g", "un", "caja 40", "40", "440", 198'000},
    DemoItem{"Queso en láminas", "un", "paquete 24", "48", "600", 48'000},
    DemoItem{"Papas", "kg", "saco 50", "25", "150", 45'000},
    DemoItem{"Agua sin gas 625 ml", "", "paquete 15", "30", "300", 36'000},
    DemoItem{"Agua con gas 625 ml", "", "paquete 15", "30", "240", 31'200},
    DemoItem{"Gaseosa amarilla 500 ml", "", "paquete 12", "24", "240", 50'400},
    DemoItem{"Gaseosa negra 500 ml", "", "paquete 12", "24", "240", 50'400},
    DemoItem{"Cerveza rubia 330 ml", "", "caja 24", "24", "240", 96'000},
    DemoItem{"Cerveza artesanal IPA", "", "caja 12", "12", "60", 54'000},
};

constexpr std::array kEspresso{DemoIngredient{"Café en grano", "0.018", "g"}};
constexpr std::array kMilkCoffee{DemoIngredient{"Café en grano", "0.018", "g"},
                                 DemoIngredient{"Leche entera", "0.2", "ml"}};
constexpr std::array kMocha{DemoIngredient{"Café en grano", "0.018", "g"},
                            DemoIngredient{"Leche entera", "0.18", "ml"},
                            DemoIngredient{"Chocolate", "0.025", "g"}};
constexpr std::array kHotChocolate{DemoIngredient{"Leche entera", "0.25", "ml"},
                                   DemoIngredient{"Chocolate", "0.04", "g"}};
constexpr std::array kOrangeJuice{DemoIngredient{"Naranjas de jugo", "0.7", "g"}};
constexpr std::array kBurger{DemoIngredient{"Pan de hamburguesa", "1", "un"},
                             DemoIngredient{"Carne de hamburguesa 150 g", "1", "un"},
                             DemoIngredient{"Queso en láminas", "1", "un"}};

constexpr std::array kFries{DemoIngredient{"Papas", "0.2", "g"}};
constexpr std::array kCheese{DemoIngredient{"Queso en láminas", "1", "un"}};
/// What a choice takes more, and what it leaves out.
constexpr std::array kOat{DemoIngredient{"Leche entera", "-0.2", "ml"},
                          DemoIngredient{"Leche de avena", "0.2", "ml"}};

constexpr std::array kRecipes{
    DemoRecipe{"Espresso", kEspresso},
    DemoRecipe{"Americano", kEspresso},
    DemoRecipe{"Americano helado", kEspresso},
    DemoRecipe{"Capuchino", kMilkCoffee},
    DemoRecipe{"Capuchino con canela", kMilkCoffee},
    DemoRecipe{"Latte", kMilkCoffee},
    DemoRecipe{"Latte de vainilla", kMilkCoffee},
    DemoRecipe{"Latte helado", kMilkCoffee},
    DemoRecipe{"Flat white", kMilkCoffee},
    DemoRecipe{"Moca", kMocha},
    DemoRecipe{"Chocolate caliente", kHotChocolate},
    DemoRecipe{"Jugo de naranja", kOrangeJuice},
    DemoRecipe{"Hamburguesa clásica", kBurger},
    DemoRecipe{"Hamburguesa royal", kBurger},
    DemoRecipe{"Leche/De avena", kOat},
    DemoRecipe{"Extras de café/Shot adicional", kEspresso},
    DemoRecipe{"Acompañamiento/Papas fritas", kFries},
    DemoRecipe{"Extras de hamburguesa/Queso", kCheese},
};

}  // namespace

std::span<const DemoItem> cafe_items() {
    return kItems;
}

std::span<const DemoRecipe> cafe_recipes() {
    return kRecipes;
}

}  // namespace mostrador::hub::demo
