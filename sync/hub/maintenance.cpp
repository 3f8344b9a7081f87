#include "hub/maintenance.hpp"

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>

#include "hub/storage/sqlite_storage.hpp"
#include "till/registry.hpp"

namespace mostrador::hub {
namespace {

namespace fs = std::filesystem;

using base::Code;
using base::Status;

Status made(const std::error_code& problem, const std::string& what) {
    if (!problem) return {};
    return base::fail(Code::store_io, {}, what + ": " + problem.message());
}

/// A folder that is gone when the work in it is done.
class Scratch {
public:
    explicit Scratch(base::Random& random) {
        std::array<std::uint8_t, 8> name{};
        random.fill(name);
        path_ = (fs::temp_directory_path() / ("mostrador-verify-" + base::to_hex(name))).string();
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    /// Copies the file, and what SQLite has not yet copied back into it.
    base::Result<std::string> copy_of(const std::string& file) const {
        std::error_code problem;
        fs::create_directories(path_, problem);
        const auto copy = path_ + "/copy.sqlite";
        fs::copy_file(file, copy, problem);
        if (!problem && fs::exists(file + "-wal"))
            fs::copy_file(file + "-wal", copy + "-wal", problem);
        if (problem)
            return base::fail(Code::store_cannot_open, {}, file + ": " + problem.message());
        return copy;
    }

private:
    std::string path_;
};

/// All identities that the hub has had in a tenant's file.
base::Result<std::vector<base::Id>> identities_in(const std::string& file, base::Random& random) {
    const Scratch scratch(random);
    MOSTRADOR_TRY(copy, scratch.copy_of(file));
    MOSTRADOR_TRY(database, store::Database::open(copy));
    std::vector<base::Id> identities;
    MOSTRADOR_CHECK(database.each("SELECT hub FROM identity UNION SELECT device FROM trusted_hub",
                                  [&](const store::Row& row) { identities.push_back(row.id(0)); }));
    return identities;
}

/// What the hub granted after the backup was made comes back from devices, and counts only as the
/// hub's. A file that cannot be read any more says nothing; then such grants are parked.
Status trust_identities(TenantStore& store, const std::string& replaced, base::Random& random) {
    const auto identities = identities_in(replaced, random);
    if (!identities) return {};
    return store.write([&](log::Log& log) -> Status {
        for (const auto& identity : *identities)
            MOSTRADOR_CHECK(log.trust_hub(identity));
        return {};
    });
}

/// Every tenant of a restored folder goes on under a new epoch; a damaged one ends it all.
/// `replaced` is the folder that it takes the place of.
Status begin_epochs(const std::string& folder, const std::string& replaced, base::Clock& clock,
                    base::Random& random) {
    MOSTRADOR_TRY(hub, Hub::open(folder, clock, random));
    MOSTRADOR_TRY(tenants, hub->directory().tenants());
    for (const auto& tenant : tenants) {
        MOSTRADOR_TRY(store, hub->tenant(tenant.id));
        MOSTRADOR_TRY(verified, store->verify());
        if (verified.integrity != "ok") {
            return base::fail(Code::store_corrupt, {{"tenant", tenant.name}}, verified.integrity);
        }
        MOSTRADOR_CHECK(trust_identities(*store, tenant_file(replaced, tenant.id), random));
        MOSTRADOR_CHECK(store->begin_epoch());
    }
    return {};
}

}  // namespace

base::Result<FolderLock> FolderLock::take(const std::string& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    MOSTRADOR_CHECK(made(problem, folder));
    const auto path = folder + "/hub.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return base::fail(Code::store_cannot_open, {}, path);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return base::fail(Code::store_busy, {}, folder + " is served by another process");
    }
    return FolderLock(file);
}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::close(file_);
}

Status backup(Hub& hub, const std::string& to) {
    if (fs::exists(to)) return base::fail(Code::store_cannot_open, {}, to + " exists already");
    const auto part = to + ".part";
    std::error_code problem;
    fs::remove_all(part, problem);
    fs::create_directories(part + "/tenants", problem);
    MOSTRADOR_CHECK(made(problem, part));
    // The directory first: a device that is enrolled meanwhile is then merely unknown after a
    // restore, and never known without its grants.
    MOSTRADOR_CHECK(hub.directory().backup(directory_file(part)));
    MOSTRADOR_TRY(tenants, hub.directory().tenants());
    for (const auto& tenant : tenants) {
        MOSTRADOR_TRY(store, hub.tenant(tenant.id));
        MOSTRADOR_CHECK(store->backup(tenant_file(part, tenant.id)));
    }
    fs::rename(part, to, problem);
    return made(problem, to);
}

base::Result<std::string> restore(const std::string& from, const std::string& data,
                                  base::Clock& clock, base::Random& random) {
    if (!fs::exists(directory_file(from))) {
        return base::fail(Code::store_cannot_open, {}, from + " is not a backup");
    }
    MOSTRADOR_TRY(lock, FolderLock::take(data));
    const auto part = data + ".restoring";
    std::error_code problem;
    fs::remove_all(part, problem);
    fs::copy(from, part, fs::copy_options::recursive, problem);
    MOSTRADOR_CHECK(made(problem, part));
    MOSTRADOR_CHECK(begin_epochs(part, data, clock, random));
    std::string replaced;
    if (fs::exists(directory_file(data))) {
        replaced = data + ".replaced-" + std::to_string(clock.now_us());
        fs::rename(data, replaced, problem);
    } else {
        fs::remove_all(data, problem);  // nothing but our lock
    }
    MOSTRADOR_CHECK(made(problem, data));
    fs::rename(part, data, problem);
    MOSTRADOR_CHECK(made(problem, data));
    return replaced;
}

base::Result<std::vector<VerifiedTenant>> verify(Hub& hub) {
    MOSTRADOR_TRY(integrity, hub.directory().integrity_check());
    if (integrity != "ok") return base::fail(Code::store_corrupt, {}, "hub.sqlite: " + integrity);
    MOSTRADOR_TRY(tenants, hub.directory().tenants());
    std::vector<VerifiedTenant> verified;
    for (auto& tenant : tenants) {
        auto store = hub.tenant(tenant.id);
        auto result = store ? (*store)->verify() : std::unexpected(store.error());
        verified.push_back({std::move(tenant), std::move(result)});
    }
    return verified;
}

base::Result<Verification> verify_file(const std::string& path, base::Clock& clock,
                                       base::Random& random) {
    const Scratch scratch(random);
    MOSTRADOR_TRY(copy, scratch.copy_of(path));
    MOSTRADOR_TRY(database, store::Database::open(copy));
    MOSTRADOR_TRY(integrity, database.integrity_check());
    MOSTRADOR_CHECK(till::migrate(database));
    const log::Log log(database, till::registry(), clock, random, log::Role::device);
    MOSTRADOR_TRY(chains, log.verify());
    MOSTRADOR_TRY(state, log.state_hash());
    MOSTRADOR_TRY(head, log.last_position());
    MOSTRADOR_TRY(parked, log.parked_count());
    return Verification{integrity, chains, state, head, parked};
}

}  // namespace mostrador::hub
