#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/assignment.hpp"

namespace mostrador::tickets {

/// QRT-1: what is sold of a product, or of a category, is handed over elsewhere, against a ticket.
/// `id` is the product's or the category's.
struct RuleRow {
    static constexpr std::string_view kType = "TicketRule";
    base::Id id;
    std::optional<bool> create;
    std::optional<bool> active;
    std::optional<std::int64_t> hours;  ///< how long a ticket is good; 0: for ever

    static constexpr auto fields() {
        using T = RuleRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("active", &T::active), base::field("hours", &T::hours));
    }
};

struct RulesPut : log::Rows<RuleRow> {
    static constexpr std::string_view kKind = "tickets.rules_put";
};

/// With which key the device that writes it signs its tickets from here on.
struct KeyPublished {
    static constexpr std::string_view kKind = "tickets.key_published";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Hash key{};  ///< Ed25519, public

    static constexpr auto fields() { return base::fields(base::field("key", &KeyPublished::key)); }
};

/// Something that a ticket stands for; its number within the ticket is its place.
struct Content {
    base::Decimal quantity;
    std::string name;

    static constexpr auto fields() {
        return base::fields(base::field("q", &Content::quantity), base::field("n", &Content::name));
    }
};

/// What is signed and drawn as a QR code. Short names, since every byte makes the code finer.
struct Signed {
    base::Id ticket;
    base::Id tenant;
    base::Bytes key;   ///< the first bytes of the public key
    std::string code;  ///< what is typed where nothing can be scanned
    std::int64_t at_us = 0;
    std::int64_t until_us = 0;  ///< 0: for ever
    std::vector<Content> items;

    static constexpr auto fields() {
        using T = Signed;
        return base::fields(base::field("i", &T::ticket), base::field("t", &T::tenant),
                            base::field("k", &T::key), base::field("c", &T::code),
                            base::field("a", &T::at_us), base::field("u", &T::until_us),
                            base::field("s", &T::items));
    }
};

/// QRT-1: written beside the sale, in its transaction. `content` is a Signed in canonical CBOR:
/// those bytes, whatever a later version would write.
struct TicketIssued {
    static constexpr std::string_view kKind = "tickets.issued";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id receipt;
    base::Bytes content;
    base::Bytes signature;
    std::vector<std::int64_t> lines;  ///< of the receipt, for each item

    static constexpr auto fields() {
        using T = TicketIssued;
        return base::fields(
            base::field("receipt", &T::receipt), base::field("content", &T::content),
            base::field("signature", &T::signature), base::field("lines", &T::lines));
    }
};

struct Handed {
    std::int64_t item = 0;
    base::Decimal quantity;

    static constexpr auto fields() {
        return base::fields(base::field("item", &Handed::item),
                            base::field("quantity", &Handed::quantity));
    }
};

/// QRT-2: handed over. `redemption` is its own id: the nonce that tells two from one asked twice.
struct TicketRedeemed {
    static constexpr std::string_view kKind = "tickets.redeemed";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id redemption;
    base::Id ticket;
    std::int64_t at_us = 0;
    std::vector<Handed> items;

    static constexpr auto fields() {
        using T = TicketRedeemed;
        return base::fields(base::field("redemption", &T::redemption),
                            base::field("ticket", &T::ticket), base::field("at", &T::at_us),
                            base::field("items", &T::items));
    }
};

/// What a scan says of a ticket.
enum class Verdict : std::uint8_t {
    valid,    ///< something of it is owed
    used,     ///< all was handed over
    voided,   ///< its goods came back
    stale,    ///< its time is over
    forged,   ///< nobody of this shop signed it
    foreign,  ///< of another shop, or of a device that was revoked
    unknown,  ///< a typed code, or a device, that is not known here
};

/// QRT-3: every scan, whatever came of it.
struct TicketScanned {
    static constexpr std::string_view kKind = "tickets.scanned";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    std::int64_t at_us = 0;
    Verdict verdict = Verdict::unknown;
    std::optional<base::Id> ticket;
    std::string code;  ///< the ticket's, or the beginning of what was scanned

    static constexpr auto fields() {
        using T = TicketScanned;
        return base::fields(base::field("at", &T::at_us), base::field("verdict", &T::verdict),
                            base::field("ticket", &T::ticket), base::field("code", &T::code));
    }
};

log::Capability capability();

}  // namespace mostrador::tickets

template <>
struct mostrador::base::EnumNames<mostrador::tickets::Verdict> {
    using enum mostrador::tickets::Verdict;
    static constexpr std::array names{
        std::pair{valid, std::string_view("valid")},
        std::pair{used, std::string_view("used")},
        std::pair{voided, std::string_view("void")},
        std::pair{stale, std::string_view("stale")},
        std::pair{forged, std::string_view("forged")},
        std::pair{foreign, std::string_view("foreign")},
        std::pair{unknown, std::string_view("unknown")},
    };
};
