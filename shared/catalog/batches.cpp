#include "catalog/batches.hpp"

#include <utility>

namespace mostrador::catalog {
namespace {

std::size_t length(const std::optional<std::string>& text) {
    return text ? text->size() : 0;
}

/// An upper bound of what a row takes in CBOR: its texts, and for each field its name, its head
/// and the largest number or id.
std::size_t encoded_size(const ProductRow& row) {
    constexpr std::size_t kNamesAndNumbers = 236;
    constexpr std::size_t kReplaced = 64;
    const auto replaced = row.replaces ? row.replaces->size() * kReplaced : 0;
    return kNamesAndNumbers + replaced + length(row.sku) + length(row.name) + length(row.unit) +
           length(row.color) + length(row.image) + length(row.station) + length(row.barcodes) +
           length(row.modifiers) + length(row.options);
}

}  // namespace

std::vector<ProductsPut> in_batches(std::vector<ProductRow> rows) {
    std::vector<ProductsPut> batches;
    std::size_t bytes = kMaxBatchBytes;
    for (auto& row : rows) {
        const auto size = encoded_size(row);
        if (bytes + size > kMaxBatchBytes) {
            batches.emplace_back();
            bytes = 0;
        }
        bytes += size;
        batches.back().rows.push_back(std::move(row));
    }
    return batches;
}

base::Status append_products(log::Log& log, std::optional<base::Id> person,
                             std::vector<ProductRow> rows) {
    for (const auto& batch : in_batches(std::move(rows))) {
        MOSTRADOR_CHECK(log.append(person, batch));
    }
    return {};
}

}  // namespace mostrador::catalog
