#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "documents/paper.hpp"
#include "tickets/ticket.hpp"

namespace mostrador::tickets {

struct ItemView {
    static constexpr std::string_view kType = "TicketItem";
    std::int64_t item = 0;
    std::string name;
    base::Decimal quantity;
    base::Decimal delivered;
    base::Decimal refunded;
    base::Decimal owed;

    static constexpr auto fields() {
        using T = ItemView;
        return base::fields(base::field("item", &T::item), base::field("name", &T::name),
                            base::field("quantity", &T::quantity),
                            base::field("delivered", &T::delivered),
                            base::field("refunded", &T::refunded), base::field("owed", &T::owed));
    }
};

/// What was handed over at one time. In hub order; what nobody has placed yet comes last. The first
/// that fit what was owed count, the others are incidents.
struct HandedView {
    static constexpr std::string_view kType = "TicketHanded";
    std::int64_t at = 0;
    std::string person;
    std::string device;
    std::string name;
    base::Decimal quantity;
    bool counts = true;

    static constexpr auto fields() {
        using T = HandedView;
        return base::fields(base::field("at", &T::at), base::field("person", &T::person),
                            base::field("device", &T::device), base::field("name", &T::name),
                            base::field("quantity", &T::quantity),
                            base::field("counts", &T::counts));
    }
};

/// `number` is the receipt's; nothing while its sale was not seen here: the ticket is known by its
/// signature alone.
struct TicketView {
    static constexpr std::string_view kType = "TicketView";
    base::Id id;
    std::string code;
    State state = State::open;
    std::optional<std::string> number;
    std::int64_t at = 0;
    std::optional<std::int64_t> until;
    std::vector<ItemView> items;
    std::vector<HandedView> handed;
    std::string paper;  ///< HTML, where it was asked for

    static constexpr auto fields() {
        using T = TicketView;
        return base::fields(base::field("id", &T::id), base::field("code", &T::code),
                            base::field("state", &T::state), base::field("number", &T::number),
                            base::field("at", &T::at), base::field("until", &T::until),
                            base::field("items", &T::items), base::field("handed", &T::handed),
                            base::field("paper", &T::paper));
    }
};

/// A scan, or a delivery, as the bar reads it.
struct EntryView {
    static constexpr std::string_view kType = "TicketEntry";
    std::int64_t at = 0;
    std::string verdict;  ///< or "delivered"
    std::string code;
    std::string person;
    std::string device;
    std::string words;  ///< what was handed over

    static constexpr auto fields() {
        using T = EntryView;
        return base::fields(base::field("at", &T::at), base::field("verdict", &T::verdict),
                            base::field("code", &T::code), base::field("person", &T::person),
                            base::field("device", &T::device), base::field("words", &T::words));
    }
};

struct OpenView {
    static constexpr std::string_view kType = "OpenTicket";
    std::string code;
    std::int64_t at = 0;
    State state = State::open;
    std::string words;  ///< what is owed

    static constexpr auto fields() {
        using T = OpenView;
        return base::fields(base::field("code", &T::code), base::field("at", &T::at),
                            base::field("state", &T::state), base::field("words", &T::words));
    }
};

struct Board {
    static constexpr std::string_view kType = "TicketBoard";
    std::vector<OpenView> open;      ///< of the last tickets, those that are owed
    std::vector<EntryView> entries;  ///< the last first
    std::int64_t attempts = 0;       ///< refused scans of the last day

    static constexpr auto fields() {
        using T = Board;
        return base::fields(base::field("open", &T::open), base::field("entries", &T::entries),
                            base::field("attempts", &T::attempts));
    }
};

base::Result<TicketView> view_of(command::Context& context, const Ticket& ticket);

base::Result<Board> board_of(command::Context& context);

/// The ticket as a paper, and that as HTML for a screen.
base::Result<documents::Paper> paper_of(command::Context& context, const Issued& issued);
base::Result<std::string> drawn(command::Context& context, const Issued& issued);

}  // namespace mostrador::tickets
