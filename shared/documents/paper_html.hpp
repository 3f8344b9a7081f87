#pragma once

#include <string>

#include "documents/paper.hpp"

namespace mostrador::documents {

/// DOC-1: a paper as an HTML fragment `<article class="paper">`. It carries no style of its own
/// (the shell's paper.css and the hub's page have it; they give it its width) and every text in it
/// is escaped. What only a printer does (cut, drawer) leaves nothing.
/// Barcodes are drawn by `draw`; without it they are left as their text, so that the core need not
/// carry what no sale wants. Error: input.out_of_range{field: qr, barcode}.
using DrawBarcode = base::Result<std::string> (*)(const Block& block);
base::Result<std::string> paper_html(const Paper& paper, DrawBarcode draw = nullptr);

/// The drawing for those who carry it. Error: input.out_of_range{field: barcode}.
base::Result<std::string> barcode_svg(const Block& block);

/// `text` where HTML expects text or an attribute's value.
std::string escape_html(std::string_view text);

}  // namespace mostrador::documents
