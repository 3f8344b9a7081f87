#include "staff/commands.hpp"

#include "staff/operations.hpp"
#include "staff/pin.hpp"
#include "staff/session.hpp"

namespace mostrador::staff {
namespace {

using base::Code;
using base::Status;
using command::Context;

constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kSessionUs = 8 * 60 * kMinute;
constexpr std::int64_t kLockUs = 15 * kMinute;
constexpr std::int64_t kMaxTries = 5;

Role role_named(std::string_view name) {
    return base::enum_value<Role>(name).value_or(Role::viewer);
}

/// "Ana María Quispe" → "AM": the first letters of the first two words.
std::string initials_of(std::string_view name) {
    std::string initials;
    bool at_start = true;
    int words = 0;
    for (std::size_t i = 0; i < name.size();) {
        std::size_t length = 1;
        while (i + length < name.size() && (name[i + length] & 0xC0) == 0x80)
            ++length;
        if (at_start && name[i] != ' ' && words++ < 2) initials += name.substr(i, length);
        at_start = name[i] == ' ';
        i += length;
    }
    return initials;
}

struct PeopleView {
    std::vector<PersonTile> people;

    static constexpr auto fields() {
        return base::fields(base::field("people", &PeopleView::people));
    }
};

base::Result<PeopleView> list(Context& context, const command::Nothing&) {
    PeopleView view;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT p.id, p.name, p.role, p.color, a.locked_until FROM person p "
        "LEFT JOIN pin_attempt a ON a.person = p.id AND a.locked_until > ?1 "
        "WHERE p.stamp > 0 AND p.active = 1 ORDER BY p.name, p.id",
        context.now_us, [&](const store::Row& row) {
            view.people.push_back({row.id(0), row.get<std::string>(1), role_named(row.text(2)),
                                   initials_of(row.text(1)), row.get<std::string>(3),
                                   row.get<std::optional<std::int64_t>>(4)});
        }));
    return view;
}

struct WhoMay {
    Permission permission = Permission::none;

    static constexpr auto fields() {
        return base::fields(base::field("permission", &WhoMay::permission));
    }
};

/// Who can be asked to allow something on the spot.
base::Result<PeopleView> who_may(Context& context, const WhoMay& request) {
    MOSTRADOR_TRY(view, list(context, {}));
    std::erase_if(view.people, [&](const PersonTile& person) {
        return !allowed(person.role, request.permission);
    });
    return view;
}

using Login = Approval;

struct LoginView {
    PersonView person;

    static constexpr auto fields() {
        return base::fields(base::field("person", &LoginView::person));
    }
};

struct Attempts {
    std::int64_t failures = 0;
    std::int64_t locked_until = 0;
};

base::Result<Attempts> attempts_of(Context& context, const base::Id& person) {
    Attempts attempts;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT failures, locked_until FROM pin_attempt WHERE person = ?1", person,
        [&](const store::Row& row) { attempts = {row.integer(0), row.integer(1)}; }));
    return attempts;
}

std::unexpected<base::Error> locked(std::int64_t until_us) {
    return base::fail(Code::staff_locked, {{"until", std::to_string(until_us)}});
}

/// Counts a wrong try. The count must survive the refusal, so this is a success for the
/// transaction; the refusal is the answer.
base::Result<base::Error> wrong_pin(Context& context, const base::Id& person,
                                    std::int64_t failures) {
    const bool lock = failures >= kMaxTries;
    const auto until = lock ? context.now_us + kLockUs : 0;
    MOSTRADOR_CHECK(context.database.run(
        "INSERT INTO pin_attempt (person, failures, locked_until) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (person) DO UPDATE SET failures = excluded.failures, "
        "locked_until = excluded.locked_until",
        person, lock ? 0 : failures, until));
    context.touch("staff");
    if (!lock) {
        return base::fail(Code::staff_wrong_pin,
                          {{"triesLeft", std::to_string(kMaxTries - failures)}})
            .error();
    }
    MOSTRADOR_CHECK(context.log.append(std::nullopt, LockedOut{person}));
    return locked(until).error();
}

/// STAFF-2: gives the person's role. Errors: staff.not_found, staff.wrong_pin, staff.locked.
base::Result<Role> check_pin(Context& context, const Login& request) {
    MOSTRADOR_TRY(
        known, (context.database.one<std::string, std::string>(
                   "SELECT pin_hash, role FROM person WHERE id = ?1 AND stamp > 0 AND active = 1",
                   request.person)));
    if (!known) return base::fail(Code::staff_not_found);
    const auto& [hash, role] = *known;
    MOSTRADOR_TRY(attempts, attempts_of(context, request.person));
    if (attempts.locked_until > context.now_us) return locked(attempts.locked_until);
    if (!verify_pin(hash, request.pin)) {
        MOSTRADOR_TRY(refusal, wrong_pin(context, request.person, attempts.failures + 1));
        context.commit_refusal = true;
        return std::unexpected(refusal);
    }
    MOSTRADOR_CHECK(
        context.database.run("DELETE FROM pin_attempt WHERE person = ?1", request.person));
    return role_named(role);
}

base::Result<LoginView> login(Context& context, const Login& request) {
    MOSTRADOR_CHECK(check_pin(context, request));
    MOSTRADOR_CHECK(context.database.run(
        "INSERT INTO login (only, person, since, last_seen) VALUES (1, ?1, ?2, ?2) "
        "ON CONFLICT (only) DO UPDATE SET person = excluded.person, since = excluded.since, "
        "last_seen = excluded.last_seen",
        request.person, context.now_us));
    MOSTRADOR_CHECK(context.log.append(request.person, LoggedIn{}));
    context.touch("staff");
    MOSTRADOR_TRY(view, person_view(context.database, request.person));
    return LoginView{std::move(*view)};
}

base::Result<command::Nothing> logout(Context& context, const command::Nothing&) {
    MOSTRADOR_CHECK(context.database.run("DELETE FROM login"));
    MOSTRADOR_CHECK(context.log.append(context.person->id, LoggedOut{}));
    context.touch("staff");
    return command::Nothing{};
}

}  // namespace

base::Result<std::optional<base::Id>> authorise(Context& context, Permission permission,
                                                const std::optional<Approval>& approval) {
    if (allowed(context.person->role, permission)) return std::nullopt;
    const base::Parameters needed{{"permission", std::string(base::enum_name(permission))}};
    if (!approval) return base::fail(Code::staff_approval_needed, needed);
    MOSTRADOR_TRY(role, check_pin(context, *approval));
    if (!allowed(role, permission)) return base::fail(Code::staff_not_allowed, needed);
    return approval->person;
}

base::Result<std::optional<PersonView>> person_view(store::Database& database, const base::Id& id) {
    std::optional<PersonView> view;
    MOSTRADOR_CHECK(
        database.each("SELECT name, role, color FROM person WHERE id = ?1 AND stamp > 0", id,
                      [&](const store::Row& row) {
                          const auto role = role_named(row.text(1));
                          view = PersonView{id,
                                            row.get<std::string>(0),
                                            role,
                                            initials_of(row.text(0)),
                                            row.get<std::string>(2),
                                            permissions_of(role)};
                      }));
    return view;
}

base::Result<std::optional<command::Person>> logged_in(store::Database& database,
                                                       std::int64_t now_us) {
    std::optional<command::Person> person;
    MOSTRADOR_CHECK(database.each(
        "SELECT p.id, p.name, p.role FROM login l JOIN person p ON p.id = l.person "
        "WHERE l.last_seen > ?1 AND p.active = 1",
        now_us - kSessionUs, [&](const store::Row& row) {
            person = command::Person{row.id(0), row.get<std::string>(1), role_named(row.text(2))};
        }));
    return person;
}

Status keep_alive(store::Database& database, std::int64_t now_us) {
    return database.run("UPDATE login SET last_seen = ?1 WHERE last_seen < ?1 - ?2", now_us,
                        kMinute);
}

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    return {
        command::command<command::Nothing, PeopleView>("staff.list", {enrolled, query}, list),
        command::command<WhoMay, PeopleView>("staff.who_may", {enrolled, query}, who_may),
        command::command<Login, LoginView>("staff.login", {enrolled, durable}, login),
        command::command<command::Nothing, command::Nothing>("staff.logout", {person, durable},
                                                             logout),
    };
}

}  // namespace mostrador::staff
