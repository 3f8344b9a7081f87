#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/id.hpp"

struct pg_conn;
struct pg_result;

namespace mostrador::hub::postgres {

/// The arguments of one statement, in PostgreSQL's binary format.
class Arguments {
public:
    template <class... Values>
    static Arguments of(const Values&... values) {
        Arguments arguments;
        (arguments.add(values), ...);
        return arguments;
    }

    Arguments& add(std::int64_t value);
    Arguments& add(const base::Id& value);
    Arguments& add(base::ByteView value);
    Arguments& add(std::string_view value);

    Arguments& add(const std::string& value) { return add(std::string_view(value)); }

    Arguments& add(const char* value) { return add(std::string_view(value)); }

    Arguments& add(const base::Bytes& value) { return add(base::ByteView(value)); }

    template <class Value>
    Arguments& add(const std::optional<Value>& value) {
        if (value) return add(*value);
        add(Value{});
        values_.back().reset();
        return *this;
    }

    /// An array of the values' type, for `unnest`.
    template <class Value>
    Arguments& add_array(const std::vector<Value>& values) {
        Arguments each;
        each.add(Value{});
        const auto type = each.types_.front();
        each.values_.clear();
        for (const auto& value : values)
            each.add(value);
        return add_array(type, each.values_);
    }

    /// The same for values that may be missing.
    template <class Value>
    Arguments& add_array(const std::vector<std::optional<Value>>& values) {
        Arguments each;
        each.add(Value{});
        const auto type = each.types_.front();
        each.values_.clear();
        for (const auto& value : values)
            each.add(value);
        return add_array(type, each.values_);
    }

private:
    friend class Connection;

    Arguments& add_array(std::uint32_t type, const std::vector<std::optional<base::Bytes>>& values);
    Arguments& add(std::uint32_t type, base::Bytes bytes);

    std::vector<std::uint32_t> types_;
    std::vector<std::optional<base::Bytes>> values_;
};

/// What a statement gave. A column of another type than is asked for is a bug, and reads as zero.
class Rows {
public:
    explicit Rows(pg_result* result) : result_(result) {}

    int count() const;
    bool is_null(int row, int column) const;
    std::int64_t integer(int row, int column) const;
    bool truth(int row, int column) const;
    base::Id id(int row, int column) const;
    base::Bytes bytes(int row, int column) const;
    std::string text(int row, int column) const;
    std::optional<base::Id> optional_id(int row, int column) const;
    std::optional<std::string> optional_text(int row, int column) const;

    /// Rows that an INSERT or UPDATE touched.
    std::int64_t changes() const;

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };

    base::ByteView view(int row, int column) const;

    std::unique_ptr<pg_result, Clear> result_;
};

/// Statements that travel together: one round trip, whatever their number.
class Batch {
public:
    Batch& add(std::string sql, Arguments arguments = {}) {
        statements_.push_back({std::move(sql), std::move(arguments)});
        return *this;
    }

private:
    friend class Connection;

    struct Statement {
        std::string sql;
        Arguments arguments;
    };

    std::vector<Statement> statements_;
};

/// One connection, in pipeline mode, with its prepared statements. One thread at a time.
class Connection {
public:
    /// `conninfo` as libpq reads it. Errors: store.cannot_open.
    static base::Result<std::unique_ptr<Connection>> open(const std::string& conninfo);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Sends all and gives the rows of each. Without a BEGIN in it, the batch is one transaction.
    /// After an error nothing of the batch holds, and an open transaction is rolled back.
    /// Errors: store.full, store.busy, store.constraint, store.read_only; store.io when the
    /// connection broke, and then a COMMIT may or may not have happened.
    base::Result<std::vector<Rows>> run(const Batch& batch);

    /// A script of several statements, or one that cannot be prepared.
    base::Status run_script(const std::string& sql);

    bool is_broken() const;
    bool in_transaction() const;
    void roll_back();

    /// Notifications that have come: the payloads.
    std::vector<std::string> notifications();
    int socket() const;

private:
    explicit Connection(pg_conn* connection) : connection_(connection) {}

    base::Status prepare(const Batch& batch);
    base::Status send(const Batch& batch);
    base::Result<std::vector<Rows>> receive(const Batch& batch);
    base::Error problem(const pg_result* result) const;
    base::Error lost() const;

    pg_conn* connection_;
    std::map<std::string, std::string, std::less<>> prepared_;
};

}  // namespace mostrador::hub::postgres
