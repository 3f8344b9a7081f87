#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "conformance/report.hpp"

namespace mostrador::conformance {

/// A file of the format `tax-cases/1`: its own conventions and cases, read by generic rules.
void check_tax_cases(std::string_view file, const nlohmann::json& content, Report& report);

/// A file `{"validator": {"valid": [...], "invalid": [...]}}`.
void check_identity_cases(std::string_view file, const nlohmann::json& content, Report& report);

}  // namespace mostrador::conformance
