#include "documents/label_paper.hpp"

#include "documents/symbology.hpp"

namespace mostrador::documents {
namespace {

constexpr std::int64_t kBarcodeMm = 12;

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

}  // namespace mostrador::documents
