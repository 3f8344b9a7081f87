#include "customers/commands.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "customers/customer.hpp"
#include "customers/identity_document.hpp"
#include "customers/operations.hpp"
#include "organization/queries.hpp"

namespace mostrador::customers {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostText = 200;
constexpr std::int64_t kMostListed = 500;
/// More words than these of a search are not looked at.
constexpr std::size_t kMostWords = 4;
/// A document that no rule here checks: a passport, a foreign number.
constexpr std::string_view kOther = "other";

struct CountryKinds {
    std::string_view country;
    std::array<std::string_view, 2> kinds;  ///< of a person, of a company
};

/// What a shop's customers show, most usual first.
constexpr std::array kCountries{
    CountryKinds{"PE", {"pe_dni", "pe_ruc"}}, CountryKinds{"EC", {"ec_ci", "ec_ruc"}},
    CountryKinds{"ES", {"es_nif", "es_nie"}}, CountryKinds{"CL", {"cl_rut", ""}},
    CountryKinds{"CO", {"co_nit", ""}},
};

struct Kinds {
    std::vector<std::string> kinds;

    static constexpr auto fields() { return base::fields(base::field("kinds", &Kinds::kinds)); }
};

struct ById {
    Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &ById::id)); }
};

struct List {
    std::string text;
    bool active = true;
    std::int64_t offset = 0;
    std::int64_t limit = 0;

    static constexpr auto fields() {
        return base::fields(base::field("text", &List::text), base::field("active", &List::active),
                            base::field("offset", &List::offset),
                            base::field("limit", &List::limit));
    }
};

struct Page {
    std::int64_t total = 0;
    std::vector<Customer> customers;

    static constexpr auto fields() {
        return base::fields(base::field("total", &Page::total),
                            base::field("customers", &Page::customers));
    }
};

struct Found {
    std::optional<Customer> customer;

    static constexpr auto fields() {
        return base::fields(base::field("customer", &Found::customer));
    }
};

Result<Kinds> kinds(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    Kinds out;
    for (const auto& country : kCountries) {
        if (country.country != tenant.country) continue;
        for (const auto kind : country.kinds)
            if (!kind.empty()) out.kinds.emplace_back(kind);
    }
    out.kinds.emplace_back(kOther);
    return out;
}

Result<Found> get(Context& context, const ById& request) {
    MOSTRADOR_TRY(found, customer(context.database, request.id));
    return Found{std::move(found)};
}

/// The words of a search; those that nobody typed are found everywhere.
std::array<std::string, kMostWords> words_of(std::string_view text) {
    std::array<std::string, kMostWords> words;
    const auto folded = base::fold(text);
    std::string_view left(folded);
    for (auto& word : words) {
        const auto end = std::min(left.find(' '), left.size());
        word = search_word(left.substr(0, end));
        left.remove_prefix(std::min(left.size(), end + 1));
    }
    return words;
}

Result<Page> list(Context& context, const List& request) {
    if (request.limit < 0 || request.limit > kMostListed || request.offset < 0) {
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    }
    const auto words = words_of(request.text);
    constexpr std::string_view where =
        "FROM customer_listing WHERE active = ?1 AND instr(text, ?2) > 0 AND instr(text, ?3) > 0 "
        "AND instr(text, ?4) > 0 AND instr(text, ?5) > 0 ";
    Page page;
    MOSTRADOR_TRY(total, context.database.one<std::int64_t>("SELECT count(*) " + std::string(where),
                                                            request.active, words[0], words[1],
                                                            words[2], words[3]));
    page.total = total.value_or(0);
    std::vector<Id> ids;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT customer " + std::string(where) + "ORDER BY sort_name, customer LIMIT ?6 OFFSET ?7",
        request.active, words[0], words[1], words[2], words[3], request.limit, request.offset,
        [&](const store::Row& row) { ids.push_back(row.id(0)); }));
    for (const auto& id : ids) {
        MOSTRADOR_TRY(each, known_customer(context.database, id));
        page.customers.push_back(std::move(each));
    }
    return page;
}

std::unexpected<base::Error> wrong(Code code, std::string_view field) {
    return base::fail(code, {{"field", std::string(field)}});
}

Status check_text(std::string_view field, std::string_view text) {
    const bool fits = text.size() <= kMostText && base::is_valid_utf8(text) &&
                      std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' '; });
    if (!fits) return wrong(Code::input_out_of_range, field);
    return {};
}

std::string trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

/// The number as it is stored. Error: customers.document_invalid{kind}.
Result<std::string> document_of(const Customer& wanted) {
    if (wanted.document.empty() || wanted.document_kind == kOther) return wanted.document;
    const auto kind = document_kind_named(wanted.document_kind);
    if (!kind) return wrong(Code::input_malformed, "documentKind");
    if (!is_acceptable(*kind, check_document(*kind, wanted.document))) {
        return base::fail(Code::customers_document_invalid, {{"kind", wanted.document_kind}});
    }
    return compact_document(*kind, wanted.document);
}

/// What was asked for, as it is stored.
Result<Customer> tidy(Customer wanted) {
    for (auto* text :
         {&wanted.name, &wanted.document, &wanted.email, &wanted.phone, &wanted.address}) {
        *text = trimmed(*text);
        MOSTRADOR_CHECK(check_text("name", *text));
    }
    if (wanted.name.empty()) return wrong(Code::input_missing, "name");
    const auto at = wanted.email.find('@');
    if (!wanted.email.empty() && (at == std::string::npos || at == 0 ||
                                  at + 1 == wanted.email.size() || wanted.email.contains(' '))) {
        return wrong(Code::input_malformed, "email");
    }
    MOSTRADOR_TRY(document, document_of(wanted));
    wanted.document = std::move(document);
    if (wanted.document.empty()) wanted.document_kind.clear();
    return wanted;
}

/// Error: customers.document_taken{name} when another customer has the same document.
Status check_free(store::Database& database, const Customer& wanted) {
    if (wanted.document.empty() || !wanted.active) return {};
    MOSTRADOR_TRY(other, database.one<std::string>(
                             "SELECT name FROM customer WHERE document = ?1 AND document <> '' "
                             "AND document_kind = ?2 AND id <> ?3 AND active = 1 AND stamp > 0",
                             wanted.document, wanted.document_kind, wanted.id));
    if (!other) return {};
    return base::fail(Code::customers_document_taken, {{"name", *other}});
}

/// The fields that change; nothing when none does.
std::optional<CustomerRow> changes(const Customer& wanted, const std::optional<Customer>& before) {
    const auto known = before.value_or(Customer{.active = false});
    CustomerRow row{.id = wanted.id, .create = !before};
    bool changed = row.create;
    const auto set = [&](auto& field, const auto& now, const auto& then) {
        if (now == then) return;
        field = now;
        changed = true;
    };
    set(row.name, wanted.name, known.name);
    set(row.document_kind, wanted.document_kind, known.document_kind);
    set(row.document, wanted.document, known.document);
    set(row.email, wanted.email, known.email);
    set(row.phone, wanted.phone, known.phone);
    set(row.address, wanted.address, known.address);
    set(row.consent_at, wanted.consent_at, known.consent_at);
    set(row.active, wanted.active, known.active);
    if (!changed) return std::nullopt;
    return row;
}

/// Consent is given now, taken back, or stays as it was.
std::int64_t consent_of(const Context& context, std::int64_t wanted, std::int64_t known) {
    if (wanted == 0 || known != 0) return wanted == 0 ? 0 : known;
    return context.now_us;
}

Status check_not_erased(store::Database& database, const Id& id) {
    MOSTRADOR_TRY(erased,
                  database.one<std::int64_t>("SELECT 1 FROM customer_erased WHERE id = ?1", id));
    if (erased) return base::fail(Code::customers_not_found);
    return {};
}

Result<Found> put(Context& context, const Customer& request) {
    MOSTRADOR_CHECK(check_not_erased(context.database, request.id));
    MOSTRADOR_TRY(wanted, tidy(request));
    MOSTRADOR_TRY(before, customer(context.database, request.id));
    wanted.consent_at = consent_of(context, wanted.consent_at, before ? before->consent_at : 0);
    const bool same_document = before && before->active && before->document == wanted.document &&
                               before->document_kind == wanted.document_kind;
    if (!same_document) MOSTRADOR_CHECK(check_free(context.database, wanted));
    auto row = changes(wanted, before);
    if (row) {
        MOSTRADOR_CHECK(context.log.append(context.person->id, CustomersPut{{{std::move(*row)}}}));
        context.touch("customers");
        context.touch("sync");
    }
    return Found{std::move(wanted)};
}

Result<command::Nothing> erase(Context& context, const ById& request) {
    MOSTRADOR_CHECK(known_customer(context.database, request.id));
    MOSTRADOR_CHECK(context.log.append(context.person->id, CustomerErased{request.id}));
    context.touch("customers");
    context.touch("sync");
    return command::Nothing{};
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule look{person, query, Permission::sell};
    return {
        command::command<command::Nothing, Kinds>("customers.kinds", look, kinds),
        command::command<List, Page>("customers.list", look, list),
        command::command<ById, Found>("customers.get", look, get),
        command::command<Customer, Found>("customers.put", {person, durable, Permission::sell},
                                          put),
        command::command<ById, command::Nothing>(
            "customers.erase", {person, durable, Permission::manage_customers}, erase),
    };
}

}  // namespace mostrador::customers
