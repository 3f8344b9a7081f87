#pragma once

#include <optional>
#include <string>

#include "log/assignment.hpp"

namespace mostrador::customers {

/// CUST-1: a customer, field by field.
struct CustomerRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> document_kind;  ///< "pe_dni"…, "other", or empty: no document
    std::optional<std::string> document;       ///< compact (identity_document.hpp)
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> address;
    std::optional<std::int64_t> consent_at;  ///< UTC microseconds when they agreed to be written to
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = CustomerRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("name", &T::name), base::field("document_kind", &T::document_kind),
            base::field("document", &T::document), base::field("email", &T::email),
            base::field("phone", &T::phone), base::field("address", &T::address),
            base::field("consent_at", &T::consent_at), base::field("active", &T::active));
    }
};

struct CustomersPut : log::Rows<CustomerRow> {
    static constexpr std::string_view kKind = "customers.put";
};

/// CUST-2: somebody asked to be forgotten. Wins over every assignment, earlier or later; fiscal
/// documents keep what they say.
struct CustomerErased {
    static constexpr std::string_view kKind = "customers.erased";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id customer;

    static constexpr auto fields() {
        return base::fields(base::field("customer", &CustomerErased::customer));
    }
};

log::Capability capability();

}  // namespace mostrador::customers
