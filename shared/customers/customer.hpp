#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/reflect.hpp"
#include "store/database.hpp"
#include "tasks/task.hpp"

namespace mostrador::customers {

/// A customer as screens show them.
struct Customer {
    static constexpr std::string_view kType = "Customer";
    base::Id id;
    std::string name;
    std::string document_kind;  ///< "pe_dni"…, "other", or empty: no document
    std::string document;
    std::string email;
    std::string phone;
    std::string address;
    std::int64_t consent_at = 0;  ///< UTC microseconds when they agreed to be written to; 0: not
    bool active = true;

    static constexpr auto fields() {
        using T = Customer;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("documentKind", &T::document_kind),
                            base::field("document", &T::document), base::field("email", &T::email),
                            base::field("phone", &T::phone), base::field("address", &T::address),
                            base::field("consentAt", &T::consent_at),
                            base::field("active", &T::active));
    }
};

/// Nothing for one who is not known here, or was erased.
base::Result<std::optional<Customer>> customer(store::Database& database, const base::Id& id);

/// The same; error: customers.not_found.
base::Result<Customer> known_customer(store::Database& database, const base::Id& id);

/// What a customer is found by: name, document, phone and e-mail, folded; numbers without what
/// people write between their digits.
std::string search_text(const Customer& customer);

/// A word of a search in the same form: "987-654 " is "987654".
std::string search_word(std::string_view folded);

/// Customers that two devices made apart for one and the same document (CUST-1): kind
/// "customer_twice", with twin, the other's id. It says no more of them: what is settled is kept,
/// and people may ask to be forgotten.
base::Result<std::vector<tasks::Found>> customer_tasks(store::Database& database);

/// The same for the inbox.
tasks::Source customer_source();

}  // namespace mostrador::customers
