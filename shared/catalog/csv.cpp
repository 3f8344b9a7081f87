#include "catalog/csv.hpp"

#include <algorithm>
#include <array>

namespace mostrador::catalog {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

char CsvReader::detect_separator(std::string_view text) {
    constexpr std::array kSeparators{',', ';', '\t'};
    std::array<int, kSeparators.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (!quoted && (c == '\n' || c == '\r')) break;
        if (c == '"') quoted = !quoted;
        const auto found = std::ranges::find(kSeparators, c);
        if (quoted || found == kSeparators.end()) continue;
        ++counts[static_cast<std::size_t>(found - kSeparators.begin())];
    }
    const auto most = std::ranges::max_element(counts);
    return kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

bool CsvReader::next(CsvRecord& record) {
    skip_empty_lines();
    if (at_end()) return false;
    record.line = line_;
    record.state = CsvRecord::State::ok;
    std::size_t count = 0;
    while (true) {
        auto& field = new_field(record, count++);
        if (!at_end() && text_[at_] == '"') {
            const auto state = read_quoted(field);
            if (record.state == CsvRecord::State::ok) record.state = state;
        } else {
            read_plain(field);
        }
        if (at_end() || at_line_end()) break;
        ++at_;  // the separator
    }
    record.fields.resize(count);
    if (!at_end()) skip_line_end();
    return true;
}

void CsvReader::skip_line_end() {
    const bool pair = text_.substr(at_).starts_with("\r\n");
    at_ += pair ? 2 : 1;
    ++line_;
}

void CsvReader::skip_empty_lines() {
    while (!at_end() && at_line_end())
        skip_line_end();
}

std::string& CsvReader::new_field(CsvRecord& record, std::size_t index) const {
    if (index == record.fields.size()) record.fields.emplace_back();
    record.fields[index].clear();
    return record.fields[index];
}

void CsvReader::read_plain(std::string& field) {
    const auto start = at_;
    while (!at_end() && text_[at_] != separator_ && !at_line_end())
        ++at_;
    field.assign(text_.substr(start, at_ - start));
}

CsvRecord::State CsvReader::read_quoted(std::string& field) {
    ++at_;
    if (!read_until_closing_quote(field)) return CsvRecord::State::unclosed_quote;
    const auto end = at_;
    std::string ignored;
    read_plain(ignored);
    return at_ == end ? CsvRecord::State::ok : CsvRecord::State::text_after_quote;
}

bool CsvReader::read_until_closing_quote(std::string& field) {
    while (!at_end()) {
        const char c = text_[at_];
        ++at_;
        if (c != '"') {
            field += c;
            const bool carriage_return_alone = c == '\r' && (at_end() || text_[at_] != '\n');
            if (c == '\n' || carriage_return_alone) ++line_;
            continue;
        }
        const bool doubled = !at_end() && text_[at_] == '"';
        if (!doubled) return true;
        field += '"';
        ++at_;
    }
    return false;
}

}  // namespace mostrador::catalog
