#include "documents/wrap.hpp"

namespace mostrador::documents {
namespace {

/// How many characters of `text` fit, at least one.
std::size_t that_fit(std::string_view text, std::int64_t most,
                     const std::function<std::int64_t(std::string_view)>& width_of) {
    std::size_t count = 1;
    while (count < text.size() && width_of(text.substr(0, count + 1)) <= most)
        ++count;
    return count;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::int64_t most,
                                 const std::function<std::int64_t(std::string_view)>& width_of) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto count = that_fit(text, most, width_of);
        const bool breaks_word = count < text.size() && text[count] != ' ';
        if (breaks_word) {
            const auto blank = text.substr(0, count).rfind(' ');
            if (blank != std::string_view::npos && blank > 0) count = blank;
        }
        lines.emplace_back(text.substr(0, count));
        text.remove_prefix(count);
        while (text.starts_with(' '))
            text.remove_prefix(1);
    }
    if (lines.empty()) lines.emplace_back();
    return lines;
}

}  // namespace mostrador::documents
