#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "catalog/import_batch.hpp"
#include "command/command.hpp"
#include "log/log.hpp"
#include "till/registry.hpp"

namespace mostrador::till {

/// The one class that the browser and the hub call: every action is a message with a JSON request
/// and one JSON answer,
/// `{"ok":true,"value":…}` or `{"ok":false,"error":{"code":…,"parameters":{…},"detail":…}}`.
///
///     till.call("cart.add", R"({"product":"0190a4c2-…"})");
class Till {
public:
    /// The database must have been migrated (till/registry.hpp); all must outlive the till. Another
    /// registry than the product's is one that knows less (an older version) or more.
    Till(store::Database& database, base::Clock& clock, base::Random& random,
         log::Role role = log::Role::device, const log::Registry& registry = till::registry());

    /// Where the shell was loaded from, for addresses that papers name.
    void set_origin(std::string origin) { origin_ = std::move(origin); }

    /// Never throws. A durable command is answered only after it is flushed; one that fails changes
    /// nothing.
    std::string call(std::string_view command, std::string_view request);

    /// Topics that changed since the last call of this, for the shell to redraw.
    std::set<std::string, std::less<>> take_changes();

    /// Notes that operations of others were applied (the replica calls it).
    void touch(std::string_view topic) { changed_.emplace(topic); }

    log::Log& log() { return log_; }

    store::Database& database() { return database_; }

    catalog::Catalog& catalog() { return catalog_; }

    /// The commands by name, for the generator of TypeScript types.
    const std::map<std::string, command::Command, std::less<>>& commands() const {
        return commands_;
    }

private:
    base::Result<base::Json> run(std::string_view name, std::string_view request);
    base::Result<command::Context> context();
    base::Result<base::Json> run_in_transaction(command::Context& context,
                                                const command::Command& command,
                                                const base::Json& request);
    void add(command::Commands commands);

    store::Database& database_;
    base::Clock& clock_;
    log::Log log_;
    catalog::Catalog catalog_;
    catalog::ImportBatch import_;
    std::map<std::string, command::Command, std::less<>> commands_;
    std::set<std::string, std::less<>> changed_;
    std::string origin_;
};

}  // namespace mostrador::till
