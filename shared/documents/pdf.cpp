#include "documents/pdf.hpp"

#include <array>

#include "base/concat.hpp"
#include "documents/code_page.hpp"

namespace mostrador::documents {
namespace {

using base::concat;

/// Thousandths of the font's size for the characters of WinAnsi from the blank on. Source: Adobe's
/// font metrics (AFM) of Helvetica and Helvetica-Bold.
using Widths = std::array<std::uint16_t, 224>;
constexpr unsigned kFirst = 0x20;

// clang-format off
constexpr Widths kRegular{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 350,
    556, 350, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350,
    350, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 350, 500, 667,
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
};
constexpr Widths kBold{
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 350,
    556, 350, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350,
    350, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 350, 500, 667,
    278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
};
// clang-format on

/// "-12.05" for -1205 hundredths.
std::string number(Points value) {
    constexpr Points kHundred = 100;
    const auto size = value < 0 ? -value : value;
    const auto whole = concat(value < 0 ? "-" : "", size / kHundred);
    if (size % kHundred == 0) return whole;
    return concat(whole, ".", base::padded(size % kHundred, 2));
}

std::string literal(std::string_view text) {
    std::string out = "(";
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    return out + ")";
}

/// The objects of the file in the order of their numbers, and where each starts.
class Objects {
public:
    Objects() { out_ = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"; }

    void add(std::string_view dictionary) {
        begin();
        out_ += concat(dictionary, "\nendobj\n");
    }

    void add_stream(std::string_view entries, std::string_view content) {
        begin();
        out_ += concat("<< ", entries, "/Length ", content.size(), " >>\nstream\n", content,
                       "\nendstream\nendobj\n");
    }

    base::Bytes finish(std::string_view trailer) {
        constexpr std::size_t kOffsetDigits = 10;
        const auto table = out_.size();
        out_ += concat("xref\n0 ", offsets_.size() + 1, "\n0000000000 65535 f \n");
        for (const auto offset : offsets_)
            out_ += concat(base::padded(offset, kOffsetDigits), " 00000 n \n");
        out_ += concat("trailer\n<< /Size ", offsets_.size() + 1, " ", trailer, " >>\nstartxref\n",
                       table, "\n%%EOF\n");
        const auto bytes = base::as_bytes(out_);
        return {bytes.begin(), bytes.end()};
    }

private:
    void begin() {
        offsets_.push_back(static_cast<std::int64_t>(out_.size()));
        out_ += concat(offsets_.size(), " 0 obj\n");
    }

    std::string out_;
    std::vector<std::int64_t> offsets_;
};

// Numbers of the objects that every file has; the pictures come after them, then two for each page.
constexpr std::size_t kCatalog = 1, kPages = 2, kInfo = 3, kRegularFont = 4, kBoldFont = 5;
constexpr std::size_t kFirstPicture = 6;

std::string font_object(std::string_view name) {
    return concat("<< /Type /Font /Subtype /Type1 /BaseFont /", name,
                  " /Encoding /WinAnsiEncoding >>");
}

}  // namespace

Points text_width(std::string_view text, Font font, Points size) {
    constexpr Points kThousand = 1000;
    const auto& widths = font == Font::bold ? kBold : kRegular;
    Points sum = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= kFirst) sum += widths[byte - kFirst];
    }
    return sum * size / kThousand;
}

void Pdf::begin_page(Size size) {
    pages_.push_back({size, {}});
}

void Pdf::set_height(Points height) {
    pages_.back().size.height = height;
}

void Pdf::shade(int percent) {
    content() += number(percent) + " g\n";
}

void Pdf::text(Place at, std::string_view text, Font font, Points size) {
    content() += concat("BT /", font == Font::bold ? "B" : "R", " ", number(size), " Tf ",
                        number(at.x), " ", number(-at.y), " Td ", literal(text), " Tj ET\n");
}

void Pdf::box(Place at, Size size) {
    content() += concat(number(at.x), " ", number(-at.y - size.height), " ", number(size.width),
                        " ", number(size.height), " re f\n");
}

void Pdf::picture(Place at, Size size, const Raster& raster) {
    content() += concat("q ", number(size.width), " 0 0 ", number(size.height), " ", number(at.x),
                        " ", number(-at.y - size.height), " cm /P", pictures_.size(), " Do Q\n");
    pictures_.push_back(raster);
}

base::Bytes Pdf::finish(std::string_view title, std::string_view language) {
    const auto first_page = kFirstPicture + pictures_.size();
    std::string kids, pictures;
    for (std::size_t i = 0; i < pages_.size(); ++i)
        kids += concat(first_page + 2 * i, " 0 R ");
    for (std::size_t i = 0; i < pictures_.size(); ++i)
        pictures += concat("/P", i, " ", kFirstPicture + i, " 0 R ");

    Objects objects;
    objects.add(concat("<< /Type /Catalog /Pages ", kPages, " 0 R /Lang ",
                       literal(in_code_page(language, CodePage::wpc1252)),
                       " /ViewerPreferences << /DisplayDocTitle true >> >>"));
    objects.add(concat("<< /Type /Pages /Kids [", kids, "] /Count ", pages_.size(),
                       " /Resources << /Font << /R ", kRegularFont, " 0 R /B ", kBoldFont,
                       " 0 R >> /XObject << ", pictures, ">> >> >>"));
    objects.add(concat("<< /Title ", literal(in_code_page(title, CodePage::wpc1252)),
                       " /Producer (Mostrador) >>"));
    objects.add(font_object("Helvetica"));
    objects.add(font_object("Helvetica-Bold"));
    for (const auto& picture : pictures_) {
        objects.add_stream(
            concat("/Type /XObject /Subtype /Image /Width ", picture.width, " /Height ",
                   picture.height, " /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] "),
            base::as_text(picture.bits));
    }
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        const auto& [size, content] = pages_[i];
        objects.add(concat("<< /Type /Page /Parent ", kPages, " 0 R /MediaBox [0 0 ",
                           number(size.width), " ", number(size.height), "] /Contents ",
                           first_page + 2 * i + 1, " 0 R >>"));
        // From here on, heights count from the top.
        objects.add_stream("", concat("1 0 0 1 0 ", number(size.height), " cm\n", content));
    }
    return objects.finish(concat("/Root ", kCatalog, " 0 R /Info ", kInfo, " 0 R"));
}

}  // namespace mostrador::documents
