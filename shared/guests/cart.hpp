#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/reflect.hpp"

namespace mostrador::guests {

/// Something that a guest wants and nobody ordered yet, as a phone says it.
struct CartLine {
    base::Id id;               ///< made by the phone; the line keeps it when it is ordered
    std::int64_t version = 0;  ///< grows with each change by anybody
    base::Id product;
    std::int64_t quantity = 0;  ///< 0: taken out
    std::optional<std::vector<base::Id>> modifiers;
    std::optional<std::string> note;

    static constexpr auto fields() {
        using T = CartLine;
        return base::fields(base::field("id", &T::id), base::field("version", &T::version),
                            base::field("product", &T::product),
                            base::field("quantity", &T::quantity),
                            base::field("modifiers", &T::modifiers), base::field("note", &T::note));
    }
};

/// The cart of one visit: a set of lines, each with the phone that put it in. Of two versions of a
/// line the greater (version, session) stands, so carts of phones merge in any order (MENU-2).
class Cart {
public:
    static constexpr std::size_t kMostLines = 60;  ///< those that were taken out among them
    static constexpr std::int64_t kMostOfOne = 20;
    static constexpr std::size_t kMostNote = 120;
    static constexpr std::size_t kMostChoices = 30;

    struct Entry {
        CartLine line;
        base::Id by;       ///< who put it in: whoever said its version 1
        base::Id last_by;  ///< who changed it last
    };

    /// Changes what the lines change, and nothing when one of them is out of range. Says whether
    /// anything did. Errors: input.out_of_range{field}.
    base::Result<bool> merge(std::span<const CartLine> lines, const base::Id& session);

    /// What is in the cart, in the order of the ids, which is that of their making.
    std::vector<const Entry*> lines() const;

    /// These lines were ordered, or must not come back.
    void forget(std::span<const base::Id> ids);

private:
    void make_room(std::size_t lines);

    std::map<base::Id, Entry> entries_;
};

}  // namespace mostrador::guests
