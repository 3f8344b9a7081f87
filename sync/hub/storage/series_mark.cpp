#include "hub/storage/series_mark.hpp"

namespace mostrador::hub {
namespace {

// Crockford's base 32: no letter that is read as another.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLetters = 3;

}  // namespace

std::string series_mark(std::int64_t epoch_number, const base::Id& epoch) {
    if (epoch_number <= 1) return {};
    std::string letters;
    for (std::size_t i = 0; i < kLetters; ++i)
        letters += kAlphabet[epoch.bytes[epoch.bytes.size() - 1 - i] % kAlphabet.size()];
    return letters + '-';
}

}  // namespace mostrador::hub
