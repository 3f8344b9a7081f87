#pragma once

#include <memory>
#include <string>

#include "hub/storage/postgres/connection.hpp"
#include "hub/storage/sqlite_tenant.hpp"

namespace mostrador::hub::postgres {

/// How far a tenant's log is: its highest position, and how many marks stand between operations.
struct Top {
    std::int64_t head = 0;
    std::int64_t marks = 0;

    bool operator==(const Top&) const = default;
};

/// A tenant's tables in a SQLite file of one process, made from the log in PostgreSQL: the same
/// operations and marks in the same order give the same tables and the same parked operations in
/// every process. It may be thrown away at any time.
class Projection {
public:
    /// Opens the file; one that cannot be used is made anew.
    static base::Result<std::unique_ptr<Projection>> open(const std::string& path,
                                                          const base::Id& tenant,
                                                          base::Clock& clock, base::Random& random,
                                                          const log::Registry& registry);

    /// How far this file is.
    base::Result<Top> top();

    /// How far the log is.
    base::Result<Top> log_top(Connection& connection) const;
    /// The same, and nobody else moves it until the transaction ends that this begins.
    base::Result<Top> lock(Connection& connection) const;

    /// Applies what the log has beyond this file. A file that is not a beginning of the log (the
    /// database was put back) is made anew. The connection may be in a transaction.
    base::Status follow(Connection& connection, const Top& top);

    /// Notes that the caller applied a mark itself.
    base::Status count_marks(std::int64_t marks);

    SqliteTenant& tenant() { return *sqlite_; }

    store::Database& database() { return sqlite_->log().database(); }

private:
    struct Mark {
        std::int64_t number = 0;
        std::int64_t position = 0;
        std::optional<SqliteTenant::Epoch> epoch;  ///< none: another try at parked operations
    };

    Projection(std::string path, const base::Id& tenant, base::Clock& clock, base::Random& random,
               const log::Registry& registry)
        : path_(std::move(path)),
          tenant_(tenant),
          clock_(clock),
          random_(random),
          registry_(registry) {}

    base::Result<Top> read_top(Connection& connection, Batch batch, std::string sql) const;
    base::Status open_file();
    base::Status start_anew();
    base::Status catch_up(Connection& connection, const Top& top);
    base::Status apply(const Mark& mark);
    base::Result<std::int64_t> apply_some(Connection& connection, std::int64_t after,
                                          std::int64_t until);
    base::Status check_beginning(Connection& connection, std::int64_t head);
    base::Result<std::vector<Mark>> marks(Connection& connection, std::int64_t after);
    Batch scope(const Connection& connection) const;

    std::string path_;
    base::Id tenant_;
    base::Clock& clock_;
    base::Random& random_;
    const log::Registry& registry_;
    std::unique_ptr<SqliteTenant> sqlite_;
    bool is_beginning_ = false;  ///< of this log, as far as was looked
};

}  // namespace mostrador::hub::postgres
