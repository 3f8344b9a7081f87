#include "documents/barcode.hpp"

#include <algorithm>
#include <array>

namespace mostrador::documents {
namespace {

// ---- EAN and UPC -------------------------------------------------------------------------------

/// The seven modules of each digit on the right half; the left half is these inverted (set A), or
/// inverted and read from the other side (set B).
constexpr std::array<std::uint8_t, 10> kRight{0b1110010, 0b1100110, 0b1101100, 0b1000010,
                                              0b1011100, 0b1001110, 0b1010000, 0b1000100,
                                              0b1001000, 0b1110100};
/// Which of the six left digits of an EAN-13 are in set B: how its first digit is told.
constexpr std::array<std::uint8_t, 10> kFirst{0b000000, 0b001011, 0b001101, 0b001110, 0b010011,
                                              0b011001, 0b011100, 0b010101, 0b010110, 0b011010};
constexpr int kDigitModules = 7;
constexpr int kEan13Quiet = 11;
constexpr int kEan8Quiet = 7;
constexpr int kCode128Quiet = 10;

/// Appends the lowest `count` bits, the highest of them first.
void append(std::vector<bool>& dark, unsigned bits, int count) {
    for (int i = count - 1; i >= 0; --i)
        dark.push_back((bits >> i) & 1);
}

unsigned reversed(unsigned bits) {
    unsigned out = 0;
    for (int i = 0; i < kDigitModules; ++i)
        out |= ((bits >> i) & 1) << (kDigitModules - 1 - i);
    return out;
}

/// `in_b` has a bit for each left digit, the first in the highest place.
std::vector<bool> ean_bars(std::string_view left, std::string_view right, unsigned in_b) {
    std::vector<bool> dark;
    append(dark, 0b101, 3);
    for (std::size_t i = 0; i < left.size(); ++i) {
        const unsigned code = kRight[static_cast<std::size_t>(left[i] - '0')];
        const bool b = (in_b >> (left.size() - 1 - i)) & 1;
        append(dark, b ? reversed(code) : ~code & 0x7F, kDigitModules);
    }
    append(dark, 0b01010, 5);
    for (const char digit : right)
        append(dark, kRight[static_cast<std::size_t>(digit - '0')], kDigitModules);
    append(dark, 0b101, 3);
    return dark;
}

Barcode ean13(std::string_view digits) {
    const auto in_b = kFirst[static_cast<std::size_t>(digits[0] - '0')];
    return {ean_bars(digits.substr(1, 6), digits.substr(7), in_b), kEan13Quiet,
            std::string(digits)};
}

Barcode ean8(std::string_view digits) {
    return {ean_bars(digits.substr(0, 4), digits.substr(4), 0), kEan8Quiet, std::string(digits)};
}

// ---- Code 128 ----------------------------------------------------------------------------------

/// Widths of bar, space, bar, space, bar and space for each value.
constexpr auto kWidths = std::to_array<std::string_view>({
    // clang-format off
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232",
    // clang-format on
});
constexpr std::string_view kStop = "2331112";
constexpr int kToC = 99, kToB = 100, kStartB = 104, kStartC = 105, kModulus = 103;
/// So many digits in a row are shorter in set C.
constexpr std::size_t kRunForC = 4;

void append_widths(std::vector<bool>& dark, std::string_view widths) {
    bool bar = true;
    for (const char width : widths) {
        dark.insert(dark.end(), static_cast<std::size_t>(width - '0'), bar);
        bar = !bar;
    }
}

std::size_t digits_at(std::string_view text) {
    const auto end = std::ranges::find_if(text, [](char c) { return c < '0' || c > '9'; });
    return static_cast<std::size_t>(end - text.begin());
}

/// The values of the symbol, start included, check excluded.
std::vector<int> code128_values(std::string_view text) {
    std::vector<int> values;
    bool in_c = false;
    while (!text.empty()) {
        const auto run = digits_at(text);
        const bool use_c = in_c ? run >= 2 : run >= kRunForC && run % 2 == 0;
        if (values.empty()) {
            values.push_back(use_c ? kStartC : kStartB);
        } else if (use_c != in_c) {
            values.push_back(use_c ? kToC : kToB);
        }
        in_c = use_c;
        values.push_back(in_c ? (text[0] - '0') * 10 + (text[1] - '0') : text[0] - ' ');
        text.remove_prefix(in_c ? 2 : 1);
    }
    return values;
}

Barcode code128(std::string_view text) {
    const auto values = code128_values(text);
    int sum = values.front();
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += values[i] * static_cast<int>(i);
    Barcode code{{}, kCode128Quiet, std::string(text)};
    for (const int value : values)
        append_widths(code.dark, kWidths[static_cast<std::size_t>(value)]);
    append_widths(code.dark, kWidths[static_cast<std::size_t>(sum % kModulus)]);
    append_widths(code.dark, kStop);
    return code;
}

}  // namespace

base::Result<Barcode> barcode(std::string_view text, Symbology symbology) {
    if (!fits(text, symbology)) {
        return base::fail(base::Code::input_out_of_range, {{"field", "barcode"}});
    }
    switch (symbology) {
        case Symbology::ean13:
            return ean13(text);
        case Symbology::ean8:
            return ean8(text);
        case Symbology::upca: {
            auto code = ean13("0" + std::string(text));
            code.text = text;
            return code;
        }
        case Symbology::code128:
            break;
    }
    return code128(text);
}

}  // namespace mostrador::documents
