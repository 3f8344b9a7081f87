#include "store/database.hpp"

#include <sqlite3.h>
#include <unordered_map>

#include "store/cached_statement.hpp"
#include "store/page_cache.hpp"
#include "store/sqlite_error.hpp"

namespace mostrador::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

// Our statements are literals: some hundred. More means that texts are being composed, and then
// keeping them all would only cost memory.
constexpr std::size_t kMostCachedStatements = 512;

struct TextHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

}  // namespace

struct Database::Connection {
    sqlite3* handle = nullptr;
    std::unordered_map<std::string, CachedStatement, TextHash, std::equal_to<>> statements;
    bool synchronous = true;
    int wal_pages = 0;
    int wal_limit_pages = 0;

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() {
        for (auto& [sql, statement] : statements)
            sqlite3_finalize(statement.handle);
        sqlite3_close_v2(handle);
    }

    Result<sqlite3_stmt*> parse(std::string_view sql, unsigned flags) const {
        sqlite3_stmt* statement = nullptr;
        const char* rest = nullptr;
        const int result = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                                              flags, &statement, &rest);
        if (result != SQLITE_OK) return sqlite_error(handle, sql);
        if (statement == nullptr) return base::fail(Code::store_misuse, {}, "an empty statement");
        return statement;
    }

    void forget_unused_statements() {
        std::erase_if(statements, [](auto& entry) {
            if (entry.second.on_loan) return false;
            sqlite3_finalize(entry.second.handle);
            return true;
        });
    }

    // SQLite calls this after each commit in WAL mode. A checkpoint that fails here is tried again
    // by the next commit; the commit itself is already safe in the log.
    static int after_commit(void* self, sqlite3* handle, const char* schema, int pages) {
        auto& connection = *static_cast<Connection*>(self);
        connection.wal_pages = pages;
        if (pages >= connection.wal_limit_pages) connection.copy_log_back(handle, schema);
        return SQLITE_OK;
    }

    int copy_log_back(sqlite3* database, const char* schema) {
        int pages = 0;
        int copied = 0;
        const int result =
            sqlite3_wal_checkpoint_v2(database, schema, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
        if (result == SQLITE_OK) wal_pages = pages - copied;
        return result;
    }
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, const Options& options) {
    watch_page_cache();
    Database database(std::make_unique<Connection>());
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | (options.create ? SQLITE_OPEN_CREATE : 0);
    sqlite3*& handle = database.connection_->handle;
    const int result = sqlite3_open_v2(path.c_str(), &handle, flags,
                                       options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (handle == nullptr) return base::fail(code_of_sqlite(result), {}, sqlite3_errstr(result));
    if (result != SQLITE_OK) return sqlite_error(handle, path);
    MOSTRADOR_CHECK(database.configure(options));
    return database;
}

Status Database::configure(const Options& options) {
    sqlite3* handle = connection_->handle;
    connection_->wal_limit_pages = options.wal_limit_pages;
    sqlite3_busy_timeout(handle, options.busy_timeout_ms);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_wal_hook(handle, &Connection::after_commit, connection_.get());
    // Exclusive comes before the first access, or the log would want shared memory; the page size
    // before the log, which fixes it.
    std::string pragmas;
    if (options.exclusive) pragmas += "PRAGMA locking_mode = EXCLUSIVE;";
    pragmas += "PRAGMA page_size = " + std::to_string(options.page_size) + ";";
    if (options.wal) pragmas += "PRAGMA journal_mode = WAL;";
    pragmas += "PRAGMA synchronous = FULL;";
    pragmas += "PRAGMA temp_store = MEMORY;";
    pragmas += "PRAGMA trusted_schema = OFF;";
    pragmas += "PRAGMA cache_size = -" + std::to_string(options.cache_kib) + ";";
    return run_script(pragmas);
}

Result<Statement> Database::prepare(std::string_view sql) {
    auto& statements = connection_->statements;
    const auto found = statements.find(sql);
    if (found == statements.end()) {
        if (statements.size() >= kMostCachedStatements) connection_->forget_unused_statements();
        MOSTRADOR_TRY(handle, connection_->parse(sql, SQLITE_PREPARE_PERSISTENT));
        CachedStatement& cached = statements[std::string(sql)];
        cached = {handle, true};
        return Statement(handle, &cached);
    }
    CachedStatement& cached = found->second;
    if (cached.on_loan) {
        MOSTRADOR_TRY(handle, connection_->parse(sql, 0));
        return Statement(handle, nullptr);
    }
    cached.on_loan = true;
    return Statement(cached.handle, &cached);
}

Status Database::run_script(std::string_view sql) {
    const std::string script(sql);
    if (sqlite3_exec(connection_->handle, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return sqlite_error(connection_->handle, "");
    }
    return {};
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(connection_->handle);
}

std::int64_t Database::last_insert_rowid() const {
    return sqlite3_last_insert_rowid(connection_->handle);
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(connection_->handle) == 0;
}

Result<std::string> Database::integrity_check() {
    std::string report;
    MOSTRADOR_CHECK(each("PRAGMA integrity_check", [&](const Row& row) {
        if (!report.empty()) report += '\n';
        report += row.text(0);
    }));
    return report;
}

int Database::wal_pages() const {
    return connection_->wal_pages;
}

Result<bool> Database::checkpoint() {
    if (in_transaction()) return base::fail(Code::store_misuse, {}, "checkpoint in a transaction");
    const int result = connection_->copy_log_back(connection_->handle, nullptr);
    if (result == SQLITE_BUSY) return false;
    if (result != SQLITE_OK) return sqlite_error(connection_->handle, "checkpoint");
    return connection_->wal_pages == 0;
}

sqlite3* Database::handle() const {
    return connection_->handle;
}

// A PRAGMA takes effect while it is parsed, so it cannot be kept prepared: only change it.
Status Database::set_synchronous(bool full) {
    if (connection_->synchronous == full) return {};
    MOSTRADOR_CHECK(run_script(full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL"));
    connection_->synchronous = full;
    return {};
}

bool Database::is_synchronous() const {
    return connection_->synchronous;
}

}  // namespace mostrador::store
