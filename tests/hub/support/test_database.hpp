#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mostrador::tests {

/// A database of its own, prepared for hubs, in a private PostgreSQL cluster that starts with the
/// first of them and ends with the test program.
class TestDatabase {
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    /// As the role that hubs use, which row-level security binds.
    std::string hub_conninfo() const;
    /// As the owner of the tables.
    std::string owner_conninfo() const;

    /// Ends every connection to it, as a restarted database server does.
    void end_connections() const;

    /// What it takes of the disk.
    std::int64_t bytes() const;

    std::string_view name() const { return name_; }

private:
    std::string name_;
};

}  // namespace mostrador::tests
