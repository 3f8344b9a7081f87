#include "tickets/present.hpp"

#include "base/signature.hpp"
#include "organization/queries.hpp"

namespace mostrador::tickets {
namespace {

using base::Id;
using base::Result;
using command::Context;

constexpr std::string_view kScheme = "mostrador:ticket:";
constexpr std::size_t kMostShown = 24;  ///< of what is no code of ours, for the log
constexpr std::size_t kMostText = 8 * 1024;

/// As it is printed: capitals, a hyphen in the middle, letters that look like digits read as such.
std::string typed_code(std::string_view text) {
    std::string code;
    for (char each : text) {
        if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
        if (each == 'O') each = '0';
        if (each == 'I' || each == 'L') each = '1';
        const bool counts = (each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z');
        if (!counts) continue;
        if (code.size() == 3) code += '-';
        code += each;
    }
    return code;
}

struct Key {
    base::PublicKey key;
    Id device;
};

Result<std::vector<Key>> keys_of(store::Database& database, base::ByteView beginning) {
    std::vector<Key> keys;
    MOSTRADOR_CHECK(database.each(
        "SELECT key, device FROM ticket_key WHERE substr(key, 1, ?2) = ?1", beginning,
        std::ssize(beginning),
        [&](const store::Row& row) { keys.push_back({row.get<base::Hash>(0), row.id(1)}); }));
    return keys;
}

Verdict verdict_of(const Ticket& ticket, std::int64_t now_us) {
    const auto state = ticket.state();
    if (state == State::voided) return Verdict::voided;
    if (state == State::delivered) return Verdict::used;
    if (ticket.until_us > 0 && ticket.until_us < now_us) return Verdict::stale;
    return Verdict::valid;
}

/// Whether the device that signed it may still do so: what it signed before it was revoked is known
/// here by its sale.
Result<bool> is_trusted(Context& context, const Id& device, const Ticket& ticket) {
    if (!ticket.receipt.is_nil()) return true;
    return organization::check_not_revoked(context.database, device).has_value();
}

Result<Presented> judge(Context& context, const Issued& shown) {
    const auto content = read(shown.content);
    if (!content) return Presented{Verdict::forged, std::nullopt, {}};
    Presented out{Verdict::foreign, std::nullopt, content->code};
    if (content->tenant != context.identity->tenant) return out;
    MOSTRADOR_TRY(keys, keys_of(context.database, content->key));
    out.verdict = keys.empty() ? Verdict::unknown : Verdict::forged;
    for (const auto& [key, device] : keys) {
        if (!base::is_signed(key, shown.content, shown.signature)) continue;
        MOSTRADOR_TRY(ticket, ticket_of(context.database, *content));
        MOSTRADOR_TRY(trusted, is_trusted(context, device, ticket));
        out.verdict = trusted ? verdict_of(ticket, context.now_us) : Verdict::foreign;
        if (trusted) out.ticket = std::move(ticket);
        break;
    }
    return out;
}

/// What a QR code carries: the signature, then what was signed.
std::optional<Issued> read_qr(std::string_view text) {
    const auto bytes = base::from_base64url(text);
    if (!bytes || bytes->size() <= base::kSignatureBytes) return std::nullopt;
    const auto middle = bytes->begin() + base::kSignatureBytes;
    return Issued{{middle, bytes->end()}, {bytes->begin(), middle}};
}

}  // namespace

Result<Presented> present(Context& context, std::string_view text) {
    Presented out{Verdict::forged, std::nullopt, std::string(text.substr(0, kMostShown))};
    if (text.size() > kMostText) return out;
    if (text.starts_with(kScheme)) {
        const auto shown = read_qr(text.substr(kScheme.size()));
        if (!shown) return out;
        MOSTRADOR_TRY(judged, judge(context, *shown));
        if (judged.code.empty()) judged.code = out.code;
        return judged;
    }
    const auto code = typed_code(text);
    MOSTRADOR_TRY(issued, issued_as(context.database, code));
    if (issued) return judge(context, *issued);
    out.verdict = Verdict::unknown;
    if (!code.empty()) out.code = code.substr(0, kMostShown);
    return out;
}

}  // namespace mostrador::tickets
