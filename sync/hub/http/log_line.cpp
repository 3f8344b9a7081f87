#include "hub/http/log_line.hpp"

#include <chrono>
#include <cstdio>
#include <format>
#include <string>

namespace mostrador::hub {

void log_line(std::string_view level, std::string_view event, nlohmann::ordered_json fields) {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    nlohmann::ordered_json line{
        {"time", std::format("{:%FT%T}Z", now)}, {"level", level}, {"event", event}};
    line.update(fields);
    // One write a line, so that lines of several threads do not mix.
    const auto text =
        line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace mostrador::hub
