#pragma once

#include <span>

#include "documents/paper.hpp"
#include "documents/raster.hpp"

namespace mostrador::documents {

enum class PdfPage : std::uint8_t { a4, mm80, mm58 };

/// DOC-1: papers as one PDF. Strips are as long as what stands on them, one page for each paper. On
/// A4 a receipt is a page with its shop on the left, itself on the right and its lines as a table;
/// labels come in three columns of eight, table sheets four to a page. Deterministic.
/// Errors: input.out_of_range{field: qr, barcode}.
base::Result<base::Bytes> paper_pdf(std::span<const Paper> papers, PdfPage page,
                                    const Raster& logo);

}  // namespace mostrador::documents

template <>
struct mostrador::base::EnumNames<mostrador::documents::PdfPage> {
    using enum mostrador::documents::PdfPage;
    static constexpr std::array names{
        std::pair{a4, std::string_view("a4")},
        std::pair{mm80, std::string_view("mm80")},
        std::pair{mm58, std::string_view("mm58")},
    };
};
