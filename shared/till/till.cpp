#include "till/till.hpp"

#include "audit/commands.hpp"
#include "cash/session.hpp"
#include "catalog/commands.hpp"
#include "catalog/conflicts.hpp"
#include "catalog/editor.hpp"
#include "catalog/import_commands.hpp"
#include "catalog/variant_editor.hpp"
#include "customers/commands.hpp"
#include "customers/customer.hpp"
#include "documents/commands.hpp"
#include "floor/commands.hpp"
#include "guests/commands.hpp"
#include "kitchen/queue.hpp"
#include "orders/bill.hpp"
#include "orders/commands.hpp"
#include "orders/journey.hpp"
#include "orders/place.hpp"
#include "organization/clock.hpp"
#include "organization/commands.hpp"
#include "organization/queries.hpp"
#include "payments/charge.hpp"
#include "prices/commands.hpp"
#include "prices/promotion_commands.hpp"
#include "printing/commands.hpp"
#include "reports/commands.hpp"
#include "reports/live.hpp"
#include "reports/margins.hpp"
#include "sales/cart.hpp"
#include "sales/checkout.hpp"
#include "sales/invoice.hpp"
#include "sales/receipt.hpp"
#include "sales/refund.hpp"
#include "sales/voucher.hpp"
#include "scanning/recognise.hpp"
#include "staff/commands.hpp"
#include "staff/rights.hpp"
#include "staff/session.hpp"
#include "stock/commands.hpp"
#include "stock/late.hpp"
#include "store/transaction.hpp"
#include "tasks/commands.hpp"
#include "tickets/commands.hpp"
#include "tickets/issue.hpp"
#include "till/registry.hpp"
#include "till/status.hpp"

namespace mostrador::till {
namespace {

using base::Code;
using base::Json;
using base::Result;
using base::Status;
using command::Access;
using command::Effect;

constexpr std::size_t kMaxRequestBytes = 16 * 1024 * 1024;

Status check_rule(const command::Context& context, const command::Rule& rule) {
    if (rule.access == Access::anyone) return {};
    if (!context.identity) return base::fail(Code::device_not_enrolled);
    if (rule.access == Access::enrolled) return {};
    if (!context.person) return base::fail(Code::staff_not_logged_in);
    if (!staff::allowed(context.person->role, rule.permission)) {
        return base::fail(Code::staff_not_allowed,
                          {{"permission", std::string(base::enum_name(rule.permission))}});
    }
    if (rule.effect != Effect::durable) return {};
    return organization::check_not_revoked(context.database, context.identity->device);
}

/// What a sold cart means beyond the sale.
Status on_sold(command::Context& context, const sales::Sold& sold) {
    MOSTRADOR_CHECK(orders::note_payment(context, sold));
    return tickets::issue(context, sold);
}

std::string answer(Result<Json> result) {
    Json out;
    out["ok"] = result.has_value();
    if (result) {
        out["value"] = std::move(*result);
    } else {
        const auto& error = result.error();
        out["error"] = {{"code", base::code_name(error.code)},
                        {"parameters", error.parameters},
                        {"detail", error.detail}};
    }
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Till::Till(store::Database& database, base::Clock& clock, base::Random& random, log::Role role,
           const log::Registry& registry)
    : database_(database),
      clock_(clock),
      log_(database, registry, clock, random, role),
      catalog_(database) {
    add(status_commands());
    add(organization::commands());
    add(staff::commands());
    add(catalog::commands(catalog_));
    add(catalog::editor_commands());
    add(catalog::import_commands(import_));
    add(catalog::variant_commands());
    add(prices::commands());
    add(prices::promotion_commands());
    add(sales::cart_commands());
    add(sales::checkout_commands(on_sold));
    add(sales::preview_commands());
    add(sales::receipt_commands());
    add(sales::voucher_commands());
    add(sales::refund_commands());
    add(sales::invoice_commands());
    add(customers::commands());
    add(customers::export_commands());
    add(payments::commands());
    add(cash::commands());
    add(documents::commands());
    add(scanning::commands());
    add(printing::commands());
    add(reports::commands());
    add(reports::margin_commands());
    add(stock::item_commands());
    add(stock::recipe_commands());
    add(stock::document_commands());
    add(stock::count_commands());
    add(stock::ledger_commands());
    add(reports::live_commands());
    add(audit::commands());
    add(tasks::commands({sales::refund_source(), sales::voucher_source(), payments::charge_source(),
                         cash::late_source(), cash::twin_source(), orders::order_source(),
                         sales::invoice_source(), customers::customer_source(),
                         catalog::conflict_source(), organization::clock_source(),
                         stock::late_source(), stock::transfer_source(), tickets::ticket_source(),
                         staff::rights_source()}));
    add(floor::commands());
    add(orders::commands());
    add(orders::bill_commands());
    add(orders::journey_commands());
    add(orders::place_commands());
    add(kitchen::commands());
    add(guests::commands());
    add(tickets::commands());
}

void Till::add(command::Commands commands) {
    for (auto& each : commands) {
        std::string name(each.name);
        commands_.emplace(std::move(name), std::move(each));
    }
}

std::string Till::call(std::string_view command, std::string_view request) {
    return answer(run(command, request));
}

std::set<std::string, std::less<>> Till::take_changes() {
    return std::exchange(changed_, {});
}

Result<Json> Till::run(std::string_view name, std::string_view request) {
    const auto found = commands_.find(name);
    if (found == commands_.end()) {
        return base::fail(Code::input_unknown_command, {{"command", std::string(name)}});
    }
    if (request.size() > kMaxRequestBytes) {
        return base::fail(Code::sync_too_large, {{"limit", std::to_string(kMaxRequestBytes)}});
    }
    const auto json = Json::parse(request, nullptr, false);
    if (json.is_discarded()) return base::fail(Code::input_malformed, {{"field", ""}});
    const auto& command = found->second;
    MOSTRADOR_TRY(ready, context());
    MOSTRADOR_CHECK(check_rule(ready, command.rule));
    if (command.rule.effect == Effect::query) return command.run(ready, json);
    return run_in_transaction(ready, command, json);
}

Result<command::Context> Till::context() {
    command::Context context{.log = log_,
                             .database = database_,
                             .now_us = clock_.now_us(),
                             .identity = std::nullopt,
                             .person = std::nullopt,
                             .origin = origin_,
                             .changed = {}};
    auto identity = log_.identity();
    if (identity) {
        context.identity = *identity;
    } else if (identity.error().code != Code::device_not_enrolled) {
        return std::unexpected(identity.error());
    }
    MOSTRADOR_TRY(person, staff::logged_in(database_, context.now_us));
    context.person = std::move(person);
    return context;
}

Result<Json> Till::run_in_transaction(command::Context& context, const command::Command& command,
                                      const Json& request) {
    const auto durability = command.rule.effect == Effect::durable ? store::Durability::flushed
                                                                   : store::Durability::written;
    MOSTRADOR_TRY(transaction, store::Transaction::begin(database_, durability));
    auto result = command.run(context, request);
    if (!result && !context.commit_refusal) return result;
    if (context.person) MOSTRADOR_CHECK(staff::keep_alive(database_, context.now_us));
    MOSTRADOR_CHECK(transaction.commit());
    changed_.merge(context.changed);
    return result;
}

}  // namespace mostrador::till
