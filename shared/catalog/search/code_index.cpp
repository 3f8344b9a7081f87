#include "catalog/search/code_index.hpp"

#include <algorithm>

#include "catalog/search/each_match.hpp"

namespace mostrador::catalog {

void CodeIndex::clear() {
    *this = CodeIndex();
}

void CodeIndex::add(std::string_view codes) {
    const auto ordinal = static_cast<Ordinal>(starts_.size());
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
    text_ += '\n';
    while (!codes.empty()) {
        const auto code = codes.substr(0, codes.find('\n'));
        codes.remove_prefix(std::min(codes.size(), code.size() + 1));
        if (code.empty()) continue;
        text_.append(code).push_back('\n');
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
    each_match_in_entries(text_, starts_, code, match, [&](Ordinal ordinal, std::size_t at) {
        if (!wanted(ordinal)) return;
        found[ordinal] = std::max(found[ordinal], quality_at(at, code.size()));
    });
}

std::size_t CodeIndex::memory_bytes() const {
    return text_.capacity() + starts_.capacity() * sizeof(std::uint32_t) +
           with_one_character_.capacity() * sizeof(Ordinal);
}

std::string_view CodeIndex::codes_at(Ordinal ordinal) const {
    const std::size_t start = starts_[ordinal];
    const std::size_t end = ordinal + 1 < starts_.size() ? starts_[ordinal + 1] : text_.size();
    return std::string_view(text_).substr(start, end - start);
}

Quality CodeIndex::quality_at(std::size_t at, std::size_t size) const {
    if (text_[at - 1] != '\n') return quality::kInside;
    return text_[at + size] == '\n' ? quality::kCode : quality::kWordStart;
}

}  // namespace mostrador::catalog
