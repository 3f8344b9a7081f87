#include "hub/storage/enrolment_code.hpp"

namespace mostrador::hub {
namespace {

// Crockford's base 32: no letter that is read as another.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLength = 8;

char normal_letter(char letter) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O') return '0';
    if (letter == 'I' || letter == 'L') return '1';
    return letter;
}

}  // namespace

std::string make_code(base::Random& random) {
    std::string code;
    for (std::size_t i = 0; i < kCodeLength; ++i)
        code += kAlphabet[base::random_below(random, kAlphabet.size())];
    return code;
}

std::string shown_code(const std::string& code) {
    return code.substr(0, kCodeLength / 2) + "-" + code.substr(kCodeLength / 2);
}

std::string normal_code(std::string_view typed) {
    std::string code;
    for (const char letter : typed) {
        if (letter == ' ' || letter == '-') continue;
        const char normal = normal_letter(letter);
        if (!kAlphabet.contains(normal) || code.size() == kCodeLength) return {};
        code += normal;
    }
    return code.size() == kCodeLength ? code : std::string{};
}

base::Hash code_hash(std::string_view normal) {
    return base::Hasher()
        .add(base::as_bytes("mostrador enrolment code"))
        .add(base::as_bytes(normal))
        .finish();
}

protocol::Token make_token(const protocol::EnrolRequest& request, const base::Id& device) {
    return base::Hasher()
        .add(base::as_bytes("mostrador device token"))
        .add(base::as_bytes(normal_code(request.code)))
        .add(request.attempt.bytes)
        .add(device.bytes)
        .finish();
}

base::Id mark_of(const base::Id& attempt) {
    return base::derived_id("mostrador enrolment attempt", attempt.text());
}

}  // namespace mostrador::hub
