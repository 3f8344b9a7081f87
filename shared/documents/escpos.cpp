#include "documents/escpos.hpp"

#include <algorithm>
#include <initializer_list>

#include "documents/wrap.hpp"

namespace mostrador::documents {
namespace {

using base::Status;

// ---- bytes of the commands ---------------------------------------------------------------------

constexpr std::uint8_t kEsc = 0x1B, kGs = 0x1D, kLineFeed = 0x0A;

/// Sizes of `GS !`: the width's factor in the high four bits, the height's in the low, minus one.
constexpr std::uint8_t kPlain = 0x00, kTall = 0x01, kDouble = 0x11;

/// What the small font gains: 64 characters where the plain one has 48.
constexpr std::int64_t kSmallGain = 4, kSmallOf = 3;

/// Rows of a picture that are sent at once: small printers have small buffers.
constexpr int kBandRows = 128;
constexpr int kMostQrDots = 16;
/// Narrow bars of barcodes, in dots: what `GS w` knows, and what scanners read.
constexpr int kLeastBar = 2, kMostBar = 6;
constexpr int kMostBarcodeDots = 255;
/// From the printing line to the knife, and to where the paper is torn.
constexpr std::uint8_t kLinesToTear = 4;
constexpr std::string_view kIndent = "  ";

std::uint8_t code_page_number(CodePage page) {
    if (page == CodePage::pc437) return 0;
    return page == CodePage::pc858 ? 19 : 16;
}

/// `GS k` in the form that tells the length of its data.
std::uint8_t barcode_number(Symbology symbology) {
    switch (symbology) {
        case Symbology::upca:
            return 65;
        case Symbology::ean13:
            return 67;
        case Symbology::ean8:
            return 68;
        case Symbology::code128:
            break;
    }
    return 73;
}

// ---- the writer --------------------------------------------------------------------------------

class Writer {
public:
    Writer(const Printer& printer, const Raster& logo) : printer_(printer), logo_(logo) {}

    void begin() { put({kEsc, '@', kEsc, 't', code_page_number(printer_.code_page)}); }

    Status add(const Block& block) {
        switch (block.kind) {
            case BlockKind::text:
                text(block);
                return {};
            case BlockKind::columns:
                style(block.style);
                pair(block.text, block.amount, width(block.style));
                style(TextStyle::normal);
                return {};
            case BlockKind::item:
                lines(coded(block.text), printer_.columns);
                pair(std::string(kIndent) + block.detail, block.amount, printer_.columns);
                return {};
            case BlockKind::rule:
                line(std::string(static_cast<std::size_t>(printer_.columns), '-'));
                return {};
            case BlockKind::image:
                align(Align::center);
                if (block.text == "logo" && logo_.width <= printer_.dots) picture(logo_);
                align(Align::start);
                return {};
            case BlockKind::qr:
                return qr(block);
            case BlockKind::barcode:
                return barcode_block(block);
            case BlockKind::feed:
                put({kEsc, 'd',
                     static_cast<std::uint8_t>(std::clamp<std::int64_t>(block.size, 0, 255))});
                return {};
            case BlockKind::cut:
                cut();
                return {};
            case BlockKind::drawer:
                if (printer_.has_drawer) put({kEsc, 'p', 0, 25, 250});
                return {};
        }
        return {};
    }

    base::Bytes take() { return std::move(out_); }

private:
    void put(std::initializer_list<std::uint8_t> bytes) {
        out_.insert(out_.end(), bytes.begin(), bytes.end());
    }

    void put(std::string_view bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }

    /// A count in two bytes, the lower first.
    void put_count(std::size_t count) {
        put({static_cast<std::uint8_t>(count), static_cast<std::uint8_t>(count >> 8)});
    }

    std::string coded(std::string_view text) const {
        return in_code_page(text, printer_.code_page);
    }

    /// `bytes` are in the printer's code page already.
    void line(std::string_view bytes) {
        put(bytes);
        put({kLineFeed});
    }

    void lines(std::string_view bytes, std::int64_t most) {
        for (const auto& each : wrapped(bytes, most, length_of))
            line(each);
    }

    static std::int64_t length_of(std::string_view text) {
        return static_cast<std::int64_t>(text.size());
    }

    void align(Align align) {
        const auto number = align == Align::center ? 1 : align == Align::end ? 2 : 0;
        put({kEsc, 'a', static_cast<std::uint8_t>(number)});
    }

    /// Characters in a line of this style.
    std::int64_t width(TextStyle style) const {
        switch (style) {
            case TextStyle::title:
            case TextStyle::large:
            case TextStyle::banner:
                return printer_.columns / 2;
            case TextStyle::small:
                return printer_.columns * kSmallGain / kSmallOf;
            default:
                return printer_.columns;
        }
    }

    /// Everything that a style switches, so that nothing of the last one stays.
    void style(TextStyle style) {
        const bool bold = style != TextStyle::normal && style != TextStyle::small;
        const bool tall = style == TextStyle::total || style == TextStyle::heading;
        const bool twice = width(style) < printer_.columns;
        put({kEsc, 'E', bold, kGs, '!', twice ? kDouble : tall ? kTall : kPlain});
        put({kEsc, 'M', style == TextStyle::small, kGs, 'B', style == TextStyle::banner});
    }

    void text(const Block& block) {
        align(block.align);
        style(block.style);
        const auto bytes = coded(block.text);
        lines(block.style == TextStyle::banner ? " " + bytes + " " : bytes, width(block.style));
        style(TextStyle::normal);
        align(Align::start);
    }

    /// The amount stands at the right of the name's last line.
    void pair(std::string_view name, std::string_view amount, std::int64_t most) {
        const auto right = coded(amount);
        const auto room = std::max<std::int64_t>(most - length_of(right) - 1, most / 3);
        auto left = wrapped(coded(name), room, length_of);
        for (std::size_t i = 0; i + 1 < left.size(); ++i)
            line(left[i]);
        const auto gap = most - length_of(left.back()) - length_of(right);
        if (gap > 0) left.back().append(static_cast<std::size_t>(gap), ' ');
        line(left.back() + right);
    }

    void picture(const Raster& raster) {
        const auto row = static_cast<std::size_t>(raster.row_bytes());
        for (int y = 0; y < raster.height; y += kBandRows) {
            const auto rows = static_cast<std::size_t>(std::min(kBandRows, raster.height - y));
            put({kGs, 'v', '0', 0});
            put_count(row);
            put_count(rows);
            const auto start = raster.bits.begin() + static_cast<std::ptrdiff_t>(row) * y;
            out_.insert(out_.end(), start, start + static_cast<std::ptrdiff_t>(row * rows));
        }
    }

    int dpi() const { return static_cast<int>(printer_.dpi); }

    int dots() const { return static_cast<int>(printer_.dots); }

    /// The millimetres of a block in dots.
    int dots_of(std::int64_t mm) const { return static_cast<int>(mm * 10 * printer_.dpi / 254); }

    Status qr(const Block& block) {
        MOSTRADOR_TRY(code, qr_code(block.text));
        // On paper too narrow for the wanted size the quiet zone must still fit.
        const int fitting = dots() * code.side / (code.side + 2 * QrCode::kQuiet);
        const int module = module_dots(code.side, block.size, dpi(), fitting);
        align(Align::center);
        if (printer_.qr == CodeDrawing::raster) {
            picture(raster(code, module));
        } else {
            native_qr(block.text, std::min(module, kMostQrDots));
        }
        align(Align::start);
        return {};
    }

    /// Model 2, size, error correction M, the text, and "print it".
    void native_qr(std::string_view text, int module) {
        constexpr std::uint8_t kQr = 49, kModel2 = 50, kLevelM = 49;
        put({kGs, '(', 'k', 4, 0, kQr, 65, kModel2, 0});
        put({kGs, '(', 'k', 3, 0, kQr, 67, static_cast<std::uint8_t>(module)});
        put({kGs, '(', 'k', 3, 0, kQr, 69, kLevelM});
        put({kGs, '(', 'k'});
        put_count(text.size() + 3);
        put({kQr, 80, 48});
        put(text);
        put({kGs, '(', 'k', 3, 0, kQr, 81, 48});
        put({kLineFeed});
    }

    Status barcode_block(const Block& block) {
        const auto symbology =
            base::enum_value<Symbology>(block.detail).value_or(Symbology::code128);
        MOSTRADOR_TRY(code, barcode(block.text, symbology));
        const int modules = static_cast<int>(code.dark.size()) + 2 * code.quiet;
        const int fitting = std::max(1, dots() / modules);
        const int bar = std::clamp(std::min(fitting, nominal_bar()), 1, kMostBar);
        const int height = std::min(dots_of(block.size), kMostBarcodeDots);
        align(Align::center);
        if (printer_.barcode == CodeDrawing::native && bar >= kLeastBar) {
            native_barcode(block.text, symbology, bar, height);
        } else {
            picture(raster(code, bar, height));
            line(coded(code.text));
        }
        align(Align::start);
        return {};
    }

    /// The dots nearest to 0.33 mm, GS1's nominal bar.
    int nominal_bar() const { return (dpi() * 33 + 1270) / 2540; }

    void native_barcode(std::string_view text, Symbology symbology, int bar, int height) {
        // Text beneath; set B of Code 128, whose escape character is a brace.
        std::string data;
        if (symbology == Symbology::code128) data = "{B";
        for (const char c : text) {
            data += c;
            if (c == '{' && symbology == Symbology::code128) data += c;
        }
        put({kGs, 'H', 2, kGs, 'h', static_cast<std::uint8_t>(height)});
        put({kGs, 'w', static_cast<std::uint8_t>(bar), kGs, 'k', barcode_number(symbology),
             static_cast<std::uint8_t>(data.size())});
        put(data);
        put({kLineFeed});
    }

    void cut() {
        if (printer_.cuts) {
            put({kGs, 'V', 66, 0});  // feeds to the knife, leaves a point uncut
        } else {
            put({kEsc, 'd', kLinesToTear});
        }
    }

    const Printer& printer_;
    const Raster& logo_;
    base::Bytes out_;
};

Status check(const Printer& printer) {
    const auto within = [](std::int64_t value, std::int64_t least, std::int64_t most,
                           std::string_view field) -> Status {
        if (value >= least && value <= most) return {};
        return base::fail(base::Code::input_out_of_range, {{"field", std::string(field)}});
    };
    MOSTRADOR_CHECK(within(printer.columns, 16, 96, "columns"));
    MOSTRADOR_CHECK(within(printer.dots, 128, 2048, "dots"));
    return within(printer.dpi, 100, 600, "dpi");
}

}  // namespace

base::Result<base::Bytes> escpos(std::span<const Paper> papers, const Printer& printer,
                                 const Raster& logo) {
    MOSTRADOR_CHECK(check(printer));
    Writer writer(printer, logo);
    for (const auto& paper : papers) {
        MOSTRADOR_CHECK(check_copies(paper));
        for (std::int64_t copy = 0; copy < paper.copies; ++copy) {
            writer.begin();
            for (const auto& block : paper.blocks)
                MOSTRADOR_CHECK(writer.add(block));
        }
    }
    return writer.take();
}

}  // namespace mostrador::documents
