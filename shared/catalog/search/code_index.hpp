#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/search/quality.hpp"

namespace mostrador::catalog {

/// SKUs and barcodes of all products in one text, which is read from end to end for each search.
/// Nearly every code is different, so a dictionary would not help.
class CodeIndex {
public:
    void clear();
    /// Adds the codes of the product with the next ordinal: folded, one a line.
    void add(std::string_view codes);

    /// Raises `found[ordinal]` to how well `code` fits the product's codes. With `among`, only
    /// where that is not zero.
    void match(std::string_view code, Match match, std::span<const Quality> among,
               std::span<Quality> found) const;

    std::size_t memory_bytes() const;

private:
    std::string_view codes_at(Ordinal ordinal) const;
    /// How well the code of `size` characters fits that stands at `at`.
    Quality quality_at(std::size_t at, std::size_t size) const;

    std::string text_;                         ///< of each product "\ncode\ncode\n"
    std::vector<std::uint32_t> starts_;        ///< of each product in text_
    std::vector<Ordinal> with_one_character_;  ///< products with a code too short for a pair
};

}  // namespace mostrador::catalog
