#include "hub/demo/cafe.hpp"

#include <algorithm>
#include <array>
#include <format>

#include "catalog/barcode.hpp"

namespace mostrador::hub::demo {
namespace {

constexpr std::array kCategories{
    DemoCategory{"Cafés", "#6b4226", "coffee"},
    DemoCategory{"Cafés fríos", "#8a6a4f", "soda"},
    DemoCategory{"Tés e infusiones", "#4f7a3f", "tea"},
    DemoCategory{"Jugos y batidos", "#c8621b", "juice"},
    DemoCategory{"Bebidas", "#2a7a99", "water"},
    DemoCategory{"Cervezas y cócteles", "#a37410", "beer"},
    DemoCategory{"Desayunos", "#b58415", "egg"},
    DemoCategory{"Sánguches", "#a8552a", "sandwich"},
    DemoCategory{"Entradas y ensaladas", "#3f7d4a", "salad"},
    DemoCategory{"Platos de fondo", "#9c3b30", "plate"},
    DemoCategory{"Postres y pastelería", "#9b4a7a", "cake"},
    DemoCategory{"Para llevar a casa", "#5a6472", "grain"},
};

enum Section : std::size_t {
    kCoffee,
    kColdCoffee,
    kTea,
    kJuice,
    kDrinks,
    kBar,
    kBreakfast,
    kSandwiches,
    kStarters,
    kMains,
    kDesserts,
    kTakeHome,
};

constexpr std::string_view kBarStation = "barra";
constexpr std::string_view kKitchen = "cocina";
constexpr std::string_view kNowhere;

struct Dish {
    Section section;
    std::string_view name;
    int centimos;
    std::string_view station;
    std::string_view glyph = {};  ///< where it looks different from its category
};

constexpr std::array kMenu{
    Dish{kCoffee, "Espresso", 700, kBarStation},
    Dish{kCoffee, "Espresso doble", 900, kBarStation},
    Dish{kCoffee, "Ristretto", 700, kBarStation},
    Dish{kCoffee, "Americano", 800, kBarStation},
    Dish{kCoffee, "Cortado", 850, kBarStation},
    Dish{kCoffee, "Café con leche", 1000, kBarStation},
    Dish{kCoffee, "Capuchino", 1100, kBarStation},
    Dish{kCoffee, "Capuchino con canela", 1150, kBarStation},
    Dish{kCoffee, "Latte", 1150, kBarStation},
    Dish{kCoffee, "Latte de vainilla", 1300, kBarStation},
    Dish{kCoffee, "Latte de lúcuma", 1400, kBarStation},
    Dish{kCoffee, "Flat white", 1200, kBarStation},
    Dish{kCoffee, "Moca", 1350, kBarStation},
    Dish{kCoffee, "Café pasado", 750, kBarStation},
    Dish{kCoffee, "Filtrado V60", 1500, kBarStation},
    Dish{kCoffee, "Chocolate caliente", 1300, kBarStation},

    Dish{kColdCoffee, "Americano helado", 950, kBarStation},
    Dish{kColdCoffee, "Latte helado", 1300, kBarStation},
    Dish{kColdCoffee, "Cold brew", 1400, kBarStation},
    Dish{kColdCoffee, "Cold brew con naranja", 1550, kBarStation},
    Dish{kColdCoffee, "Frappé de café", 1600, kBarStation},
    Dish{kColdCoffee, "Frappé de moca", 1700, kBarStation},
    Dish{kColdCoffee, "Frappé de caramelo", 1700, kBarStation},
    Dish{kColdCoffee, "Frappé de algarrobina", 1750, kBarStation},
    Dish{kColdCoffee, "Affogato", 1500, kBarStation, "icecream"},
    Dish{kColdCoffee, "Espresso tonic", 1450, kBarStation},

    Dish{kTea, "Té negro", 700, kBarStation},
    Dish{kTea, "Té verde", 700, kBarStation},
    Dish{kTea, "Té chai con leche", 1300, kBarStation},
    Dish{kTea, "Matcha latte", 1600, kBarStation},
    Dish{kTea, "Manzanilla", 600, kBarStation},
    Dish{kTea, "Anís", 600, kBarStation},
    Dish{kTea, "Hierba luisa", 600, kBarStation},
    Dish{kTea, "Muña", 650, kBarStation},
    Dish{kTea, "Mate de coca", 650, kBarStation},
    Dish{kTea, "Infusión de frutos rojos", 850, kBarStation},
    Dish{kTea, "Emoliente de la casa", 900, kBarStation},

    Dish{kJuice, "Jugo de naranja", 1100, kBarStation},
    Dish{kJuice, "Jugo de papaya", 1000, kBarStation},
    Dish{kJuice, "Jugo de piña", 1000, kBarStation},
    Dish{kJuice, "Jugo surtido", 1300, kBarStation},
    Dish{kJuice, "Jugo verde", 1400, kBarStation},
    Dish{kJuice, "Jugo de fresa con leche", 1400, kBarStation},
    Dish{kJuice, "Batido de lúcuma", 1600, kBarStation},
    Dish{kJuice, "Batido de plátano y avena", 1450, kBarStation},
    Dish{kJuice, "Batido de aguaymanto", 1550, kBarStation},
    Dish{kJuice, "Batido de arándanos", 1650, kBarStation},
    Dish{kJuice, "Limonada", 900, kBarStation},
    Dish{kJuice, "Limonada de hierbabuena", 1050, kBarStation},
    Dish{kJuice, "Limonada frozen", 1200, kBarStation},
    Dish{kJuice, "Maracuyá", 950, kBarStation},
    Dish{kJuice, "Chicha morada", 800, kBarStation},
    Dish{kJuice, "Jarra de chicha morada 1 L", 2200, kBarStation},
    Dish{kJuice, "Jarra de limonada 1 L", 2400, kBarStation},

    Dish{kDrinks, "Agua sin gas 625 ml", 500, kNowhere},
    Dish{kDrinks, "Agua con gas 625 ml", 500, kNowhere},
    Dish{kDrinks, "Gaseosa amarilla 500 ml", 600, kNowhere, "soda"},
    Dish{kDrinks, "Gaseosa negra 500 ml", 600, kNowhere, "soda"},
    Dish{kDrinks, "Gaseosa de limón 500 ml", 600, kNowhere, "soda"},
    Dish{kDrinks, "Gaseosa sin azúcar 500 ml", 600, kNowhere, "soda"},
    Dish{kDrinks, "Agua tónica", 700, kNowhere, "soda"},
    Dish{kDrinks, "Ginger ale", 700, kNowhere, "soda"},
    Dish{kDrinks, "Kombucha de jengibre", 1400, kNowhere, "bottle"},
    Dish{kDrinks, "Kombucha de frutos rojos", 1400, kNowhere, "bottle"},

    Dish{kBar, "Cerveza rubia 330 ml", 1000, kBarStation},
    Dish{kBar, "Cerveza negra 330 ml", 1100, kBarStation},
    Dish{kBar, "Cerveza artesanal IPA", 1800, kBarStation},
    Dish{kBar, "Cerveza artesanal de trigo", 1800, kBarStation},
    Dish{kBar, "Cerveza sin alcohol", 1000, kBarStation},
    Dish{kBar, "Copa de vino tinto", 1900, kBarStation, "wine"},
    Dish{kBar, "Copa de vino blanco", 1900, kBarStation, "wine"},
    Dish{kBar, "Botella de malbec", 8900, kBarStation, "wine"},
    Dish{kBar, "Pisco sour", 2400, kBarStation, "cocktail"},
    Dish{kBar, "Maracuyá sour", 2500, kBarStation, "cocktail"},
    Dish{kBar, "Chilcano clásico", 2200, kBarStation, "cocktail"},
    Dish{kBar, "Chilcano de maracuyá", 2400, kBarStation, "cocktail"},
    Dish{kBar, "Mojito", 2400, kBarStation, "cocktail"},
    Dish{kBar, "Gin tonic", 2800, kBarStation, "cocktail"},
    Dish{kBar, "Carajillo", 2000, kBarStation, "coffee"},

    Dish{kBreakfast, "Desayuno La Esquina", 2900, kKitchen},
    Dish{kBreakfast, "Desayuno americano", 2600, kKitchen},
    Dish{kBreakfast, "Desayuno continental", 1900, kKitchen, "croissant"},
    Dish{kBreakfast, "Desayuno criollo con chicharrón", 3200, kKitchen},
    Dish{kBreakfast, "Huevos revueltos", 1400, kKitchen},
    Dish{kBreakfast, "Huevos fritos con tostadas", 1400, kKitchen},
    Dish{kBreakfast, "Omelette de jamón y queso", 1900, kKitchen},
    Dish{kBreakfast, "Omelette de champiñones", 2000, kKitchen},
    Dish{kBreakfast, "Tostadas con palta", 1700, kKitchen, "bread"},
    Dish{kBreakfast, "Tostadas francesas", 2100, kKitchen, "bread"},
    Dish{kBreakfast, "Panqueques con frutas", 2200, kKitchen},
    Dish{kBreakfast, "Tazón de yogur y granola", 1800, kKitchen, "salad"},
    Dish{kBreakfast, "Avena con manzana", 1200, kKitchen, "soup"},
    Dish{kBreakfast, "Tamal criollo", 1300, kKitchen},

    Dish{kSandwiches, "Triple clásico", 1600, kKitchen},
    Dish{kSandwiches, "Mixto caliente", 1400, kKitchen},
    Dish{kSandwiches, "Pan con chicharrón", 2200, kKitchen},
    Dish{kSandwiches, "Butifarra", 1900, kKitchen},
    Dish{kSandwiches, "Pavo a la leña", 2400, kKitchen},
    Dish{kSandwiches, "Pollo con palta", 1900, kKitchen},
    Dish{kSandwiches, "Lomo al jugo", 2600, kKitchen},
    Dish{kSandwiches, "Caprese en chapata", 2100, kKitchen},
    Dish{kSandwiches, "Vegetariano a la plancha", 1900, kKitchen},
    Dish{kSandwiches, "Hamburguesa clásica", 2600, kKitchen, "burger"},
    Dish{kSandwiches, "Hamburguesa royal", 3100, kKitchen, "burger"},
    Dish{kSandwiches, "Hamburguesa de quinua", 2700, kKitchen, "burger"},
    Dish{kSandwiches, "Club sándwich", 2900, kKitchen},
    Dish{kSandwiches, "Croissant de jamón y queso", 1500, kKitchen, "croissant"},

    Dish{kStarters, "Causa limeña", 2200, kKitchen},
    Dish{kStarters, "Papa a la huancaína", 1900, kKitchen},
    Dish{kStarters, "Ocopa arequipeña", 1900, kKitchen},
    Dish{kStarters, "Tequeños con guacamole", 2100, kKitchen},
    Dish{kStarters, "Choclo con queso", 1600, kKitchen},
    Dish{kStarters, "Yuquitas fritas", 1500, kKitchen},
    Dish{kStarters, "Ensalada César con pollo", 2800, kKitchen},
    Dish{kStarters, "Ensalada de quinua", 2600, kKitchen},
    Dish{kStarters, "Ensalada caprese", 2400, kKitchen},
    Dish{kStarters, "Sopa del día", 1400, kKitchen, "soup"},
    Dish{kStarters, "Sopa criolla", 2400, kKitchen, "soup"},
    Dish{kStarters, "Crema de zapallo", 1700, kKitchen, "soup"},

    Dish{kMains, "Menú del día", 2500, kKitchen},
    Dish{kMains, "Lomo saltado", 3900, kKitchen, "meat"},
    Dish{kMains, "Ají de gallina", 3200, kKitchen, "chicken"},
    Dish{kMains, "Arroz con pollo", 2900, kKitchen, "chicken"},
    Dish{kMains, "Milanesa de pollo con papas", 3100, kKitchen, "chicken"},
    Dish{kMains, "Seco de res con frejoles", 3600, kKitchen, "meat"},
    Dish{kMains, "Tallarines verdes con bistec", 3700, kKitchen, "meat"},
    Dish{kMains, "Fetuccini a la huancaína", 3400, kKitchen},
    Dish{kMains, "Lasaña de carne", 3200, kKitchen},
    Dish{kMains, "Pizza margarita", 2900, kKitchen, "pizza"},
    Dish{kMains, "Pizza de la casa", 3500, kKitchen, "pizza"},
    Dish{kMains, "Ceviche de pescado", 3800, kKitchen, "fish"},
    Dish{kMains, "Pescado a la plancha", 3900, kKitchen, "fish"},
    Dish{kMains, "Chaufa de quinua", 2900, kKitchen},
    Dish{kMains, "Porción de arroz", 500, kKitchen},
    Dish{kMains, "Porción de papas fritas", 1000, kKitchen},

    Dish{kDesserts, "Torta de chocolate", 1500, kNowhere},
    Dish{kDesserts, "Torta tres leches", 1500, kNowhere},
    Dish{kDesserts, "Pie de limón", 1400, kNowhere},
    Dish{kDesserts, "Cheesecake de maracuyá", 1600, kNowhere},
    Dish{kDesserts, "Suspiro a la limeña", 1300, kNowhere, "dessert"},
    Dish{kDesserts, "Mazamorra morada", 1000, kNowhere, "dessert"},
    Dish{kDesserts, "Arroz con leche", 1000, kNowhere, "dessert"},
    Dish{kDesserts, "Crema volteada", 1200, kNowhere, "dessert"},
    Dish{kDesserts, "Picarones con miel", 1600, kKitchen, "dessert"},
    Dish{kDesserts, "Alfajor de maicena", 600, kNowhere, "cookie"},
    Dish{kDesserts, "Brownie con helado", 1700, kKitchen},
    Dish{kDesserts, "Copa de helado de lúcuma", 1400, kNowhere, "icecream"},
    Dish{kDesserts, "Croissant", 800, kNowhere, "croissant"},
    Dish{kDesserts, "Galleta de avena", 600, kNowhere, "cookie"},
    Dish{kDesserts, "Queque de plátano", 900, kNowhere},

    Dish{kTakeHome, "Café de Chanchamayo en grano 250 g", 3200, kNowhere, "coffee"},
    Dish{kTakeHome, "Café de Cusco molido 250 g", 3400, kNowhere, "coffee"},
    Dish{kTakeHome, "Café de Cajamarca en grano 1 kg", 9800, kNowhere, "coffee"},
    Dish{kTakeHome, "Miel de abeja 500 g", 2600, kNowhere, "bottle"},
    Dish{kTakeHome, "Mermelada de sauco 250 g", 1800, kNowhere, "can"},
    Dish{kTakeHome, "Granola de la casa 400 g", 2200, kNowhere},
    Dish{kTakeHome, "Chocolate de Piura 70 % 80 g", 1900, kNowhere, "candy"},
    Dish{kTakeHome, "Taza La Esquina", 2900, kNowhere, "coffee"},
    Dish{kTakeHome, "Polo La Esquina", 4500, kNowhere},
    Dish{kSandwiches, "Combo sánguche", 3200, kNowhere, "sandwich"},
};

/// What guests read of some dishes; allergens as catalog/allergens.hpp has them.
struct Words {
    std::string_view dish;
    std::string_view description;
    std::string_view allergens;
    std::string_view tags;
};

constexpr std::array kWords{
    Words{"Latte", "Espresso doble con leche cremosa.", "milk", ""},
    Words{"Latte de lúcuma", "Espresso, leche y lúcuma de Huanta.", "milk", ""},
    Words{"Matcha latte", "", "milk", ""},
    Words{"Jugo verde", "Espinaca, piña, apio y manzana.", "celery", "Vegano"},
    Words{"Batido de plátano y avena", "", "milk\ngluten", "Vegetariano"},
    Words{"Cerveza rubia 330 ml", "", "gluten", ""},
    Words{"Pisco sour", "Pisco quebranta, limón, clara de huevo y amargo.", "eggs", "De la casa"},
    Words{"Desayuno La Esquina", "Huevos al gusto, pan de campo, palta, jugo y café.",
          "eggs\ngluten\nmilk", "De la casa"},
    Words{"Omelette de champiñones", "", "eggs\nmilk", "Vegetariano"},
    Words{"Tostadas con palta", "Pan de masa madre, palta y semillas.", "gluten\nsesame", "Vegano"},
    Words{"Triple clásico", "Palta, tomate y huevo.", "gluten\neggs", "Vegetariano"},
    Words{"Hamburguesa clásica", "180 g de res, lechuga, tomate y cebolla.",
          "gluten\neggs\nmustard", ""},
    Words{"Hamburguesa royal", "Con queso, tocino y huevo frito.", "gluten\neggs\nmilk\nmustard",
          ""},
    Words{"Hamburguesa de quinua", "Quinua, frejol negro y palta.", "gluten\nsesame",
          "Vegetariano"},
    Words{"Causa limeña", "Papa amarilla, ají, limón y pollo.", "eggs\nmustard", "Sin gluten"},
    Words{"Papa a la huancaína", "Papa en crema de ají amarillo y queso fresco.", "milk\nnuts",
          "Vegetariano\nPicante"},
    Words{"Ensalada de quinua", "Quinua, choclo, palta y tomate.", "", "Vegano\nSin gluten"},
    Words{"Lomo saltado",
          "Lomo fino salteado al wok con cebolla, tomate y papas fritas; arroz aparte.",
          "soy\ngluten", "De la casa"},
    Words{"Ají de gallina", "Gallina deshilachada en crema de ají amarillo y pecanas.",
          "milk\nnuts\ngluten", "Picante"},
    Words{"Ceviche de pescado", "Pesca del día en leche de tigre, camote y choclo.", "fish\ncelery",
          "Sin gluten\nPicante"},
    Words{"Chaufa de quinua", "Quinua salteada con verduras y huevo.", "soy\neggs", "Vegetariano"},
    Words{"Torta de chocolate", "", "gluten\neggs\nmilk", ""},
    Words{"Suspiro a la limeña", "Manjar blanco y merengue al oporto.", "eggs\nmilk\nsulphites",
          ""}};

constexpr std::array kSizes{DemoOption{"8 oz"}, DemoOption{"12 oz", 200}, DemoOption{"16 oz", 350}};
constexpr std::array kMilks{DemoOption{"Entera"}, DemoOption{"Deslactosada"},
                            DemoOption{"De almendra", 250}, DemoOption{"De avena", 250}};
constexpr std::array kCoffeeExtras{DemoOption{"Sin azúcar"}, DemoOption{"Shot adicional", 300},
                                   DemoOption{"Jarabe de vainilla", 200},
                                   DemoOption{"Crema batida", 150}};
constexpr std::array kSides{DemoOption{"Papas fritas"}, DemoOption{"Ensalada"},
                            DemoOption{"Yuquitas", 200}};
constexpr std::array kBurgerExtras{DemoOption{"Queso", 300},       DemoOption{"Tocino", 400},
                                   DemoOption{"Huevo frito", 250}, DemoOption{"Palta", 350},
                                   DemoOption{"Sin cebolla"},      DemoOption{"Sin tomate"}};
constexpr std::array kSauces{DemoOption{"Mayonesa"}, DemoOption{"Kétchup"}, DemoOption{"Mostaza"},
                             DemoOption{"Ají de la casa"}};

constexpr std::array kComboSandwiches{DemoOption{"Triple clásico", 0, "Triple clásico"},
                                      DemoOption{"Butifarra", 200, "Butifarra"},
                                      DemoOption{"Pavo a la leña", 500, "Pavo a la leña"}};
constexpr std::array kComboSides{DemoOption{"Yuquitas fritas", 0, "Yuquitas fritas"},
                                 DemoOption{"Choclo con queso", 100, "Choclo con queso"}};
constexpr std::array kComboDrinks{
    DemoOption{"Agua sin gas 625 ml", 0, "Agua sin gas 625 ml"},
    DemoOption{"Gaseosa amarilla 500 ml", 0, "Gaseosa amarilla 500 ml"},
    DemoOption{"Kombucha de jengibre", 600, "Kombucha de jengibre"}};
constexpr std::array<std::string_view, 1> kCombos{"Combo sánguche"};

constexpr std::string_view kShirt = "Polo La Esquina";
constexpr std::string_view kShirtOptions = "Talla\tS\tM\tL\nColor\tNegro\tCrudo";
constexpr std::array<std::string_view, 3> kShirtSizes{"S", "M", "L"};
constexpr std::array<std::string_view, 2> kShirtColors{"Negro", "Crudo"};

constexpr std::array<std::string_view, 6> kWithMilk{
    "Latte", "Latte de vainilla", "Latte de lúcuma", "Flat white", "Moca", "Latte helado"};
constexpr std::array<std::string_view, 3> kBurgers{"Hamburguesa clásica", "Hamburguesa royal",
                                                   "Hamburguesa de quinua"};

constexpr std::array kGroups{DemoGroup{"Tamaño", 1, 1, kSizes, kWithMilk},
                             DemoGroup{"Leche", 1, 1, kMilks, kWithMilk},
                             DemoGroup{"Extras de café", 0, 3, kCoffeeExtras, kWithMilk},
                             DemoGroup{"Acompañamiento", 1, 1, kSides, kBurgers},
                             DemoGroup{"Extras de hamburguesa", 0, 4, kBurgerExtras, kBurgers},
                             DemoGroup{"Salsas", 0, 2, kSauces, kBurgers},
                             DemoGroup{"Sánguche del combo", 1, 1, kComboSandwiches, kCombos},
                             DemoGroup{"Guarnición del combo", 1, 1, kComboSides, kCombos},
                             DemoGroup{"Bebida del combo", 1, 1, kComboDrinks, kCombos}};

/// What comes in a packet has a barcode; 775 is the prefix of Peru.
std::string barcode_of(const Dish& dish, std::size_t number) {
    if (dish.section != kTakeHome && dish.section != kDrinks) return {};
    const auto digits = std::format("7751234{:05}", number);
    return digits + catalog::gtin_check_digit(digits);
}

/// Every size and colour of the shirt, each with a barcode of its own; the largest costs more.
void add_shirts(std::vector<DemoProduct>& products) {
    const auto shirt = *std::ranges::find(products, kShirt, &DemoProduct::name);
    for (const auto size : kShirtSizes) {
        for (const auto color : kShirtColors) {
            const auto digits = std::format("7751234{:05}", products.size() + 1);
            auto variant = shirt;
            variant.sku = std::format("{}-{}-{}", shirt.sku, size, color);
            variant.barcode = digits + catalog::gtin_check_digit(digits);
            variant.name = std::format("{} {} {}", shirt.name, size, color);
            variant.price += size == "L" ? 300 : 0;
            variant.parent = shirt.name;
            variant.options = std::format("{}\n{}", size, color);
            products.push_back(std::move(variant));
        }
    }
}

}  // namespace

std::span<const DemoCategory> cafe_categories() {
    return kCategories;
}

std::span<const DemoGroup> cafe_groups() {
    return kGroups;
}

std::vector<DemoProduct> cafe_products() {
    std::vector<DemoProduct> products;
    products.reserve(kMenu.size());
    for (const auto& dish : kMenu) {
        const auto number = products.size() + 1;
        products.push_back(
            {.sku = std::format("ESQ-{:03}", number),
             .barcode = barcode_of(dish, number),
             .name = std::string(dish.name),
             .category = dish.section,
             .price = dish.centimos,
             .tax = 0,
             .unit = "un",
             .image = dish.glyph.empty() ? std::string() : std::format("glyph:{}", dish.glyph),
             .station = std::string(dish.station),
             .options = std::string(dish.name == kShirt ? kShirtOptions : std::string_view())});
        const auto words = std::ranges::find(kWords, dish.name, &Words::dish);
        if (words == kWords.end()) continue;
        products.back().description = words->description;
        products.back().allergens = words->allergens;
        products.back().tags = words->tags;
    }
    add_shirts(products);
    return products;
}

}  // namespace mostrador::hub::demo
