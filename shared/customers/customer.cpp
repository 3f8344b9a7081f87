#include "customers/customer.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "base/text.hpp"
#include "log/stamp.hpp"

namespace mostrador::customers {

using base::Code;
using base::Id;
using base::Result;

Result<std::optional<Customer>> customer(store::Database& database, const Id& id) {
    std::optional<Customer> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT name, document_kind, document, email, phone, address, consent_at, active "
        "FROM customer WHERE id = ?1 AND stamp > 0",
        id, [&](const store::Row& row) {
            found = Customer{.id = id,
                             .name = row.get<std::string>(0),
                             .document_kind = row.get<std::string>(1),
                             .document = row.get<std::string>(2),
                             .email = row.get<std::string>(3),
                             .phone = row.get<std::string>(4),
                             .address = row.get<std::string>(5),
                             .consent_at = row.integer(6),
                             .active = row.get<bool>(7)};
        }));
    return found;
}

Result<Customer> known_customer(store::Database& database, const Id& id) {
    MOSTRADOR_TRY(found, customer(database, id));
    if (!found) return base::fail(Code::customers_not_found);
    return std::move(*found);
}

std::string search_word(std::string_view folded) {
    std::string word(folded);
    const bool number = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
    if (number) std::erase_if(word, [](char c) { return std::string_view(" .-/()+").contains(c); });
    return word;
}

std::string search_text(const Customer& customer) {
    return base::concat(base::fold(customer.name), "\n", search_word(base::fold(customer.document)),
                        "\n", search_word(base::fold(customer.phone)), "\n",
                        base::fold(customer.email));
}

Result<std::vector<tasks::Found>> customer_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT a.id, max(a.stamp, b.stamp), b.id FROM customer a "
        "JOIN customer b ON b.document = a.document AND b.document_kind = a.document_kind "
        "AND b.document <> '' AND b.id > a.id AND b.active = 1 AND b.stamp > 0 "
        "WHERE a.document <> '' AND a.active = 1 AND a.stamp > 0 ORDER BY a.id, b.id",
        [&](const store::Row& row) {
            found.push_back({"customer_twice",
                             row.id(0),
                             log::stamp_time_us(row.integer(1)),
                             {{"twin", row.id(2).text()}}});
        }));
    return found;
}

tasks::Source customer_source() {
    return {customer_tasks,
            {{.name = "customer_twice",
              .detail = "twin",
              .sides = "SELECT 'customer' AS role, c.id AS document, c.name AS number, "
                       "(c.stamp >> 16) * 1000 AS at, NULL AS person, c.device, NULL AS session, "
                       "NULL AS amount, NULL AS quantity FROM task t "
                       "JOIN customer c ON c.id = t.subject OR "
                       "lower(hex(c.id)) = replace(t.detail, '-', '')",
              .choices = {"two_people"}}}};
}

}  // namespace mostrador::customers
