#include "store/statement.hpp"

#include <algorithm>
#include <array>
#include <sqlite3.h>

#include "store/cached_statement.hpp"
#include "store/sqlite_error.hpp"

namespace mostrador::store {

namespace {

sqlite3_destructor_type destructor_for(bool copied) {
    return copied ? SQLITE_TRANSIENT : SQLITE_STATIC;
}

}  // namespace

bool Row::is_null(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t Row::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}

std::string_view Row::text(int column) const {
    const auto* characters = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (characters == nullptr) return {};
    return {characters, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

base::ByteView Row::blob(int column) const {
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

base::Id Row::id(int column) const {
    const base::Result<base::Id> id = base::Id::from_bytes(blob(column));
    if (!id) malformed_ = true;
    return id.value_or(base::Id::nil());
}

base::Hash Row::hash(int column) const {
    base::Hash hash{};
    const base::ByteView bytes = blob(column);
    if (bytes.size() != hash.size())
        malformed_ = true;
    else
        std::ranges::copy(bytes, hash.begin());
    return hash;
}

base::Decimal Row::decimal(int column) const {
    const base::Result<base::Decimal> decimal = base::Decimal::parse(text(column));
    if (!decimal) malformed_ = true;
    return decimal.value_or(base::Decimal());
}

void Row::add_to(base::Hasher& hasher) const {
    const int columns = sqlite3_column_count(handle_);
    for (int column = 0; column < columns; ++column) {
        const auto type = static_cast<std::uint8_t>(sqlite3_column_type(handle_, column));
        // A number is hashed as the text of its value, which is the same on every machine.
        const base::ByteView value =
            type == SQLITE_BLOB ? blob(column) : base::as_bytes(text(column));
        std::array<std::uint8_t, 9> head{type};
        for (std::size_t i = 0; i < 8; ++i) {
            head[i + 1] = static_cast<std::uint8_t>(std::uint64_t{value.size()} >> (8 * i));
        }
        hasher.add(head).add(value);
    }
}

Statement::~Statement() {
    if (handle_ == nullptr) return;
    if (cached_ == nullptr) {
        sqlite3_finalize(handle_);
        return;
    }
    sqlite3_reset(handle_);
    cached_->on_loan = false;
}

base::Result<bool> Statement::step() {
    if (malformed_) return base::fail(base::Code::store_corrupt, {}, sqlite3_sql(handle_));
    switch (sqlite3_step(handle_)) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            return sqlite_error(sqlite3_db_handle(handle_), sqlite3_sql(handle_));
    }
}

base::Status Statement::run() {
    for (;;) {
        MOSTRADOR_TRY(found, step());
        if (!found) return {};
    }
}

base::Status Statement::restart(std::size_t arguments) {
    sqlite3_reset(handle_);
    malformed_ = false;
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(handle_)) == arguments) return {};
    return base::fail(base::Code::store_misuse, {},
                      std::string("wrong number of arguments for: ") + sqlite3_sql(handle_));
}

base::Status Statement::bind_error() const {
    return sqlite_error(sqlite3_db_handle(handle_), sqlite3_sql(handle_));
}

bool Statement::bind_integer(int index, std::int64_t value) {
    return sqlite3_bind_int64(handle_, index, value) == SQLITE_OK;
}

bool Statement::bind_text(int index, std::string_view value, Lifetime lifetime) {
    // An empty view may have no address, which SQLite would read as NULL.
    const char* characters = value.data() == nullptr ? "" : value.data();
    return sqlite3_bind_text64(handle_, index, characters, value.size(),
                               destructor_for(lifetime == Lifetime::copied),
                               SQLITE_UTF8) == SQLITE_OK;
}

bool Statement::bind_blob(int index, base::ByteView value, Lifetime lifetime) {
    if (value.empty()) return sqlite3_bind_zeroblob(handle_, index, 0) == SQLITE_OK;
    return sqlite3_bind_blob64(handle_, index, value.data(), value.size(),
                               destructor_for(lifetime == Lifetime::copied)) == SQLITE_OK;
}

bool Statement::bind_null(int index) {
    return sqlite3_bind_null(handle_, index) == SQLITE_OK;
}

}  // namespace mostrador::store
