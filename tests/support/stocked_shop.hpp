#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/shop.hpp"

namespace mostrador::tests {

/// A shop whose owner keeps stock: coffee beans by the kilo and milk by the litre, which a coffee
/// takes, and cakes, which are sold as they are. Nothing is there yet.
struct Stocked : Shop {
    explicit Stocked(std::uint64_t seed = 1) : Shop(seed) {
        open_register();
        log_in_owner();
        call("stock.put_item",
             {{"id", beans.text()},
              {"name", "Café en grano"},
              {"unit", "kg"},
              {"code", "7750000000017"},
              {"packs", base::Json::array({{{"name", "saco"}, {"factor", "25"}}})},
              {"minimum", "2"}});
        call("stock.put_item", {{"id", milk.text()}, {"name", "Leche"}, {"unit", "l"}});
        call("stock.put_item",
             {{"id", cake.text()},
              {"packs", base::Json::array({{{"name", "caja"}, {"factor", "24"}}})}});
    }

    void log_in_owner() { call("staff.login", {{"person", rosa.text()}, {"pin", "1234"}}); }

    void put_recipe(const base::Id& owner, const base::Json& lines, std::string_view yield = "1") {
        call("stock.put_recipe", {{"owner", owner.text()}, {"yield", yield}, {"lines", lines}});
    }

    static base::Json line(const base::Id& item, std::string_view quantity, std::string_view unit) {
        return {{"item", item.text()}, {"quantity", quantity}, {"unit", unit}};
    }

    base::Json move(std::string_view reason, const base::Id& item, std::string_view quantity,
                    base::Json fields = base::Json::object()) {
        base::Json line{{"item", item.text()}, {"quantity", quantity}};
        for (const auto* key : {"unit", "cost"}) {
            if (fields.contains(key)) line[key] = fields[key];
        }
        base::Json request{{"document", log().make_id().text()},
                           {"reason", reason},
                           {"lines", base::Json::array({line})}};
        for (const auto* key : {"warehouse", "to", "note"}) {
            if (fields.contains(key)) request[key] = fields[key];
        }
        clock.advance(1'000'000);
        return call("stock.move", request);
    }

    base::Json sell(const base::Id& product, std::string_view quantity) {
        clock.advance(1'000'000);
        const auto cart = call("cart.add", {{"product", product.text()}, {"quantity", quantity}});
        return call("sales.checkout",
                    {{"cart", cart["id"]}, {"tenders", base::Json::array({{{"method", "cash"}}})}});
    }

    base::Json kardex(const base::Id& item) {
        return call("stock.kardex", {{"item", item.text()}, {"offset", 0}, {"limit", 50}});
    }

    base::Json list(base::Json fields = base::Json::object()) {
        fields["offset"] = 0;
        fields["limit"] = 50;
        return call("stock.list", fields);
    }

    std::string there(const base::Id& item) {
        return call("stock.item", {{"item", item.text()}})["item"]["quantity"];
    }

    base::Id beans = base::derived_id("item", "beans");
    base::Id milk = base::derived_id("item", "milk");
    base::Id cellar = base::derived_id("warehouse", "cellar");
};

}  // namespace mostrador::tests
