#pragma once

#include "documents/escpos.hpp"
#include "documents/paper.hpp"

namespace mostrador::documents {

/// What shows whether a printer is set up right (DOC-3): a ruler as wide as the paper, the letters
/// and signs that get lost first, every style, amounts, and codes to scan.
Paper test_paper(const Printer& printer, std::string_view language);

}  // namespace mostrador::documents
