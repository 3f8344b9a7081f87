#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"

namespace mostrador::documents {

/// What stands on a paper, from top to bottom. Every renderer (HTML, ESC/POS, PDF) reads these and
/// nothing else, so that no paper says more on one printer than on another.
enum class BlockKind : std::uint8_t {
    text,     ///< a paragraph
    columns,  ///< a name on the left, an amount on the right
    item,     ///< something sold: its name, `detail` ("2 × 7.50") and its amount
    rule,     ///< a line across the paper
    image,    ///< a picture that the printer's set-up knows by the name in `text` ("logo")
    qr,       ///< a QR code of `text`, `size` millimetres wide without its quiet zone
    barcode,  ///< `text` in the symbology `detail` ("ean13"), `size` millimetres high
    feed,     ///< `size` empty lines
    cut,      ///< the end of a paper, where a printer cuts
    drawer,   ///< the drawer opens, where a printer has one
};

enum class TextStyle : std::uint8_t {
    normal,
    small,
    strong,
    heading,  ///< what this paper is: "Receipt R001-00000001"
    title,    ///< whose paper it is
    total,    ///< the sum that counts
    large,    ///< read from a distance: a kitchen's lines
    banner,   ///< must not be overlooked: DUPLICATE
};

enum class Align : std::uint8_t { start, center, end };

/// One block; members that its kind does not need stay empty.
struct Block {
    static constexpr std::string_view kType = "PaperBlock";
    BlockKind kind = BlockKind::text;
    TextStyle style = TextStyle::normal;
    Align align = Align::start;
    std::string text;
    std::string detail;
    std::string amount;
    std::int64_t size = 0;

    static constexpr auto fields() {
        using T = Block;
        return base::fields(base::field("kind", &T::kind), base::field("style", &T::style),
                            base::field("align", &T::align), base::field("text", &T::text),
                            base::field("detail", &T::detail), base::field("amount", &T::amount),
                            base::field("size", &T::size));
    }
};

/// What a paper is made for decides how a PDF lays it out: a strip or a page, labels in rows, one
/// sheet for each table.
enum class PaperForm : std::uint8_t { receipt, ticket, label, sheet };

/// A paper as the core makes it (DOC-1). `name` is a file name without its ending.
struct Paper {
    static constexpr std::string_view kType = "Paper";
    PaperForm form = PaperForm::receipt;
    std::string name;
    std::string language;  ///< BCP 47
    std::int64_t copies = 1;
    std::vector<Block> blocks;

    static constexpr auto fields() {
        using T = Paper;
        return base::fields(base::field("form", &T::form), base::field("name", &T::name),
                            base::field("language", &T::language),
                            base::field("copies", &T::copies), base::field("blocks", &T::blocks));
    }
};

/// Error: input.out_of_range{field: copies} for more than a renderer makes of one paper.
base::Status check_copies(const Paper& paper);

/// Adds blocks from top to bottom:
///
///     PaperWriter paper;
///     paper.text("Café La Esquina", TextStyle::title, Align::center);
///     paper.columns("Total", "S/ 12.50", TextStyle::total);
class PaperWriter {
public:
    /// An empty text adds nothing.
    void text(std::string text, TextStyle style = TextStyle::normal, Align align = Align::start);
    void columns(std::string name, std::string amount, TextStyle style = TextStyle::normal);
    void item(std::string name, std::string detail, std::string amount);
    void code(BlockKind kind, std::string text, std::int64_t size_mm, std::string symbology = {});
    /// rule, feed (one line), cut, drawer
    void mark(BlockKind kind);
    void logo();

    std::vector<Block> take() { return std::move(blocks_); }

private:
    std::vector<Block> blocks_;
};

}  // namespace mostrador::documents

template <>
struct mostrador::base::EnumNames<mostrador::documents::BlockKind> {
    using enum mostrador::documents::BlockKind;
    static constexpr std::array names{
        std::pair{text, std::string_view("text")},
        std::pair{columns, std::string_view("columns")},
        std::pair{item, std::string_view("item")},
        std::pair{rule, std::string_view("rule")},
        std::pair{image, std::string_view("image")},
        std::pair{qr, std::string_view("qr")},
        std::pair{barcode, std::string_view("barcode")},
        std::pair{feed, std::string_view("feed")},
        std::pair{cut, std::string_view("cut")},
        std::pair{drawer, std::string_view("drawer")},
    };
};

template <>
struct mostrador::base::EnumNames<mostrador::documents::TextStyle> {
    using enum mostrador::documents::TextStyle;
    static constexpr std::array names{
        std::pair{normal, std::string_view("normal")},
        std::pair{small, std::string_view("small")},
        std::pair{strong, std::string_view("strong")},
        std::pair{heading, std::string_view("heading")},
        std::pair{title, std::string_view("title")},
        std::pair{total, std::string_view("total")},
        std::pair{large, std::string_view("large")},
        std::pair{banner, std::string_view("banner")},
    };
};

template <>
struct mostrador::base::EnumNames<mostrador::documents::Align> {
    using enum mostrador::documents::Align;
    static constexpr std::array names{
        std::pair{start, std::string_view("start")},
        std::pair{center, std::string_view("center")},
        std::pair{end, std::string_view("end")},
    };
};

template <>
struct mostrador::base::EnumNames<mostrador::documents::PaperForm> {
    using enum mostrador::documents::PaperForm;
    static constexpr std::array names{
        std::pair{receipt, std::string_view("receipt")},
        std::pair{ticket, std::string_view("ticket")},
        std::pair{label, std::string_view("label")},
        std::pair{sheet, std::string_view("sheet")},
    };
};
