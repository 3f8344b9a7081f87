#pragma once

#include <stdexcept>
#include <string>

namespace mostrador::simulation {

/// A law does not hold. `law` is one of a few words, so that a shorter script can be told to break
/// the same one.
struct Violation : std::runtime_error {
    Violation(std::string broken, const std::string& detail)
        : std::runtime_error(broken + ": " + detail), law(std::move(broken)) {}

    std::string law;
};

}  // namespace mostrador::simulation
