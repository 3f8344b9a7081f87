#pragma once

#include <string>

#include "documents/paper.hpp"

namespace mostrador::documents {

/// A price label: what it is called, what it costs, and its barcode, if it has one that can be
/// drawn; an article without a barcode shows its SKU.
struct Label {
    std::string name;
    std::string price;    ///< as the country writes it
    std::string barcode;  ///< empty: none
    std::string sku;
};

Paper label_paper(const Label& label, std::string_view language);

}  // namespace mostrador::documents
