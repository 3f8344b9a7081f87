#include "documents/paper.hpp"

namespace mostrador::documents {

base::Status check_copies(const Paper& paper) {
    constexpr std::int64_t kMostCopies = 500;
    if (paper.copies >= 1 && paper.copies <= kMostCopies) return {};
    return base::fail(base::Code::input_out_of_range, {{"field", "copies"}});
}

void PaperWriter::text(std::string text, TextStyle style, Align align) {
    if (text.empty()) return;
    blocks_.push_back({.style = style, .align = align, .text = std::move(text)});
}

void PaperWriter::columns(std::string name, std::string amount, TextStyle style) {
    blocks_.push_back({.kind = BlockKind::columns,
                       .style = style,
                       .text = std::move(name),
                       .amount = std::move(amount)});
}

void PaperWriter::item(std::string name, std::string detail, std::string amount) {
    blocks_.push_back({.kind = BlockKind::item,
                       .text = std::move(name),
                       .detail = std::move(detail),
                       .amount = std::move(amount)});
}

void PaperWriter::code(BlockKind kind, std::string text, std::int64_t size_mm,
                       std::string symbology) {
    blocks_.push_back({.kind = kind,
                       .align = Align::center,
                       .text = std::move(text),
                       .detail = std::move(symbology),
                       .size = size_mm});
}

void PaperWriter::mark(BlockKind kind) {
    blocks_.push_back({.kind = kind, .size = 1});
}

void PaperWriter::logo() {
    blocks_.push_back({.kind = BlockKind::image, .align = Align::center, .text = "logo"});
}

}  // namespace mostrador::documents
