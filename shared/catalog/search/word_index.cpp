#include "catalog/search/word_index.hpp"

#include <algorithm>

#include "catalog/search/each_match.hpp"

namespace mostrador::catalog {
namespace {

std::string_view tail(std::string_view text, std::size_t from) {
    return from < text.size() ? text.substr(from) : std::string_view{};
}

/// Whether `typed`, with exactly one slip, is the start of `word`.
bool starts_with_typo(std::string_view word, std::string_view typed) {
    const auto end = std::min(word.size(), typed.size());
    std::size_t same = 0;
    while (same < end && word[same] == typed[same])
        ++same;
    if (same == typed.size()) return true;

    const bool changed =
        same < word.size() && tail(word, same + 1).starts_with(tail(typed, same + 1));
    const bool added = tail(word, same).starts_with(tail(typed, same + 1));
    const bool left_out = same < word.size() && tail(word, same + 1).starts_with(tail(typed, same));
    if (changed || added || left_out) return true;

    const bool both_go_on = same + 1 < end;
    return both_go_on && word[same] == typed[same + 1] && word[same + 1] == typed[same] &&
           tail(word, same + 2).starts_with(tail(typed, same + 2));
}

}  // namespace

void WordIndex::clear() {
    *this = WordIndex();
}

void WordIndex::add(Ordinal ordinal, std::string_view name) {
    bool first = true;
    for (std::size_t at = 0; at < name.size();) {
        if (!is_word_byte(name[at])) {
            ++at;
            continue;
        }
        const auto start = at;
        while (at < name.size() && is_word_byte(name[at]))
            ++at;
        const auto number = number_of(name.substr(start, at - start));
        postings_[number].push_back(ordinal << 1 | (first ? 1U : 0U));
        first = false;
    }
}

void WordIndex::match(std::string_view word, Match match, std::span<Quality> found) const {
    std::size_t next_word = 0;  // the first place in a word counts, not the others
    each_match_in_entries(text_, starts_, word, match, [&](WordNumber number, std::size_t at) {
        if (at < next_word) return;
        const auto start = starts_[number];
        const auto whole = word_at(number);
        if (at != start) {
            raise(number, quality::kInside, quality::kInside, found);
        } else if (whole.size() == word.size()) {
            raise(number, quality::kWord, quality::kFirstWord, found);
        } else {
            raise(number, quality::kWordStart, quality::kNameStart, found);
        }
        next_word = start + whole.size() + 1;
    });
}

void WordIndex::match_with_typo(std::string_view word, std::span<Quality> found) const {
    for (WordNumber number = 0; number < starts_.size(); ++number) {
        if (!starts_with_typo(word_at(number), word)) continue;
        raise(number, quality::kWordStart, quality::kNameStart, found);
    }
}

std::size_t WordIndex::memory_bytes() const {
    std::size_t bytes = text_.capacity() + starts_.capacity() * sizeof(std::uint32_t);
    for (const auto& each : postings_)
        bytes += sizeof(std::vector<Posting>) + each.capacity() * sizeof(Posting);
    // A node of the map: the string, its number, hash and links.
    return bytes + numbers_.size() * 64 + numbers_.bucket_count() * sizeof(void*);
}

WordIndex::WordNumber WordIndex::number_of(std::string_view word) {
    const auto known = numbers_.find(word);
    if (known != numbers_.end()) return known->second;
    const auto number = static_cast<WordNumber>(starts_.size());
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
    text_.append(word).push_back('\n');
    postings_.emplace_back();
    numbers_.emplace(word, number);
    return number;
}

std::string_view WordIndex::word_at(WordNumber number) const {
    const std::size_t start = starts_[number];
    const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : text_.size();
    return std::string_view(text_).substr(start, end - 1 - start);
}

void WordIndex::raise(WordNumber number, Quality inner, Quality first,
                      std::span<Quality> found) const {
    for (const auto posting : postings_[number]) {
        auto& quality = found[posting >> 1];
        quality = std::max(quality, (posting & 1) != 0 ? first : inner);
    }
}

}  // namespace mostrador::catalog
