#include "documents/card_paper.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "documents/words.hpp"

namespace mostrador::documents {
namespace {

/// Read from a chair, by any telephone.
constexpr std::int64_t kTableQrMm = 45;
/// A card is held up to a camera.
constexpr std::int64_t kCardQrMm = 34;

bool is_drawer(const Block& block) {
    return block.kind == BlockKind::drawer;
}

}  // namespace

Paper customer_paper(const CustomerCard& card, std::string_view language) {
    PaperWriter paper;
    paper.logo();
    paper.text(card.shop, TextStyle::strong, Align::center);
    paper.text(card.name, TextStyle::title, Align::center);
    paper.code(BlockKind::qr, base::concat("mostrador:customer:", card.customer.text()), kCardQrMm);
    paper.text(std::string(word(Word::customer_card, language)), TextStyle::normal, Align::center);
    paper.mark(BlockKind::cut);
    return {PaperForm::ticket, card.name, std::string(language), 1, paper.take()};
}

Paper table_paper(const TableSheet& sheet, std::string_view language) {
    PaperWriter paper;
    paper.logo();
    paper.text(sheet.shop, TextStyle::strong, Align::center);
    paper.text(sheet.table, TextStyle::title, Align::center);
    paper.code(BlockKind::qr, sheet.code, kTableQrMm);
    const bool page = sheet.code.starts_with("http");
    paper.text(std::string(word(page ? Word::scan_to_order : Word::table_code, language)),
               TextStyle::normal, Align::center);
    paper.mark(BlockKind::cut);
    return {PaperForm::sheet, sheet.table, std::string(language), 1, paper.take()};
}

std::string table_code(const base::Id& table) {
    return "mostrador:table:" + table.text();
}

std::string voucher_code(std::string_view voucher) {
    return base::concat("mostrador:voucher:", voucher);
}

Paper drawer_paper(std::string_view language) {
    PaperWriter paper;
    paper.mark(BlockKind::drawer);
    return {PaperForm::ticket, {}, std::string(language), 1, paper.take()};
}

bool has_drawer(const Paper& paper) {
    return std::ranges::any_of(paper.blocks, is_drawer);
}

void take_drawer(Paper& paper) {
    std::erase_if(paper.blocks, is_drawer);
}

}  // namespace mostrador::documents
