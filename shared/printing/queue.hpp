#pragma once

#include <functional>
#include <string>
#include <vector>

#include "log/log.hpp"
#include "printing/job.hpp"

namespace mostrador::printing {

// What the hub does with the queue (KIT-2), without a socket. All that changes something is called
// within one transaction of the hub's log, so that of several hubs one gets a job.

/// A paper that is to be sent now; its attempt is on the log.
struct Order {
    base::Id job;
    std::int64_t attempt = 0;
    std::string printer;
    base::Bytes bytes;  ///< ESC/POS
};

/// What a printer of this name would do with a paper now. `broken`: there is none, or its breaker
/// is open.
enum class Readiness : std::uint8_t { ready, busy, broken };
using Ready = std::function<Readiness(const std::string& printer)>;

/// Whether there is anything to do; reads only.
base::Result<bool> has_work(store::Database& database, std::int64_t now_us, const Ready& ready);

/// Queues what was fired to stations with a printer, is still to be made, and is in no job yet: one
/// job for each tab, station and time.
base::Status collect(log::Log& log, std::int64_t now_us);

/// Begins the attempts whose time has come, the most urgent first, one for each printer. Where no
/// printer of a job's chain works, that is an attempt in vain, so that the job comes to the screen.
base::Result<std::vector<Order>> begin(log::Log& log, std::int64_t now_us, const Ready& ready);

base::Status end(log::Log& log, const Order& order, Outcome outcome, std::int64_t now_us);

/// An attempt that began so long ago was cut off together with its hub: nobody knows what is on
/// paper. Longer than any attempt takes.
constexpr std::int64_t kLostUs = 60LL * 1'000'000;

}  // namespace mostrador::printing
