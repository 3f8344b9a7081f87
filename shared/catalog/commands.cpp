#include "catalog/commands.hpp"

namespace mostrador::catalog {

command::Commands commands(Catalog& catalog) {
    using command::Context;
    using command::Nothing;
    // What a shop sells is no secret on its own device: the shell may show it before a log-in.
    constexpr command::Rule kRead{.access = command::Access::enrolled};
    return {
        command::command<Nothing, CategoryList>(
            "catalog.categories", kRead,
            [&catalog](Context&, const Nothing&) { return catalog.categories(); }),
        command::command<ProductsRequest, ProductPage>(
            "catalog.products", kRead,
            [&catalog](Context&, const ProductsRequest& request) {
                return catalog.products(request);
            }),
        command::command<SearchRequest, ProductPage>(
            "catalog.search", kRead,
            [&catalog](Context&, const SearchRequest& request) { return catalog.search(request); }),
        command::command<LookupRequest, ProductFound>(
            "catalog.lookup", kRead,
            [&catalog](Context&, const LookupRequest& request) -> base::Result<ProductFound> {
                MOSTRADOR_TRY(product, catalog.lookup(request.barcode));
                return ProductFound{std::move(product)};
            }),
    };
}

}  // namespace mostrador::catalog
