#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <print>

#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "hub/demo/seed.hpp"
#include "hub/demo/supermarket.hpp"
#include "support/shop.hpp"

// Not part of the tests: `hub_tests "[benchmark]"`, in an optimised build on a quiet machine.
// tests/bench/native/search_peer.py asks SQLite's full-text table the same words.
namespace mostrador::hub::demo {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

double timed(const std::function<void()>& step) {
    const auto start = std::chrono::steady_clock::now();
    step();
    return Milliseconds(std::chrono::steady_clock::now() - start).count();
}

/// Every 97th product's first word, typed letter by letter.
std::vector<std::string> typed_words(const std::vector<DemoProduct>& products) {
    std::vector<std::string> queries;
    for (std::size_t i = 0; i < products.size(); i += 97) {
        const auto name = base::fold(products[i].name);
        const auto word = name.substr(0, name.find(' '));
        queries.push_back(word.substr(0, 1 + i % word.size()));
    }
    return queries;
}

std::vector<std::string> code_parts(const std::vector<DemoProduct>& products) {
    std::vector<std::string> queries;
    for (std::size_t i = 0; i < products.size(); i += 97) {
        queries.push_back(products[i].barcode.substr(i % 9, 3 + i % 5));
    }
    return queries;
}

}  // namespace

TEST_CASE("Search 100,000 products", "[.][benchmark]") {
    const auto folder = std::filesystem::temp_directory_path() / "mostrador_search_benchmark";
    std::filesystem::remove_all(folder);
    tests::value(seed(folder.string(), kSupermarketProducts));
    tests::ManualClock clock;
    base::SeededRandom random{1};
    auto hub = tests::value(Hub::open(folder.string(), clock, random));
    const auto tenant = tests::value(hub->find_tenant(supermarket().name)).id;
    catalog::Catalog shop(tests::value(hub->tenant(tenant))->log().database());

    std::println("built in {:.0f} ms",
                 timed([&] { tests::value(shop.warm(kSupermarketProducts + 1)); }));
    std::println("{:.1f} MB", static_cast<double>(shop.index_bytes()) / 1e6);

    const auto products = supermarket_products(kSupermarketProducts);
    const auto report = [&](std::string_view label, const std::vector<std::string>& queries) {
        std::vector<double> times;
        for (const auto& query : queries) {
            times.push_back(timed([&] { tests::value(shop.search({query, 20, {}})); }));
        }
        std::ranges::sort(times);
        std::println("{}: {} queries, p50 {:.3f} ms, p95 {:.3f} ms", label, times.size(),
                     times[times.size() / 2], times[times.size() * 95 / 100]);
    };
    report("typed words, with 20 tiles", typed_words(products));
    report("parts of barcodes, with 20 tiles", code_parts(products));
    std::vector<double> times;
    for (std::size_t i = 0; i < products.size(); i += 7) {
        times.push_back(timed([&] { CHECK(tests::value(shop.lookup(products[i].barcode))); }));
    }
    std::ranges::sort(times);
    std::println("barcode look-up: p50 {:.4f} ms, p95 {:.4f} ms", times[times.size() / 2],
                 times[times.size() * 95 / 100]);
    std::filesystem::remove_all(folder);
}

}  // namespace mostrador::hub::demo
