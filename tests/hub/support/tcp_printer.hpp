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
    /// What it does with the next papers.
    enum class Manner {
        prints,
        hangs,  ///< takes the connection and then nothing, as with its cover open
        dies,   ///< reads the beginning and breaks off
    };

    /// `port`: 0 for any free one.
    explicit TcpPrinter(std::uint16_t port = 0);
    ~TcpPrinter();

    std::uint16_t port() const;
    void behave(Manner manner);

    /// The jobs so far; waits until there are `count`, at most some seconds.
    std::vector<std::string> jobs(std::size_t count);
    /// The papers that it began and did not end; waits likewise.
    std::size_t spoiled(std::size_t count);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace mostrador::tests
