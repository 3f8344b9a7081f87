#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

#include "hub/support/test_hub.hpp"

namespace mostrador::tests {

/// The real program, `mostrador-hub serve`, over what a test's hub has, on a free port. It is
/// killed when this goes.
class HubProcess {
public:
    explicit HubProcess(const TestHub& hub, const std::string& data_name = "data");
    ~HubProcess();
    HubProcess(const HubProcess&) = delete;
    HubProcess& operator=(const HubProcess&) = delete;

    /// Sends a signal and waits. The status it ended with, as waitpid gives it.
    int end(int signal);

    std::uint16_t port() const { return port_; }

private:
    void start(std::vector<std::string> words);

    pid_t pid_ = 0;
    std::uint16_t port_ = 0;
};

}  // namespace mostrador::tests
