#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/search/quality.hpp"

namespace mostrador::catalog {

/// The distinct words of all names and the products in which each occurs. A shop's names repeat a
/// few thousand words, so looking through the words costs far less than looking through the names.
class WordIndex {
public:
    void clear();
    /// Adds the words of a folded name.
    void add(Ordinal ordinal, std::string_view name);

    /// Raises `found[ordinal]` to how well `word` fits the product's name.
    void match(std::string_view word, Match match, std::span<Quality> found) const;
    /// The same for words that become a match when one letter is changed, added, left out or
    /// swapped with its neighbour.
    void match_with_typo(std::string_view word, std::span<Quality> found) const;

    std::size_t memory_bytes() const;

private:
    using WordNumber = std::uint32_t;
    /// The ordinal, and in the lowest bit whether the word is the first of the name.
    using Posting = std::uint32_t;

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    WordNumber number_of(std::string_view word);
    std::string_view word_at(WordNumber number) const;
    void raise(WordNumber number, Quality inner, Quality first, std::span<Quality> found) const;

    std::string text_ = "\n";            ///< "\nword\nword\n"
    std::vector<std::uint32_t> starts_;  ///< of each word in text_
    std::vector<std::vector<Posting>> postings_;
    std::unordered_map<std::string, WordNumber, Hash, std::equal_to<>> numbers_;
};

}  // namespace mostrador::catalog
