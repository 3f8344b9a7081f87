#include "hub/support/tcp_printer.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace mostrador::tests {

using boost::asio::ip::tcp;

struct TcpPrinter::Parts {
    boost::asio::io_context io;
    tcp::acceptor acceptor{io, {boost::asio::ip::make_address("127.0.0.1"), 0}};
    std::uint16_t port = acceptor.local_endpoint().port();
    std::mutex mutex;
    std::condition_variable came;
    std::vector<std::string> jobs;
    bool closing = false;
    std::thread thread{[this] { serve(); }};

    void serve() {
        for (;;) {
            tcp::socket socket(io);
            boost::system::error_code error;
            acceptor.accept(socket, error);
            const std::lock_guard lock(mutex);
            if (error || closing) return;
            jobs.push_back(all_of(socket));
            came.notify_all();
        }
    }

    static std::string all_of(tcp::socket& socket) {
        std::string all;
        std::array<char, 4096> some{};
        boost::system::error_code error;
        while (const auto size = socket.read_some(boost::asio::buffer(some), error))
            all.append(some.data(), size);
        return all;
    }
};

TcpPrinter::TcpPrinter() : parts_(std::make_unique<Parts>()) {}

TcpPrinter::~TcpPrinter() {
    {
        const std::lock_guard lock(parts_->mutex);
        parts_->closing = true;
    }
    // A last connection wakes the thread that waits for one.
    tcp::socket socket(parts_->io);
    boost::system::error_code ignored;
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), parts_->port}, ignored);
    parts_->thread.join();
}

std::uint16_t TcpPrinter::port() const {
    return parts_->port;
}

std::vector<std::string> TcpPrinter::jobs(std::size_t count) {
    std::unique_lock lock(parts_->mutex);
    parts_->came.wait_for(lock, std::chrono::seconds(10),
                          [&] { return parts_->jobs.size() >= count; });
    return parts_->jobs;
}

}  // namespace mostrador::tests
