#include "till/status.hpp"

#include "cash/session.hpp"
#include "documents/money_text.hpp"
#include "log/link.hpp"
#include "organization/licence.hpp"
#include "organization/queries.hpp"
#include "sales/cart.hpp"
#include "staff/commands.hpp"
#include "store/migration.hpp"

namespace mostrador::till {
namespace {

using base::Result;
using base::Status;
using command::Context;

struct CurrencyView {
    static constexpr std::string_view kType = "CurrencyView";
    std::string code;
    std::string symbol;
    std::int64_t digits = 2;

    static constexpr auto fields() {
        using T = CurrencyView;
        return base::fields(base::field("code", &T::code), base::field("symbol", &T::symbol),
                            base::field("digits", &T::digits));
    }
};

struct TenantView {
    static constexpr std::string_view kType = "TenantView";
    base::Id id;
    std::string name;
    std::string country;
    CurrencyView currency;
    std::string time_zone;
    std::string language;
    bool tax_included = true;

    static constexpr auto fields() {
        using T = TenantView;
        return base::fields(
            base::field("id", &T::id), base::field("name", &T::name),
            base::field("country", &T::country), base::field("currency", &T::currency),
            base::field("timeZone", &T::time_zone), base::field("language", &T::language),
            base::field("taxIncluded", &T::tax_included));
    }
};

struct NamedView {
    static constexpr std::string_view kType = "NamedView";
    base::Id id;
    std::string name;

    static constexpr auto fields() {
        return base::fields(base::field("id", &NamedView::id),
                            base::field("name", &NamedView::name));
    }
};

struct RegisterView {
    static constexpr std::string_view kType = "RegisterView";
    base::Id id;
    std::string name;
    std::optional<cash::SessionView> session;
    std::string terminal;  ///< which card terminal stands beside it; "": by hand

    static constexpr auto fields() {
        using T = RegisterView;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("session", &T::session),
                            base::field("terminal", &T::terminal));
    }
};

struct DeviceStatus {
    static constexpr std::string_view kType = "DeviceStatus";
    bool enrolled = false;
    bool revoked = false;
    std::optional<TenantView> tenant;
    std::optional<NamedView> branch;
    std::optional<RegisterView> register_view;
    std::optional<NamedView> device;
    std::optional<staff::PersonView> person;
    std::optional<sales::CartView> open_cart;
    std::int64_t schema = 0;
    std::optional<organization::Licence> licence;  ///< when it ends soon, or has ended

    static constexpr auto fields() {
        using T = DeviceStatus;
        return base::fields(
            base::field("enrolled", &T::enrolled), base::field("revoked", &T::revoked),
            base::field("tenant", &T::tenant), base::field("branch", &T::branch),
            base::field("register", &T::register_view), base::field("device", &T::device),
            base::field("person", &T::person), base::field("openCart", &T::open_cart),
            base::field("schema", &T::schema), base::field("licence", &T::licence));
    }
};

struct SyncStatus {
    static constexpr std::string_view kType = "SyncStatus";
    std::int64_t pending = 0;
    std::optional<std::int64_t> oldest_pending;  ///< UTC microseconds
    std::int64_t parked = 0;
    std::int64_t operations = 0;

    static constexpr auto fields() {
        using T = SyncStatus;
        return base::fields(
            base::field("pending", &T::pending), base::field("oldestPending", &T::oldest_pending),
            base::field("parked", &T::parked), base::field("operations", &T::operations));
    }
};

struct Verification {
    static constexpr std::string_view kType = "Verification";
    bool ok = false;
    std::int64_t operations = 0;
    std::int64_t devices = 0;
    std::string integrity;
    std::string state_hash;

    static constexpr auto fields() {
        using T = Verification;
        return base::fields(base::field("ok", &T::ok), base::field("operations", &T::operations),
                            base::field("devices", &T::devices),
                            base::field("integrity", &T::integrity),
                            base::field("stateHash", &T::state_hash));
    }
};

std::optional<NamedView> view_of(const std::optional<organization::Named>& named) {
    if (!named) return std::nullopt;
    return NamedView{named->id, named->name};
}

Status add_place(Context& context, DeviceStatus& status) {
    const auto& identity = *context.identity;
    MOSTRADOR_TRY(device, organization::device_named(context.database, identity.device));
    status.device = view_of(device);
    status.revoked = !organization::check_not_revoked(context.database, identity.device);
    if (identity.branch) {
        MOSTRADOR_TRY(branch, organization::branch(context.database, *identity.branch));
        if (branch) status.branch = NamedView{branch->id, branch->name};
    }
    if (!identity.register_id) return {};
    MOSTRADOR_TRY(named, organization::register_named(context.database, *identity.register_id));
    if (!named) return {};
    MOSTRADOR_TRY(terminal, organization::terminal_of(context.database, named->id));
    status.register_view = RegisterView{named->id, named->name, std::nullopt, terminal};
    MOSTRADOR_TRY(session, cash::open_session(context.database, named->id));
    if (!session) return {};
    MOSTRADOR_TRY(view, cash::session_view(context.database, *session));
    status.register_view->session = std::move(view);
    return {};
}

Result<TenantView> tenant_view(const organization::Tenant& tenant) {
    return TenantView{tenant.id,
                      tenant.name,
                      tenant.country,
                      {std::string(tenant.currency.name()),
                       documents::currency_sign(tenant.currency), tenant.currency.minor_digits},
                      tenant.time_zone,
                      tenant.language,
                      tenant.tax_included};
}

Result<DeviceStatus> status(Context& context, const command::Nothing&) {
    DeviceStatus status;
    MOSTRADOR_TRY(schema, store::schema_version(context.database));
    status.schema = schema;
    if (!context.identity) return status;
    status.enrolled = true;
    MOSTRADOR_CHECK(add_place(context, status));
    MOSTRADOR_TRY(licence, organization::licence(context.database, context.now_us));
    if (licence && licence->soon) status.licence = *licence;
    MOSTRADOR_CHECK(organization::note_clock(context.database, context.now_us));
    const auto tenant = organization::tenant(context.database);
    if (!tenant) return status;  // enrolled, but the shop's data is still on its way
    MOSTRADOR_TRY(view, tenant_view(*tenant));
    status.tenant = std::move(view);
    if (!context.person) return status;
    MOSTRADOR_TRY(person, staff::person_view(context.database, context.person->id));
    MOSTRADOR_TRY(cart, sales::cart_view(context));
    status.person = std::move(person);
    status.open_cart = std::move(cart);
    return status;
}

Result<SyncStatus> sync_status(Context& context, const command::Nothing&) {
    SyncStatus status;
    MOSTRADOR_TRY(parked, context.log.parked_count());
    status.parked = parked;
    if (!context.identity) return status;
    MOSTRADOR_TRY(head, context.log.head(context.identity->device));
    MOSTRADOR_TRY(pending, log::pending(context.log));
    status.operations = head.sequence;
    status.pending = pending.count;
    status.oldest_pending = pending.oldest_us;
    return status;
}

Result<Verification> verify(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(integrity, context.database.integrity_check());
    MOSTRADOR_TRY(verified, context.log.verify());
    MOSTRADOR_TRY(hash, context.log.state_hash());
    return Verification{integrity == "ok", verified.operations, verified.devices, integrity,
                        base::to_hex(hash)};
}

}  // namespace

command::Commands status_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {
        command::command<command::Nothing, DeviceStatus>("device.status", {anyone, local}, status),
        command::command<command::Nothing, SyncStatus>("sync.status", {anyone, query}, sync_status),
        command::command<command::Nothing, Verification>("audit.verify", {enrolled, query}, verify),
    };
}

}  // namespace mostrador::till
