#include "documents/pdf.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <sstream>

#include "documents/card_paper.hpp"
#include "documents/label_paper.hpp"
#include "documents/paper_pdf.hpp"
#include "papers/escpos_reader.hpp"
#include "papers/sample.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using documents::Paper;
using documents::PdfPage;

struct Text {
    double x, y, size;
    bool bold;
    std::string bytes;
};

struct Box {
    double x, y, width, height, shade;
};

/// A page as somebody reads it who knows nothing of the writer.
struct Page {
    double width = 0, height = 0;
    std::vector<Text> texts;
    std::vector<Box> boxes;
};

std::string literal_of(std::string_view line) {
    const auto from = line.find('(') + 1;
    std::string out;
    for (auto i = from; i < line.size() && line[i] != ')'; ++i) {
        if (line[i] == '\\') ++i;
        out += line[i];
    }
    return out;
}

void read_line(const std::string& line, Page& page, double& shade) {
    std::istringstream words(line);
    if (line.starts_with("BT")) {
        std::string bt, font, tf, td;
        Text text{};
        words >> bt >> font >> text.size >> tf >> text.x >> text.y >> td;
        text.bold = font == "/B";
        text.bytes = literal_of(line);
        text.y += page.height;
        page.texts.push_back(text);
    } else if (line.ends_with("re f")) {
        Box box{};
        words >> box.x >> box.y >> box.width >> box.height;
        box.y += page.height;
        box.shade = shade;
        page.boxes.push_back(box);
    } else if (line.ends_with(" g")) {
        words >> shade;
    }
}

std::vector<Page> read_pdf(const base::Bytes& bytes) {
    const std::string text(base::as_text(bytes));
    REQUIRE(text.starts_with("%PDF-1.4\n"));
    REQUIRE(text.ends_with("%%EOF\n"));
    const auto table = std::stoul(text.substr(text.rfind("startxref") + 10));
    REQUIRE(text.substr(table, 4) == "xref");

    // Every object is where the table says.
    std::istringstream lines(text.substr(table));
    std::string word;
    std::size_t first = 0, count = 0;
    lines >> word >> first >> count;
    std::getline(lines, word);
    std::getline(lines, word);
    std::vector<std::string> objects{""};
    for (std::size_t i = 1; i < count; ++i) {
        std::getline(lines, word);
        const auto at = std::stoul(word.substr(0, 10));
        REQUIRE(text.substr(at).starts_with(std::to_string(i) + " 0 obj\n"));
        objects.push_back(text.substr(at, text.find("\nendobj\n", at) - at));
    }

    std::vector<Page> pages;
    for (const auto& object : objects) {
        if (!object.contains("/Type /Page ")) continue;
        auto& page = pages.emplace_back();
        std::istringstream box(object.substr(object.find("[0 0 ") + 5));
        box >> page.width >> page.height;
        const auto content = std::stoul(object.substr(object.find("/Contents ") + 10));
        std::istringstream stream(objects.at(content));
        double shade = 0;
        for (std::string line; std::getline(stream, line);)
            read_line(line, page, shade);
    }
    return pages;
}

bool says(const Page& page, std::string_view part) {
    return std::ranges::any_of(page.texts,
                               [&](const Text& text) { return text.bytes.contains(part); });
}

double end_of(const Text& text) {
    const auto font = text.bold ? documents::Font::bold : documents::Font::regular;
    const auto size = static_cast<documents::Points>(std::lround(text.size * 100));
    return text.x + static_cast<double>(documents::text_width(text.bytes, font, size)) / 100;
}

/// The black boxes as dots of a tenth of a millimetre.
documents::Raster drawn(const Page& page) {
    constexpr double kDots = 254 / 72.0;
    documents::Raster raster(static_cast<int>(page.width * kDots),
                             static_cast<int>(page.height * kDots));
    for (const auto& box : page.boxes) {
        if (box.shade > 0.2) continue;
        const auto top = page.height - box.y - box.height;
        for (int y = static_cast<int>(top * kDots + 0.5);
             y < static_cast<int>((top + box.height) * kDots + 0.5); ++y) {
            for (int x = static_cast<int>(box.x * kDots + 0.5);
                 x < static_cast<int>((box.x + box.width) * kDots + 0.5); ++x) {
                raster.set(x, y);
            }
        }
    }
    return raster;
}

TEST_CASE("A receipt as a PDF says the same on every page size", "[documents][DOC-1]") {
    const auto size = GENERATE(PdfPage::a4, PdfPage::mm80, PdfPage::mm58);
    const auto paper = sample_receipt();
    const auto bytes = value(documents::paper_pdf({&paper, 1}, size, {}));
    CHECK(bytes == value(documents::paper_pdf({&paper, 1}, size, {})));
    const auto pages = read_pdf(bytes);
    REQUIRE(pages.size() == 1);
    const auto& page = pages[0];
    for (const auto* part : {"Caf\xE9 La Esquina", "NIF B12345674", "Recibo R001-00000042",
                             "Pi\xF1\xF3n tostado", "19,50 \x80", "IVA 21 % (base 6,20)"}) {
        INFO(part);
        CHECK(says(page, part));
    }
    for (const auto& text : page.texts) {
        INFO(text.bytes);
        CHECK(text.x >= 0);
        CHECK(end_of(text) <= page.width);
        CHECK(text.y > 0);
        CHECK(text.y < page.height);
    }
    CHECK(codes_in(drawn(page)) == std::vector<std::string>{"QR Code:" + std::string(kSampleLink)});
}

TEST_CASE("Pages are as large as their paper", "[documents][DOC-1]") {
    const auto paper = sample_receipt();
    const auto page = [&](PdfPage size) {
        return read_pdf(value(documents::paper_pdf({&paper, 1}, size, {})))[0];
    };
    CHECK(std::lround(page(PdfPage::a4).width) == 595);
    CHECK(std::lround(page(PdfPage::a4).height) == 842);
    CHECK(std::lround(page(PdfPage::mm80).width) == 227);
    CHECK(std::lround(page(PdfPage::mm58).width) == 164);
    CHECK(page(PdfPage::mm58).height > 300);
}

TEST_CASE("A long receipt goes on over pages, and nothing lies over anything",
          "[documents][DOC-1]") {
    const auto paper = sample_long_receipt();
    const auto pages = read_pdf(value(documents::paper_pdf({&paper, 1}, PdfPage::a4, {})));
    CHECK(pages.size() > 1);
    for (const auto& page : pages) {
        for (const auto& a : page.texts) {
            CHECK(a.y > 30);
            for (const auto& b : page.texts) {
                if (&a == &b || std::abs(a.y - b.y) > 1) continue;
                INFO(a.bytes << " | " << b.bytes);
                CHECK((end_of(a) <= b.x || end_of(b) <= a.x));
            }
        }
    }
    CHECK(says(pages.back(), "Total"));
    CHECK(says(pages[1], "Descripci\xF3n"));
}

TEST_CASE("Labels fill a sheet of three by eight, table sheets one of two by two",
          "[documents][DOC-2]") {
    auto label = documents::label_paper({"Café molido", "S/ 12.50", "7750182000017", "A-1"}, "es");
    label.copies = 25;
    const std::vector<Paper> labels{label};
    const auto pages = read_pdf(value(documents::paper_pdf(labels, PdfPage::a4, {})));
    REQUIRE(pages.size() == 2);
    CHECK(std::ranges::count(pages[0].texts, std::string("S/ 12.50"), &Text::bytes) == 24);
    CHECK(codes_in(drawn(pages[1])) == std::vector<std::string>{"EAN-13:7750182000017"});

    const std::vector<Paper> tables(
        5, documents::table_paper({"Café", "Mesa 7", "https://hub.example/t/1"}, "es"));
    const auto sheets = read_pdf(value(documents::paper_pdf(tables, PdfPage::a4, {})));
    REQUIRE(sheets.size() == 2);
    CHECK(codes_in(drawn(sheets[0])).size() == 4);
}

TEST_CASE("Signs that PDF itself uses are only text", "[documents][DOC-1]") {
    documents::PaperWriter writer;
    writer.text("a(b)c\\d) Tj ET");
    const Paper paper{.name = "x) /Evil (", .blocks = writer.take()};
    const auto pages = read_pdf(value(documents::paper_pdf({&paper, 1}, PdfPage::mm80, {})));
    REQUIRE(pages[0].texts.size() == 1);
    CHECK(pages[0].texts[0].bytes == "a(b)c\\d) Tj ET");
    CHECK_FALSE(documents::paper_pdf({}, PdfPage::a4, {}));
}

TEST_CASE("A logo stands in a PDF as one picture", "[documents][DOC-1]") {
    const auto paper = sample_receipt();
    const auto bytes = value(documents::paper_pdf({&paper, 1}, PdfPage::mm80, {64, 32}));
    const auto text = base::as_text(bytes);
    CHECK(text.contains("/Subtype /Image /Width 64 /Height 32"));
    CHECK(text.contains("/P0 Do"));
    CHECK(read_pdf(bytes).size() == 1);
}

}  // namespace
}  // namespace mostrador::tests
