#include "tickets/issue.hpp"

#include <algorithm>

#include "base/cbor_writer.hpp"
#include "base/concat.hpp"
#include "base/signature.hpp"
#include "tickets/operations.hpp"

namespace mostrador::tickets {
namespace {

using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kHourUs = 3'600'000'000;
/// Enough to find one of a shop's keys; the signature says whether it is the right one.
constexpr std::size_t kKeyBytes = 8;
/// A name longer than this is cut: every byte makes the code finer.
constexpr std::size_t kMostName = 60;

/// A fresh seed: the random bits of eight ids, twice as many as it holds.
base::SigningSeed new_seed(log::Log& log) {
    base::Hasher bits;
    for (int i = 0; i < 8; ++i)
        bits.add(log.make_id().bytes);
    return bits.finish();
}

/// The seed of this device's key; made, and its public half published, when it is first needed.
Result<base::SigningSeed> own_seed(Context& context) {
    const auto& device = context.identity->device;
    MOSTRADOR_TRY(known, context.database.one<base::Hash>(
                             "SELECT seed FROM ticket_secret WHERE device = ?1", device));
    if (known) return *known;
    const auto seed = new_seed(context.log);
    MOSTRADOR_CHECK(context.database.run("INSERT INTO ticket_secret (device, seed) VALUES (?1, ?2)",
                                         device, base::ByteView(seed)));
    MOSTRADOR_CHECK(
        context.log.append(context.person->id, KeyPublished{base::public_key_of(seed)}));
    return seed;
}

/// How many hours a ticket for a product is good, where it yields one. The product's own rule comes
/// before its category's.
Result<std::optional<std::int64_t>> hours_of(store::Database& database, const Id& product) {
    std::optional<std::int64_t> hours;
    MOSTRADOR_CHECK(database.each(
        "SELECT r.active, r.hours FROM product p JOIN ticket_rule r ON r.id IN (p.id, p.category) "
        "WHERE p.id = ?1 AND r.stamp > 0 ORDER BY r.id = p.id DESC LIMIT 1",
        product, [&](const store::Row& row) {
            if (row.get<bool>(0)) hours = row.integer(1);
        }));
    return hours;
}

/// "Ron con cola, sin hielo", never longer than a code bears and never half a letter.
std::string name_of(const sales::SoldLine& line) {
    auto name = line.name;
    for (const auto& modifier : line.modifiers.value_or(std::vector<sales::SoldModifier>{}))
        name += base::concat(", ", modifier.name);
    if (name.size() <= kMostName) return name;
    auto end = kMostName;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
        --end;
    return name.substr(0, end);
}

/// "K7M-2QX", from the random end of the ticket's id; no letter that is read as a digit.
std::string code_of(const Id& ticket) {
    constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr std::size_t kEach = 3;
    std::string code;
    for (std::size_t i = 0; i < 2 * kEach; ++i) {
        if (i == kEach) code += '-';
        code += kLetters[ticket.bytes[ticket.bytes.size() - 1 - i] % kLetters.size()];
    }
    return code;
}

/// What of the sale is owed elsewhere. What was ordered at a table comes to the table.
Status collect(Context& context, const sales::Sold& sold, Signed& content,
               std::vector<std::int64_t>& lines) {
    bool for_ever = false;
    std::int64_t most_hours = 0;
    const auto items = sales::items_of(sold.sale.lines);
    for (std::size_t i = 0; i < sold.sale.lines.size(); ++i) {
        const auto& line = sold.sale.lines[i];
        if (line.product.is_nil() || sold.ticket.items[items[i]].source) continue;
        MOSTRADOR_TRY(hours, hours_of(context.database, line.product));
        if (!hours) continue;
        for_ever = for_ever || *hours == 0;
        most_hours = std::max(most_hours, *hours);
        content.items.push_back({line.quantity, name_of(line)});
        lines.push_back(static_cast<std::int64_t>(i) + 1);
    }
    content.until_us = for_ever ? 0 : sold.sale.at_us + most_hours * kHourUs;
    return {};
}

}  // namespace

Status issue(Context& context, const sales::Sold& sold) {
    if (!sold.yields_ticket || sold.sale.mark == sales::Mark::test) return {};
    TicketIssued issued{.receipt = sold.sale.receipt, .content = {}, .signature = {}, .lines = {}};
    Signed content{.ticket = context.log.make_id(),
                   .tenant = context.identity->tenant,
                   .key = {},
                   .code = {},
                   .at_us = sold.sale.at_us,
                   .items = {}};
    content.code = code_of(content.ticket);
    MOSTRADOR_CHECK(collect(context, sold, content, issued.lines));
    if (content.items.empty()) return {};
    MOSTRADOR_TRY(seed, own_seed(context));
    const auto key = base::public_key_of(seed);
    content.key.assign(key.begin(), key.begin() + kKeyBytes);
    issued.content = base::cbor_of(content);
    issued.signature = base::sign(seed, issued.content);
    MOSTRADOR_CHECK(context.log.append(context.person->id, issued));
    context.touch("tickets");
    return {};
}

}  // namespace mostrador::tickets
