#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "hub/hub.hpp"
#include "hub/tls/tls_options.hpp"

namespace mostrador::hub {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8787;  ///< 0 for any free one
    std::string web;            ///< folder of the PWA; empty for none
    std::string version;        ///< what /health tells
    std::string data;           ///< folder with the list of printers
    unsigned storage_threads = 2;
    TlsOptions tls;
    /// Beside TLS, plain HTTP here tells how to trust the hub and leads to it; 0 for any free one.
    std::optional<std::uint16_t> help_port;
    bool handle_signals = false;  ///< SIGTERM and SIGINT end run() gracefully
};

/// The hub on the network: HTTP, the live socket and the PWA, as docs/protocol.md says. One thread
/// does the network; the storage has its own, so that a flush never holds up another device.
class Server {
public:
    /// Reads the PWA's files and binds the address; connections wait until run().
    static base::Result<std::unique_ptr<Server>> open(Hub& hub, ServerOptions options);
    ~Server();

    std::uint16_t port() const;
    /// 0 when there is none.
    std::uint16_t help_port() const;
    /// What to compare when a tablet is told to trust our own authority; empty without one.
    base::Result<std::string> fingerprint() const;

    /// Serves until stop() or a signal.
    void run();

    /// Takes no new requests, lets those under way end, says goodbye to live devices. From any
    /// thread.
    void stop();

private:
    class Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace mostrador::hub
