#include "base/concat.hpp"
#include "customers/commands.hpp"
#include "customers/customer.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::customers {
namespace {

using base::Json;
using base::Result;
using base::Status;
using command::Context;

struct Asked {
    base::Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &Asked::id)); }
};

struct Exported {
    std::string json;

    static constexpr auto fields() { return base::fields(base::field("json", &Exported::json)); }
};

/// Writes what belongs to one customer, with moments and amounts that people and programs read.
class Exporter {
public:
    Exporter(store::Database& database, const organization::Tenant& tenant)
        : database_(database), tenant_(tenant) {}

    Result<Json> person(const Customer& customer) {
        Json out{{"name", customer.name},
                 {"documentKind", customer.document_kind},
                 {"document", customer.document},
                 {"email", customer.email},
                 {"phone", customer.phone},
                 {"address", customer.address},
                 {"consent", nullptr},
                 {"archived", !customer.active}};
        if (customer.consent_at == 0) return out;
        MOSTRADOR_TRY(agreed, moment(customer.consent_at));
        out["consent"] = std::move(agreed);
        return out;
    }

    Result<Json> receipts(const base::Id& customer) {
        auto all = Json::array();
        MOSTRADOR_CHECK(database_.each(
            "SELECT id, number_text, at, total FROM receipt WHERE customer = ?1 ORDER BY at, id",
            customer, [&](const store::Row& row) -> Status {
                MOSTRADOR_TRY(at, moment(row.integer(2)));
                MOSTRADOR_TRY(total, money(row.integer(3)));
                MOSTRADOR_TRY(sold, lines(row.id(0)));
                all.push_back({{"number", row.get<std::string>(1)},
                               {"at", std::move(at)},
                               {"total", std::move(total)},
                               {"lines", std::move(sold)}});
                return {};
            }));
        return all;
    }

    Result<Json> invoices(const base::Id& customer) {
        auto all = Json::array();
        MOSTRADOR_CHECK(database_.each(
            "SELECT i.number_text, i.at, coalesce(r.number_text, ''), i.name, i.document_kind, "
            "i.document, i.address, i.email FROM invoice i "
            "LEFT JOIN receipt r ON r.id = i.receipt WHERE i.customer = ?1 ORDER BY i.at, i.id",
            customer, [&](const store::Row& row) -> Status {
                MOSTRADOR_TRY(at, moment(row.integer(1)));
                all.push_back({{"number", row.get<std::string>(0)},
                               {"at", std::move(at)},
                               {"receipt", row.get<std::string>(2)},
                               {"name", row.get<std::string>(3)},
                               {"documentKind", row.get<std::string>(4)},
                               {"document", row.get<std::string>(5)},
                               {"address", row.get<std::string>(6)},
                               {"email", row.get<std::string>(7)}});
                return {};
            }));
        return all;
    }

private:
    Result<Json> lines(const base::Id& receipt) {
        auto all = Json::array();
        MOSTRADOR_CHECK(database_.each(
            "SELECT name, quantity, total FROM receipt_line WHERE receipt = ?1 ORDER BY line",
            receipt, [&](const store::Row& row) -> Status {
                MOSTRADOR_TRY(total, money(row.integer(2)));
                all.push_back({{"name", row.get<std::string>(0)},
                               {"quantity", row.get<std::string>(1)},
                               {"total", std::move(total)}});
                return {};
            }));
        return all;
    }

    /// "2026-11-20T13:05:00" on the branch's clock.
    Result<std::string> moment(std::int64_t at_us) const {
        MOSTRADOR_TRY(local, organization::local_time(tenant_.time_zone, at_us));
        const auto& date = local.date;
        return base::concat(static_cast<int>(date.year()), "-",
                            base::padded(static_cast<unsigned>(date.month()), 2), "-",
                            base::padded(static_cast<unsigned>(date.day()), 2), "T",
                            base::padded(local.hour, 2), ":", base::padded(local.minute, 2), ":",
                            base::padded(local.second, 2));
    }

    /// "12.50 PEN".
    Result<std::string> money(std::int64_t minor) const {
        MOSTRADOR_TRY(amount, base::Decimal::scaled(minor, tenant_.currency.minor_digits));
        return base::concat(amount.text(), " ", tenant_.currency.name());
    }

    store::Database& database_;
    const organization::Tenant& tenant_;
};

Result<Exported> exported(Context& context, const Asked& request) {
    MOSTRADOR_TRY(known, known_customer(context.database, request.id));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    Exporter exporter(context.database, tenant);
    MOSTRADOR_TRY(person, exporter.person(known));
    MOSTRADOR_TRY(receipts, exporter.receipts(request.id));
    MOSTRADOR_TRY(invoices, exporter.invoices(request.id));
    const Json all{{"shop", tenant.legal_name},
                   {"customer", std::move(person)},
                   {"receipts", std::move(receipts)},
                   {"invoices", std::move(invoices)}};
    return Exported{all.dump(2, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace

command::Commands export_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<Asked, Exported>(
        "customers.export", {person, query, staff::Permission::manage_customers}, exported)};
}

}  // namespace mostrador::customers
