#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "guests/cart.hpp"
#include "guests/operations.hpp"
#include "guests/settings.hpp"
#include "orders/tab.hpp"

// What the hub does in the name of a guest. The context's identity is the hub's, at the branch of
// the visit; there is no person (docs/guests.md).
namespace mostrador::guests {

/// How long a phone that joined may order, at most.
constexpr std::int64_t kSessionUs = 8LL * 60 * 60 * 1'000'000;
constexpr std::int64_t kMostSessions = 30;
constexpr std::int64_t kMostGuestLines = 300;

/// A phone at a table.
struct Session {
    base::Id id;
    base::Id tab;  ///< the tab that it joined; its lines may stand in another by now
};

struct Join {
    std::string address;  ///< "1a2b3c4d/AZCk…": what follows "/m/" in the table's code
    std::string word;
    base::Id session;    ///< made by the phone, as its secret is: to join twice is to join once
    std::string secret;  ///< 64 hexadecimal digits
    std::optional<std::string> name;

    static constexpr auto fields() {
        using T = Join;
        return base::fields(base::field("address", &T::address), base::field("word", &T::word),
                            base::field("session", &T::session), base::field("secret", &T::secret),
                            base::field("name", &T::name));
    }
};

/// The visit of the open tab at that table whose word it is. Errors: guests.word_wrong,
/// guests.too_many, guests.off.
base::Result<Session> join(command::Context& context, const Table& table, const Join& wanted);

/// Whom a secret belongs to. Errors: guests.no_session, also for one that ended.
base::Result<Session> session_of(command::Context& context, std::string_view secret);

/// The open tab of a session. Error: guests.visit_over.
base::Result<orders::Tab> visit_of(command::Context& context, const Session& session);

/// Without the lines that were ordered already, whoever ordered them.
base::Result<std::vector<CartLine>> not_ordered(command::Context& context,
                                                std::span<const CartLine> lines);

/// MENU-4: writes the order once, whatever comes again. Gives the lines that are ordered by now,
/// each in the name of the phone that wanted it.
/// Errors: guests.off, guests.visit_over, guests.too_many, and those of orders::frozen.
base::Result<std::vector<base::Id>> order(command::Context& context, const Session& session,
                                          const base::Id& id, std::span<const Cart::Entry> wanted);

/// Calls for somebody; a call of that kind which nobody answered yet is the same one.
base::Status call(command::Context& context, const Session& session, const base::Id& id, Call what);

}  // namespace mostrador::guests
