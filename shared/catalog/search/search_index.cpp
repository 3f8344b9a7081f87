#include "catalog/search/search_index.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.hpp"

namespace mostrador::catalog {
namespace {

/// More words than this narrow nothing down, and their scores still fit one byte.
constexpr std::size_t kMaxChunks = 8;
static_assert(kMaxChunks * quality::kBest <= 255);

/// A slip in a shorter word would make it another word.
constexpr std::size_t kMinTypoLength = 4;

/// From here on it pays to narrow down before sorting.
constexpr std::size_t kManyCandidates = 1000;

/// The characters of a code without what people put between them: "CAF-001" is "caf001".
std::string bare_code(std::string_view folded) {
    std::string bare;
    std::ranges::copy_if(folded, std::back_inserter(bare),
                         [](char c) { return is_word_byte(c) || c == '\n'; });
    return bare;
}

std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words(1);
    for (const char c : folded) {
        if (is_word_byte(c)) {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// Folds each line on its own, since folding joins blanks.
std::string folded_lines(std::string_view lines) {
    std::string folded;
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        folded += base::fold(line) + '\n';
    }
    return folded;
}

/// scores + found where both are there, else nothing. Plain enough to be vectorised.
void keep_common(std::span<Quality> scores, std::span<const Quality> found) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const bool both = std::min(scores[i], found[i]) != quality::kNone;
        scores[i] = static_cast<Quality>(both ? scores[i] + found[i] : quality::kNone);
    }
}

void keep_lower(std::span<Quality> found, std::span<const Quality> other) {
    for (std::size_t i = 0; i < found.size(); ++i)
        found[i] = std::min(found[i], other[i]);
}

}  // namespace

void SearchIndex::clear() {
    *this = SearchIndex();
}

void SearchIndex::reserve(std::size_t products) {
    rows_.reserve(products);
    name_starts_.reserve(products);
}

void SearchIndex::put(const Product& product) {
    remove(product.row);
    const auto ordinal = static_cast<Ordinal>(rows_.size());
    const bool in_order = sorted_ == rows_.size() && (rows_.empty() || rows_.back() < product.row);
    if (in_order) ++sorted_;
    rows_.push_back(product.row);
    name_starts_.push_back(static_cast<std::uint32_t>(names_.size()));
    const auto name = base::fold(product.name);
    names_ += name;
    words_.add(ordinal, name);
    codes_.add(bare_code(folded_lines(product.codes)));
}

void SearchIndex::remove(std::int64_t row) {
    const auto ordinal = find(row);
    if (ordinal == kAbsent) return;
    rows_[ordinal] = kReplaced;
    // The rows before it stay in ascending order, and a search for those after it must not rely on
    // it.
    sorted_ = std::min<std::size_t>(sorted_, ordinal);
    ++replaced_;
}

SearchIndex::Hits SearchIndex::search(std::string_view query, std::size_t limit, Match match) {
    const auto chunks = chunks_of(query);
    if (chunks.empty()) return {};
    score(chunks, match, false);
    auto hits = best(limit);
    if (hits.total > 0 || match != Match::any) return hits;
    score(chunks, match, true);
    return best(limit);
}

bool SearchIndex::is_worn() const {
    return replaced_ > 1000 + rows_.size() / 4;
}

std::size_t SearchIndex::memory_bytes() const {
    return words_.memory_bytes() + codes_.memory_bytes() + names_.capacity() +
           rows_.capacity() * sizeof(std::int64_t) +
           name_starts_.capacity() * sizeof(std::uint32_t) + scores_.capacity() +
           found_.capacity() + word_found_.capacity();
}

std::vector<SearchIndex::Chunk> SearchIndex::chunks_of(std::string_view query) {
    std::vector<Chunk> chunks;
    const auto folded = base::fold(query);
    std::string_view rest = folded;
    while (!rest.empty() && chunks.size() < kMaxChunks) {
        const auto text = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), text.size() + 1));
        auto words = words_of(text);
        if (!words.empty()) chunks.push_back({std::move(words), bare_code(text)});
    }
    // The longest first: it leaves the fewest products for the others.
    std::ranges::stable_sort(chunks, std::greater<>{},
                             [](const Chunk& c) { return c.code.size(); });
    return chunks;
}

Ordinal SearchIndex::find(std::int64_t row) const {
    const auto begin = rows_.begin();
    const auto sorted_end = begin + static_cast<std::ptrdiff_t>(sorted_);
    const auto in_order = std::lower_bound(begin, sorted_end, row);
    if (in_order != sorted_end && *in_order == row) return static_cast<Ordinal>(in_order - begin);
    const auto later = std::find(sorted_end, rows_.end(), row);
    return later == rows_.end() ? kAbsent : static_cast<Ordinal>(later - begin);
}

void SearchIndex::match_names(const Chunk& chunk, Match match, bool typo) {
    const auto look_up = [&](const std::string& word, std::span<Quality> found) {
        words_.match(word, match, found);
        if (typo && word.size() >= kMinTypoLength) words_.match_with_typo(word, found);
    };
    found_.assign(rows_.size(), quality::kNone);
    look_up(chunk.words.front(), found_);
    for (std::size_t i = 1; i < chunk.words.size(); ++i) {
        word_found_.assign(rows_.size(), quality::kNone);
        look_up(chunk.words[i], word_found_);
        keep_lower(found_, word_found_);
    }
}

void SearchIndex::score(std::span<const Chunk> chunks, Match match, bool typo) {
    match_names(chunks.front(), match, typo);
    codes_.match(chunks.front().code, match, {}, found_);
    scores_ = found_;
    for (const auto& chunk : chunks.subspan(1)) {
        match_names(chunk, match, typo);
        codes_.match(chunk.code, match, scores_, found_);
        keep_common(scores_, found_);
    }
    for (std::size_t i = 0; i < scores_.size(); ++i) {
        if (rows_[i] == kReplaced) scores_[i] = quality::kNone;
    }
}

SearchIndex::Hits SearchIndex::best(std::size_t limit) const {
    std::array<std::size_t, 256> counts{};
    for (const auto score : scores_)
        ++counts[score];
    Hits hits{.total = static_cast<std::int64_t>(scores_.size() - counts[quality::kNone])};

    // The lowest score that still gets onto the list.
    std::size_t above = 0;
    std::size_t lowest = counts.size();
    while (lowest > 1 && above < limit)
        above += counts[--lowest];
    std::vector<Ordinal> candidates;
    candidates.reserve(above);
    for (Ordinal ordinal = 0; ordinal < scores_.size(); ++ordinal) {
        if (scores_[ordinal] >= lowest) candidates.push_back(ordinal);
    }
    if (candidates.size() > kManyCandidates) drop_long_names(candidates, lowest, limit);

    const auto better = [this](Ordinal a, Ordinal b) {
        if (scores_[a] != scores_[b]) return scores_[a] > scores_[b];
        const auto first = name_at(a);
        const auto second = name_at(b);
        return first.size() != second.size() ? first.size() < second.size() : first < second;
    };
    const auto count = std::min(limit, candidates.size());
    std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(count),
                              better);
    candidates.resize(count);
    for (const auto ordinal : candidates)
        hits.rows.push_back(rows_[ordinal]);
    return hits;
}

/// Of equal scores the shorter name stands first. Counting lengths costs far less than comparing
/// names, and a query such as "77" meets every product of the shop.
void SearchIndex::drop_long_names(std::vector<Ordinal>& candidates, std::size_t lowest,
                                  std::size_t limit) const {
    constexpr std::size_t longest = 255;
    std::array<std::size_t, longest + 1> counts{};
    std::size_t kept = 0;
    for (const auto ordinal : candidates) {
        if (scores_[ordinal] > lowest)
            ++kept;
        else
            ++counts[std::min(name_at(ordinal).size(), longest)];
    }
    std::size_t length = 0;
    while (length < longest && kept < limit)
        kept += counts[length++];
    if (length == longest) return;
    std::erase_if(candidates, [&](Ordinal ordinal) {
        return scores_[ordinal] == lowest && name_at(ordinal).size() >= length;
    });
}

std::string_view SearchIndex::name_at(Ordinal ordinal) const {
    const std::size_t start = name_starts_[ordinal];
    const std::size_t end =
        ordinal + 1 < name_starts_.size() ? name_starts_[ordinal + 1] : names_.size();
    return std::string_view(names_).substr(start, end - start);
}

}  // namespace mostrador::catalog
