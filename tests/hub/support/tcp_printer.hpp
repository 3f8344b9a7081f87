#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mostrador::tests {

/// A network printer on the loopback: takes connections on a port of its own and keeps what each
/// of them sent.
class TcpPrinter {
public:
    TcpPrinter();
    ~TcpPrinter();

    std::uint16_t port() const;

    /// The jobs so far; waits until there are `count`, at most some seconds.
    std::vector<std::string> jobs(std::size_t count);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace mostrador::tests
