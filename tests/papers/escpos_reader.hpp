#pragma once

#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "documents/raster.hpp"

namespace mostrador::tests {

/// What an ESC/POS printer would make of the bytes, read back from Epson's command reference and
/// with the C library's code pages, so that it shares nothing with the writer.
struct Printed {
    struct Line {
        std::string text;  ///< UTF-8
        int align = 0;
        int width = 1;   ///< of its characters
        int height = 1;  ///< of its characters
        bool bold = false;
        bool small = false;
        bool reverse = false;

        /// Columns of the plain font that it takes.
        std::size_t columns() const;
    };

    struct Code {
        std::string kind;  ///< "qr", "ean13", "ean8", "upca", "code128"
        std::string text;
        int module = 0;  ///< dots
        int height = 0;  ///< dots
    };

    std::vector<Line> lines;
    std::vector<documents::Raster> pictures;  ///< bands that follow each other are one
    std::vector<Code> codes;
    int papers = 0;  ///< how often the printer was set back
    int cuts = 0;
    int drawers = 0;
    std::string problem;  ///< the first command that no printer knows

    /// The lines, one under the other.
    std::string text() const;
    /// The first line that holds `part`, or an empty one.
    Line line(std::string_view part) const;
};

Printed read_escpos(base::ByteView bytes);

/// What ZXing reads in a picture: "QRCode:https://…", one for each code.
std::vector<std::string> codes_in(const documents::Raster& raster);

}  // namespace mostrador::tests
