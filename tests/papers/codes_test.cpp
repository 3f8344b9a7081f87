#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "base/random.hpp"
#include "documents/svg.hpp"
#include "papers/escpos_reader.hpp"
#include "papers/sample.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using documents::Symbology;

std::vector<std::string> read(std::string_view text, Symbology symbology) {
    const auto code = value(documents::barcode(text, symbology));
    return codes_in(documents::raster(code, 2, 60));
}

std::vector<std::string> one(std::string text) {
    return {std::move(text)};
}

TEST_CASE("Barcodes are read back by ZXing", "[documents][DOC-2]") {
    CHECK(read("7750182000017", Symbology::ean13) == one("EAN-13:7750182000017"));
    CHECK(read("96385074", Symbology::ean8) == one("EAN-8:96385074"));
    CHECK(read("036000291452", Symbology::upca).front().ends_with("036000291452"));
    CHECK(read("R001-00000042", Symbology::code128) == one("Code 128:R001-00000042"));
    CHECK(read("{~ !x}", Symbology::code128) == one("Code 128:{~ !x}"));
}

TEST_CASE("Every first digit of an EAN-13 is told by its left half", "[documents][DOC-2]") {
    const auto first = GENERATE(range('0', static_cast<char>('9' + 1)));
    auto digits = std::string(1, first) + "90200012345";
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i)
        sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    digits += static_cast<char>('0' + (10 - sum % 10) % 10);
    CHECK(read(digits, Symbology::ean13).front().ends_with(digits.substr(first == '0' ? 1 : 0)));
}

TEST_CASE("Code 128 holds any text, in the shorter of its sets", "[documents][DOC-2]") {
    base::SeededRandom random(5);
    for (int round = 0; round < 200; ++round) {
        std::array<std::uint8_t, 24> bytes{};
        random.fill(bytes);
        std::string text;
        for (std::size_t i = 0; i < 1 + bytes[0] % 20; ++i) {
            const bool digit = bytes[i + 1] % 3 != 0;
            text += static_cast<char>(digit ? '0' + bytes[i + 1] % 10 : ' ' + bytes[i + 1] % 95);
        }
        if (text.starts_with(' ') || text.ends_with(' ')) continue;
        INFO(text);
        CHECK(read(text, Symbology::code128) == one("Code 128:" + text));
    }
    const auto digits = value(documents::barcode("0123456789", Symbology::code128));
    const auto letters = value(documents::barcode("abcdefghij", Symbology::code128));
    CHECK(digits.dark.size() + 5 * 11 == letters.dark.size());
}

TEST_CASE("What a symbology cannot hold is refused", "[documents][DOC-2]") {
    CHECK_FALSE(documents::barcode("7750182000018", Symbology::ean13));  // check digit
    CHECK_FALSE(documents::barcode("775018200001", Symbology::ean13));
    CHECK_FALSE(documents::barcode("77501820000A7", Symbology::ean13));
    CHECK_FALSE(documents::barcode("Ñandú", Symbology::code128));
    CHECK_FALSE(documents::barcode("", Symbology::code128));
    CHECK_FALSE(documents::barcode(std::string(81, 'x'), Symbology::code128));
    CHECK(documents::symbology_of("7750182000017") == Symbology::ean13);
    CHECK(documents::symbology_of("7750182000018") == Symbology::code128);
    CHECK_FALSE(documents::symbology_of("Ñ"));
    CHECK_FALSE(documents::symbology_of(""));
}

TEST_CASE("A QR code has a quiet zone, a limit, and is read back", "[documents][DOC-2]") {
    const std::string text = "https://hub.example/r/deadbeef/01980000-0000-7000-8000-000000000001";
    const auto code = value(documents::qr_code(text));
    CHECK(codes_in(documents::raster(code, 3)) == one("QR Code:" + text));
    CHECK_FALSE(documents::qr_code(std::string(5000, 'x')));

    const auto small = value(documents::qr_code("mostrador"));
    REQUIRE(small.side == 21);  // version 1
    const auto svg = documents::svg(small, 21);
    CHECK(svg.contains("viewBox=\"0 0 29 29\""));  // 21 modules and 4 on each side
    CHECK(svg.contains("width=\"29.00mm\""));
    CHECK(svg.contains("d=\"M4 4h7v1h-7z"));  // the finder pattern's first row
}

// Half a kilobyte is more than any fiscal code holds; between 107 and 119 modules no whole dot
// fits.
TEST_CASE("A legal code is 30 to 40 mm wide at 203 dpi, whatever it holds", "[documents][DOC-2]") {
    constexpr int kDpi = 203;
    for (std::size_t length = 1; length <= 500; length += 23) {
        const auto code = value(documents::qr_code(std::string(length, 'x')));
        const int dots = code.side * documents::module_dots(code.side, 34, kDpi, 576);
        INFO(length);
        CHECK(dots * 254 >= 300 * kDpi);
        CHECK(dots * 254 <= 400 * kDpi);
    }
    const auto& blocks = sample_receipt().blocks;
    const auto printed =
        std::ranges::find(blocks, documents::BlockKind::qr, &documents::Block::kind);
    REQUIRE(printed != blocks.end());
    CHECK(printed->size == 34);
    CHECK(documents::module_dots(37, 34, kDpi, 100) == 2);  // no wider than the paper
    CHECK(documents::module_dots(177, 20, kDpi, 100) == 1);
}

TEST_CASE("A picture becomes as dark as it was grey", "[documents][DOC-1]") {
    const auto share = [](std::uint8_t grey) {
        const base::Bytes shades(100 * 100, grey);
        const auto raster = value(documents::dithered(shades, 100, 100));
        int black = 0;
        for (int y = 0; y < 100; ++y) {
            for (int x = 0; x < 100; ++x)
                black += raster.at(x, y);
        }
        return black;
    };
    CHECK(share(255) == 0);
    CHECK(share(0) == 10'000);
    CHECK(share(191) > 2'300);
    CHECK(share(191) < 2'700);
    CHECK_FALSE(documents::dithered(base::Bytes(10), 3, 3));
    CHECK_FALSE(documents::dithered({}, 0, 0));
}

}  // namespace
}  // namespace mostrador::tests
