#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "base/error.hpp"
#include "store/statement.hpp"

struct sqlite3;

namespace mostrador::store {

/// One SQLite connection with its prepared statements. It belongs to one thread at a time.
///
///     MOSTRADOR_CHECK(db.run("INSERT INTO product (id, name) VALUES (?1, ?2)", id, name));
///     MOSTRADOR_TRY(name, db.one<std::string>("SELECT name FROM product WHERE id = ?1", id));
///     MOSTRADOR_CHECK(db.each("SELECT id, name FROM product WHERE category = ?1", category,
///                             [&](const Row& row) { names.push_back(row.get<std::string>(1)); }));
class Database {
public:
    struct Options {
        std::string vfs;        ///< name of a registered file system; empty: the default one
        int page_size = 4096;   ///< bytes; only a new file takes it
        bool wal = true;        ///< write-ahead log; false leaves SQLite's default journal
        bool exclusive = true;  ///< nobody else opens the file; needed without shared memory
        bool create = true;
        int cache_kib = 8192;        ///< page cache
        int busy_timeout_ms = 5000;  ///< how long to wait for another connection's lock
        /// The write-ahead log is copied back at the latest when it has this many pages; until
        /// then checkpoint() does it when there is time, so that no sale waits for it.
        int wal_limit_pages = 2000;
    };

    /// Errors: store.cannot_open, store.corrupt, store.io, store.full, store.busy.
    static base::Result<Database> open(const std::string& path, const Options& options);

    static base::Result<Database> open(const std::string& path) { return open(path, Options{}); }

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// A statement of this text, parsed once and kept. The same text may be on loan twice (a query
    /// inside itself); the second is then prepared for that use only.
    base::Result<Statement> prepare(std::string_view sql);

    /// Runs one statement to its end.
    template <class... Arguments>
    base::Status run(std::string_view sql, const Arguments&... arguments) {
        MOSTRADOR_TRY(statement, prepare(sql));
        MOSTRADOR_CHECK(statement.bind_all(Statement::Lifetime::borrowed, arguments...));
        return statement.run();
    }

    /// The first row, or nothing: `one<std::string>(…)` gives optional<string>,
    /// `one<Id, std::int64_t>(…)` gives optional<tuple<Id, int64_t>>. Use owning types.
    template <class... Columns, class... Arguments>
    auto one(std::string_view sql, const Arguments&... arguments) -> base::Result<std::optional<
        std::conditional_t<sizeof...(Columns) == 1, std::tuple_element_t<0, std::tuple<Columns...>>,
                           std::tuple<Columns...>>>>;

    /// Calls the last argument with each row (`const Row&`). It may return nothing or a Status; an
    /// error ends the query and is returned.
    template <class... ArgumentsThenVisitor>
    base::Status each(std::string_view sql, ArgumentsThenVisitor&&... arguments_then_visitor);

    /// Runs a script of several statements (schema). Nothing is kept.
    base::Status run_script(std::string_view sql);

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    std::int64_t changes() const;
    std::int64_t last_insert_rowid() const;
    bool in_transaction() const;

    /// "ok", or what SQLite found wrong.
    base::Result<std::string> integrity_check();

    /// Pages of the write-ahead log that wait to be copied back to the main file.
    int wal_pages() const;

    /// Copies the write-ahead log back to the main file; for when nobody waits. Must not be called
    /// inside a transaction. True when the log is wholly copied and starts anew.
    base::Result<bool> checkpoint();

    /// SQLite's own handle, for what has no better place (backup, measuring).
    sqlite3* handle() const;

private:
    friend class Transaction;
    struct Connection;

    explicit Database(std::unique_ptr<Connection> connection);
    base::Status configure(const Options& options);
    base::Status set_synchronous(bool full);
    bool is_synchronous() const;

    std::unique_ptr<Connection> connection_;
};

// ---- templates -------------------------------------------------------------------------------

template <class... Columns, class... Arguments>
auto Database::one(std::string_view sql, const Arguments&... arguments)
    -> base::Result<std::optional<
        std::conditional_t<sizeof...(Columns) == 1, std::tuple_element_t<0, std::tuple<Columns...>>,
                           std::tuple<Columns...>>>> {
    static_assert((!std::is_same_v<Columns, std::string_view> && ...) &&
                      (!std::is_same_v<Columns, base::ByteView> && ...),
                  "a view would outlive its row: ask for std::string or Bytes");
    MOSTRADOR_TRY(statement, prepare(sql));
    MOSTRADOR_CHECK(statement.bind_all(Statement::Lifetime::borrowed, arguments...));
    MOSTRADOR_TRY(found, statement.step());
    if (!found) return std::nullopt;
    auto row = [&]<int... Index>(std::integer_sequence<int, Index...>) {
        return std::tuple<Columns...>{statement.template get<Columns>(Index)...};
    }(std::make_integer_sequence<int, int{sizeof...(Columns)}>{});
    if (statement.is_malformed())
        return base::fail(base::Code::store_corrupt, {}, std::string(sql));
    if constexpr (sizeof...(Columns) == 1)
        return std::get<0>(std::move(row));
    else
        return row;
}

template <class... ArgumentsThenVisitor>
base::Status Database::each(std::string_view sql,
                            ArgumentsThenVisitor&&... arguments_then_visitor) {
    constexpr std::size_t count = sizeof...(ArgumentsThenVisitor) - 1;
    auto all = std::forward_as_tuple(arguments_then_visitor...);
    auto& visit = std::get<count>(all);
    MOSTRADOR_TRY(statement, prepare(sql));
    MOSTRADOR_CHECK([&]<std::size_t... Index>(std::index_sequence<Index...>) {
        return statement.bind_all(Statement::Lifetime::borrowed, std::get<Index>(all)...);
    }(std::make_index_sequence<count>{}));
    for (;;) {
        MOSTRADOR_TRY(found, statement.step());
        if (!found) return {};
        const Row& row = statement;
        if constexpr (std::is_void_v<decltype(visit(row))>)
            visit(row);
        else
            MOSTRADOR_CHECK(visit(row));
    }
}

}  // namespace mostrador::store
