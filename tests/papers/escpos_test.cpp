#include "documents/escpos.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "documents/label_paper.hpp"
#include "documents/test_paper.hpp"
#include "papers/escpos_reader.hpp"
#include "papers/sample.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using documents::CodeDrawing;
using documents::CodePage;
using documents::Paper;
using documents::PaperWriter;
using documents::Printer;
using documents::Raster;
using documents::TextStyle;

Printed printed(const Paper& paper, const Printer& printer = {}, const Raster& logo = {}) {
    auto result = read_escpos(value(documents::escpos({&paper, 1}, printer, logo)));
    REQUIRE(result.problem.empty());
    return result;
}

Paper paper_of(std::string text, TextStyle style = TextStyle::normal) {
    PaperWriter writer;
    writer.text(std::move(text), style);
    return {.blocks = writer.take()};
}

TEST_CASE("A receipt comes out of the printer as it is", "[documents][DOC-1]") {
    const auto out = printed(sample_receipt());
    CHECK(out.papers == 1);
    CHECK(out.cuts == 1);
    CHECK(out.drawers == 0);  // no drawer is set up
    CHECK(out.line("Café La Esquina").width == 2);
    CHECK(out.line("Café La Esquina").align == 1);
    CHECK(out.line("NIF B12345674").align == 1);
    CHECK(out.line("Recibo R001-00000042").bold);
    CHECK(out.line("Piñón tostado").text == "Piñón tostado");
    CHECK(out.line("0,25 kg × 30,00").text == "  0,25 kg × 30,00" + std::string(27, ' ') + "7,50");
    const auto total = out.line("Total");
    CHECK(total.text.ends_with("19,50 €"));
    CHECK(total.height == 2);
    CHECK(total.bold);
    REQUIRE(out.pictures.size() == 1);
    CHECK(codes_in(out.pictures[0]) ==
          std::vector<std::string>{"QR Code:" + std::string(kSampleLink)});
}

TEST_CASE("No line is wider than the paper", "[documents][DOC-1]") {
    const auto [columns, dots] =
        GENERATE(std::pair{32, 384}, std::pair{42, 512}, std::pair{48, 576});
    const auto code_page = GENERATE(CodePage::pc437, CodePage::pc858, CodePage::wpc1252);
    const Printer printer{.columns = columns, .dots = dots, .code_page = code_page};
    for (const auto& paper :
         {sample_receipt(), sample_long_receipt(), documents::test_paper(printer, "es")}) {
        const auto out = printed(paper, printer);
        for (const auto& line : out.lines) {
            INFO(line.text);
            const auto room = static_cast<std::size_t>(line.small ? columns * 4 / 3 : columns);
            CHECK(line.columns() <= room);
        }
        for (const auto& picture : out.pictures)
            CHECK(picture.width <= dots);
    }
}

TEST_CASE("Spanish letters and the euro sign survive in the pages that have them",
          "[documents][DOC-1]") {
    const std::string letters = "áéíóúüñçÁÉÍÓÚÜÑÇ¿¡€°ºª½";
    CHECK(printed(paper_of(letters), {.code_page = CodePage::pc858}).lines[0].text == letters);
    CHECK(printed(paper_of(letters), {.code_page = CodePage::wpc1252}).lines[0].text == letters);
    // PC437 was made without them: the nearest is printed.
    CHECK(printed(paper_of("Á€ñÑ"), {.code_page = CodePage::pc437}).lines[0].text == "AEURñÑ");
    CHECK(printed(paper_of("“–”… ₿ \xFF")).lines[0].text == "\"-\"... ? ?");
}

TEST_CASE("A product's name cannot command the printer", "[documents][DOC-1]") {
    const auto out = printed(paper_of("evil\x1B@\x1Bp0\n\x1DV0"));
    CHECK(out.papers == 1);
    CHECK(out.drawers == 0);
    CHECK(out.cuts == 0);
    CHECK(out.lines[0].text == "evil @ p0  V0");
}

TEST_CASE("What a printer has decides what it gets", "[documents][DOC-1]") {
    const auto torn = printed(sample_receipt(), {.cuts = false, .has_drawer = true});
    CHECK(torn.cuts == 0);
    CHECK(torn.drawers == 1);

    const auto native = printed(sample_receipt(), {.qr = CodeDrawing::native});
    REQUIRE(native.codes.size() == 1);
    CHECK(native.codes[0].kind == "qr");
    CHECK(native.codes[0].text == kSampleLink);
    const int side = value(documents::qr_code(kSampleLink)).side;
    CHECK(native.codes[0].module * side * 254 >= 270 * 203);
    CHECK(native.pictures.empty());
}

TEST_CASE("A duplicate says so above all else", "[documents][DOC-1]") {
    auto paper = sample_receipt();
    documents::mark_duplicate(paper);
    const auto out = printed(paper, {.has_drawer = true});
    CHECK(out.lines[0].text.contains("DUPLICADO"));
    CHECK(out.lines[0].reverse);
    CHECK(out.lines[0].width == 2);
    CHECK(out.drawers == 0);
}

TEST_CASE("Labels carry their barcode, drawn by the printer or as a picture",
          "[documents][DOC-2]") {
    const auto label =
        documents::label_paper({"Café molido", "S/ 12.50", "7750182000017", "A-1"}, "es");
    const auto native = printed(label, {.barcode = CodeDrawing::native});
    REQUIRE(native.codes.size() == 1);
    CHECK(native.codes[0].kind == "ean13");
    CHECK(native.codes[0].text == "7750182000017");
    CHECK(native.codes[0].module == 3);
    const auto drawn = printed(label, {.barcode = CodeDrawing::raster});
    REQUIRE(drawn.pictures.size() == 1);
    CHECK(codes_in(drawn.pictures[0]) == std::vector<std::string>{"EAN-13:7750182000017"});
    CHECK(drawn.text().contains("7750182000017"));

    const auto braces = documents::label_paper({"Caja", "S/ 1.00", "A{1}", "A-2"}, "es");
    CHECK(printed(braces, {.barcode = CodeDrawing::native}).codes[0].text == "A{{1}");
}

TEST_CASE("A logo is printed in bands, and one that is too wide is left out",
          "[documents][DOC-1]") {
    Raster logo(200, 300);
    logo.set(0, 299);
    const auto out = printed(sample_receipt(), {}, logo);
    REQUIRE(out.pictures.size() == 2);
    CHECK(out.pictures[0].height == 300);
    CHECK(out.pictures[0].bits == logo.bits);
    CHECK(printed(sample_receipt(), {.columns = 32, .dots = 384}, Raster(400, 8)).pictures.size() ==
          1);
}

TEST_CASE("A printer that cannot be is refused", "[documents][DOC-1]") {
    const auto paper = paper_of("x");
    CHECK_FALSE(documents::escpos({&paper, 1}, {.columns = 0}, {}));
    CHECK_FALSE(documents::escpos({&paper, 1}, {.dots = 1'000'000}, {}));
    CHECK_FALSE(documents::escpos({&paper, 1}, {.dpi = 0}, {}));
}

}  // namespace
}  // namespace mostrador::tests
