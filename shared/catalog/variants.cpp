#include "catalog/variants.hpp"

#include <algorithm>

namespace mostrador::catalog {
namespace {

using base::Id;
using base::Result;

constexpr char kLine = '\n';
constexpr char kValue = '\t';

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, char separator) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

/// What variants have and their product does not name.
void add_unnamed(Variants& all) {
    for (const auto& variant : all.variants) {
        const auto count = std::min(variant.values.size(), all.options.size());
        for (std::size_t i = 0; i < count; ++i) {
            auto& known = all.options[i].values;
            if (!std::ranges::contains(known, variant.values[i]))
                known.push_back(variant.values[i]);
        }
    }
}

/// Where a variant stands among the others: the place of each of its values.
std::vector<std::ptrdiff_t> place_of(const Variants& all, const Variant& variant) {
    std::vector<std::ptrdiff_t> place;
    const auto count = std::min(variant.values.size(), all.options.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& known = all.options[i].values;
        place.push_back(std::ranges::find(known, variant.values[i]) - known.begin());
    }
    return place;
}

}  // namespace

Result<Variants> variants_of(store::Database& database, const Id& product) {
    Variants all;
    MOSTRADOR_TRY(options, database.one<std::string>(
                               "SELECT options FROM product WHERE id = ?1 AND stamp > 0 "
                               "AND parent = zeroblob(16)",
                               product));
    all.options = options_of(options.value_or(""));
    MOSTRADOR_CHECK(database.each(
        "SELECT id, options, name, sku, barcodes, price, modifiers <> '' FROM product "
        "WHERE parent = ?1 AND parent <> x'00000000000000000000000000000000' AND stamp > 0 "
        "AND active = 1 ORDER BY name, id",
        product, [&](const store::Row& row) {
            all.variants.push_back({row.id(0), lines_of(row.text(1)), row.get<std::string>(2),
                                    row.get<std::string>(3), lines_of(row.text(4)), row.integer(5),
                                    row.get<bool>(6)});
        }));
    add_unnamed(all);
    std::ranges::stable_sort(all.variants, {},
                             [&](const Variant& variant) { return place_of(all, variant); });
    return all;
}

std::string options_text(const std::vector<VariantOption>& options) {
    std::vector<std::string> lines;
    for (const auto& option : options) {
        auto line = option.name;
        if (!option.values.empty()) line += kValue + joined(option.values, kValue);
        lines.push_back(std::move(line));
    }
    return lines_text(lines);
}

std::vector<VariantOption> options_of(std::string_view text) {
    std::vector<VariantOption> options;
    for (const auto& line : lines_of(text)) {
        auto parts = parts_of(line, kValue);
        if (parts.empty()) continue;
        VariantOption option{std::move(parts.front()), {}};
        option.values.assign(parts.begin() + 1, parts.end());
        options.push_back(std::move(option));
    }
    return options;
}

std::vector<std::string> lines_of(std::string_view text) {
    return parts_of(text, kLine);
}

std::string lines_text(const std::vector<std::string>& lines) {
    return joined(lines, kLine);
}

std::vector<std::vector<std::string>> combinations(const std::vector<VariantOption>& options) {
    std::vector<std::vector<std::string>> all;
    for (const auto& option : options) {
        if (all.empty()) all.emplace_back();
        std::vector<std::vector<std::string>> longer;
        for (const auto& begun : all) {
            for (const auto& value : option.values) {
                longer.push_back(begun);
                longer.back().push_back(value);
            }
        }
        all = std::move(longer);
    }
    return all;
}

}  // namespace mostrador::catalog
