#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "tickets/operations.hpp"

namespace mostrador::tickets {

/// What of an item was handed over, and what came back. Millionths.
struct Item {
    std::string name;
    std::int64_t line = 0;  ///< of the receipt
    std::int64_t quantity = 0;
    std::int64_t delivered = 0;
    std::int64_t refunded = 0;

    std::int64_t owed() const {
        const auto left = quantity - delivered - refunded;
        return left > 0 ? left : 0;
    }
};

enum class State : std::uint8_t { open, partial, delivered, voided };

/// A ticket as this replica's facts have it. `receipt` is nil while its sale was not seen here: all
/// that is known of it then is what was signed.
struct Ticket {
    base::Id id;
    base::Id receipt;
    std::string code;
    std::int64_t at_us = 0;
    std::int64_t until_us = 0;   ///< 0: for ever
    std::int64_t handed_us = 0;  ///< when something of it was handed over last
    std::vector<Item> items;

    /// QRT-1: read from the facts.
    State state() const;
};

/// The ticket that was signed so, with what is known of it here.
base::Result<Ticket> ticket_of(store::Database& database, const Signed& content);

/// A ticket as it was issued: what was signed, and by whom.
struct Issued {
    base::Bytes content;
    base::Bytes signature;
};

/// The tickets of a receipt; none of most.
base::Result<std::vector<Issued>> issued_with(store::Database& database, const base::Id& receipt);
/// The last one with this display code.
base::Result<std::optional<Issued>> issued_as(store::Database& database, std::string_view code);

/// Reads what was signed. Error: input.malformed.
base::Result<Signed> read(base::ByteView content);

/// What the QR code of a ticket says.
std::string qr_text(const Issued& issued);

/// A quantity of the facts as people write it.
base::Result<base::Decimal> quantity_of(std::int64_t millionths);

}  // namespace mostrador::tickets

template <>
struct mostrador::base::EnumNames<mostrador::tickets::State> {
    using enum mostrador::tickets::State;
    static constexpr std::array names{
        std::pair{open, std::string_view("open")},
        std::pair{partial, std::string_view("partial")},
        std::pair{delivered, std::string_view("delivered")},
        std::pair{voided, std::string_view("void")},
    };
};
