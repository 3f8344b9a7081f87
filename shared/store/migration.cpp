#include "store/migration.hpp"

#include <string>

#include "store/transaction.hpp"

namespace mostrador::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

Status check_numbers(std::span<const Migration> migrations) {
    int expected = 1;
    for (const Migration& migration : migrations) {
        if (migration.number != expected) {
            return base::fail(Code::store_misuse, {},
                              "migration out of order: " + std::string(migration.name));
        }
        ++expected;
    }
    return {};
}

Status apply(Database& database, const Migration& migration) {
    MOSTRADOR_CHECK(database.run_script(migration.sql).transform_error([&](base::Error error) {
        error.detail += " in migration " + std::string(migration.name);
        return error;
    }));
    return database.run_script("PRAGMA user_version = " + std::to_string(migration.number));
}

}  // namespace

Result<int> schema_version(Database& database) {
    MOSTRADOR_TRY(version, database.one<int>("PRAGMA user_version"));
    return version.value_or(0);
}

Status migrate(Database& database, std::span<const Migration> migrations) {
    MOSTRADOR_CHECK(check_numbers(migrations));
    MOSTRADOR_TRY(found, schema_version(database));
    const int known = static_cast<int>(migrations.size());
    if (found > known) {
        return base::fail(Code::store_schema_too_new,
                          {{"found", std::to_string(found)}, {"known", std::to_string(known)}});
    }
    if (found == known) return {};
    MOSTRADOR_TRY(transaction, Transaction::begin(database));
    for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(found))) {
        MOSTRADOR_CHECK(apply(database, migration));
    }
    return transaction.commit();
}

}  // namespace mostrador::store
