#include "hub/demo/supermarket.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <format>
#include <numeric>
#include <string_view>

#include "catalog/barcode.hpp"

namespace mostrador::hub::demo {
namespace {

constexpr std::array kCategories{
    DemoCategory{"Frutas y verduras", "#3f7d3a", "fruit"},
    DemoCategory{"Panadería", "#a66a2c", "bread"},
    DemoCategory{"Carnicería", "#a8323e", "meat"},
    DemoCategory{"Charcutería", "#b04a3a", "meat"},
    DemoCategory{"Pescadería", "#2f6f8f", "fish"},
    DemoCategory{"Lácteos y huevos", "#4a6fa5", "milk"},
    DemoCategory{"Yogures y postres", "#8a5a9e", "dessert"},
    DemoCategory{"Quesos", "#b8892b", "cheese"},
    DemoCategory{"Congelados", "#3a86a8", "frozen"},
    DemoCategory{"Aceites y vinagres", "#7a7d1f", "bottle"},
    DemoCategory{"Arroz, pasta y legumbres", "#9a7440", "grain"},
    DemoCategory{"Conservas", "#8c5a3c", "can"},
    DemoCategory{"Salsas y especias", "#b5472a", "bottle"},
    DemoCategory{"Desayuno y cereales", "#b3702a", "coffee"},
    DemoCategory{"Galletas y bollería", "#a3623b", "cookie"},
    DemoCategory{"Chocolates y dulces", "#6e3f2e", "candy"},
    DemoCategory{"Aperitivos y frutos secos", "#a8742a", "cookie"},
    DemoCategory{"Agua y refrescos", "#2a7f9e", "soda"},
    DemoCategory{"Zumos", "#c06a1e", "juice"},
    DemoCategory{"Cervezas", "#b58a1d", "beer"},
    DemoCategory{"Vinos y licores", "#7a2740", "wine"},
    DemoCategory{"Limpieza del hogar", "#2f7f78", "clean"},
    DemoCategory{"Higiene y cuidado", "#7f5f9a", "soap"},
    DemoCategory{"Bebé", "#5f8fb0", "baby"},
    DemoCategory{"Mascotas", "#6f6a4f", "pet"},
    DemoCategory{"Menaje y papelería", "#5a6472", "pencil"},
};

enum Shelf : std::size_t {
    kProduce,
    kBakery,
    kButcher,
    kDeli,
    kFish,
    kDairy,
    kDesserts,
    kCheese,
    kFrozen,
    kOils,
    kPantry,
    kCans,
    kSauces,
    kBreakfast,
    kBiscuits,
    kSweets,
    kSnacks,
    kDrinks,
    kJuices,
    kBeers,
    kWines,
    kCleaning,
    kHygiene,
    kBaby,
    kPets,
    kHome,
};

// Several values stand in one text, separated by '|'; a size carries its share of the base price.
constexpr std::string_view kFoodBrands =
    "Sol de Casa|Valdehoja|Casa Tormes|La Espigada|Monteclaro|Hermanos Ruzafa|El Cortijuelo|"
    "Despensa Real|Campo Arenal|Los Olivares|Doña Remedios|Sierra Blanca|Huerta del Júcar|"
    "Tierra Parda|La Alacena|Molino Viejo|Peñalar|Riofrío Selección|Fonteviva|Granja Altea|"
    "Las Marismas|Brisamar|Cantábrica 43|Puerto Luz|Oro del Duero|La Comarcana|Abuela Chelo|"
    "Nutrivera|Biotrigal|Ecohuerto";
constexpr std::string_view kFreshBrands =
    "Sol de Casa|Huerta del Júcar|Ecohuerto|Campo Arenal|Vega Baja|La Comarcana|Monteclaro|"
    "Granja Altea|Sierra Blanca|Tierra Parda";
constexpr std::string_view kDrinkBrands =
    "Sol de Casa|Burbuka|Fresquilla|Ola Fría|Tropicalia|Verano 76|Fonteviva|Chispeante|Kolorín|"
    "Naturalia|Limonero|Agua Mansa|Manantial Alto|Sierra Blanca|Peñalar|Brisa";
constexpr std::string_view kCellarBrands =
    "Viña Moncalvo|Señorío de Alarte|Castillo de Ruesga|Bodegas Tarifano|Pago del Tejo|"
    "Marqués de Ulea|Finca Los Hoyos|Dominio Norte|Raíces Viejas|Abadía del Cierzo|Cuatro Lindes|"
    "Tempero|Solana Alta|Altos de Brea|La Cuba Quinta|Ermita de Gredos|Heredad Vidal|Peñascal Sur|"
    "Viñedos del Salobre|Hijos de Amaro|Torre Bermeja|El Alquitón";
constexpr std::string_view kBeerBrands =
    "Sol de Casa|Rubia del Puerto|Cebada Vieja|La Torrera|Monje Pardo|Estela Roja|Lúpulo Norte|"
    "Barrio 12|Faro Blanco|La Cierva|Maestra Malta|Tres Cañas|Alhóndiga|Bravía";
constexpr std::string_view kCleaningBrands =
    "Sol de Casa|Brillax|Nube Blanca|Limpiol|Frescasa|Pulcrina|Ecoclar|Albor|Destello|Marazul|"
    "Hogarín|Ropalinda|Burbujín|Nordwash|Vaporel|Clarinet";
constexpr std::string_view kCareBrands =
    "Sol de Casa|Dermasuave|Aloa|Natur Piel|Cabellia|Jazmina|Biopiel Sur|Espumalia|Rocío|Vitalma|"
    "Serenia|Olivia & Sal|Azahar|Pielana|Dentaclara|Marfresh|Nanoazul|Cinco Flores";
constexpr std::string_view kBabyBrands =
    "Sol de Casa|Peque Nube|Mimitos|Bebelín|Dulce Cuna|Osito Sur|Nanas|Chiquilín";
constexpr std::string_view kPetBrands =
    "Sol de Casa|Colita|Huellas|Miau & Co|Canela Dog|Bigotes|Fiel|Naturcan|Lobo Manso|Felinia";
constexpr std::string_view kHomeBrands =
    "Sol de Casa|Útil|Mesana|Cocinova|Papelín|Trazo|Hogarín|Ordena|Lumbre|Tallerín|Claraluz";

/// Everything that comes in the same varieties and sizes; each combination is a product.
struct Family {
    Shelf shelf;
    Vat vat;
    std::string_view nouns;
    std::string_view varieties;
    std::string_view brands;
    std::string_view sizes;  ///< "500 g:100": that size costs 100 percent of the base price
    int cents;
};

using enum Vat;

constexpr std::array kFamilies{
    Family{kProduce, super_reduced,
           "Manzana|Pera|Naranja|Mandarina|Plátano|Uva|Melocotón|Nectarina|Kiwi|Ciruela|Limón|"
           "Pomelo|Aguacate|Mango",
           "de mesa|categoría extra|ecológica|de temporada|selección|para zumo", kFreshBrands,
           "bolsa 1 kg:100|bolsa 2 kg:185|malla 3 kg:260|bandeja 500 g:62|granel kg:90", 219},
    Family{kProduce, super_reduced,
           "Tomate|Patata|Cebolla|Zanahoria|Pimiento|Calabacín|Berenjena|Pepino|Lechuga|Espinaca|"
           "Brócoli|Coliflor|Judía verde|Champiñón|Ajo|Puerro",
           "tierno|ecológico|lavado|de la huerta|para guisar|para ensalada|troceado", kFreshBrands,
           "bolsa 500 g:60|bolsa 1 kg:100|malla 2 kg:180|bandeja 250 g:45|granel kg:90", 189},
    Family{kProduce, super_reduced,
           "Ensalada|Mezcla de brotes|Verduras para wok|Verduras para caldo|Rúcula y canónigos|Col "
           "rizada",
           "mediterránea|gourmet|cuatro estaciones|familiar|baby|campestre", kFreshBrands,
           "100 g:75|150 g:100|250 g:150|400 g:210", 149},
    Family{kBakery, super_reduced,
           "Pan de molde|Pan de hogaza|Barra de pan|Pan rústico|Chapata|Panecillos|Pan de pita|Pan "
           "tostado",
           "blanco|integral|de centeno|con semillas|sin corteza|sin sal|multicereal|de espelta|sin "
           "gluten",
           kFoodBrands, "250 g:70|450 g:100|700 g:140", 159},
    Family{kBakery, reduced,
           "Empanada|Focaccia|Coca|Base de pizza|Tortillas de trigo|Tortillas de maíz",
           "de atún|de carne|de verduras|natural|con romero|integral|de pollo", kFoodBrands,
           "320 g:80|500 g:100|pack 2:170", 289},
    Family{kButcher, reduced,
           "Pechuga de pollo|Muslos de pollo|Pavo en filetes|Lomo de cerdo|Costillas de "
           "cerdo|Solomillo de cerdo|Filete de ternera|Carne picada|Chuletas de cordero|Conejo "
           "troceado|Hamburguesa|Albóndigas",
           "fileteado|adobado|de corral|extra|al ajillo|para guisar|sin gluten", kFreshBrands,
           "bandeja 400 g:100|bandeja 600 g:145|familiar 1 kg:220|granel kg:210", 449},
    Family{
        kDeli, reduced,
        "Jamón cocido|Jamón serrano|Pechuga de pavo|Chorizo|Salchichón|Lomo "
        "embuchado|Fuet|Mortadela|Salchichas|Bacon|Morcilla|Paté|Sobrasada|Butifarra",
        "extra|ibérico|en lonchas|reducido en sal|ahumado|tradicional|sin lactosa|al corte|picante",
        kFoodBrands, "80 g:70|150 g:100|250 g:155|400 g:230", 229},
    Family{kFish, reduced,
           "Merluza|Salmón|Bacalao|Lubina|Dorada|Atún|Gambas|Langostinos|Mejillones|Calamar|Sepia|"
           "Boquerones|Sardinas|Trucha",
           "en filetes|en rodajas|entero|ahumado|desalado|cocido|marinado|sin piel", kFreshBrands,
           "bandeja 250 g:100|bandeja 400 g:150|bandeja 800 g:270|granel kg:330", 499},
    Family{kDairy, super_reduced, "Leche",
           "entera|semidesnatada|desnatada|sin lactosa|con calcio|fresca|ecológica|de cabra|de "
           "oveja|con omega 3",
           kFoodBrands, "500 ml:62|1 l:100|1,5 l:142|pack 6 x 1 l:580|pack 3 x 200 ml:85", 98},
    Family{kDairy, super_reduced, "Huevos",
           "camperos|ecológicos|de suelo|frescos|de gallinas libres|enriquecidos", kFreshBrands,
           "6 uds L:70|12 uds M:115|12 uds L:125|18 uds M:165|24 uds:210|30 uds:250", 199},
    Family{kDairy, reduced,
           "Bebida de avena|Bebida de soja|Bebida de almendra|Bebida de arroz|Bebida de coco|Nata "
           "para cocinar|Nata para montar|Mantequilla|Margarina",
           "natural|sin azúcar|con calcio|ecológica|ligera|con sal|barista|sin lactosa",
           kFoodBrands, "200 ml:55|500 ml:80|1 l:110|250 g:90", 189},
    Family{kDesserts, reduced,
           "Yogur|Yogur griego|Yogur líquido|Kéfir|Skyr|Bífidus|Flan|Natillas|Arroz con "
           "leche|Cuajada|Mousse|Gelatina",
           "natural|de fresa|de limón|de plátano|de coco|de vainilla|de chocolate|desnatado|sin "
           "azúcar|con frutas del bosque|de macedonia|con cereales",
           kFoodBrands, "pack 4 x 125 g:100|pack 8 x 125 g:180|500 g:115|2 x 100 g:65", 139},
    Family{kCheese, super_reduced,
           "Queso manchego|Queso de cabra|Queso de oveja|Queso mezcla|Queso fresco|Queso "
           "tetilla|Queso azul|Mozzarella|Queso en lonchas|Queso rallado|Queso "
           "crema|Requesón|Queso gouda|Queso emmental",
           "tierno|semicurado|curado|viejo|ligero|sin lactosa|ecológico|ahumado|al romero",
           kFoodBrands, "150 g:70|200 g:90|300 g:125|cuña 400 g:170", 299},
    Family{kFrozen, reduced,
           "Guisantes|Menestra|Espinacas|Croquetas|Pizza|Patatas "
           "fritas|Empanadillas|Lasaña|Canelones|Varitas de merluza|Aros de cebolla|Verduras "
           "salteadas|Paella|Nuggets de pollo|San jacobos",
           "de la abuela|caseras|extrafinas|de jamón|de cuatro quesos|de pollo|barbacoa|de "
           "bacalao|de boletus|familiares",
           kFoodBrands, "300 g:75|450 g:100|750 g:150|1 kg:190", 249},
    Family{kFrozen, reduced,
           "Helado|Tarrina de helado|Sorbete|Tarta helada|Polos|Conos de helado|Bombón helado",
           "de vainilla|de chocolate|de fresa|de turrón|de nata|de limón|de galleta|de mango|de "
           "yogur|de dulce de leche|de pistacho",
           kFoodBrands, "pack 4:100|pack 6:140|500 ml:110|1 l:170", 289},
    Family{kOils, super_reduced, "Aceite de oliva",
           "virgen extra|virgen|suave|intenso|virgen extra arbequina|virgen extra picual|virgen "
           "extra hojiblanca|ecológico|sin filtrar",
           kFoodBrands, "250 ml:38|500 ml:62|1 l:100|2 l:195|5 l:470", 749},
    Family{kOils, reduced,
           "Aceite de girasol|Aceite de maíz|Aceite de sésamo|Aceite de coco|Vinagre de "
           "vino|Vinagre de manzana|Vinagre de Módena|Vinagre de Jerez",
           "clásico|refinado|ecológico|alto oleico|reserva|suave|en crema", kFoodBrands,
           "250 ml:55|500 ml:80|1 l:120|3 l:330", 189},
    Family{kPantry, super_reduced,
           "Arroz|Macarrones|Espaguetis|Fideos|Tallarines|Hélices|Cuscús|Quinoa|Harina|Sémola",
           "extra|integral|bomba|redondo|largo|vaporizado|sin gluten|ecológico|con espinacas|al "
           "huevo|de trigo duro",
           kFoodBrands, "250 g:45|500 g:75|1 kg:120|2 kg:220", 129},
    Family{kPantry, super_reduced,
           "Lentejas|Garbanzos|Alubias blancas|Alubias pintas|Judiones|Soja|Azuki",
           "pardinas|extra|cocidas|ecológicas|de la tierra|castellanas|remojadas", kFoodBrands,
           "400 g:70|500 g:85|1 kg:150", 139},
    Family{kCans, reduced,
           "Atún|Bonito del "
           "norte|Sardinillas|Mejillones|Berberechos|Caballa|Anchoas|Melva|Calamares|Navajas|Pulpo",
           "en aceite de oliva|en escabeche|al natural|en aceite de girasol|picante|con limón|en "
           "salsa americana|bajo en sal",
           kFoodBrands, "80 g:70|115 g:100|pack 3:220|pack 6:410", 149},
    Family{
        kCans, reduced,
        "Tomate frito|Tomate triturado|Maíz dulce|Pimientos del "
        "piquillo|Espárragos|Alcachofas|Aceitunas|Pepinillos|Champiñones|Pisto|Fabada|Cocido|"
        "Melocotón en almíbar|Piña en su jugo",
        "casero|entero|extra|con anchoa|sin sal añadida|troceado|a la brasa|tradicional|ecológico",
        kFoodBrands, "185 g:65|340 g:100|400 g:115|720 g:180|pack 3:210", 119},
    Family{kSauces, reduced,
           "Mayonesa|Kétchup|Mostaza|Salsa barbacoa|Alioli|Salsa brava|Salsa pesto|Salsa de "
           "soja|Salsa césar|Salsa boloñesa|Salsa carbonara|Salsa curry",
           "clásica|ligera|picante|suave|casera|con miel|sin azúcar|ecológica", kFoodBrands,
           "180 g:65|300 ml:90|450 ml:120|1 kg:210", 159},
    Family{kSauces, reduced,
           "Pimentón|Orégano|Pimienta negra|Comino|Canela|Cúrcuma|Perejil|Azafrán|Sal "
           "marina|Laurel|Curry|Tomillo",
           "molido|en grano|dulce|de la Vera|ecológico|en rama|en escamas", kFoodBrands,
           "20 g:75|45 g:100|75 g:140|recambio 200 g:260", 129},
    Family{
        kBreakfast, reduced,
        "Café molido|Café en grano|Café soluble|Cápsulas de café|Cacao "
        "soluble|Té|Infusión|Manzanilla|Achicoria",
        "natural|mezcla|descafeinado|intenso|tostado|arábica|ecológico|torrefacto|con canela|verde",
        kFoodBrands, "100 g:60|250 g:100|500 g:180|20 uds:95|40 uds:175", 299},
    Family{kBreakfast, reduced,
           "Cereales|Copos de maíz|Muesli|Granola|Copos de avena|Salvado|Miel|Mermelada|Crema de "
           "cacao|Crema de cacahuete",
           "con chocolate|integral|con frutos rojos|con miel|sin azúcar|crujiente|de fresa|de "
           "melocotón|clásica|con almendras",
           kFoodBrands, "250 g:75|375 g:100|500 g:125|1 kg:220", 229},
    Family{kBiscuits, reduced,
           "Galletas maría|Galletas|Galletas "
           "rellenas|Magdalenas|Sobaos|Cruasanes|Napolitanas|Barquillos|Bizcocho|Palmeras|"
           "Rosquillas glaseadas|"
           "Rosquillas|Mantecados",
           "doradas|con chocolate|integrales|de avena|con mantequilla|sin azúcar|de canela|con "
           "pepitas|de limón|caseras|sin gluten",
           kFoodBrands, "150 g:60|300 g:100|600 g:175|pack 4:210", 169},
    Family{kSweets, reduced,
           "Chocolate|Tableta de "
           "chocolate|Bombones|Chocolatinas|Caramelos|Gominolas|Turrón|Regaliz|Chicles|Piruletas|"
           "Nubes",
           "negro 70 %|con leche|blanco|con almendras|con avellanas|sin azúcar|con naranja|de "
           "menta|de fresa|surtidos|de miel",
           kFoodBrands, "50 g:45|100 g:75|150 g:100|300 g:180", 189},
    Family{kSnacks, reduced,
           "Patatas fritas|Cacahuetes|Almendras|Nueces|Pistachos|Anacardos|Pipas|Maíz "
           "frito|Palomitas|Nachos|Cóctel de frutos secos|Tortitas de arroz|Cortezas|Avellanas",
           "al punto de sal|onduladas|tostadas|sin sal|al jamón|barbacoa|con "
           "miel|fritas|picantes|ecológicas|campesinas",
           kFoodBrands, "45 g:45|120 g:80|160 g:100|300 g:170", 179},
    Family{kDrinks, reduced, "Agua mineral|Agua con gas|Agua aromatizada",
           "natural|de manantial|mineralización débil|con limón|premium|infantil", kDrinkBrands,
           "33 cl:45|50 cl:60|1 l:85|1,5 l:100|5 l:190|8 l:240|pack 6 x 1,5 l:520", 59},
    Family{kDrinks, general,
           "Refresco de cola|Refresco de naranja|Refresco de limón|Gaseosa|Tónica|Bebida "
           "isotónica|Bebida energética|Té frío|Bitter sin alcohol|Refresco de manzana",
           "clásico|zero|sin cafeína|light|con vitamina C|sin azúcar|con limón|edición verano",
           kDrinkBrands,
           "lata 33 cl:50|50 cl:75|1 l:95|1,5 l:120|2 l:150|pack 6 latas:270|pack 12 latas:510",
           119},
    Family{kJuices, reduced,
           "Zumo|Néctar|Zumo exprimido|Smoothie|Mosto|Horchata|Gazpacho|Salmorejo",
           "de naranja|de piña|de melocotón|de manzana|multifrutas|de uva|tropical|sin "
           "azúcar|suave|de tomate",
           kDrinkBrands, "200 ml:40|330 ml:55|750 ml:90|1 l:100|pack 3 x 200 ml:105|2 l:180", 139},
    Family{kBeers, general,
           "Cerveza rubia|Cerveza tostada|Cerveza negra|Cerveza de trigo|Cerveza IPA|Cerveza sin "
           "alcohol|Cerveza con limón|Cerveza sin gluten|Cerveza de abadía",
           "especial|clásica|reserva|extra|artesana|de temporada|doble malta", kBeerBrands,
           "lata 33 cl:65|botella 25 cl:60|botella 33 cl:75|lata 50 cl:95|pack 6 botellas:400|pack "
           "12 latas:690|1 l:160",
           99},
    Family{kWines, general, "Vino tinto|Vino blanco|Vino rosado",
           "joven|roble|crianza|reserva|gran "
           "reserva|ecológico|verdejo|albariño|garnacha|tempranillo|monastrell|semidulce",
           kCellarBrands, "37,5 cl:60|75 cl:100|1,5 l:190|caja 6:560|bag in box 3 l:220", 499},
    Family{kWines, general,
           "Cava|Vermut|Ginebra|Ron|Whisky|Brandy|Anís|Pacharán|Licor de hierbas|Licor de "
           "café|Sangría|Sidra|Vodka|Tequila",
           "clásico|añejo|reserva|extra|sin alcohol|premium|tradicional|rojo|blanco", kCellarBrands,
           "20 cl:45|70 cl:100|75 cl:105|1 l:140", 899},
    Family{kCleaning, general,
           "Detergente líquido|Detergente en "
           "polvo|Suavizante|Lavavajillas|Lejía|Friegasuelos|Limpiacristales|Quitagrasas|Limpiador "
           "de baño|Ambientador|Limpiahogar|Desinfectante|Quitamanchas|Amoniaco",
           "azul|marino|flores|limón|lavanda|talco|bebé|ropa de "
           "color|ecológico|hipoalergénico|concentrado",
           kCleaningBrands, "500 ml:60|750 ml:85|1 l:100|1,5 l:140|3 l:240|recambio:80", 249},
    Family{kCleaning, general,
           "Papel higiénico|Papel de cocina|Servilletas|Bolsas de "
           "basura|Estropajos|Bayetas|Guantes|Papel de aluminio|Film transparente|Pañuelos|Fregona",
           "doble capa|triple capa|extra|resistente|perfumado|reciclado|antideslizante|multiusos",
           kCleaningBrands, "pack 2:60|pack 4:100|pack 6:140|pack 12:250|pack 24:460", 229},
    Family{kHygiene, general,
           "Champú|Gel de ducha|Acondicionador|Mascarilla capilar|Crema hidratante|Crema de "
           "manos|Desodorante|Espuma de afeitar|Protector solar|Colonia|Jabón de manos|Leche "
           "corporal|Tinte|Laca|Sérum facial",
           "de aloe vera|de avena|de coco|hidratante|piel sensible|anticaspa|para "
           "hombre|familiar|nutritivo|de argán|fresco|sin perfume",
           kCareBrands, "50 ml:70|150 ml:85|250 ml:100|400 ml:135|750 ml:200", 299},
    Family{kHygiene, general,
           "Pasta de dientes|Cepillo de dientes|Enjuague bucal|Hilo dental|Maquinillas de "
           "afeitar|Bastoncillos|Discos de algodón|Toallitas",
           "blanqueante|encías|infantil|menta fuerte|suave|medio|total|sensible", kCareBrands,
           "pack 1:70|pack 2:110|75 ml:85|100 ml:100|500 ml:160", 219},
    Family{kHygiene, super_reduced, "Compresas|Tampones|Protegeslips",
           "normal|súper|noche|con alas|algodón orgánico|maxi", kCareBrands,
           "12 uds:75|16 uds:95|20 uds:115|36 uds:180", 199},
    Family{kBaby, general,
           "Pañales|Toallitas de bebé|Crema de pañal|Gel de baño|Champú "
           "suave|Biberón|Chupete|Braguitas de aprendizaje",
           "talla 1|talla 2|talla 3|talla 4|talla 5|recién nacido|piel atópica|0 %", kBabyBrands,
           "pack S:60|pack M:100|pack L:160|pack ahorro:240", 599},
    Family{kBaby, reduced,
           "Potito|Papilla|Leche de continuación|Leche de crecimiento|Bolsita de fruta|Cereales "
           "infantiles",
           "de frutas variadas|de pollo con verduras|de ternera|de merluza|ocho cereales|con "
           "galleta|de manzana y plátano|de verduras",
           kBabyBrands, "120 g:60|200 g:85|2 x 200 g:150|600 g:330|800 g:420", 189},
    Family{kPets, general,
           "Pienso para perro|Pienso para gato|Comida húmeda para perro|Comida húmeda para "
           "gato|Snacks para perro|Snacks para gato|Arena para gato|Huesos|Pienso para "
           "conejo|Comida para pájaros",
           "de pollo|de salmón|de ternera|con arroz|esterilizado|cachorro|adulto|sénior|sin "
           "cereales|de pavo",
           kPetBrands, "100 g:30|400 g:60|1,5 kg:150|4 kg:320|10 kg:700", 349},
    Family{kHome, general,
           "Bolígrafos|Cuaderno|Rotuladores|Lápices|Pilas|Bombilla "
           "LED|Vasos|Platos|Velas|Sartén|Tupper|Cuchillo|Tijeras|Cinta adhesiva|Perchas|Pinzas",
           "básico|azul|negro|blanco|de colores|profesional|infantil|reciclado|resistente|clásico",
           kHomeBrands, "pack 1:70|pack 2:110|pack 4:180|pack 10:330", 249},
};

std::vector<std::string_view> split(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const auto part = list.substr(0, list.find('|'));
        parts.push_back(part);
        list.remove_prefix(std::min(list.size(), part.size() + 1));
    }
    return parts;
}

/// All combinations of a family, numbered from 0.
class Combinations {
public:
    explicit Combinations(const Family& family)
        : family_(family),
          nouns_(split(family.nouns)),
          varieties_(split(family.varieties)),
          brands_(split(family.brands)),
          sizes_(split(family.sizes)) {}

    std::size_t size() const {
        return nouns_.size() * varieties_.size() * brands_.size() * sizes_.size();
    }

    /// Name and price of one combination; its brand decides the maker's part of the barcode.
    struct Item {
        std::string name;
        std::string_view brand;
        std::string_view size;
        std::int64_t cents = 0;
    };

    Item item(std::size_t number) const;

private:
    const Family& family_;
    std::vector<std::string_view> nouns_, varieties_, brands_, sizes_;
};

/// A fixed, well-spread number for a number (the finaliser of MurmurHash3).
std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return value ^ (value >> 33);
}

/// Sold by weight.
constexpr std::string_view kLoose = "granel";

/// Shelf prices end in 5 or 9.
std::int64_t shelf_price(std::int64_t cents) {
    const auto tens = std::max<std::int64_t>(2, cents / 10) * 10;
    return tens + (cents % 10 < 5 ? 5 : 9);
}

int percent_of(std::string_view size) {
    int percent = 0;
    for (const char digit : size.substr(size.rfind(':') + 1))
        percent = percent * 10 + (digit - '0');
    return percent;
}

Combinations::Item Combinations::item(std::size_t number) const {
    const auto sized = sizes_[number % sizes_.size()];
    const auto size = sized.substr(0, sized.rfind(':'));
    number /= sizes_.size();
    const auto brand_number = number % brands_.size();
    number /= brands_.size();
    const auto variety_number = number % varieties_.size();
    const auto noun_number = number / varieties_.size();
    const auto noun = nouns_[noun_number];

    // Dear and cheap brands, dear and cheap kinds: between 80 and 140 percent each.
    const auto brand_percent =
        80 + mixed(brand_number * 7919 + static_cast<std::uint64_t>(family_.cents)) % 61;
    const auto kind_percent = 80 + mixed(noun_number * 104729 + variety_number) % 61;
    const auto cents = static_cast<std::int64_t>(family_.cents) * percent_of(sized) / 100 *
                       static_cast<std::int64_t>(brand_percent * kind_percent) / 10'000;
    return {.name = std::format("{} {} {} {}", noun, varieties_[variety_number],
                                brands_[brand_number], size),
            .brand = brands_[brand_number],
            .size = size,
            .cents = shelf_price(cents)};
}

/// A step that visits all of `size` in a scattered order: it shares no divisor with it.
std::size_t stride_for(std::size_t size) {
    auto stride = size * 618 / 1000 + 1;
    while (std::gcd(stride, size) != 1)
        ++stride;
    return stride;
}

/// Numbers the makers, and each maker's articles, as barcodes do.
class Barcodes {
public:
    std::string next(std::string_view brand) {
        auto found = std::ranges::find(makers_, brand, &Maker::brand);
        if (found == makers_.end()) found = makers_.insert(found, {brand, 0});
        const auto maker = kFirstMaker + kMakerStep * (found - makers_.begin());
        const auto digits = std::format("84{:05}{:05}", maker, ++found->articles);
        return digits + catalog::gtin_check_digit(digits);
    }

private:
    // 84 is the prefix of Spain; the makers' numbers are spread so that they look like any.
    static constexpr std::ptrdiff_t kFirstMaker = 10203;
    static constexpr std::ptrdiff_t kMakerStep = 317;

    struct Maker {
        std::string_view brand;
        int articles;
    };

    std::vector<Maker> makers_;
};

}  // namespace

std::span<const DemoCategory> supermarket_categories() {
    return kCategories;
}

std::vector<DemoProduct> supermarket_products(std::size_t count) {
    std::uint64_t available = 0;
    for (const auto& family : kFamilies)
        available += Combinations(family).size();
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, available));

    std::vector<DemoProduct> products;
    products.reserve(count);
    Barcodes barcodes;
    std::uint64_t before = 0;
    for (const auto& family : kFamilies) {
        const Combinations combinations(family);
        const auto size = combinations.size();
        const auto stride = stride_for(size);
        // Each family gives its share; counting from the start keeps the rounding from adding up.
        const auto share = (before + size) * count / available - before * count / available;
        before += size;
        for (std::size_t i = 0; i < share; ++i) {
            auto item = combinations.item(i * stride % size);
            products.push_back({.sku = std::format("{}", 100'001 + products.size()),
                                .barcode = barcodes.next(item.brand),
                                .name = std::move(item.name),
                                .category = family.shelf,
                                .price = item.cents,
                                .tax = static_cast<std::size_t>(family.vat),
                                .unit = item.size.starts_with(kLoose) ? "kg" : "un",
                                .image = {},
                                .station = {}});
        }
    }
    return products;
}

}  // namespace mostrador::hub::demo
