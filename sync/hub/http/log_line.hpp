#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

namespace mostrador::hub {

/// Writes one line of JSON to the standard error: time, level, event, then `fields`. Never give it
/// a token, a code or the content of an operation.
///
///   log_line("info", "request", {{"id", id}, {"status", 200}});
void log_line(std::string_view level, std::string_view event, nlohmann::ordered_json fields);

}  // namespace mostrador::hub
