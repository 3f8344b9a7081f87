#include "base/cbor.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

namespace mostrador::base {
namespace {

Result<nlohmann::json> read(const Bytes& bytes) {
    return cbor_decode(bytes, {});
}

TEST_CASE("Text that is no UTF-8 is refused, as value and as key", "[base][cbor]") {
    CHECK(read({0x62, 0xc3, 0xa9}).value() == "é");
    CHECK(read({0x62, 0xff, 0xfe}).error().code == Code::input_malformed);
    CHECK(read({0x63, 0xed, 0xa0, 0x80}).error().code == Code::input_malformed);  // a surrogate
    CHECK(read({0xa1, 0x61, 0xff, 0x01}).error().code == Code::input_malformed);
    CHECK(read({0x42, 0xff, 0xfe}).value().is_binary());
}

TEST_CASE("A negative number that has no 64 bits is refused, not read as another", "[base][cbor]") {
    CHECK(read({0x3b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}).value() ==
          std::numeric_limits<std::int64_t>::min());
    CHECK(read({0x3b, 0x80, 0, 0, 0, 0, 0, 0, 0}).error().code == Code::input_malformed);
    CHECK(read({0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}).error().code ==
          Code::input_malformed);
}

}  // namespace
}  // namespace mostrador::base
