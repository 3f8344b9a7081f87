#include "hub/storage/postgres/messenger.hpp"

#include <array>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/random.hpp"

namespace mostrador::hub::postgres {
namespace {

constexpr const char* kChannel = "mostrador_growth";
/// Between two tries to reach the database.
constexpr int kRetryMs = 1000;

}  // namespace

Messenger::Messenger(std::string conninfo)
    : conninfo_(std::move(conninfo)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    std::array<std::uint8_t, 8> id{};
    base::SystemRandom().fill(id);
    self_ = base::to_hex(id);
    thread_ = std::thread([this] { run(); });
}

Messenger::~Messenger() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake();
    thread_.join();
    ::close(wake_);
}

void Messenger::wake() {
    const std::uint64_t one = 1;
    std::ignore = ::write(wake_, &one, sizeof(one));
}

void Messenger::tell(const base::Id& tenant) {
    {
        const std::lock_guard lock(mutex_);
        grown_.insert(tenant);
    }
    wake();
}

void Messenger::listen(Storage::Listener listener) {
    const std::lock_guard lock(listener_mutex_);
    listener_ = std::move(listener);
}

void Messenger::run() {
    for (;;) {
        if (const auto connection = Connection::open(conninfo_)) serve(**connection);
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        wait(-1, kRetryMs);
    }
}

/// Until the connection breaks or the process ends.
void Messenger::serve(Connection& connection) {
    if (!connection.run_script(std::string("LISTEN ") + kChannel)) return;
    while (!connection.is_broken()) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        if (!send(connection)) return;
        for (const auto& payload : connection.notifications())
            hear(payload);
        wait(connection.socket(), -1);
        for (const auto& payload : connection.notifications())
            hear(payload);
    }
}

base::Status Messenger::send(Connection& connection) {
    std::set<base::Id> grown;
    {
        const std::lock_guard lock(mutex_);
        grown.swap(grown_);
    }
    Batch batch;
    for (const auto& tenant : grown) {
        batch.add("SELECT pg_notify($1, $2)", Arguments::of(kChannel, tenant.text() + " " + self_));
    }
    if (!grown.empty()) MOSTRADOR_CHECK(connection.run(batch));
    return {};
}

void Messenger::hear(const std::string& payload) {
    const auto space = payload.find(' ');
    if (space == std::string::npos || payload.substr(space + 1) == self_) return;
    const auto tenant = base::Id::parse(payload.substr(0, space));
    const std::lock_guard lock(listener_mutex_);
    if (tenant && listener_) listener_(*tenant);
}

void Messenger::wait(int socket, int milliseconds) {
    std::array<pollfd, 2> files{pollfd{wake_, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    std::ignore = ::poll(files.data(), socket < 0 ? 1 : 2, milliseconds);
    std::uint64_t count = 0;
    std::ignore = ::read(wake_, &count, sizeof(count));
}

}  // namespace mostrador::hub::postgres
