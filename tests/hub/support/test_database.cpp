#include "hub/support/test_database.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <stdexcept>
#include <stdlib.h>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/secret_file.hpp"
#include "hub/storage/postgres/schema.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using hub::postgres::Connection;

void run_command(const std::string& command) {
    if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
}

class Cluster {
public:
    Cluster() {
        // Not below a folder of ours: the server runs as another user when we are root.
        std::string pattern = std::filesystem::temp_directory_path() / "mostrador-pg-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
        // No flush: these tests kill programs, not machines. What measures wants one.
        const char* settings = std::getenv("MOSTRADOR_TEST_POSTGRES");
        run_command(std::format("{} start {} {}", POSTGRES_SCRIPT, folder_,
                                settings == nullptr ? "fsync=off" : settings));
        base::SystemClock clock;
        base::SystemRandom random;
        auto owner = value(Connection::open(conninfo("owner", "mostrador")));
        value(hub::postgres::prepare(*owner, "mostrador_hub", clock, random));
    }

    ~Cluster() {
        std::ignore = std::system(std::format("{} stop {}", POSTGRES_SCRIPT, folder_).c_str());
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    std::string conninfo(const std::string& who, const std::string& database) const {
        auto text = value(hub::read_secret(folder_ + "/" + who + ".conninfo"));
        const std::string part = "dbname=mostrador";
        return text.replace(text.find(part), part.size(), "dbname=" + database);
    }

    void run(const std::string& sql) const {
        value(value(Connection::open(conninfo("owner", "postgres")))->run_script(sql));
    }

private:
    std::string folder_;
};

const Cluster& cluster() {
    static const Cluster one;
    return one;
}

std::atomic<int> last_number = 0;

}  // namespace

TestDatabase::TestDatabase() : name_(std::format("test_{}", ++last_number)) {
    cluster().run("CREATE DATABASE " + name_ + " TEMPLATE mostrador");
}

TestDatabase::~TestDatabase() {
    cluster().run("DROP DATABASE " + name_ + " WITH (FORCE)");
}

std::string TestDatabase::hub_conninfo() const {
    return cluster().conninfo("hub", name_);
}

std::string TestDatabase::owner_conninfo() const {
    return cluster().conninfo("owner", name_);
}

void TestDatabase::end_connections() const {
    cluster().run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
                  name_ + "'");
}

std::int64_t TestDatabase::bytes() const {
    auto owner = value(Connection::open(owner_conninfo()));
    return value(owner->run(
                     hub::postgres::Batch().add("SELECT pg_database_size(current_database())")))
        .front()
        .integer(0, 0);
}

}  // namespace mostrador::tests
