#pragma once

#include <boost/asio/awaitable.hpp>
#include <deque>
#include <set>
#include <string>

#include "base/bytes.hpp"
#include "hub/printers.hpp"

namespace mostrador::hub {

/// Carries papers to network printers as raw bytes over TCP (DOC-3). One paper at a time for each
/// printer; a job that came again after a lost answer is not printed again. All of it belongs to
/// the network thread.
class PrintDesk {
public:
    static constexpr std::size_t kMaxJobBytes = 1024 * 1024;

    /// True when it was printed now, false when this job had been printed before.
    /// Errors: print.busy, print.unreachable, print.interrupted{printer} (some of it may be on
    /// paper, or all of it when the printer only did not say so).
    boost::asio::awaitable<base::Result<bool>> print(NetworkPrinter printer, std::string job,
                                                     const base::Bytes& bytes);

private:
    std::set<std::string> busy_;        ///< "address:port"
    std::set<std::string> confirming_;  ///< those that close their side when they have taken all
    std::deque<std::string> done_;      ///< the last jobs that were printed
};

}  // namespace mostrador::hub
