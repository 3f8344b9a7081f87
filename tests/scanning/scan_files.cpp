// scan_files DIR...: prints `path<TAB>format<TAB>text` for every code in the PNG and JPEG files of
// folders, see tests/conformance/README.md.

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "scanner/reader.hpp"
#include "scanning/image_file.hpp"

namespace {

namespace fs = std::filesystem;
using mostrador::scanner::Code;

std::vector<fs::path> image_files(const fs::path& place) {
    if (!fs::is_directory(place)) return {place};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
        if (entry.is_regular_file() && mostrador::scanning::is_image_file(entry.path()))
            files.push_back(entry.path());
    }
    std::ranges::sort(files, {}, [](const fs::path& path) { return path.native(); });
    return files;
}

/// A line for each code, so what would end a line or a column is written as an escape.
std::string escaped(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            out += c;
            continue;
        }
        out += "\\x";
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

/// From top to bottom and from left to right, as a person reads.
void sort_by_place(std::vector<Code>& codes) {
    std::ranges::stable_sort(codes, [](const Code& left, const Code& right) {
        const auto& a = left.corners.front();
        const auto& b = right.corners.front();
        return a.y < b.y || (a.y == b.y && a.x < b.x);
    });
}

bool scan(const fs::path& file) {
    const auto image = mostrador::scanning::read_image(file);
    if (!image) {
        std::cerr << file.string() << ": is no PNG or JPEG that can be read\n";
        return false;
    }
    auto codes = mostrador::scanner::read_still(image->view());
    sort_by_place(codes);
    for (const auto& code : codes) {
        std::cout << file.string() << '\t' << name_of(code.format) << '\t' << escaped(code.text)
                  << '\n';
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: scan_files DIR...\n";
        return 2;
    }
    bool complete = true;
    try {
        for (const char* place : std::span(argv + 1, static_cast<std::size_t>(argc - 1))) {
            for (const auto& file : image_files(place))
                complete = scan(file) && complete;
        }
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
    return complete ? 0 : 1;
}
