#include "tickets/commands.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "tickets/present.hpp"
#include "tickets/views.hpp"

namespace mostrador::tickets {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMostHours = 24 * 366;

struct Rules {
    static constexpr std::string_view kType = "TicketRules";
    std::vector<RuleRow> rules;

    static constexpr auto fields() { return base::fields(base::field("rules", &Rules::rules)); }
};

struct Scan {
    std::string text;  ///< of the QR code, or the display code as it was typed

    static constexpr auto fields() { return base::fields(base::field("text", &Scan::text)); }
};

struct Scanned {
    Verdict verdict = Verdict::unknown;
    std::string code;
    std::optional<TicketView> ticket;

    static constexpr auto fields() {
        using T = Scanned;
        return base::fields(base::field("verdict", &T::verdict), base::field("code", &T::code),
                            base::field("ticket", &T::ticket));
    }
};

/// `redemption` is the nonce, made by who asks: to ask twice hands over once. Of the items named,
/// or of all that is owed.
struct Redeem {
    std::string text;
    Id redemption;
    std::optional<std::vector<Handed>> items;

    static constexpr auto fields() {
        using T = Redeem;
        return base::fields(base::field("text", &T::text),
                            base::field("redemption", &T::redemption),
                            base::field("items", &T::items));
    }
};

struct OfReceipt {
    Id receipt;

    static constexpr auto fields() {
        return base::fields(base::field("receipt", &OfReceipt::receipt));
    }
};

struct Tickets {
    std::vector<TicketView> tickets;

    static constexpr auto fields() {
        return base::fields(base::field("tickets", &Tickets::tickets));
    }
};

Result<Rules> rules(Context& context, const command::Nothing&) {
    Rules out;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, active, hours FROM ticket_rule WHERE stamp > 0 ORDER BY id",
        [&](const store::Row& row) {
            out.rules.push_back(
                {.id = row.id(0), .active = row.get<bool>(1), .hours = row.integer(2)});
        }));
    return out;
}

Result<Rules> put_rules(Context& context, Rules change) {
    for (auto& row : change.rules) {
        if (row.hours.value_or(0) < 0 || row.hours.value_or(0) > kMostHours)
            return base::fail(Code::input_out_of_range, {{"field", "hours"}});
        MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                                 "SELECT 1 FROM ticket_rule WHERE id = ?1 AND stamp > 0", row.id));
        row.create.reset();
        if (!known) row.create = true;
    }
    if (!change.rules.empty())
        MOSTRADOR_CHECK(
            context.log.append(context.person->id, RulesPut{{{std::move(change.rules)}}}));
    context.touch("tickets");
    context.touch("sync");
    return rules(context, {});
}

/// QRT-3: a scan is on record, whatever comes of it.
Status note_scan(Context& context, const Presented& shown) {
    TicketScanned scanned{
        .at_us = context.now_us, .verdict = shown.verdict, .ticket = {}, .code = shown.code};
    if (shown.ticket) scanned.ticket = shown.ticket->id;
    MOSTRADOR_CHECK(context.log.append(context.person->id, scanned));
    context.touch("tickets");
    context.touch("sync");
    return {};
}

Result<Scanned> scan(Context& context, const Scan& request) {
    MOSTRADOR_TRY(shown, present(context, request.text));
    MOSTRADOR_CHECK(note_scan(context, shown));
    Scanned out{shown.verdict, shown.code, std::nullopt};
    if (!shown.ticket) return out;
    MOSTRADOR_TRY(view, view_of(context, *shown.ticket));
    out.ticket = std::move(view);
    return out;
}

std::unexpected<base::Error> refused(const Presented& shown) {
    const auto time = [](std::int64_t at_us) {
        return std::map<std::string, std::string>{{"when", std::to_string(at_us)}};
    };
    switch (shown.verdict) {
        case Verdict::used:
            return base::fail(Code::tickets_delivered, time(shown.ticket->handed_us));
        case Verdict::voided:
            return base::fail(Code::tickets_void);
        case Verdict::stale:
            return base::fail(Code::tickets_stale, time(shown.ticket->until_us));
        case Verdict::forged:
            return base::fail(Code::tickets_forged);
        case Verdict::foreign:
            return base::fail(Code::tickets_foreign);
        default:
            return base::fail(Code::tickets_not_found);
    }
}

/// All that is owed, or what is named of it. Errors: tickets.over{line, left}.
Result<std::vector<Handed>> handed_of(const Ticket& ticket, const Redeem& request) {
    std::vector<Handed> handed;
    if (!request.items) {
        for (std::size_t i = 0; i < ticket.items.size(); ++i) {
            if (ticket.items[i].owed() == 0) continue;
            MOSTRADOR_TRY(quantity, quantity_of(ticket.items[i].owed()));
            handed.push_back({static_cast<std::int64_t>(i), quantity});
        }
        return handed;
    }
    std::vector<std::int64_t> seen;
    for (const auto& wanted : *request.items) {
        const bool known = wanted.item >= 0 && wanted.item < std::ssize(ticket.items) &&
                           !std::ranges::contains(seen, wanted.item);
        if (!known) return base::fail(Code::input_out_of_range, {{"field", "item"}});
        seen.push_back(wanted.item);
        if (wanted.quantity.is_zero()) continue;
        const auto& item = ticket.items[static_cast<std::size_t>(wanted.item)];
        MOSTRADOR_TRY(left, quantity_of(item.owed()));
        if (wanted.quantity.is_negative() || wanted.quantity > left)
            return base::fail(Code::tickets_over, {{"line", item.name}, {"left", left.text()}});
        handed.push_back(wanted);
    }
    return handed;
}

/// The ticket as it is after what was done to it.
Result<TicketView> again(Context& context, std::string_view text) {
    MOSTRADOR_TRY(shown, present(context, text));
    if (!shown.ticket) return base::fail(Code::tickets_not_found);
    return view_of(context, *shown.ticket);
}

Result<TicketView> redeem(Context& context, const Redeem& request) {
    MOSTRADOR_TRY(known,
                  context.database.one<std::int64_t>(
                      "SELECT 1 FROM ticket_redemption WHERE redemption = ?1", request.redemption));
    if (known) return again(context, request.text);
    MOSTRADOR_TRY(shown, present(context, request.text));
    if (shown.verdict != Verdict::valid) {
        MOSTRADOR_CHECK(note_scan(context, shown));
        context.commit_refusal = true;
        return refused(shown);
    }
    MOSTRADOR_TRY(handed, handed_of(*shown.ticket, request));
    if (handed.empty()) return base::fail(Code::input_missing, {{"field", "items"}});
    MOSTRADOR_CHECK(context.log.append(
        context.person->id,
        TicketRedeemed{request.redemption, shown.ticket->id, context.now_us, std::move(handed)}));
    context.touch("tickets");
    context.touch("sync");
    return again(context, request.text);
}

Result<Tickets> of_receipt(Context& context, const OfReceipt& request) {
    Tickets out;
    MOSTRADOR_TRY(issued, issued_with(context.database, request.receipt));
    for (const auto& each : issued) {
        MOSTRADOR_TRY(content, read(each.content));
        MOSTRADOR_TRY(ticket, ticket_of(context.database, content));
        MOSTRADOR_TRY(view, view_of(context, ticket));
        MOSTRADOR_TRY(paper, drawn(context, each));
        view.paper = std::move(paper);
        out.tickets.push_back(std::move(view));
    }
    return out;
}

Result<Board> board(Context& context, const command::Nothing&) {
    return board_of(context);
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    using command::Nothing;
    using staff::Permission;
    return {
        command<Nothing, Rules>("tickets.rules", {enrolled, query}, rules),
        command<Rules, Rules>("tickets.put_rules", {person, durable, Permission::edit_catalog},
                              put_rules),
        command<Scan, Scanned>("tickets.scan", {person, durable, Permission::redeem_tickets}, scan),
        command<Redeem, TicketView>("tickets.redeem", {person, durable, Permission::redeem_tickets},
                                    redeem),
        command<OfReceipt, Tickets>("tickets.of_receipt", {person, query, Permission::see_receipts},
                                    of_receipt),
        command<Nothing, Board>("tickets.board", {person, query, Permission::redeem_tickets},
                                board),
    };
}

}  // namespace mostrador::tickets
