#include "hub/support/tcp_printer.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/socket_base.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace mostrador::tests {

using boost::asio::ip::tcp;

struct TcpPrinter::Parts {
    explicit Parts(std::uint16_t wanted)
        : acceptor(io, {boost::asio::ip::make_address("127.0.0.1"), wanted}) {}

    boost::asio::io_context io;
    tcp::acceptor acceptor;
    std::uint16_t port = acceptor.local_endpoint().port();
    std::mutex mutex;
    std::condition_variable came;
    std::vector<std::string> jobs;
    std::vector<tcp::socket> held;  ///< connections that it hangs on to
    std::size_t spoiled = 0;
    Manner manner = Manner::prints;
    bool closing = false;
    std::thread thread{[this] { serve(); }};

    void serve() {
        for (;;) {
            tcp::socket socket(io);
            boost::system::error_code error;
            acceptor.accept(socket, error);
            {
                const std::lock_guard lock(mutex);
                if (error || closing) return;
            }
            take(std::move(socket));
            came.notify_all();
        }
    }

    void take(tcp::socket socket) {
        switch (now()) {
            case Manner::prints: {
                auto job = all_of(socket);
                const std::lock_guard lock(mutex);
                jobs.push_back(std::move(job));
                return;
            }
            case Manner::hangs: {
                const std::lock_guard lock(mutex);
                held.push_back(std::move(socket));
                ++spoiled;
                return;
            }
            case Manner::dies:
                break_off(socket);
                const std::lock_guard lock(mutex);
                ++spoiled;
        }
    }

    Manner now() {
        const std::lock_guard lock(mutex);
        return manner;
    }

    static std::string all_of(tcp::socket& socket) {
        std::string all;
        std::array<char, 4096> some{};
        boost::system::error_code error;
        while (const auto size = socket.read_some(boost::asio::buffer(some), error))
            all.append(some.data(), size);
        return all;
    }

    /// The connection is reset, as when somebody pulls the plug.
    static void break_off(tcp::socket& socket) {
        std::array<char, 8> some{};
        boost::system::error_code ignored;
        socket.read_some(boost::asio::buffer(some), ignored);
        socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
        socket.close(ignored);
    }

    template <class Reached>
    void wait_for(Reached reached) {
        std::unique_lock lock(mutex);
        came.wait_for(lock, std::chrono::seconds(10), reached);
    }
};

TcpPrinter::TcpPrinter(std::uint16_t port) : parts_(std::make_unique<Parts>(port)) {}

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

void TcpPrinter::behave(Manner manner) {
    const std::lock_guard lock(parts_->mutex);
    parts_->manner = manner;
    parts_->held.clear();
}

std::vector<std::string> TcpPrinter::jobs(std::size_t count) {
    parts_->wait_for([&] { return parts_->jobs.size() >= count; });
    const std::lock_guard lock(parts_->mutex);
    return parts_->jobs;
}

std::size_t TcpPrinter::spoiled(std::size_t count) {
    parts_->wait_for([&] { return parts_->spoiled >= count; });
    const std::lock_guard lock(parts_->mutex);
    return parts_->spoiled;
}

}  // namespace mostrador::tests
