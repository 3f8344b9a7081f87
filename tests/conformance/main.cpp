// conformance tax|id FILE...: checks the domain against files of cases, see README.md.

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "conformance/cases.hpp"

namespace {

using mostrador::conformance::Report;
using CheckCases = void (*)(std::string_view, const nlohmann::json&, Report&);

void check_file(const char* name, CheckCases check, Report& report) {
    std::ifstream file(name);
    if (!file) {
        report.add(name, {"cannot be opened"});
        return;
    }
    const auto content = nlohmann::json::parse(file, nullptr, false);
    if (content.is_discarded()) {
        report.add(name, {"is not JSON"});
        return;
    }
    check(name, content, report);
}

}  // namespace

int main(int argc, char** argv) {
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    const std::string_view mode = argc > 1 ? arguments[1] : "";
    if (argc < 3 || (mode != "tax" && mode != "id")) {
        std::cerr << "usage: conformance tax|id FILE...\n";
        return 2;
    }
    const CheckCases check = mode == "tax" ? mostrador::conformance::check_tax_cases
                                           : mostrador::conformance::check_identity_cases;
    Report report;
    for (const char* name : arguments.subspan(2))
        check_file(name, check, report);
    return report.finish() ? 0 : 1;
}
