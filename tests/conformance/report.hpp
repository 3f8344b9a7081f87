#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mostrador::conformance {

/// Counts cases and prints what each failed one differs in.
class Report {
public:
    /// A case passes when nothing differs.
    void add(std::string_view name, const std::vector<std::string>& differences);

    /// Prints the last line, `N passed, M failed`, and says whether none failed.
    bool finish() const;

private:
    int passed_ = 0;
    int failed_ = 0;
};

}  // namespace mostrador::conformance
