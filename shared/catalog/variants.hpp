#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/reflect.hpp"
#include "store/database.hpp"

namespace mostrador::catalog {

/// What a product is chosen by: "Talla" with "S", "M", "L".
struct VariantOption {
    static constexpr std::string_view kType = "VariantOption";
    std::string name;
    std::vector<std::string> values;  ///< in the order in which they are offered

    static constexpr auto fields() {
        return base::fields(base::field("name", &VariantOption::name),
                            base::field("values", &VariantOption::values));
    }

    bool operator==(const VariantOption&) const = default;
};

/// CAT-2: one size or colour of a product. A variant is a product of its own, with its own SKU,
/// barcodes, price and stock, which names the product it is a variant of. So whatever sells, counts
/// or reports products knows variants already, and they merge as products do.
struct Variant {
    static constexpr std::string_view kType = "Variant";
    base::Id id;
    std::vector<std::string> values;  ///< one for each option: "M", "Negro"
    std::string name;                 ///< "Polo clásico M Negro"
    std::string sku;
    std::vector<std::string> barcodes;
    std::int64_t price = 0;  ///< minor units
    bool choices = false;    ///< something is chosen when it is sold

    static constexpr auto fields() {
        using T = Variant;
        return base::fields(base::field("id", &T::id), base::field("values", &T::values),
                            base::field("name", &T::name), base::field("sku", &T::sku),
                            base::field("barcodes", &T::barcodes), base::field("price", &T::price),
                            base::field("choices", &T::choices));
    }
};

/// A product's options and its variants that are on sale, in the order of the options' values.
struct Variants {
    static constexpr std::string_view kType = "Variants";
    std::vector<VariantOption> options;
    std::vector<Variant> variants;

    static constexpr auto fields() {
        return base::fields(base::field("options", &Variants::options),
                            base::field("variants", &Variants::variants));
    }
};

/// A value that only a variant has (somebody made it apart) is offered behind the others.
base::Result<Variants> variants_of(store::Database& database, const base::Id& product);

// `product.options`: of a product, one option a line with its values, separated by tabs; of a
// variant, its own value of each option, one a line.
std::string options_text(const std::vector<VariantOption>& options);
std::vector<VariantOption> options_of(std::string_view text);
std::vector<std::string> lines_of(std::string_view text);
std::string lines_text(const std::vector<std::string>& lines);

/// Every combination of the options' values, in order.
std::vector<std::vector<std::string>> combinations(const std::vector<VariantOption>& options);

}  // namespace mostrador::catalog
