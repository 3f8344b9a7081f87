#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/search/code_index.hpp"
#include "catalog/search/quality.hpp"
#include "catalog/search/word_index.hpp"

namespace mostrador::catalog {

/// Finds products by any part of their name, SKU or barcodes, whatever the accents and the case.
/// Every word of the query must be found. It lives in memory beside the tables and is built from
/// them; `docs/decisions` says why this and not a full-text table.
///
///   index.put({.row = 7, .name = "Café molido 250 g", .codes = "CAF-1\n8410000000012"});
///   index.search("cafe 250", 20, Match::any).rows  // {7}
class SearchIndex {
public:
    struct Product {
        std::int64_t row = 0;
        std::string_view name;
        std::string_view codes;  ///< SKU and barcodes, one a line
    };

    struct Hits {
        std::int64_t total = 0;
        std::vector<std::int64_t> rows;  ///< best first
    };

    void clear();
    void reserve(std::size_t products);

    /// Adds a product or replaces it.
    void put(const Product& product);
    void remove(std::int64_t row);

    /// Ranks by: whole code, start of the name, start of a word, inside a word; then shorter names
    /// first, then by alphabet. An empty query finds nothing.
    Hits search(std::string_view query, std::size_t limit, Match match);

    std::size_t size() const { return rows_.size() - replaced_; }

    /// Whether so many products were replaced that building anew saves memory and time.
    bool is_worn() const;
    std::size_t memory_bytes() const;

private:
    /// What stands between two blanks of a query: "coca-cola" is the words "coca" and "cola" in a
    /// name, and "cocacola" in a code.
    struct Chunk {
        std::vector<std::string> words;
        std::string code;
    };

    static constexpr Ordinal kAbsent = ~Ordinal{0};
    static constexpr std::int64_t kReplaced = -1;

    static std::vector<Chunk> chunks_of(std::string_view query);
    Ordinal find(std::int64_t row) const;
    void match_names(const Chunk& chunk, Match match, bool typo);
    void score(std::span<const Chunk> chunks, Match match, bool typo);
    Hits best(std::size_t limit) const;
    void drop_long_names(std::vector<Ordinal>& candidates, std::size_t lowest,
                         std::size_t limit) const;
    std::string_view name_at(Ordinal ordinal) const;

    WordIndex words_;
    CodeIndex codes_;
    std::vector<std::int64_t> rows_;  ///< of each ordinal; kReplaced when it is no longer valid
    std::size_t sorted_ = 0;          ///< how many of rows_ were added in ascending order
    std::size_t replaced_ = 0;
    std::string names_;  ///< folded, one after the other
    std::vector<std::uint32_t> name_starts_;

    // Working memory of a search, one entry for each product.
    std::vector<Quality> scores_;
    std::vector<Quality> found_;
    std::vector<Quality> word_found_;
};

}  // namespace mostrador::catalog
