#include "stock/movements.hpp"

namespace mostrador::stock {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE stock_movement (
  document BLOB NOT NULL,
  line INTEGER NOT NULL,
  product BLOB NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

base::Status record_sale(store::Database& database, const Movement& movement) {
    MOSTRADOR_TRY(quantity, movement.quantity.rescaled(kQuantityScale, base::Rounding::half_away));
    return database.run(
        "INSERT INTO stock_movement (document, line, product, kind, quantity, at) "
        "VALUES (?1, ?2, ?3, 'sale', ?4, ?5)",
        movement.document, movement.line, movement.product, quantity.mantissa(), movement.at_us);
}

log::Capability capability() {
    return {.name = "stock",
            .schema = kSchema,
            .kinds = {},
            .tables = {{"stock_movement", "document, line"}}};
}

}  // namespace mostrador::stock
