#include "documents/label_paper.hpp"

#include "documents/symbology.hpp"
#include "documents/words.hpp"

namespace mostrador::documents {
namespace {

constexpr std::int64_t kBarcodeMm = 12;
/// Read from a chair, by any telephone.
constexpr std::int64_t kTableQrMm = 45;

}  // namespace

Paper label_paper(const Label& label, std::string_view language) {
    PaperWriter paper;
    paper.text(label.name, TextStyle::strong);
    paper.text(label.price, TextStyle::title);
    const auto symbology = symbology_of(label.barcode);
    if (symbology) {
        paper.code(BlockKind::barcode, label.barcode, kBarcodeMm,
                   std::string(base::enum_name(*symbology)));
    } else {
        paper.text(label.sku, TextStyle::small);
    }
    paper.mark(BlockKind::cut);
    return {PaperForm::label, label.sku, std::string(language), 1, paper.take()};
}

Paper table_paper(const TableSheet& sheet, std::string_view language) {
    PaperWriter paper;
    paper.logo();
    paper.text(sheet.shop, TextStyle::strong, Align::center);
    paper.text(sheet.table, TextStyle::title, Align::center);
    paper.code(BlockKind::qr, sheet.url, kTableQrMm);
    paper.text(std::string(word(Word::scan_to_order, language)), TextStyle::normal, Align::center);
    paper.mark(BlockKind::cut);
    return {PaperForm::sheet, sheet.table, std::string(language), 1, paper.take()};
}

}  // namespace mostrador::documents
