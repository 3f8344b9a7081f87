// What libFuzzer calls.
#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <vector>

#include "base/cbor.hpp"
#include "base/cbor_writer.hpp"
#include "fuzz/fuzz.hpp"
#include "hub/http/gzip.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace mostrador::fuzz {
namespace {

using base::Bytes;
using base::Json;
using Random = std::minstd_rand;

constexpr std::size_t kMaxInside = 256 * 1024;

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

/// Values at which code tends to break.
Json strange_value(Random& random) {
    using Whole = std::numeric_limits<std::int64_t>;
    static const std::vector<Json> values{
        0,
        -1,
        1,
        65'536,
        Whole::max(),
        Whole::min(),
        std::numeric_limits<std::uint64_t>::max(),
        0.5,
        std::numeric_limits<double>::quiet_NaN(),
        nullptr,
        true,
        false,
        "",
        "\xff\xfe",
        "\xed\xa0\x80",
        std::string("a\0b", 3),
        std::string(300, 'x'),
        "-0",
        "922337203685477580.8",
        "-9223372036854775808",
        "0.000000001",
        Json::binary(Bytes{}),
        Json::binary(Bytes(16, 0)),
        Json::binary(Bytes(16, 0xff)),
        Json::binary(Bytes(32, 1)),
        Json::array(),
        Json::object(),
    };
    return values.at(below(random, values.size()));
}

void collect(Json& json, std::vector<Json*>& all) {
    all.push_back(&json);
    if (!json.is_structured()) return;
    for (auto& item : json)
        collect(item, all);
}

void change_members(Json& json, Random& random) {
    const auto at = [&] {
        return std::next(json.begin(), static_cast<std::ptrdiff_t>(below(random, json.size())));
    };
    if (json.empty()) {
        if (json.is_array()) json.push_back(strange_value(random));
        if (json.is_object()) json["x"] = strange_value(random);
    } else if (random() % 2 == 0) {
        json.erase(at());
    } else if (json.is_array()) {
        json.push_back(Json(*at()));
    } else {
        json["x"] = *at();
    }
}

void change_one(Json& root, Random& random) {
    std::vector<Json*> all;
    collect(root, all);
    auto& chosen = *all.at(below(random, all.size()));
    switch (random() % 4) {
        case 0:
            if (chosen.is_structured()) return change_members(chosen, random);
            [[fallthrough]];
        case 1:
            chosen = strange_value(random);
            return;
        case 2:
            chosen = Json(*all.at(below(random, all.size())));
            return;
        default:
            if (chosen.is_number_integer())
                chosen = chosen.get<std::int64_t>() ^ (std::int64_t{1} << below(random, 63));
            else if (chosen.is_string())
                chosen = chosen.get<std::string>() + static_cast<char>(random() % 256);
    }
}

Bytes changed_bytes(Bytes bytes, std::size_t most) {
    const auto size = bytes.size();
    bytes.resize(std::max(size, most));
    bytes.resize(LLVMFuzzerMutate(bytes.data(), size, bytes.size()));
    return bytes;
}

Bytes changed(const Bytes& inside, std::size_t most, Random& random) {
    if (random() % 4 == 0 || !kShape.cbor) return changed_bytes(inside, most);
    auto json = base::cbor_decode(inside, {.bytes = kMaxInside});
    if (!json) return changed_bytes(inside, most);
    for (auto count = 1 + random() % 3; count > 0; --count)
        change_one(*json, random);
    return base::cbor_of(*json);
}

}  // namespace
}  // namespace mostrador::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    using namespace mostrador;
    fuzz::Random random(seed);
    const auto before = fuzz::kShape.before;
    if (size <= before || random() % 8 == 0) return LLVMFuzzerMutate(data, size, most);
    base::Bytes inside(data + before, data + size);
    if (fuzz::kShape.gzip) {
        auto inflated = hub::gunzip(inside, fuzz::kMaxInside);
        if (!inflated) return LLVMFuzzerMutate(data, size, most);
        inside = *std::move(inflated);
    }
    inside = fuzz::changed(inside, most - before, random);
    if (fuzz::kShape.gzip) inside = hub::gzip(inside);
    if (before + inside.size() > most) return LLVMFuzzerMutate(data, size, most);
    std::ranges::copy(inside, data + before);
    return before + inside.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mostrador::fuzz::take({data, size});
    return 0;
}
