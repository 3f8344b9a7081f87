#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace mostrador::hub {

/// What the hub counts, in Prometheus' text form. Used by the network thread only.
class Metrics {
public:
    void request(std::string_view route, int status, double seconds);

    void pushed(std::int64_t operations, std::int64_t parked) {
        pushed_ += operations;
        parked_ += parked;
    }

    void pulled(std::int64_t operations) { pulled_ += operations; }

    void live_opened() { ++live_; }

    void live_closed() { --live_; }

    void live_batch() { ++live_batches_; }

    std::string text() const;

private:
    static constexpr std::array kBoundsS{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                         0.1,   0.25,   0.5,   1.0,  2.5};

    struct Histogram {
        std::array<std::int64_t, kBoundsS.size() + 1> counts{};
        double sum = 0;
    };

    std::map<std::pair<std::string, int>, std::int64_t> requests_;
    std::map<std::string, Histogram, std::less<>> durations_;
    std::int64_t pushed_ = 0;
    std::int64_t parked_ = 0;
    std::int64_t pulled_ = 0;
    std::int64_t live_ = 0;
    std::int64_t live_batches_ = 0;
};

}  // namespace mostrador::hub
