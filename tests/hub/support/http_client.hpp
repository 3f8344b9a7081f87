#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "hub/http/server.hpp"
#include "hub/support/test_hub.hpp"

namespace mostrador::tests {

/// The real server on a free port of the loopback, in a thread of its own.
class RunningServer {
public:
    explicit RunningServer(hub::Hub& hub, std::string web = {});
    /// With a port and a version of its own.
    RunningServer(hub::Hub& hub, hub::ServerOptions options);
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    std::uint16_t port() const { return port_; }

    std::uint16_t help_port() const { return server_->help_port(); }

    base::Result<std::string> fingerprint() const { return server_->fingerprint(); }

    void stop();

private:
    struct Thread;
    std::unique_ptr<hub::Server> server_;
    std::uint16_t port_ = 0;
    std::unique_ptr<Thread> thread_;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpAnswer {
    int status = 0;                              ///< 0 when there was none
    std::map<std::string, std::string> headers;  ///< names in lower case
    base::Bytes body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }

    std::string text() const { return std::string(base::as_text(body)); }

    /// The code of a problem, or what is wrong with it.
    std::string problem() const;
};

HttpAnswer http(std::uint16_t port, const std::string& method, const std::string& target,
                const Headers& headers = {}, const base::Bytes& body = {});

/// Sends bytes as they are and returns all that comes back until the other side closes.
std::string raw(std::uint16_t port, std::string_view bytes);

/// A WebSocket that waits at most some seconds for anything.
class LiveClient {
public:
    LiveClient(std::uint16_t port, const Headers& headers = {},
               const std::string& protocol = "mostrador.v1");
    ~LiveClient();

    /// Whether the handshake worked.
    bool open() const;
    void send(const base::Bytes& message);
    /// The next message; nothing when the socket was closed or nothing came in time.
    std::optional<base::Bytes> receive(int seconds = 5);
    /// The reason of the close that was received, 0 for none.
    int close_code() const;

private:
    struct Socket;
    std::unique_ptr<Socket> socket_;
};

}  // namespace mostrador::tests
