#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "support/manual_clock.hpp"
#include "till/till.hpp"

namespace mostrador::tests {

/// A small café in Lima with one hub and one till, all real: the hub's log issues the grants, the
/// till's log receives them. Prices contain 18 % tax.
///
///     Shop shop;
///     shop.open_register();
///     const auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
class Shop {
public:
    /// A database in memory by default; `open_database` gives others (a faulty file system).
    explicit Shop(std::uint64_t seed = 1);
    Shop(std::uint64_t seed, store::Database database);
    ~Shop();

    /// The value a command answers; throws std::runtime_error with the whole answer on an error.
    base::Json call(std::string_view command, const base::Json& request = base::Json::object());
    /// The code of the error a command answers, or "ok".
    std::string error(std::string_view command, const base::Json& request = base::Json::object());

    void log_in();
    /// Logs in and opens the drawer with 100.00.
    void open_register();
    /// Sells one coffee for the exact cash; gives the receipt.
    base::Json sell_coffee();

    ManualClock clock;
    base::SeededRandom random;
    base::Id ana, luis, rosa;     ///< cashier, waiter and owner, PIN 1234
    base::Id coffee, cake, rice;  ///< 7.50, 12.00 each, 4.90 a kilo
    base::Id window, door;        ///< tables
    base::Id kitchen;             ///< the station where cakes are made
    std::string coffee_barcode = "7750182000017";

    till::Till& till() { return *till_; }

    log::Log& log() { return till_->log(); }

    log::Log& hub() { return *hub_log_; }

    store::Database& database() { return *database_; }

private:
    void found_hub();
    void found_floor();
    void enrol();

    std::unique_ptr<store::Database> database_;
    std::unique_ptr<store::Database> hub_database_;
    std::unique_ptr<till::Till> till_;
    std::unique_ptr<log::Log> hub_log_;
};

/// The value of a Result; throws std::runtime_error with its error.
template <class T>
T value(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(std::string(base::code_name(result.error().code)) + " " +
                                 base::Json(result.error().parameters).dump() + " " +
                                 result.error().detail);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A migrated database in memory.
store::Database empty_database();

/// The identity that `Shop`'s till has.
log::Identity shop_identity();

}  // namespace mostrador::tests
