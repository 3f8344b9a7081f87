#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "prices/window.hpp"

namespace mostrador::prices {

/// PRICE-3: what is taken off without anybody's asking. `percent` takes it off every unit; `nth`
/// off every n-th one: 2x1 is the 2nd at 100 %, "the 3rd at half price" the 3rd at 50 %.
enum class PromotionKind : std::uint8_t { percent, nth };

struct Promotion {
    static constexpr std::string_view kType = "Promotion";
    base::Id id;
    std::string name;
    PromotionKind kind = PromotionKind::percent;
    std::int64_t every = 2;  ///< which unit, for `nth`
    base::Decimal percent;
    std::vector<base::Id> products;  ///< with their variants; nothing here nor below: everything
    std::vector<base::Id> categories;
    Window window;
    bool holds = false;  ///< at this branch now, for some kind of order

    static constexpr auto fields() {
        using T = Promotion;
        return base::fields(
            base::field("id", &T::id), base::field("name", &T::name), base::field("kind", &T::kind),
            base::field("every", &T::every), base::field("percent", &T::percent),
            base::field("products", &T::products), base::field("categories", &T::categories),
            base::field("window", &T::window), base::field("holds", &T::holds));
    }
};

/// The shop's promotions in the order in which they are tried.
base::Result<std::vector<Promotion>> promotions(store::Database& database);

/// A line that promotions may take something off.
struct Promotable {
    base::Id product;
    base::Id parent;  ///< what it is a variant of; nil: nothing
    base::Id category;
    base::Decimal quantity;
    std::int64_t price = 0;  ///< of a unit, in minor units
    std::int64_t gross = 0;  ///< quantity times price
    Occasion occasion;       ///< of when it was added
};

/// What a promotion takes off a line.
struct Taken {
    std::size_t promotion = 0;  ///< its place among those given
    std::int64_t amount = 0;    ///< minor units, at most the line's gross
};

/// What is taken off each line, by at most one promotion: the first that holds and means the
/// product. Of `nth`, the units of all lines that it means are laid out from the dearest to the
/// cheapest, and every n-th is the one that costs less; where there are fewer than n, it takes
/// nothing, and the next promotion is tried. Only whole units count.
base::Result<std::vector<std::optional<Taken>>> promote(std::span<const Promotion> promotions,
                                                        std::span<const Promotable> lines);

}  // namespace mostrador::prices

template <>
struct mostrador::base::EnumNames<mostrador::prices::PromotionKind> {
    using enum mostrador::prices::PromotionKind;
    static constexpr std::array names{
        std::pair{percent, std::string_view("percent")},
        std::pair{nth, std::string_view("nth")},
    };
};
