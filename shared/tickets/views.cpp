#include "tickets/views.hpp"

#include "base/concat.hpp"
#include "documents/money_text.hpp"
#include "documents/paper_html.hpp"
#include "documents/words.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::tickets {
namespace {

using base::Result;
using base::Status;
using command::Context;
using documents::Align;
using documents::TextStyle;
using documents::Word;

constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;
constexpr std::int64_t kMostEntries = 40;
constexpr std::int64_t kMostOpen = 40;
/// A scanner reads it from a phone's screen and from thermal paper.
constexpr std::int64_t kQrMm = 44;

Result<ItemView> item_view(std::int64_t number, const Item& item) {
    MOSTRADOR_TRY(quantity, quantity_of(item.quantity));
    MOSTRADOR_TRY(delivered, quantity_of(item.delivered));
    MOSTRADOR_TRY(refunded, quantity_of(item.refunded));
    MOSTRADOR_TRY(owed, quantity_of(item.owed()));
    return ItemView{number, item.name, quantity, delivered, refunded, owed};
}

/// Who handed what over, first in hub order first.
Status add_handed(Context& context, const Ticket& ticket, TicketView& view) {
    std::vector<std::int64_t> left;
    for (const auto& item : ticket.items)
        left.push_back(item.quantity);
    return context.database.each(
        "SELECT r.item, r.quantity, r.at, coalesce(p.name, ''), coalesce(d.name, '') "
        "FROM ticket_redemption r LEFT JOIN person p ON p.id = r.person "
        "LEFT JOIN device d ON d.id = r.device "
        "LEFT JOIN operation o ON o.device = r.device AND o.sequence = r.sequence "
        "WHERE r.ticket = ?1 ORDER BY o.position IS NULL, o.position, r.at, r.device, r.sequence",
        ticket.id, [&](const store::Row& row) -> Status {
            const auto item = static_cast<std::size_t>(row.integer(0));
            if (item >= left.size()) return {};
            MOSTRADOR_TRY(quantity, quantity_of(row.integer(1)));
            const bool counts = row.integer(1) <= left[item];
            if (counts) left[item] -= row.integer(1);
            view.handed.push_back({row.integer(2), row.get<std::string>(3), row.get<std::string>(4),
                                   ticket.items[item].name, quantity, counts});
            return {};
        });
}

/// "2 × Ron con cola, 1 × Agua"
Result<std::string> owed_words(const Ticket& ticket) {
    std::string words;
    for (const auto& item : ticket.items) {
        if (item.owed() == 0) continue;
        MOSTRADOR_TRY(owed, quantity_of(item.owed()));
        words += base::concat(words.empty() ? "" : ", ", owed.text(), " × ", item.name);
    }
    return words;
}

Status add_open(Context& context, Board& board) {
    return context.database.each(
        "SELECT content FROM ticket WHERE at > ?1 ORDER BY at DESC, id LIMIT ?2",
        context.now_us - kDayUs, kMostOpen, [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(content, read(row.blob(0)));
            MOSTRADOR_TRY(ticket, ticket_of(context.database, content));
            const auto state = ticket.state();
            if (state == State::delivered || state == State::voided) return {};
            MOSTRADOR_TRY(words, owed_words(ticket));
            board.open.push_back({ticket.code, ticket.at_us, state, std::move(words)});
            return {};
        });
}

constexpr std::string_view kEntries =
    "SELECT e.at, e.verdict, e.code, coalesce(p.name, ''), coalesce(d.name, ''), e.words FROM ("
    "SELECT at, verdict, code, person, device, '' AS words FROM ticket_scan UNION ALL "
    "SELECT r.at, 'delivered', coalesce(t.code, ''), r.person, r.device, "
    "coalesce(group_concat(i.name, ', '), '') FROM ticket_redemption r "
    "LEFT JOIN ticket t ON t.id = r.ticket "
    "LEFT JOIN ticket_item i ON i.ticket = r.ticket AND i.item = r.item "
    "WHERE r.at > ?2 GROUP BY r.device, r.sequence) e LEFT JOIN person p ON p.id = e.person "
    "LEFT JOIN device d ON d.id = e.device WHERE e.at > ?2 "
    "ORDER BY e.at DESC, e.device, e.verdict LIMIT ?1";

}  // namespace

Result<TicketView> view_of(Context& context, const Ticket& ticket) {
    TicketView view{.id = ticket.id,
                    .code = ticket.code,
                    .state = ticket.state(),
                    .at = ticket.at_us,
                    .items = {},
                    .handed = {},
                    .paper = {}};
    if (ticket.until_us > 0) view.until = ticket.until_us;
    MOSTRADOR_TRY(number, context.database.one<std::string>(
                              "SELECT number_text FROM receipt WHERE id = ?1", ticket.receipt));
    view.number = std::move(number);
    for (std::size_t i = 0; i < ticket.items.size(); ++i) {
        MOSTRADOR_TRY(item, item_view(static_cast<std::int64_t>(i), ticket.items[i]));
        view.items.push_back(std::move(item));
    }
    MOSTRADOR_CHECK(add_handed(context, ticket, view));
    return view;
}

Result<Board> board_of(Context& context) {
    Board board;
    const auto since = context.now_us - kDayUs;
    MOSTRADOR_CHECK(add_open(context, board));
    MOSTRADOR_CHECK(
        context.database.each(kEntries, kMostEntries, since, [&](const store::Row& row) {
            board.entries.push_back({row.integer(0), row.get<std::string>(1),
                                     row.get<std::string>(2), row.get<std::string>(3),
                                     row.get<std::string>(4), row.get<std::string>(5)});
        }));
    MOSTRADOR_TRY(attempts, context.database.one<std::int64_t>(
                                "SELECT count(*) FROM ticket_scan WHERE at > ?1 AND "
                                "verdict <> 'valid'",
                                since));
    board.attempts = attempts.value_or(0);
    return board;
}

Result<documents::Paper> paper_of(Context& context, const Issued& issued) {
    MOSTRADOR_TRY(content, read(issued.content));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    const auto says = [&](Word word) {
        return std::string(documents::word(word, tenant.language));
    };
    documents::PaperWriter paper;
    paper.logo();
    paper.text(tenant.name, TextStyle::title, Align::center);
    paper.text(says(Word::delivery_ticket), TextStyle::heading, Align::center);
    paper.mark(documents::BlockKind::rule);
    for (const auto& item : content.items) {
        const auto quantity = documents::decimal_text(item.quantity, tenant.country);
        paper.text(base::concat(quantity, " × ", item.name), TextStyle::large);
    }
    paper.mark(documents::BlockKind::rule);
    paper.code(documents::BlockKind::qr, qr_text(issued), kQrMm);
    paper.text(content.code, TextStyle::title, Align::center);
    if (content.until_us > 0) {
        MOSTRADOR_TRY(until, organization::local_text(tenant.time_zone, content.until_us));
        paper.text(base::concat(says(Word::valid_until), " ", until), TextStyle::normal,
                   Align::center);
    }
    paper.mark(documents::BlockKind::cut);
    return documents::Paper{documents::PaperForm::ticket,
                            base::concat(says(Word::delivery_ticket), " ", content.code),
                            tenant.language, 1, paper.take()};
}

Result<std::string> drawn(Context& context, const Issued& issued) {
    MOSTRADOR_TRY(paper, paper_of(context, issued));
    return documents::paper_html(paper);
}

}  // namespace mostrador::tickets
