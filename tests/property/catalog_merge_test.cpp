#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <map>
#include <random>
#include <set>

#include "catalog/catalog.hpp"
#include "catalog/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

// SYNC-2: replicas that saw the same operations on the catalogue hold the same tables, whatever the
// order and the duplication in which they arrived.
namespace mostrador::catalog {
namespace {

using base::Id;
using tests::value;

Id named(std::string_view name) {
    return base::derived_id("merge test", name);
}

Id numbered(std::string_view kind, std::uint64_t number) {
    return named(std::string(kind) + std::to_string(number));
}

constexpr int kDevices = 4;
constexpr int kProducts = 6;
constexpr int kOperations = 60;

/// Random operations of several devices on few products, so that they meet often.
class Writers {
public:
    explicit Writers(std::uint64_t seed) : random_(seed) {}

    std::vector<log::Operation> operations() {
        std::vector<log::Operation> all;
        for (int i = 0; i < kOperations; ++i) {
            auto operation = next();
            operation.device = numbered("device", below(kDevices));
            // Few different stamps: equal ones are decided by the device.
            operation.stamp = static_cast<log::Stamp>(1 + below(kOperations / 2));
            operation.person = numbered("person", below(3));
            all.push_back(std::move(operation));
        }
        return all;
    }

private:
    std::uint64_t below(std::uint64_t bound) { return base::random_below(random_, bound); }

    bool sometimes() { return below(3) == 0; }

    template <class Payload>
    static log::Operation operation_of(const Payload& payload) {
        log::Operation operation;
        operation.kind = Payload::kKind;
        operation.payload = tests::payload_of(payload);
        return operation;
    }

    log::Operation next() {
        switch (below(16)) {
            case 0:
            case 1:
                return operation_of(CategoriesPut{{{category()}}});
            case 2:
            case 3:
                return operation_of(ModifierGroupsPut{{{group()}}});
            case 4:
            case 5:
                return operation_of(ModifiersPut{{{modifier(), modifier()}}});
            default:
                break;
        }
        ProductsPut put;
        for (auto rows = 1 + below(3); rows > 0; --rows)
            put.rows.push_back(product());
        return operation_of(put);
    }

    CategoryRow category() {
        CategoryRow row{.id = numbered("category", below(2)), .create = sometimes()};
        if (sometimes()) row.name = "Categoría " + std::to_string(below(9));
        if (sometimes()) row.position = static_cast<std::int64_t>(below(9));
        row.active = sometimes();
        return row;
    }

    ModifierGroupRow group() {
        ModifierGroupRow row{.id = numbered("group", below(2)), .create = sometimes()};
        if (sometimes()) row.name = "Grupo " + std::to_string(below(9));
        if (sometimes()) row.least = static_cast<std::int64_t>(below(2));
        if (sometimes()) row.most = static_cast<std::int64_t>(1 + below(3));
        if (sometimes()) row.active = sometimes();
        return row;
    }

    ModifierRow modifier() {
        ModifierRow row{.id = numbered("modifier", below(4)), .create = sometimes()};
        if (row.create) row.of_group = numbered("group", below(2));
        if (sometimes()) row.name = "Opción " + std::to_string(below(9));
        if (sometimes()) row.price = static_cast<std::int64_t>(below(500));
        if (sometimes()) row.position = static_cast<std::int64_t>(below(4));
        if (sometimes()) row.active = sometimes();
        if (!row.create) row.replaces = in_view("price");
        return row;
    }

    /// Some values that the author may have seen, earlier or later ones, there or not; often they
    /// do not tell.
    std::optional<std::vector<log::Replaced>> in_view(std::string_view field) {
        if (below(4) == 0) return std::nullopt;
        std::vector<log::Replaced> seen;
        for (auto count = below(3); count > 0; --count)
            seen.push_back({std::string(field), static_cast<log::Stamp>(1 + below(kOperations / 2)),
                            numbered("device", below(kDevices))});
        return seen;
    }

    ProductRow product() {
        ProductRow row{.id = numbered("product", below(kProducts)), .create = sometimes()};
        if (sometimes()) row.name = "Ñame " + std::to_string(below(9));
        if (sometimes()) row.sku = std::to_string(below(9));
        if (sometimes()) row.price = static_cast<std::int64_t>(below(1000));
        if (sometimes()) row.category = numbered("category", below(2));
        if (sometimes()) row.barcodes = codes();
        if (sometimes()) row.modifiers = numbered("group", below(2)).text();
        if (below(2) == 0) row.active = below(4) != 0;
        if (!row.create) row.replaces = in_view("price");
        return row;
    }

    std::string codes() {
        std::string all;
        for (auto count = below(4); count > 0; --count)
            all += std::to_string(below(6)) + "\n";
        return all;
    }

    base::SeededRandom random_;
};

void apply(store::Database& database, const log::Operation& operation) {
    const auto* kind = till::registry().find(operation.kind, operation.version);
    REQUIRE(kind != nullptr);
    auto transaction = value(store::Transaction::begin(database));
    value(kind->apply(database, operation));
    value(transaction.commit());
}

/// Every row of a query as text.
std::vector<std::string> dump(store::Database& database, std::string_view sql) {
    std::vector<std::string> rows;
    value(database.each(sql,
                        [&](const store::Row& row) { rows.push_back(row.get<std::string>(0)); }));
    return rows;
}

std::vector<std::string> tables(store::Database& database) {
    std::vector<std::string> all;
    for (const auto* sql : {
             "SELECT concat_ws('|', hex(id), stamp, hex(device), sku, name, price, hex(tax), "
             "hex(category), unit, color, image, station, barcodes, modifiers, active) FROM "
             "product "
             "ORDER BY 1",
             "SELECT concat_ws('|', hex(id), stamp, hex(device), name, color, icon, position, "
             "active) FROM category ORDER BY 1",
             "SELECT concat_ws('|', hex(id), stamp, hex(device), name, least, most, position, "
             "active) FROM modifier_group ORDER BY 1",
             "SELECT concat_ws('|', hex(id), stamp, hex(device), hex(of_group), name, price, "
             "position, active) FROM modifier ORDER BY 1",
             "SELECT concat_ws('|', entity, hex(row), field, stamp, hex(device), told, "
             "hex(person)) FROM field_version ORDER BY 1",
             "SELECT concat_ws('|', entity, hex(row), field, hex(device), stamp, standing, "
             "hex(value), hex(person)) FROM field_rival ORDER BY 1",
             "SELECT concat_ws('|', hex(category), sort_name, hex(product)) FROM product_listing "
             "ORDER BY 1",
             "SELECT concat_ws('|', code, hex(product)) FROM product_code ORDER BY 1",
             "SELECT concat_ws('|', hex(category), products) FROM listing_count "
             "WHERE products <> 0 ORDER BY 1",
         }) {
        std::ranges::copy(dump(database, sql), std::back_inserter(all));
    }
    return all;
}

/// What the derived tables must say, computed from the products alone.
void check_derived(store::Database& database) {
    const auto listed = dump(database,
                             "SELECT hex(category) || hex(id) FROM product "
                             "WHERE stamp > 0 AND active = 1 ORDER BY 1");
    CHECK(listed == dump(database,
                         "SELECT hex(category) || hex(product) FROM product_listing "
                         "ORDER BY 1"));
    CHECK(dump(database,
               "SELECT hex(category) || count(*) FROM product_listing GROUP BY category "
               "ORDER BY 1") == dump(database,
                                     "SELECT hex(category) || products FROM listing_count "
                                     "WHERE products <> 0 ORDER BY 1"));
    CHECK(dump(database,
               "SELECT hex(product) FROM product_code k WHERE NOT EXISTS (SELECT 1 FROM product p "
               "WHERE p.id = k.product AND p.stamp > 0 AND "
               "instr(char(10) || p.barcodes || char(10), char(10) || k.code || char(10)) > 0)")
              .empty());
}

using Dot = std::pair<log::Stamp, Id>;

/// The rivals of every price, worked out as docs/merge-rules.md says it: from the set alone.
std::set<std::string> rivals_of(const std::vector<log::Operation>& operations) {
    std::map<Id, std::map<Dot, std::int64_t>> told, all;
    std::map<Id, std::map<Id, log::Stamp>> seen;
    std::set<Id> created;
    for (const auto& operation : operations) {
        if (operation.kind != ProductsPut::kKind) continue;
        const auto put = value(base::decode<base::Form::binary, ProductsPut>(operation.payload));
        const Dot dot{operation.stamp, operation.device};
        for (const auto& row : put.rows) {
            if (row.create) created.insert(row.id);
            if (!row.price && !row.create) continue;
            all[row.id].emplace(dot, row.price.value_or(0));
            if (row.create || !row.replaces) continue;
            told[row.id].emplace(dot, *row.price);
            for (const auto& each : *row.replaces) {
                if (Dot(each.stamp, each.device) >= dot || each.device == dot.second) continue;
                auto& last = seen[row.id][each.device];
                last = std::max(last, each.stamp);
            }
        }
    }
    std::set<std::string> rivals;
    for (const auto& [product, values] : told) {
        if (!created.contains(product)) continue;
        std::map<Id, log::Stamp> last;
        for (const auto& [dot, price] : values)
            last[dot.second] = std::max(last[dot.second], dot.first);
        const auto now = all[product].rbegin()->second;
        for (const auto& [dot, price] : values) {
            if (dot.first != last[dot.second] || dot.first <= seen[product][dot.second] ||
                price == now)
                continue;
            rivals.insert(product.text() + " " + std::to_string(price));
        }
    }
    return rivals;
}

std::set<std::string> rivals_in(store::Database& database) {
    std::set<std::string> rivals;
    value(database.each(
        "SELECT r.row, r.value FROM field_rival r JOIN product p ON p.id = r.row AND p.stamp > 0 "
        "AND p.price <> r.value WHERE r.standing = 1 AND r.entity = 'product'",
        [&](const store::Row& row) {
            rivals.insert(row.id(0).text() + " " + std::to_string(row.integer(1)));
        }));
    return rivals;
}

}  // namespace

TEST_CASE("Merge: any order and duplication of catalogue operations gives the same tables") {
    const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 41)));
    auto operations = Writers(seed).operations();
    // One device gives each of its operations another stamp.
    std::ranges::sort(operations, {}, [](const auto& o) { return std::pair(o.stamp, o.device); });
    const auto again = std::ranges::unique(
        operations, {}, [](const auto& o) { return std::pair(o.stamp, o.device); });
    operations.erase(again.begin(), again.end());

    auto first = tests::empty_database();
    for (const auto& each : operations)
        apply(first, each);
    check_derived(first);
    CHECK(rivals_in(first) == rivals_of(operations));
    const auto expected = tables(first);
    REQUIRE_FALSE(expected.empty());

    std::mt19937_64 engine(seed);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
        auto mixed = operations;
        mixed.insert(mixed.end(), operations.begin(),
                     operations.begin() + std::ssize(operations) / 2);
        std::ranges::shuffle(mixed, engine);
        auto other = tests::empty_database();
        for (const auto& each : mixed)
            apply(other, each);
        INFO("seed " << seed << ", shuffle " << shuffle);
        CHECK(tables(other) == expected);
        check_derived(other);
    }
}

}  // namespace mostrador::catalog
