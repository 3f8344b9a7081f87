#pragma once

#include <cstdlib>
#include <tuple>

#include "base/bytes.hpp"

// Each program of this folder is one decoder that meets the network, under libFuzzer with
// AddressSanitizer and UndefinedBehaviorSanitizer.
namespace mostrador::fuzz {

/// The decoder: gets whatever the fuzzer thinks of.
void take(base::ByteView bytes);

/// Where an input has its CBOR, so that it can be changed value by value: most changed bytes would
/// only be a message that is refused at once.
struct Shape {
    bool cbor = true;
    std::size_t before = 0;  ///< bytes in front of it
    bool gzip = false;       ///< it is compressed
};

extern const Shape kShape;

/// A property of the decoder that must hold.
inline void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace mostrador::fuzz
