#pragma once

#include <string>
#include <utility>

#include "catalog/operations.hpp"
#include "orders/operations.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {

/// A cashier who serves the shop's tables.
class TableService {
public:
    explicit TableService(Shop& shop) : shop_(shop) { shop.open_register(); }

    std::string id() { return shop_.log().make_id().text(); }

    base::Json open(const base::Id& table) {
        return shop_.call("orders.open",
                          {{"tab", id()}, {"type", "dine_in"}, {"table", table.text()}});
    }

    base::Json add(const base::Json& tab, const base::Id& product,
                   base::Json more = base::Json::object()) {
        more["tab"] = tab;
        more["line"] = id();
        more["product"] = product.text();
        shop_.clock.advance(1000);
        return shop_.call("orders.add", more);
    }

    /// Bills what the request names of the tab and takes the exact cash; gives the receipt.
    base::Json pay(const base::Json& tab, base::Json request = base::Json::object()) {
        request["tab"] = tab;
        const auto cart = shop_.call("orders.bill", request);
        return shop_.call("sales.checkout",
                          {{"cart", cart["id"]},
                           {"tenders", base::Json::array({{{"method", "cash"}}})}})["receipt"];
    }

    void set_price(const base::Id& product, std::int64_t price) {
        apart(catalog::ProductsPut{{{{.id = product, .price = price}}}});
    }

    /// What another device wrote without knowing of this one.
    template <class Payload>
    void apart(const Payload& payload) {
        auto transaction = value(store::Transaction::begin(shop_.database()));
        value(shop_.log().append(shop_.luis, payload));
        value(transaction.commit());
    }

private:
    Shop& shop_;
};

}  // namespace mostrador::tests
