#pragma once

#include "base/cbor.hpp"
#include "base/cbor_writer.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {

/// A described struct as the payload of an operation that is made by hand.
template <class Payload>
base::Json payload_of(const Payload& payload) {
    return value(base::cbor_decode(base::cbor_of(payload), {}));
}

}  // namespace mostrador::tests
