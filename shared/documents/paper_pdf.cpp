#include "documents/paper_pdf.hpp"

#include <algorithm>
#include <optional>

#include "documents/code_page.hpp"
#include "documents/pdf.hpp"
#include "documents/words.hpp"
#include "documents/wrap.hpp"

namespace mostrador::documents {
namespace {

using base::Status;

constexpr Points kA4Width = points_of_mm(210);
constexpr Points kA4Height = points_of_mm(297);

/// A third of a millimetre: GS1's nominal bar.
constexpr Points kBar = points_of_mm(33) / 100;
constexpr Points kRule = 60;
constexpr int kBlack = 0, kGrey = 45, kPale = 82, kWhite = 100;

struct Face {
    Font font;
    Points size;
};

/// The part of a page that blocks flow down.
struct Column {
    Points left = 0;
    Points width = 0;
    Points size = 850;  ///< of plain text; the other styles follow from it
};

Face face_of(TextStyle style, Points size) {
    switch (style) {
        case TextStyle::normal:
            return {Font::regular, size};
        case TextStyle::small:
            return {Font::regular, size * 85 / 100};
        case TextStyle::strong:
            return {Font::bold, size};
        case TextStyle::heading:
            return {Font::bold, size * 120 / 100};
        case TextStyle::title:
            return {Font::bold, size * 160 / 100};
        case TextStyle::total:
        case TextStyle::large:
        case TextStyle::banner:
            return {Font::bold, size * 150 / 100};
    }
    return {Font::regular, size};
}

std::string coded(std::string_view text) {
    return in_code_page(text, CodePage::wpc1252);
}

/// Draws blocks one under the other in a column and knows how far down it is.
class Flow {
public:
    Flow(Pdf& pdf, const Raster& logo, Column column, Points top)
        : pdf_(pdf), logo_(logo), column_(column), y_(top) {}

    Points y() const { return y_; }

    void move_to(Points y) { y_ = y; }

    Status add(const Block& block) {
        switch (block.kind) {
            case BlockKind::text:
                text(block);
                return {};
            case BlockKind::columns:
                pair(block.text, block.amount, face_of(block.style, column_.size));
                return {};
            case BlockKind::item:
                item(block);
                return {};
            case BlockKind::rule:
                rule();
                return {};
            case BlockKind::image:
                if (block.text == "logo" && logo_.width > 0) logo();
                return {};
            case BlockKind::qr:
                return qr(block);
            case BlockKind::barcode:
                return bars(block);
            case BlockKind::feed:
                y_ += column_.size * block.size;
                return {};
            case BlockKind::cut:
            case BlockKind::drawer:
                break;
        }
        return {};
    }

    void text(const Block& block) {
        const auto face = face_of(block.style, column_.size);
        const bool banner = block.style == TextStyle::banner;
        if (block.style == TextStyle::heading) y_ += face.size / 3;
        if (banner) {
            pdf_.shade(kBlack);
            pdf_.box({column_.left, y_}, {column_.width, face.size * 150 / 100});
            pdf_.shade(kWhite);
            y_ += face.size * 15 / 100;
        } else {
            pdf_.shade(block.style == TextStyle::small ? kGrey : kBlack);
        }
        for (const auto& line : lines(block.text, face, column_.width))
            put(line, face, block.align);
        if (banner) y_ += face.size * 30 / 100;
        pdf_.shade(kBlack);
    }

    /// The name on the left, the amount at the right of its last line.
    void pair(std::string_view name, std::string_view amount, Face face) {
        const auto right = coded(amount);
        const auto gap = face.size / 2;
        const auto taken = text_width(right, face.font, face.size) + gap;
        for (const auto& line : lines(name, face, column_.width - taken))
            put(line, face, Align::start);
        pdf_.text({column_.left + column_.width - taken + gap, baseline_}, right, face.font,
                  face.size);
    }

    void item(const Block& block) {
        const auto face = face_of(TextStyle::normal, column_.size);
        for (const auto& line : lines(block.text, face, column_.width))
            put(line, face, Align::start);
        pair("  " + block.detail, block.amount, face);
        y_ += face.size / 5;
    }

    void rule() {
        y_ += column_.size / 2;
        pdf_.shade(kGrey);
        pdf_.box({column_.left, y_}, {column_.width, kRule});
        pdf_.shade(kBlack);
        y_ += column_.size / 2;
    }

    Status qr(const Block& block) {
        MOSTRADOR_TRY(code, qr_code(block.text));
        const auto side = std::min(points_of_mm(block.size), column_.width * 9 / 10);
        y_ += column_.size;
        const auto left = column_.left + (column_.width - side) / 2;
        draw(code, {left, y_}, side);
        y_ += side + column_.size;
        return {};
    }

private:
    static std::vector<std::string> lines(std::string_view text, Face face, Points most) {
        return wrapped(coded(text), most, [face](std::string_view part) {
            return text_width(part, face.font, face.size);
        });
    }

    void put(std::string_view line, Face face, Align align) {
        const auto rest = column_.width - text_width(line, face.font, face.size);
        const auto left = align == Align::center ? rest / 2 : align == Align::end ? rest : 0;
        baseline_ = y_ + face.size;
        pdf_.text({column_.left + left, baseline_}, line, face.font, face.size);
        y_ += face.size * 128 / 100;
    }

    /// A run of dark modules is one box, so that no hairline shows between them.
    void draw(const QrCode& code, Pdf::Place at, Points side) {
        const auto edge = [&](int module) { return side * module / code.side; };
        for (int y = 0; y < code.side; ++y) {
            for (int x = 0; x < code.side;) {
                int end = x;
                while (end < code.side && code.at(end, y))
                    ++end;
                if (end > x) {
                    pdf_.box({at.x + edge(x), at.y + edge(y)},
                             {edge(end) - edge(x), edge(y + 1) - edge(y)});
                }
                x = std::max(end, x + 1);
            }
        }
    }

    Status bars(const Block& block) {
        const auto symbology = base::enum_value<Symbology>(block.detail);
        MOSTRADOR_TRY(code, barcode(block.text, symbology.value_or(Symbology::code128)));
        const auto count = static_cast<Points>(code.dark.size());
        const auto bar = std::min(kBar, column_.width / (count + 2 * code.quiet));
        const auto height = points_of_mm(block.size);
        auto left = column_.left;
        if (block.align == Align::center) left += (column_.width - bar * count) / 2;
        y_ += column_.size / 3;
        for (const bool dark : code.dark) {
            if (dark) pdf_.box({left, y_}, {bar, height});
            left += bar;
        }
        y_ += height;
        text({.style = TextStyle::small, .align = block.align, .text = code.text});
        return {};
    }

    void logo() {
        constexpr Points kDot = 7200 / 203;  // as large as a printer of 203 dpi makes it
        const auto width = std::min<Points>(logo_.width * kDot, column_.width * 2 / 3);
        const auto height = width * logo_.height / logo_.width;
        pdf_.picture({column_.left + (column_.width - width) / 2, y_}, {width, height}, logo_);
        y_ += height + column_.size / 2;
    }

    Pdf& pdf_;
    const Raster& logo_;
    Column column_;
    Points y_;
    Points baseline_ = 0;
};

// ---- strips ------------------------------------------------------------------------------------

Status add_strip(Pdf& pdf, const Paper& paper, PdfPage page, const Raster& logo) {
    const auto width = points_of_mm(page == PdfPage::mm58 ? 58 : 80);
    const auto margin = points_of_mm(page == PdfPage::mm58 ? 3 : 5);
    pdf.begin_page({width, 0});
    Flow flow(pdf, logo, {margin, width - 2 * margin, page == PdfPage::mm58 ? 780 : 880}, margin);
    for (const auto& block : paper.blocks)
        MOSTRADOR_CHECK(flow.add(block));
    pdf.set_height(flow.y() + margin);
    return {};
}

// ---- A4 ----------------------------------------------------------------------------------------

/// A receipt on A4: who sells on the left, what it is on the right, a table, sums, and the code.
class Receipt {
public:
    Receipt(Pdf& pdf, const Raster& logo, const Paper& paper)
        : pdf_(pdf), logo_(logo), paper_(paper) {}

    Status draw() {
        begin_page();
        MOSTRADOR_CHECK(head());
        y_ += kSpace;
        table_head();
        for (; at_ < blocks().size() && before_sums(); ++at_)
            table_row(blocks()[at_]);
        line(y_);
        return foot();
    }

private:
    static constexpr Points kMargin = points_of_mm(20);
    static constexpr Points kInside = kA4Width - 2 * kMargin;
    static constexpr Points kBottom = kA4Height - kMargin;
    static constexpr Points kSpace = points_of_mm(9);
    static constexpr Points kText = 950;
    static constexpr Points kSmall = 800;
    static constexpr Points kRow = points_of_mm(7);
    /// Right edge of "quantity × price".
    static constexpr Points kDetail = kInside * 78 / 100;
    static constexpr Points kName = kInside / 2;

    const std::vector<Block>& blocks() const { return paper_.blocks; }

    void begin_page() {
        pdf_.begin_page({kA4Width, kA4Height});
        y_ = kMargin;
    }

    bool before_sums() const {
        return blocks()[at_].kind == BlockKind::item || blocks()[at_].kind == BlockKind::rule;
    }

    /// Texts up to the heading are the shop's; from there on the document's.
    Status head() {
        Flow shop(pdf_, logo_, {kMargin, kInside * 55 / 100, kText}, y_);
        const auto right = kInside * 40 / 100;
        Flow document(pdf_, logo_, {kMargin + kInside - right, right, kText}, y_);
        bool of_shop = true;
        for (; at_ < blocks().size(); ++at_) {
            auto block = blocks()[at_];
            if (block.kind != BlockKind::text && block.kind != BlockKind::image) break;
            if (block.style == TextStyle::heading) of_shop = false;
            const bool left = of_shop && block.style != TextStyle::banner;
            if (block.style != TextStyle::banner) block.align = left ? Align::start : Align::end;
            MOSTRADOR_CHECK((left ? shop : document).add(block));
        }
        y_ = std::max(shop.y(), document.y());
        return {};
    }

    std::string says(Word each) const { return coded(word(each, paper_.language)); }

    void put(Points left, std::string_view text, Face face) {
        pdf_.text({kMargin + left, y_ + kRow * 65 / 100}, text, face.font, face.size);
    }

    void put_end(Points right, std::string_view text, Face face) {
        put(right - text_width(text, face.font, face.size), text, face);
    }

    void line(Points y) {
        pdf_.shade(kPale);
        pdf_.box({kMargin, y}, {kInside, kRule});
        pdf_.shade(kBlack);
    }

    void table_head() {
        const Face face{Font::bold, kSmall};
        pdf_.shade(kGrey);
        put(0, says(Word::description), face);
        put_end(kDetail, says(Word::quantity_price), face);
        put_end(kInside, says(Word::amount), face);
        y_ += kRow;
        pdf_.shade(kBlack);
    }

    void table_row(const Block& block) {
        if (block.kind != BlockKind::item) return;
        const Face face{Font::regular, kText};
        const auto name = wrapped(coded(block.text), kName, [face](std::string_view part) {
            return text_width(part, face.font, face.size);
        });
        const auto more = static_cast<Points>(name.size() - 1) * kText * 128 / 100;
        if (y_ + kRow + more > kBottom) {
            begin_page();
            table_head();
        }
        line(y_);
        put_end(kDetail, coded(block.detail), face);
        put_end(kInside, coded(block.amount), face);
        for (const auto& each : name) {
            put(0, each, face);
            y_ += kText * 128 / 100;
        }
        y_ += kRow - kText * 128 / 100;
    }

    /// Sums on the right, the code and what is said with it on the left.
    Status foot() {
        constexpr Points kNeeded = points_of_mm(60);
        if (y_ + kNeeded > kBottom) begin_page();
        const auto half = kInside * 45 / 100;
        const auto top = y_ + kSpace / 2;
        Flow sums(pdf_, logo_, {kMargin + kInside - half, half, kText}, top);
        Flow left(pdf_, logo_, {kMargin, points_of_mm(45), kSmall}, top - kSmall);
        for (; at_ < blocks().size(); ++at_) {
            const auto& block = blocks()[at_];
            const bool sum = block.kind == BlockKind::columns;
            MOSTRADOR_CHECK((sum ? sums : left).add(block));
        }
        return {};
    }

    Pdf& pdf_;
    const Raster& logo_;
    const Paper& paper_;
    std::size_t at_ = 0;
    Points y_ = 0;
};

/// A report on A4: a column that reads like the strip, in the middle of the page.
Status add_report(Pdf& pdf, const Paper& paper, const Raster& logo) {
    constexpr Points kWidth = points_of_mm(110);
    constexpr Points kTop = points_of_mm(20);
    pdf.begin_page({kA4Width, kA4Height});
    Flow flow(pdf, logo, {(kA4Width - kWidth) / 2, kWidth, 1000}, kTop);
    for (const auto& block : paper.blocks) {
        if (flow.y() > kA4Height - 2 * kTop) {
            pdf.begin_page({kA4Width, kA4Height});
            flow.move_to(kTop);
        }
        MOSTRADOR_CHECK(flow.add(block));
    }
    return {};
}

/// How many stand side by side and one under the other.
struct Grid {
    int columns;
    int rows;
};

/// Labels and table sheets, each in its cell.
class Cells {
public:
    Cells(Pdf& pdf, const Raster& logo, Grid grid, Points text)
        : pdf_(pdf), logo_(logo), grid_(grid), text_(text) {}

    Status add(const Paper& paper) {
        if (next_ == 0) pdf_.begin_page({kA4Width, kA4Height});
        const auto width = kA4Width / grid_.columns;
        const auto height = kA4Height / grid_.rows;
        const auto margin = points_of_mm(grid_.rows > grid_.columns ? 5 : 10);
        Flow flow(pdf_, logo_, {next_ % grid_.columns * width + margin, width - 2 * margin, text_},
                  next_ / grid_.columns * height + margin);
        for (const auto& block : paper.blocks)
            MOSTRADOR_CHECK(flow.add(block));
        next_ = (next_ + 1) % (grid_.columns * grid_.rows);
        return {};
    }

private:
    Pdf& pdf_;
    const Raster& logo_;
    Grid grid_;
    Points text_;
    int next_ = 0;
};

}  // namespace

base::Result<base::Bytes> paper_pdf(std::span<const Paper> papers, PdfPage page,
                                    const Raster& logo) {
    Pdf pdf;
    Cells labels(pdf, logo, {3, 8}, 800);
    Cells sheets(pdf, logo, {2, 2}, 1400);
    const auto add = [&](const Paper& paper) -> Status {
        if (page != PdfPage::a4) return add_strip(pdf, paper, page, logo);
        if (paper.form == PaperForm::label) return labels.add(paper);
        if (paper.form == PaperForm::sheet) return sheets.add(paper);
        if (paper.form == PaperForm::ticket) return add_report(pdf, paper, logo);
        return Receipt(pdf, logo, paper).draw();
    };
    for (const auto& paper : papers) {
        MOSTRADOR_CHECK(check_copies(paper));
        for (std::int64_t copy = 0; copy < paper.copies; ++copy)
            MOSTRADOR_CHECK(add(paper));
    }
    if (papers.empty()) return base::fail(base::Code::input_missing, {{"field", "papers"}});
    return pdf.finish(papers.front().name, papers.front().language);
}

}  // namespace mostrador::documents
