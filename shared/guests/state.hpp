#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guests/visit.hpp"

namespace mostrador::guests {

/// A phone of the visit.
struct Fellow {
    base::Id id;
    std::string name;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Fellow::id), base::field("name", &Fellow::name));
    }
};

/// A line of the cart as everybody at the table sees it. Sums are texts: a phone counts no money.
struct WantedLine {
    CartLine line;
    std::string name;
    std::string wishes;  ///< what was chosen, in words
    std::string amount;
    base::Id by;
    std::string problem;  ///< the code of why it cannot be ordered; empty: it can

    static constexpr auto fields() {
        using T = WantedLine;
        return base::fields(base::field("line", &T::line), base::field("name", &T::name),
                            base::field("wishes", &T::wishes), base::field("amount", &T::amount),
                            base::field("by", &T::by), base::field("problem", &T::problem));
    }
};

/// How far something is, in a guest's words.
enum class Progress : std::uint8_t { waiting, received, preparing, ready, served, declined };

struct OrderedLine {
    base::Id id;
    std::string name;
    std::string quantity;
    std::string wishes;
    std::string note;
    std::string amount;
    std::optional<base::Id> by;  ///< nothing: the waiter wrote it down
    Progress progress = Progress::waiting;
    std::string reason;  ///< why it was declined

    static constexpr auto fields() {
        using T = OrderedLine;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("quantity", &T::quantity),
                            base::field("wishes", &T::wishes), base::field("note", &T::note),
                            base::field("amount", &T::amount), base::field("by", &T::by),
                            base::field("progress", &T::progress),
                            base::field("reason", &T::reason));
    }
};

/// What all phones of a visit see, the same for each.
struct State {
    std::string table;
    std::string number;
    std::string word;  ///< with which another phone joins
    Ordering ordering = Ordering::off;
    std::vector<Fellow> people;
    std::vector<WantedLine> cart;
    std::string cart_total;
    std::vector<OrderedLine> lines;
    std::string total;
    std::string due;
    std::vector<Call> calls;  ///< that nobody answered yet

    static constexpr auto fields() {
        using T = State;
        return base::fields(base::field("table", &T::table), base::field("number", &T::number),
                            base::field("word", &T::word), base::field("ordering", &T::ordering),
                            base::field("people", &T::people), base::field("cart", &T::cart),
                            base::field("cartTotal", &T::cart_total),
                            base::field("lines", &T::lines), base::field("total", &T::total),
                            base::field("due", &T::due), base::field("calls", &T::calls));
    }
};

base::Result<State> state_of(command::Context& context, const orders::Tab& tab, const Cart& cart);

}  // namespace mostrador::guests

template <>
struct mostrador::base::EnumNames<mostrador::guests::Progress> {
    using enum mostrador::guests::Progress;
    static constexpr std::array names{
        std::pair{waiting, std::string_view("waiting")},
        std::pair{received, std::string_view("received")},
        std::pair{preparing, std::string_view("preparing")},
        std::pair{ready, std::string_view("ready")},
        std::pair{served, std::string_view("served")},
        std::pair{declined, std::string_view("declined")},
    };
};
