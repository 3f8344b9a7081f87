#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/bytes.hpp"
#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"

struct sqlite3_stmt;

namespace mostrador::store {

struct CachedStatement;

/// One row of an answer; valid until the statement steps on. Columns count from 0.
class Row {
public:
    explicit Row(sqlite3_stmt* handle) : handle_(handle) {}

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;  ///< valid until the next step
    base::ByteView blob(int column) const;    ///< valid until the next step
    base::Id id(int column) const;
    base::Hash hash(int column) const;
    base::Decimal decimal(int column) const;

    /// A column as T: integers, bool, enum, string, string_view, Bytes, ByteView, Id, Hash,
    /// Decimal, or optional of these.
    template <class T>
    T get(int column) const;

    /// Adds every column with its type and length, so that no two different rows hash the same.
    void add_to(base::Hasher& hasher) const;

    /// A column was not what it was read as (e.g. an id of 15 bytes): the file is damaged. step(),
    /// one() and each() turn it into store.corrupt.
    bool is_malformed() const { return malformed_; }

protected:
    sqlite3_stmt* handle_;
    mutable bool malformed_ = false;
};

/// A prepared statement on loan from its database; it goes back, reset, when this is destroyed.
class Statement : public Row {
public:
    Statement(Statement&& other) noexcept
        : Row(other), cached_(std::exchange(other.cached_, nullptr)) {
        other.handle_ = nullptr;
    }

    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds all parameters, ?1 to the last, copying texts and blobs; starts the statement anew.
    /// Errors: store.misuse when their number is wrong.
    template <class... Arguments>
    base::Status bind(const Arguments&... arguments) {
        return bind_all(Lifetime::copied, arguments...);
    }

    /// The same for parameters whose number is known only at run time.
    template <class T>
    base::Status bind_list(std::span<const T> values) {
        MOSTRADOR_CHECK(restart(values.size()));
        int index = 0;
        for (const auto& value : values) {
            if (!bind_value(++index, value, Lifetime::copied)) return bind_error();
        }
        return {};
    }

    /// True when there is a row to read, false at the end.
    base::Result<bool> step();

    /// Steps to the end.
    base::Status run();

private:
    friend class Database;
    friend struct CachedStatement;

    /// Whether the bound bytes outlive the run of the statement, so that no copy is needed.
    enum class Lifetime { copied, borrowed };

    Statement(sqlite3_stmt* handle, CachedStatement* cached) : Row(handle), cached_(cached) {}

    template <class... Arguments>
    base::Status bind_all(Lifetime lifetime, const Arguments&... arguments) {
        MOSTRADOR_CHECK(restart(sizeof...(arguments)));
        [[maybe_unused]] int index = 0;
        const bool bound = (bind_value(++index, arguments, lifetime) && ...);
        return bound ? base::Status{} : bind_error();
    }

    base::Status restart(std::size_t arguments);
    base::Status bind_error() const;

    bool bind_integer(int index, std::int64_t value);
    bool bind_text(int index, std::string_view value, Lifetime lifetime);
    bool bind_blob(int index, base::ByteView value, Lifetime lifetime);
    bool bind_null(int index);

    template <class T>
    bool bind_value(int index, const T& value, Lifetime lifetime);

    CachedStatement* cached_;  // null for a statement that is not kept
};

// ---- templates -------------------------------------------------------------------------------

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;
template <class>
inline constexpr bool is_unsupported = false;

}  // namespace detail

template <class T>
T Row::get(int column) const {
    if constexpr (detail::is_optional<T>) {
        if (is_null(column)) return std::nullopt;
        return get<typename T::value_type>(column);
    } else if constexpr (std::is_same_v<T, bool>) {
        return integer(column) != 0;
    } else if constexpr (std::is_integral_v<T>) {
        const std::int64_t value = integer(column);
        if (!std::in_range<T>(value)) malformed_ = true;
        return static_cast<T>(value);
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<T>(get<std::underlying_type_t<T>>(column));
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        return T(text(column));
    } else if constexpr (std::is_same_v<T, base::Id>) {
        return id(column);
    } else if constexpr (std::is_same_v<T, base::Hash>) {
        return hash(column);
    } else if constexpr (std::is_same_v<T, base::Decimal>) {
        return decimal(column);
    } else if constexpr (std::is_same_v<T, base::ByteView>) {
        return blob(column);
    } else if constexpr (std::is_same_v<T, base::Bytes>) {
        const base::ByteView bytes = blob(column);
        return base::Bytes(bytes.begin(), bytes.end());
    } else {
        static_assert(detail::is_unsupported<T>, "no column type for this C++ type");
    }
}

template <class T>
bool Statement::bind_value(int index, const T& value, Lifetime lifetime) {
    if constexpr (std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::nullopt_t>) {
        return bind_null(index);
    } else if constexpr (detail::is_optional<T>) {
        return value ? bind_value(index, *value, lifetime) : bind_null(index);
    } else if constexpr (detail::is_variant<T>) {
        return std::visit([&](const auto& each) { return bind_value(index, each, lifetime); },
                          value);
    } else if constexpr (std::is_enum_v<T>) {
        return bind_integer(index, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_integral_v<T>) {
        return bind_integer(index, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return bind_text(index, value, lifetime);
    } else if constexpr (std::is_same_v<T, base::Id>) {
        return bind_blob(index, value.bytes, lifetime);
    } else if constexpr (std::is_same_v<T, base::Decimal>) {
        return bind_text(index, value.text(), Lifetime::copied);
    } else if constexpr (std::is_convertible_v<const T&, base::ByteView>) {
        return bind_blob(index, value, lifetime);
    } else {
        static_assert(detail::is_unsupported<T>, "no parameter type for this C++ type");
    }
}

}  // namespace mostrador::store
