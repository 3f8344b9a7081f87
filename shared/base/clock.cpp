#include "base/clock.hpp"

#include <chrono>

namespace mostrador::base {

std::int64_t SystemClock::now_us() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace mostrador::base
