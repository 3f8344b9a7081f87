#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "catalog/search/search_index.hpp"
#include "catalog/views.hpp"
#include "store/database.hpp"

namespace mostrador::catalog {

/// The most products that one page or one search answers with.
constexpr std::int64_t kMaxPage = 500;

/// What can be read of the catalogue, and the search index that belongs to one database.
///
/// The index is built in memory the first time it is needed, or before that, slice by slice, by
/// `warm` when nothing else is to do. From then on a trigger notes in a temporary table which
/// products change; that note is part of the same transaction, so a rollback takes it back too.
/// Searching inside an open write transaction is therefore the one thing that is not allowed.
class Catalog {
public:
    explicit Catalog(store::Database& database) : database_(database) {}

    base::Result<CategoryList> categories();
    base::Result<ProductPage> products(const ProductsRequest& request);
    /// CAT-4: by any part of name, SKU or barcode.
    base::Result<ProductPage> search(const SearchRequest& request);

    /// The product with this barcode; does not need the index. Where several products carry one
    /// code, the active one created last stands, on every device the same.
    base::Result<std::optional<ProductTile>> lookup(std::string_view barcode);
    /// By id, archived ones too.
    base::Result<std::optional<ProductTile>> find(const base::Id& product);

    /// Brings at most `products` more into the index. True when nothing is left to do.
    base::Result<bool> warm(std::size_t products);

    /// The database was replaced as a whole: the index is built anew.
    void forget() { state_ = State::cold; }

    std::size_t index_bytes() const { return index_.memory_bytes(); }

private:
    enum class State { cold, building, complete };

    /// A category and how many products it lists.
    struct Shelf {
        base::Id category;
        std::int64_t products = 0;
    };

    base::Result<std::vector<Shelf>> shelves_of(const std::optional<base::Id>& category);
    base::Status start();
    base::Status finish();
    base::Result<bool> read_more(std::int64_t limit);
    base::Result<bool> read_touched(std::int64_t limit);
    base::Status reread(std::int64_t row_number);
    void put(const store::Row& row);

    store::Database& database_;
    SearchIndex index_;
    State state_ = State::cold;
    std::int64_t read_up_to_ = 0;  ///< row of the last product that went into the index
};

}  // namespace mostrador::catalog
