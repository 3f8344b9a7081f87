#pragma once

#include <vector>

#include "scanner/code.hpp"
#include "scanner/plane.hpp"

namespace mostrador::scanner {

/// Every code of a still picture: a quick look first, and closer and closer ones only while nothing
/// was found. What is more than 32,767 pixels wide or high has none.
std::vector<Code> read_still(View picture);

/// Every code of one frame of a film. Each frame gets the quick look; what that cannot read, the
/// frames share among them: `number` counts them and says whose turn it is.
std::vector<Code> read_frame(View picture, unsigned number);

}  // namespace mostrador::scanner
