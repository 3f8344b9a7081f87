#pragma once

#include <memory>

#include "hub/support/http_client.hpp"

namespace mostrador::tests {

/// Carries a replica's requests over real sockets, its live socket too.
class SocketCarrier {
public:
    SocketCarrier(TestDevice& device, std::uint16_t port) : device_(device), port_(port) {}

    /// Does all that the replica wants now.
    void work() {
        while (const auto request = device_.replica.next())
            carry(*request);
    }

    /// Waits for one live message and hands it over. False when none came.
    bool listen(int seconds) {
        if (!live_) return false;
        const auto message = live_->receive(seconds);
        if (!message) return false;
        device_.replica.on_live(*message);
        return true;
    }

private:
    void carry(const replica::Request& request) {
        if (request.method == "OPEN") {
            live_ = std::make_unique<LiveClient>(port_);
            live_->send(request.body);
            device_.replica.answer(request.id, 101, {});
        } else if (request.method == "SEND") {
            if (live_) live_->send(request.body);
        } else if (request.method == "CLOSE") {
            live_.reset();
        } else {
            const auto answer =
                http(port_, request.method, request.url,
                     {request.headers.begin(), request.headers.end()}, request.body);
            device_.replica.answer(request.id, answer.status, answer.body);
        }
    }

    TestDevice& device_;
    std::uint16_t port_;
    std::unique_ptr<LiveClient> live_;
};

}  // namespace mostrador::tests
