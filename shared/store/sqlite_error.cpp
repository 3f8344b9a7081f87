#include "store/sqlite_error.hpp"

#include <sqlite3.h>

namespace mostrador::store {

namespace {

using base::Code;

std::string_view constraint_kind(int extended) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
            return "unique";
        case SQLITE_CONSTRAINT_PRIMARYKEY:
            return "primary_key";
        case SQLITE_CONSTRAINT_ROWID:
            return "primary_key";
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return "foreign_key";
        case SQLITE_CONSTRAINT_NOTNULL:
            return "not_null";
        case SQLITE_CONSTRAINT_CHECK:
            return "check";
        case SQLITE_CONSTRAINT_DATATYPE:
            return "type";
        default:
            return "other";
    }
}

base::Parameters parameters_of(Code code, int extended) {
    if (code != Code::store_constraint) return {};
    return {{"kind", std::string(constraint_kind(extended))}};
}

}  // namespace

base::Code code_of_sqlite(int result) {
    switch (result & 0xff) {
        case SQLITE_FULL:
            return Code::store_full;
        case SQLITE_TOOBIG:
            return Code::input_out_of_range;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_FORMAT:
            return Code::store_corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Code::store_busy;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
            return Code::store_constraint;
        case SQLITE_CANTOPEN:
            return Code::store_cannot_open;
        case SQLITE_READONLY:
            return Code::store_read_only;
        case SQLITE_NOMEM:
            return Code::store_out_of_memory;
        case SQLITE_IOERR:
            return Code::store_io;
        default:
            return Code::store_misuse;
    }
}

std::unexpected<base::Error> sqlite_error(sqlite3* connection, std::string_view context) {
    const int extended = sqlite3_extended_errcode(connection);
    const Code code = code_of_sqlite(extended);
    std::string detail = sqlite3_errmsg(connection);
    detail += " (" + std::to_string(extended) + ")";
    if (!context.empty()) detail += " in: " + std::string(context);
    return base::fail(code, parameters_of(code, extended), std::move(detail));
}

}  // namespace mostrador::store
