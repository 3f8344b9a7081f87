#include "catalog/catalog.hpp"

#include <algorithm>
#include <limits>

#include "catalog/barcode.hpp"
#include "catalog/operations.hpp"

namespace mostrador::catalog {
namespace {

using base::Id;
using base::Result;
using base::Status;

constexpr std::string_view kTileColumns =
    "p.id, p.sku, p.barcodes, p.name, p.price, p.unit, p.category, "
    "iif(p.color = '', coalesce(c.color, ''), p.color), p.image, coalesce(t.rate, '0'), p.active, "
    "p.modifiers <> '', p.options <> '' AND p.parent = zeroblob(16) ";
constexpr std::string_view kTileJoins =
    "LEFT JOIN category c ON c.id = p.category LEFT JOIN tax_class t ON t.id = p.tax ";

/// "SELECT <a tile> FROM <source> <condition>", where the source has a product `p`.
std::string select_tile(std::string_view source, std::string_view condition) {
    std::string sql = "SELECT ";
    return sql.append(kTileColumns)
        .append("FROM ")
        .append(source)
        .append(kTileJoins)
        .append(condition);
}

const std::string kTileById = select_tile("product p ", "WHERE p.id = ?1 AND p.stamp > 0");
const std::string kTileByRow = select_tile("product p ", "WHERE p.rowid = ?1");
const std::string kTileByCode =
    select_tile("product_code k JOIN product p ON p.id = k.product ",
                "WHERE k.code = ?1 AND p.stamp > 0 "
                "ORDER BY p.active DESC, p.stamp DESC, p.id DESC LIMIT 1");
// The page is cut before the products are read, so that skipped ones cost next to nothing.
const std::string kTilesOfCategory = select_tile(
    "(SELECT product, sort_name FROM product_listing WHERE category = ?1 "
    "ORDER BY sort_name, product LIMIT ?2 OFFSET ?3) l JOIN product p ON p.id = l.product ",
    "ORDER BY l.sort_name, l.product");

std::optional<std::string> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

ProductTile read_tile(const store::Row& row) {
    const auto barcodes = row.text(2);
    const auto category = row.id(6);
    return {.id = row.id(0),
            .sku = std::string(row.text(1)),
            .barcode = unless_empty(barcodes.substr(0, barcodes.find(kCodeSeparator))),
            .name = std::string(row.text(3)),
            .price = row.integer(4),
            .unit = std::string(row.text(5)),
            .category = category.is_nil() ? std::nullopt : std::optional(category),
            .color = std::string(row.text(7)),
            .image = unless_empty(row.text(8)),
            .tax_rate = row.decimal(9),
            .active = row.get<bool>(10),
            .choices = row.get<bool>(11),
            .variants = row.get<bool>(12)};
}

Status check_page(std::int64_t offset, std::int64_t limit) {
    if (offset < 0) return base::fail(base::Code::input_out_of_range, {{"field", "offset"}});
    if (limit < 0 || limit > kMaxPage) {
        return base::fail(base::Code::input_out_of_range, {{"field", "limit"}});
    }
    return {};
}

template <class Key>
Result<std::optional<ProductTile>> first_tile(store::Database& database, std::string_view sql,
                                              const Key& key) {
    std::optional<ProductTile> tile;
    MOSTRADOR_CHECK(database.each(sql, key, [&](const store::Row& row) { tile = read_tile(row); }));
    return tile;
}

}  // namespace

Result<CategoryList> Catalog::categories() {
    CategoryList list;
    MOSTRADOR_CHECK(database_.each(
        "SELECT c.id, c.name, c.color, c.icon, coalesce(n.products, 0) FROM category c "
        "LEFT JOIN listing_count n ON n.category = c.id WHERE c.stamp > 0 AND c.active = 1 "
        "ORDER BY c.position, c.name, c.id",
        [&](const store::Row& row) {
            list.categories.push_back({.id = row.id(0),
                                       .name = row.get<std::string>(1),
                                       .color = row.get<std::string>(2),
                                       .icon = row.get<std::string>(3),
                                       .count = row.integer(4)});
        }));
    return list;
}

Result<ProductPage> Catalog::products(const ProductsRequest& request) {
    MOSTRADOR_CHECK(check_page(request.offset, request.limit));
    MOSTRADOR_TRY(shelves, shelves_of(request.category));
    ProductPage page;
    auto offset = request.offset;
    for (const auto& shelf : shelves) {
        page.total += shelf.products;
        const auto missing = request.limit - std::ssize(page.products);
        if (missing > 0 && offset < shelf.products) {
            MOSTRADOR_CHECK(database_.each(
                kTilesOfCategory, shelf.category, missing, offset,
                [&](const store::Row& row) { page.products.push_back(read_tile(row)); }));
        }
        offset = std::max<std::int64_t>(0, offset - shelf.products);
    }
    return page;
}

Result<ProductPage> Catalog::search(const SearchRequest& request) {
    MOSTRADOR_CHECK(check_page(0, request.limit));
    MOSTRADOR_CHECK(finish());
    const auto hits = index_.search(request.text, static_cast<std::size_t>(request.limit),
                                    request.kind.value_or(Match::any));
    ProductPage page{.total = hits.total, .products = {}};
    for (const auto row_number : hits.rows) {
        MOSTRADOR_CHECK(database_.each(kTileByRow, row_number, [&](const store::Row& row) {
            page.products.push_back(read_tile(row));
        }));
    }
    return page;
}

Result<std::optional<ProductTile>> Catalog::lookup(std::string_view barcode) {
    return first_tile(database_, kTileByCode, barcode_key(barcode));
}

Result<std::optional<ProductTile>> Catalog::find(const Id& product) {
    return first_tile(database_, kTileById, product);
}

Result<bool> Catalog::warm(std::size_t products) {
    const bool build = state_ == State::cold || index_.is_worn();
    if (build) MOSTRADOR_CHECK(start());
    const auto limit = static_cast<std::int64_t>(products);
    return state_ == State::building ? read_more(limit) : read_touched(limit);
}

Result<std::vector<Catalog::Shelf>> Catalog::shelves_of(const std::optional<Id>& category) {
    std::vector<Shelf> shelves;
    const auto add = [&](const store::Row& row) { shelves.push_back({row.id(0), row.integer(1)}); };
    if (category) {
        MOSTRADOR_CHECK(database_.each(
            "SELECT category, products FROM listing_count WHERE category = ?1", *category, add));
        return shelves;
    }
    // Products whose category is archived, or none, come last.
    MOSTRADOR_CHECK(
        database_.each("SELECT n.category, n.products FROM listing_count n "
                       "LEFT JOIN category c ON c.id = n.category "
                       "ORDER BY c.active IS NOT 1, c.position, c.name, n.category",
                       add));
    return shelves;
}

Status Catalog::start() {
    MOSTRADOR_CHECK(database_.run_script(
        "CREATE TEMP TABLE IF NOT EXISTS product_touched (number INTEGER PRIMARY KEY);"
        "CREATE TEMP TRIGGER IF NOT EXISTS product_inserted AFTER INSERT ON main.product BEGIN "
        "INSERT OR IGNORE INTO product_touched VALUES (new.rowid); END;"
        "CREATE TEMP TRIGGER IF NOT EXISTS product_updated AFTER UPDATE ON main.product BEGIN "
        "INSERT OR IGNORE INTO product_touched VALUES (new.rowid); END;"
        "DELETE FROM temp.product_touched;"));
    index_.clear();
    read_up_to_ = 0;
    state_ = State::building;
    return {};
}

Result<bool> Catalog::read_more(std::int64_t limit) {
    const auto before = read_up_to_;
    std::int64_t count = 0;
    MOSTRADOR_CHECK(
        database_.each("SELECT rowid, name, sku, barcodes FROM product "
                       "WHERE rowid > ?1 AND active = 1 AND stamp > 0 ORDER BY rowid LIMIT ?2",
                       read_up_to_, limit, [&](const store::Row& row) {
                           put(row);
                           read_up_to_ = row.integer(0);
                           ++count;
                       }));
    if (count < limit) {
        read_up_to_ = std::numeric_limits<std::int64_t>::max();
        state_ = State::complete;
    }
    // What changed in this stretch since the build began has just been read as it is now.
    MOSTRADOR_CHECK(
        database_.run("DELETE FROM temp.product_touched WHERE number > ?1 AND number <= ?2", before,
                      read_up_to_));
    return false;
}

Result<bool> Catalog::read_touched(std::int64_t limit) {
    std::vector<std::int64_t> rows;
    MOSTRADOR_CHECK(
        database_.each("SELECT number FROM temp.product_touched ORDER BY number LIMIT ?1", limit,
                       [&](const store::Row& row) { rows.push_back(row.integer(0)); }));
    if (rows.empty()) return true;
    for (const auto row : rows)
        MOSTRADOR_CHECK(reread(row));
    MOSTRADOR_CHECK(
        database_.run("DELETE FROM temp.product_touched WHERE number <= ?1", rows.back()));
    return false;
}

Status Catalog::finish() {
    constexpr std::size_t kAll = std::numeric_limits<std::int32_t>::max();
    for (;;) {
        MOSTRADOR_TRY(complete, warm(kAll));
        if (complete) return {};
    }
}

Status Catalog::reread(std::int64_t row_number) {
    index_.remove(row_number);
    return database_.each(
        "SELECT rowid, name, sku, barcodes FROM product "
        "WHERE rowid = ?1 AND active = 1 AND stamp > 0",
        row_number, [&](const store::Row& row) { put(row); });
}

void Catalog::put(const store::Row& row) {
    std::string codes(row.text(2));
    codes.append(1, kCodeSeparator).append(row.text(3));
    index_.put({.row = row.integer(0), .name = row.text(1), .codes = codes});
}

}  // namespace mostrador::catalog
