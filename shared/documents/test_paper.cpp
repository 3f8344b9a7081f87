#include "documents/test_paper.hpp"

#include "base/concat.hpp"

namespace mostrador::documents {
namespace {

constexpr std::int64_t kQrMm = 30;
constexpr std::int64_t kBarcodeMm = 10;

struct Words {
    std::string_view name, heading, ruler, letters, amounts, total, scan, done;
};

constexpr Words kSpanish{"Prueba de impresora",
                         "Página de prueba",
                         "La regla debe ocupar una línea, de borde a borde.",
                         "Letras y signos",
                         "Importes",
                         "Total",
                         "Los dos códigos deben poder escanearse.",
                         "Si todo se ve bien, la impresora está lista."};
constexpr Words kEnglish{"Printer test",
                         "Test page",
                         "The ruler must fill one line from edge to edge.",
                         "Letters and signs",
                         "Amounts",
                         "Total",
                         "Both codes must be readable by a scanner.",
                         "If all of it looks right, the printer is ready."};

/// "....:....1....:....2", `columns` characters long.
std::string ruler(std::int64_t columns) {
    std::string out;
    for (std::int64_t i = 1; i <= columns; ++i) {
        if (i % 10 == 0) {
            out += static_cast<char>('0' + i / 10 % 10);
        } else {
            out += i % 5 == 0 ? ':' : '.';
        }
    }
    return out;
}

std::string_view name_of(CodePage page) {
    if (page == CodePage::pc437) return "PC437";
    return page == CodePage::pc858 ? "PC858" : "WPC1252";
}

}  // namespace

Paper test_paper(const Printer& printer, std::string_view language) {
    const auto& words = language.starts_with("en") ? kEnglish : kSpanish;
    PaperWriter paper;
    paper.logo();
    paper.text("Mostrador", TextStyle::title, Align::center);
    paper.text(std::string(words.heading), TextStyle::heading, Align::center);
    paper.text(base::concat(printer.columns, " × ", printer.dots, " · ", printer.dpi, " dpi · ",
                            name_of(printer.code_page)),
               TextStyle::normal, Align::center);
    paper.mark(BlockKind::rule);
    paper.text(ruler(printer.columns));
    paper.text(std::string(words.ruler), TextStyle::small);
    paper.mark(BlockKind::rule);
    paper.text(std::string(words.letters), TextStyle::strong);
    paper.text("áéíóú ÁÉÍÓÚ ñÑ üÜ çÇ");
    paper.text("¿? ¡! € S/ $ ° º ª × ½ « »");
    paper.text(std::string(words.amounts), TextStyle::strong);
    paper.item("Café con leche y churros", "2 × 7,50 €", "15,00");
    paper.columns(std::string(words.total), "1.234,50 €", TextStyle::total);
    paper.mark(BlockKind::rule);
    paper.text(std::string(words.scan), TextStyle::small);
    paper.code(BlockKind::qr, "mostrador:test", kQrMm);
    paper.code(BlockKind::barcode, "7750182000017", kBarcodeMm, "ean13");
    paper.text(std::string(words.done), TextStyle::normal, Align::center);
    paper.mark(BlockKind::cut);
    return {PaperForm::ticket, std::string(words.name), std::string(language), 1, paper.take()};
}

}  // namespace mostrador::documents
