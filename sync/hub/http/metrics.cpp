#include "hub/http/metrics.hpp"

#include <algorithm>
#include <format>

namespace mostrador::hub {
namespace {

std::string number(std::string_view name, std::string_view type, std::string_view help,
                   std::int64_t value) {
    return std::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

}  // namespace

void Metrics::request(std::string_view route, int status, double seconds) {
    ++requests_[{std::string(route), status}];
    auto& histogram = durations_[std::string(route)];
    const auto* bound = std::ranges::lower_bound(kBoundsS, seconds);
    ++histogram.counts[static_cast<std::size_t>(bound - kBoundsS.begin())];
    histogram.sum += seconds;
}

std::string Metrics::text() const {
    std::string out =
        "# HELP mostrador_requests_total Answered requests.\n"
        "# TYPE mostrador_requests_total counter\n";
    for (const auto& [key, count] : requests_) {
        out += std::format("mostrador_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                           key.second, count);
    }
    out +=
        "# HELP mostrador_request_seconds Time from the whole request to the answer.\n"
        "# TYPE mostrador_request_seconds histogram\n";
    for (const auto& [route, histogram] : durations_) {
        std::int64_t total = 0;
        for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
            total += histogram.counts[i];
            const auto bound = i < kBoundsS.size() ? std::format("{}", kBoundsS[i]) : "+Inf";
            out += std::format("mostrador_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                               route, bound, total);
        }
        out +=
            std::format("mostrador_request_seconds_sum{{route=\"{}\"}} {}\n", route, histogram.sum);
        out += std::format("mostrador_request_seconds_count{{route=\"{}\"}} {}\n", route, total);
    }
    out += number("mostrador_operations_pushed_total", "counter", "Operations taken from devices.",
                  pushed_);
    out += number("mostrador_operations_parked_total", "counter",
                  "Of those, stored but not applied.", parked_);
    out += number("mostrador_operations_pulled_total", "counter", "Operations given to devices.",
                  pulled_);
    out += number("mostrador_live_connections", "gauge", "Devices on the live socket now.", live_);
    out += number("mostrador_live_batches_total", "counter", "Batches sent over live sockets.",
                  live_batches_);
    return out;
}

}  // namespace mostrador::hub
