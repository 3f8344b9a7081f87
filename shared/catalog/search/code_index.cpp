#include "catalog/search/code_index.hpp"

#include <algorithm>

namespace mostrador::catalog {
namespace {

constexpr unsigned kPairsOfDigits = 100;
constexpr unsigned kBits = 128;
constexpr unsigned kOtherPairs = kBits - kPairsOfDigits;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Pairs of digits have a bit each; all other pairs share the rest.
unsigned bit_of_pair(char first, char second) {
    if (is_digit(first) && is_digit(second)) {
        return static_cast<unsigned>((first - '0') * 10 + (second - '0'));
    }
    const auto mixed = static_cast<unsigned char>(first) * 31U + static_cast<unsigned char>(second);
    return kPairsOfDigits + mixed % kOtherPairs;
}

}  // namespace

void CodeIndex::Signature::add(unsigned bit) {
    (bit < 64 ? low : high) |= std::uint64_t{1} << (bit % 64);
}

bool CodeIndex::Signature::covers(const Signature& other) const {
    return ((other.low & ~low) | (other.high & ~high)) == 0;
}

CodeIndex::Signature CodeIndex::signature_of(std::string_view code) {
    Signature signature;
    for (std::size_t i = 1; i < code.size(); ++i)
        signature.add(bit_of_pair(code[i - 1], code[i]));
    return signature;
}

void CodeIndex::clear() {
    *this = CodeIndex();
}

void CodeIndex::add(std::string_view codes) {
    const auto ordinal = static_cast<Ordinal>(starts_.size());
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
    auto& signature = signatures_.emplace_back();
    text_ += '\n';
    while (!codes.empty()) {
        const auto code = codes.substr(0, codes.find('\n'));
        codes.remove_prefix(std::min(codes.size(), code.size() + 1));
        if (code.empty()) continue;
        text_.append(code).push_back('\n');
        const auto added = signature_of(code);
        signature.low |= added.low;
        signature.high |= added.high;
        if (code.size() == 1) with_one_character_.push_back(ordinal);
    }
}

void CodeIndex::match(std::string_view code, Match match, std::span<const Quality> among,
                      std::span<Quality> found) const {
    const auto wanted = [&](Ordinal ordinal) {
        return among.empty() || among[ordinal] != quality::kNone;
    };
    if (code.size() == 1) {  // it stands in nearly every code: only whole ones count
        const auto line = "\n" + std::string(code) + "\n";
        for (const auto ordinal : with_one_character_) {
            const bool whole = codes_at(ordinal).contains(line);
            if (whole && wanted(ordinal)) found[ordinal] = quality::kCode;
        }
        return;
    }
    const auto sought = signature_of(code);
    for (Ordinal ordinal = 0; ordinal < signatures_.size(); ++ordinal) {
        if (!signatures_[ordinal].covers(sought) || !wanted(ordinal)) continue;
        found[ordinal] = std::max(found[ordinal], quality_of(codes_at(ordinal), code, match));
    }
}

std::size_t CodeIndex::memory_bytes() const {
    return text_.capacity() + starts_.capacity() * sizeof(std::uint32_t) +
           signatures_.capacity() * sizeof(Signature) +
           with_one_character_.capacity() * sizeof(Ordinal);
}

std::string_view CodeIndex::codes_at(Ordinal ordinal) const {
    const std::size_t start = starts_[ordinal];
    const std::size_t end = ordinal + 1 < starts_.size() ? starts_[ordinal + 1] : text_.size();
    return std::string_view(text_).substr(start, end - start);
}

Quality CodeIndex::quality_of(std::string_view codes, std::string_view code, Match match) {
    Quality best = quality::kNone;
    // The text is some twenty bytes long: too short for find() to pay for its preparations.
    for (std::size_t at = 1; at + code.size() < codes.size(); ++at) {
        if (codes[at] != code[0] || codes[at + 1] != code[1]) continue;
        if (codes.substr(at, code.size()) != code) continue;
        const bool starts = codes[at - 1] == '\n';
        if (starts && codes[at + code.size()] == '\n') return quality::kCode;
        if (!starts && match == Match::prefix) continue;
        best = std::max(best, starts ? quality::kWordStart : quality::kInside);
    }
    return best;
}

}  // namespace mostrador::catalog
