#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/search/quality.hpp"

namespace mostrador::catalog {

/// SKUs and barcodes of all products in one text. Nearly every code is different, so a dictionary
/// would not help; a 128-bit signature of the pairs of characters of each product's codes rules
/// nearly all products out before their text is read.
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
    struct Signature {
        std::uint64_t low = 0;
        std::uint64_t high = 0;
        void add(unsigned bit);
        bool covers(const Signature& other) const;
    };

    static Signature signature_of(std::string_view code);
    std::string_view codes_at(Ordinal ordinal) const;
    static Quality quality_of(std::string_view codes, std::string_view code, Match match);

    std::string text_;                   ///< of each product "\ncode\ncode\n"
    std::vector<std::uint32_t> starts_;  ///< of each product in text_
    std::vector<Signature> signatures_;
    std::vector<Ordinal> with_one_character_;  ///< products with a code too short for a pair
};

}  // namespace mostrador::catalog
