#pragma once

#include <span>

#include "documents/code_page.hpp"
#include "documents/paper.hpp"
#include "documents/raster.hpp"

namespace mostrador::documents {

/// How a printer wants its codes: drawn by itself, or as a picture that every printer understands.
enum class CodeDrawing : std::uint8_t { native, raster };

/// A thermal printer, as its set-up describes it.
struct Printer {
    std::int64_t columns = 48;  ///< characters in a line: 32 (58 mm), 42 or 48 (80 mm)
    std::int64_t dots = 576;    ///< dots in a line: 384 (58 mm), 512 or 576 (80 mm)
    std::int64_t dpi = 203;
    CodePage code_page = CodePage::pc858;
    CodeDrawing qr = CodeDrawing::raster;
    CodeDrawing barcode = CodeDrawing::native;
    bool cuts = true;
    bool has_drawer = false;

    static constexpr auto fields() {
        using T = Printer;
        return base::fields(base::field("columns", &T::columns), base::field("dots", &T::dots),
                            base::field("dpi", &T::dpi), base::field("codePage", &T::code_page),
                            base::field("qr", &T::qr), base::field("barcode", &T::barcode),
                            base::field("cuts", &T::cuts), base::field("drawer", &T::has_drawer));
    }
};

/// DOC-1: the papers as ESC/POS, one after the other. `logo` stands where a paper has an image; an
/// empty one leaves the place out. Source: Epson's ESC/POS command reference.
/// Errors: input.out_of_range{field: columns, dots, dpi, qr, barcode}.
base::Result<base::Bytes> escpos(std::span<const Paper> papers, const Printer& printer,
                                 const Raster& logo);

}  // namespace mostrador::documents

template <>
struct mostrador::base::EnumNames<mostrador::documents::CodeDrawing> {
    using enum mostrador::documents::CodeDrawing;
    static constexpr std::array names{
        std::pair{native, std::string_view("native")},
        std::pair{raster, std::string_view("raster")},
    };
};
