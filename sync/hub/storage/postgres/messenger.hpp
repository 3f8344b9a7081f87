#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "hub/storage/postgres/connection.hpp"
#include "hub/storage/storage.hpp"

namespace mostrador::hub::postgres {

/// Tells the other processes of a hub whose head grew, and hears it from them: a connection and a
/// thread of its own, so that no NOTIFY (whose commit takes a lock of the whole instance) stands in
/// the way of a sale. Growth that happens faster than it is told is told once. What is lost while
/// the connection is away is not repeated: readers look for themselves from time to time.
class Messenger {
public:
    explicit Messenger(std::string conninfo);
    ~Messenger();
    Messenger(const Messenger&) = delete;
    Messenger& operator=(const Messenger&) = delete;

    void tell(const base::Id& tenant);
    void listen(Storage::Listener listener);

private:
    void run();
    void serve(Connection& connection);
    base::Status send(Connection& connection);
    void hear(const std::string& payload);
    void wait(int socket, int milliseconds);
    void wake();

    std::string conninfo_;
    std::string self_;  ///< tells our own notifications from those of others
    int wake_ = -1;     ///< an eventfd
    std::mutex mutex_;
    std::set<base::Id> grown_;
    bool stopping_ = false;
    std::mutex listener_mutex_;
    Storage::Listener listener_;
    std::thread thread_;
};

}  // namespace mostrador::hub::postgres
