#include "conformance/report.hpp"

#include <iostream>

namespace mostrador::conformance {

void Report::add(std::string_view name, const std::vector<std::string>& differences) {
    if (differences.empty()) {
        ++passed_;
        return;
    }
    ++failed_;
    for (const std::string& difference : differences) {
        std::cout << name << ": " << difference << '\n';
    }
}

bool Report::finish() const {
    std::cout << passed_ << " passed, " << failed_ << " failed" << std::endl;
    return failed_ == 0;
}

}  // namespace mostrador::conformance
