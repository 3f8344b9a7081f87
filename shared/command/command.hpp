#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"
#include "log/log.hpp"
#include "staff/permissions.hpp"

namespace mostrador::command {

/// Who asks. The till fills it in from the session on this device.
struct Person {
    base::Id id;
    std::string name;
    staff::Role role = staff::Role::viewer;
};

/// What a command's handler works with.
struct Context {
    log::Log& log;
    store::Database& database;
    std::int64_t now_us = 0;
    std::optional<log::Identity> identity;
    std::optional<Person> person;
    /// Where the shell was loaded from ("https://shop.example"), which is the hub when the device's
    /// link names no other; empty under tests and on the hub itself.
    std::string_view origin;
    /// Topics the shell redraws: "catalog", "receipts", "session", "staff", "cart", "sync".
    std::set<std::string, std::less<>> changed;
    /// A refusal that must itself be kept (a wrong PIN is counted): the transaction is committed
    /// although the answer is an error.
    bool commit_refusal = false;

    void touch(std::string_view topic) { changed.emplace(topic); }
};

/// Who may ask at all; permissions come on top.
enum class Access { anyone, enrolled, person };

/// `query` changes nothing; `local` changes only this device's own tables and is written, not
/// flushed (carts); `durable` is answered only after it is flushed.
enum class Effect { query, local, durable };

struct Rule {
    Access access = Access::person;
    Effect effect = Effect::query;
    staff::Permission permission = staff::Permission::none;
};

/// One thing that can be asked of the till: a message, not a class.
struct Command {
    std::string_view name;
    Rule rule;
    std::function<base::Result<base::Json>(Context&, const base::Json&)> run;
    const base::TypeInfo* request_type = nullptr;
    const base::TypeInfo* response_type = nullptr;
};

/// A request without content, an answer without content.
struct Nothing {
    static constexpr auto fields() { return base::fields(); }
};

/// `command<Request, Response>("cart.add", rule, add)` where add(Context&, const Request&) ->
/// Result<Response>.
template <class Request, class Response, class Handler>
Command command(std::string_view name, Rule rule, Handler handler) {
    return {
        name,
        rule,
        [handler](Context& context, const base::Json& json) -> base::Result<base::Json> {
            auto request = base::decode<base::Form::text, Request>(json);
            if (!request) return std::unexpected(std::move(request.error()));
            base::Result<Response> response = handler(context, *request);
            if (!response) return std::unexpected(std::move(response.error()));
            return base::encode<base::Form::text>(*response);
        },
        &base::type_info<Request>,
        &base::type_info<Response>,
    };
}

using Commands = std::vector<Command>;

}  // namespace mostrador::command
