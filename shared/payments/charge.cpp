#include "payments/charge.hpp"

#include "organization/operations.hpp"

namespace mostrador::payments {

/// Which terminal stands beside a register: one that the cashier works by hand, or one that is only
/// played, for practice and tests, and always ends as its name says.
enum class Terminal : std::uint8_t { manual, approves, declines, times_out, loses_answer };

}  // namespace mostrador::payments

template <>
struct mostrador::base::EnumNames<mostrador::payments::Terminal> {
    using enum mostrador::payments::Terminal;
    static constexpr std::array names{
        std::pair{manual, std::string_view("")},
        std::pair{approves, std::string_view("simulated_approves")},
        std::pair{declines, std::string_view("simulated_declines")},
        std::pair{times_out, std::string_view("simulated_times_out")},
        std::pair{loses_answer, std::string_view("simulated_loses_answer")},
    };
};

namespace mostrador::payments {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

struct Begin {
    base::Id charge;  ///< made by who asks: asking twice by accident charges once
    base::Id cart;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        return base::fields(base::field("charge", &Begin::charge),
                            base::field("cart", &Begin::cart),
                            base::field("amount", &Begin::amount));
    }
};

struct SetState {
    base::Id charge;
    ChargeState state = ChargeState::in_progress;
    std::optional<std::string> reference;

    static constexpr auto fields() {
        return base::fields(base::field("charge", &SetState::charge),
                            base::field("state", &SetState::state),
                            base::field("reference", &SetState::reference));
    }
};

struct SetTerminal {
    Terminal terminal = Terminal::manual;

    static constexpr auto fields() {
        return base::fields(base::field("terminal", &SetTerminal::terminal));
    }
};

Charge charge_row(const store::Row& row) {
    return {row.id(0), row.id(1), row.integer(2),
            base::enum_value<ChargeState>(row.text(3)).value_or(ChargeState::unknown),
            row.get<std::string>(4)};
}

constexpr std::string_view kCounterSchema = R"sql(
CREATE TABLE charge (
  id BLOB PRIMARY KEY,
  sequence INTEGER NOT NULL DEFAULT 0,
  at INTEGER,
  cart BLOB,
  amount INTEGER,
  state TEXT,
  reference TEXT,
  receipt BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_open ON charge (cart) WHERE receipt IS NULL;
)sql";

constexpr std::string_view kById =
    "SELECT id, cart, amount, state, reference FROM charge WHERE id = ?1 AND sequence > 0";
constexpr std::string_view kOpenOfCart =
    "SELECT id, cart, amount, state, reference FROM charge "
    "WHERE cart = ?1 AND receipt IS NULL AND state <> 'declined' ORDER BY id";

Result<std::vector<Charge>> charges(store::Database& database, std::string_view sql,
                                    const base::Id& id) {
    std::vector<Charge> found;
    MOSTRADOR_CHECK(
        database.each(sql, id, [&](const store::Row& row) { found.push_back(charge_row(row)); }));
    return found;
}

Status append(Context& context, const Charge& charge) {
    MOSTRADOR_CHECK(context.log.append(
        context.person->id,
        ChargeChanged{charge.id, charge.cart, charge.amount, charge.state, charge.reference}));
    context.touch("sync");
    return {};
}

/// One charge at a time: while one may have taken money, a second would be the same money twice.
Status check_none_open(Context& context, const base::Id& cart) {
    MOSTRADOR_TRY(open, open_charges(context.database, cart));
    for (auto& charge : open) {
        if (charge.state == ChargeState::approved) continue;
        if (charge.state != ChargeState::created) {
            return base::fail(Code::payments_charge_open, {{"charge", charge.id.text()}});
        }
        charge.state = ChargeState::declined;  // the terminal was never asked
        MOSTRADOR_CHECK(append(context, charge));
    }
    return {};
}

Result<Charge> begin(Context& context, const Begin& request) {
    if (request.amount <= 0) return base::fail(Code::input_out_of_range, {{"field", "amount"}});
    MOSTRADOR_TRY(known, charges(context.database, kById, request.charge));
    if (!known.empty()) return known.front();
    MOSTRADOR_CHECK(check_none_open(context, request.cart));
    const Charge charge{request.charge, request.cart, request.amount, ChargeState::created, {}};
    MOSTRADOR_CHECK(append(context, charge));
    return charge;
}

bool may_follow(ChargeState from, ChargeState to) {
    using enum ChargeState;
    switch (from) {
        case created:
            return to == in_progress || to == declined;
        case in_progress:
            return to == approved || to == declined || to == unknown;
        case unknown:
            return to == approved || to == declined;
        default:
            return false;
    }
}

/// Says what the terminal did, or what a person found out about an unknown one. Saying it again is
/// no error.
Result<Charge> set_state(Context& context, const SetState& request) {
    MOSTRADOR_TRY(known, charges(context.database, kById, request.charge));
    if (known.empty()) return base::fail(Code::payments_charge_not_found);
    auto charge = known.front();
    if (charge.state == request.state) return charge;
    if (!may_follow(charge.state, request.state)) {
        return base::fail(Code::payments_charge_settled,
                          {{"state", std::string(base::enum_name(charge.state))}});
    }
    charge.state = request.state;
    charge.reference = request.reference.value_or(charge.reference);
    MOSTRADOR_CHECK(append(context, charge));
    return charge;
}

Result<command::Nothing> set_terminal(Context& context, const SetTerminal& request) {
    if (!context.identity->register_id) return base::fail(Code::device_not_enrolled);
    const organization::RegisterRow row{.id = *context.identity->register_id,
                                        .terminal = std::string(base::enum_name(request.terminal))};
    MOSTRADOR_CHECK(context.log.append(context.person->id, organization::RegistersPut{{{row}}}));
    context.touch("session");
    return command::Nothing{};
}

Status apply_changed(store::Database& database, const log::Operation& operation,
                     const ChargeChanged& changed) {
    return database.run(
        "INSERT INTO charge (id, sequence, at, cart, amount, state, reference) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
        "sequence = excluded.sequence, at = excluded.at, cart = excluded.cart, "
        "amount = excluded.amount, state = excluded.state, reference = excluded.reference "
        "WHERE excluded.sequence > sequence",
        changed.charge, operation.sequence, log::stamp_time_us(operation.stamp), changed.cart,
        changed.amount, base::enum_name(changed.state), changed.reference);
}

}  // namespace

Result<std::vector<Charge>> open_charges(store::Database& database, const base::Id& cart) {
    return charges(database, kOpenOfCart, cart);
}

/// Two receipts may name one charge only through a fault; the smaller id stands on every replica.
Status use_charge(store::Database& database, const base::Id& charge, const base::Id& receipt) {
    return database.run(
        "INSERT INTO charge (id, receipt) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET "
        "receipt = min(coalesce(receipt, excluded.receipt), excluded.receipt)",
        charge, receipt);
}

Result<std::vector<tasks::Found>> charge_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(
        database.each("SELECT id, at, amount, state FROM charge WHERE receipt IS NULL "
                      "AND state IN ('approved', 'unknown', 'in_progress') ORDER BY at, id",
                      [&](const store::Row& row) {
                          const auto open = row.text(3) != "approved";
                          found.push_back({open ? "charge_unknown" : "charge_unused",
                                           row.id(0),
                                           row.integer(1),
                                           {{"amount", std::to_string(row.integer(2))}}});
                      }));
    return found;
}

tasks::Source charge_source() {
    // Who asked the terminal stands on the log, as long as this device keeps it there.
    constexpr std::string_view charge =
        "SELECT 'charge' AS role, c.id AS document, c.reference AS number, c.at, o.person, "
        "o.device, NULL AS session, c.amount, NULL AS quantity FROM task t "
        "JOIN charge c ON c.id = t.subject LEFT JOIN operation o ON o.stamp BETWEEN "
        "(c.at / 1000) << 16 AND ((c.at / 1000) << 16) + 65535 AND o.sequence = c.sequence "
        "AND o.kind = 'payments.charge_changed'";
    return {charge_tasks,
            {{.name = "charge_unknown",
              .detail = {},
              .sides = charge,
              .choices = {"charged", "not_charged"}},
             {.name = "charge_unused",
              .detail = {},
              .sides = charge,
              .choices = {"given_back", "sold_otherwise"}}}};
}

log::Capability capability() {
    return {.name = "payments",
            .schema = {},
            .kinds = {log::kind<ChargeChanged>(apply_changed)},
            .tables = {{"charge", "id"}},
            .later = {{3, kCounterSchema}}};
}

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule sell{person, durable, staff::Permission::sell};
    return {
        command::command<Begin, Charge>("payments.charge", sell, begin),
        command::command<SetState, Charge>("payments.charge_state", sell, set_state),
        command::command<SetTerminal, command::Nothing>(
            "payments.set_terminal", {person, durable, staff::Permission::manage_devices},
            set_terminal),
    };
}

}  // namespace mostrador::payments
