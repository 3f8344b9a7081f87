#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/raster.hpp"

namespace mostrador::documents {

/// Lengths of a PDF, in hundredths of a point (1/7200 inch); from the top and the left of the page.
using Points = std::int64_t;

constexpr Points points_of_mm(std::int64_t mm) {
    return mm * 72'000 / 254;
}

enum class Font : std::uint8_t { regular, bold };

/// How wide a text of one byte a character (WinAnsi) is in Helvetica of this size.
Points text_width(std::string_view text, Font font, Points size);

/// Writes a PDF 1.4 with the standard fonts, which every reader has and no file must carry. The
/// same calls give the same bytes: there is no date and no random id in it. Source: ISO 32000-1.
///
///     Pdf pdf;
///     pdf.begin_page({points_of_mm(80), 0});
///     pdf.text({x, y}, "Total", Font::bold, 1200);
///     pdf.set_height(y);
///     const auto bytes = pdf.finish("R001-00000001", "es");
class Pdf {
public:
    struct Place {
        Points x = 0;
        Points y = 0;
    };

    struct Size {
        Points width = 0;
        Points height = 0;
    };

    void begin_page(Size size);
    /// For a strip whose length is known at its end.
    void set_height(Points height);

    /// 0 is black, 100 is white; for what is drawn from here on.
    void shade(int percent);
    /// `text` is WinAnsi; `at` is where its baseline starts.
    void text(Place at, std::string_view text, Font font, Points size);
    void box(Place at, Size size);
    void picture(Place at, Size size, const Raster& raster);

    base::Bytes finish(std::string_view title, std::string_view language);

private:
    struct Page {
        Size size;
        std::string content;
    };

    std::string& content() { return pages_.back().content; }

    std::vector<Page> pages_;
    std::vector<Raster> pictures_;
};

}  // namespace mostrador::documents
