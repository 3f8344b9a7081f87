#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/reflect.hpp"
#include "catalog/search/quality.hpp"

namespace mostrador::catalog {

/// What a product of the shop is sold with: the shell draws it, a sale takes its snapshot of it.
struct ProductTile {
    base::Id id;
    std::string sku;
    std::optional<std::string> barcode;
    std::string name;
    std::int64_t price = 0;  ///< minor units
    std::string unit;
    std::optional<base::Id> category;
    std::string color;  ///< its own or its category's
    std::optional<std::string> image;
    base::Decimal tax_rate;  ///< percent
    bool active = true;
    bool choices = false;   ///< something is chosen when it is sold
    bool variants = false;  ///< one of its variants is sold, not itself

    static constexpr std::string_view kType = "ProductTile";

    static constexpr auto fields() {
        using T = ProductTile;
        return base::fields(base::field("id", &T::id), base::field("sku", &T::sku),
                            base::field("barcode", &T::barcode), base::field("name", &T::name),
                            base::field("price", &T::price), base::field("unit", &T::unit),
                            base::field("category", &T::category), base::field("color", &T::color),
                            base::field("image", &T::image), base::field("taxRate", &T::tax_rate),
                            base::field("active", &T::active), base::field("choices", &T::choices),
                            base::field("variants", &T::variants));
    }
};

struct CategoryView {
    base::Id id;
    std::string name;
    std::string color;
    std::string icon;
    std::int64_t count = 0;  ///< products that are listed in it

    static constexpr std::string_view kType = "Category";

    static constexpr auto fields() {
        using T = CategoryView;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("color", &T::color), base::field("icon", &T::icon),
                            base::field("count", &T::count));
    }
};

struct CategoryList {
    std::vector<CategoryView> categories;

    static constexpr auto fields() {
        return base::fields(base::field("categories", &CategoryList::categories));
    }
};

struct ProductPage {
    std::int64_t total = 0;
    std::vector<ProductTile> products;

    static constexpr std::string_view kType = "ProductPage";

    static constexpr auto fields() {
        return base::fields(base::field("total", &ProductPage::total),
                            base::field("products", &ProductPage::products));
    }
};

struct ProductFound {
    std::optional<ProductTile> product;

    static constexpr auto fields() {
        return base::fields(base::field("product", &ProductFound::product));
    }
};

/// `catalog.products`: one category's products by name, or those of all categories in their order.
struct ProductsRequest {
    std::optional<base::Id> category;
    std::int64_t offset = 0;
    std::int64_t limit = 0;

    static constexpr auto fields() {
        using T = ProductsRequest;
        return base::fields(base::field("category", &T::category),
                            base::field("offset", &T::offset), base::field("limit", &T::limit));
    }
};

struct SearchRequest {
    std::string text;
    std::int64_t limit = 0;
    std::optional<Match> kind;

    static constexpr auto fields() {
        using T = SearchRequest;
        return base::fields(base::field("text", &T::text), base::field("limit", &T::limit),
                            base::field("kind", &T::kind));
    }
};

struct LookupRequest {
    std::string barcode;

    static constexpr auto fields() {
        return base::fields(base::field("barcode", &LookupRequest::barcode));
    }
};

}  // namespace mostrador::catalog

template <>
struct mostrador::base::EnumNames<mostrador::catalog::Match> {
    using enum mostrador::catalog::Match;
    static constexpr std::array names{
        std::pair{any, std::string_view("any")},
        std::pair{prefix, std::string_view("prefix")},
        std::pair{substring, std::string_view("substring")},
    };
};
