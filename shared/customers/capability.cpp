#include "base/text.hpp"
#include "customers/customer.hpp"
#include "customers/operations.hpp"

namespace mostrador::customers {
namespace {

using base::Id;
using base::Status;
using log::ColumnType;

const log::AssignedTable kCustomers{"customer",
                                    {{"name"},
                                     {"document_kind"},
                                     {"document"},
                                     {"email"},
                                     {"phone"},
                                     {"address"},
                                     {"consent_at", ColumnType::integer},
                                     {"active", ColumnType::boolean}}};

// `customer_listing` follows from `customer`: what is searched, in the list's order. Of who was
// erased nothing is left but that fact.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE customer (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  document TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  consent_at INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_document ON customer (document, document_kind) WHERE document <> '';
CREATE TABLE customer_erased (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  person BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_listing (
  active INTEGER NOT NULL,
  sort_name TEXT NOT NULL,
  customer BLOB NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (active, sort_name, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_listing_of ON customer_listing (customer);
)sql";

Status list_again(store::Database& database, const Id& id) {
    MOSTRADOR_CHECK(database.run("DELETE FROM customer_listing WHERE customer = ?1", id));
    MOSTRADOR_TRY(now, customer(database, id));
    if (!now) return {};
    return database.run(
        "INSERT INTO customer_listing (active, sort_name, customer, text) VALUES (?1, ?2, ?3, ?4)",
        now->active, base::fold(now->name), id, search_text(*now));
}

base::Result<bool> is_erased(store::Database& database, const Id& id) {
    MOSTRADOR_TRY(row,
                  database.one<std::int64_t>("SELECT 1 FROM customer_erased WHERE id = ?1", id));
    return row.has_value();
}

Status apply_row(store::Database& database, const log::Operation& operation,
                 const base::Json& row) {
    const auto given = base::decode<base::Form::binary, CustomerRow>(row);
    if (!given) return std::unexpected(given.error());
    MOSTRADOR_TRY(erased, is_erased(database, given->id));
    if (erased) return {};
    MOSTRADOR_TRY(changed, log::assign(database, kCustomers, operation, row));
    if (!changed) return {};
    return list_again(database, given->id);
}

Status apply_put(store::Database& database, const log::Operation& operation) {
    const auto& payload = operation.payload;
    const auto rows = payload.is_object() ? payload.find("rows") : payload.end();
    if (rows == payload.end() || !rows->is_array()) {
        return base::fail(base::Code::input_malformed, {{"field", "rows"}});
    }
    for (const auto& row : *rows)
        MOSTRADOR_CHECK(apply_row(database, operation, row));
    return {};
}

/// The row goes, with all that is known of its fields, so that it does not matter which of them had
/// arrived; the first of two erasures is the one that is kept.
Status apply_erased(store::Database& database, const log::Operation& operation,
                    const CustomerErased& erased) {
    const auto& id = erased.customer;
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO customer_erased (id, stamp, device, person) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp, device = excluded.device, "
        "person = excluded.person WHERE (excluded.stamp, excluded.device) < (stamp, device)",
        id, operation.stamp, operation.device, operation.person));
    MOSTRADOR_CHECK(database.run("DELETE FROM customer WHERE id = ?1", id));
    MOSTRADOR_CHECK(database.run("DELETE FROM field_version WHERE entity = ?1 AND row = ?2",
                                 kCustomers.name, id));
    return list_again(database, id);
}

}  // namespace

log::Capability capability() {
    return {
        .name = "customers",
        .schema = {},
        .kinds = {{CustomersPut::kKind, CustomersPut::kVersion, CustomersPut::kFamily, apply_put},
                  log::kind<CustomerErased>(apply_erased)},
        .tables = {{"customer", "id"}, {"customer_erased", "id"}},
        .later = {{8, kSchema}}};
}

}  // namespace mostrador::customers
