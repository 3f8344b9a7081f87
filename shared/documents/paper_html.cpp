#include "documents/paper_html.hpp"

#include "base/concat.hpp"
#include "documents/svg.hpp"

namespace mostrador::documents {
namespace {

using base::concat;

class Html {
public:
    explicit Html(DrawBarcode draw) : draw_(draw) {}

    base::Status add(const Block& block) {
        switch (block.kind) {
            case BlockKind::columns:
                row("sums", block);
                return {};
            case BlockKind::item:
                row("lines", block);
                return {};
            case BlockKind::qr:
            case BlockKind::barcode:
                close();
                return code(block);
            case BlockKind::text:
                close();
                text(block);
                return {};
            case BlockKind::rule:
                close();
                out_ += "<hr>";
                return {};
            case BlockKind::image:
                close();
                out_ += concat("<img class=\"", escape_html(block.text), "\" alt=\"\" hidden>");
                return {};
            case BlockKind::feed:
                close();
                out_ += "<br>";
                return {};
            case BlockKind::cut:
            case BlockKind::drawer:
                break;
        }
        return {};
    }

    std::string finish() {
        close();
        return concat("<article class=\"paper\">", out_, "</article>");
    }

private:
    void text(const Block& block) {
        const auto tag = block.style == TextStyle::title     ? "h1"
                         : block.style == TextStyle::heading ? "h2"
                                                             : "p";
        out_ +=
            concat("<", tag, " class=\"", base::enum_name(block.style), " ",
                   base::enum_name(block.align), "\">", escape_html(block.text), "</", tag, ">");
    }

    /// Rows of one kind that follow each other are one table.
    void row(std::string_view table, const Block& block) {
        if (table_ != table) {
            close();
            out_ += concat("<table class=\"", table, "\">");
            table_ = table;
        }
        const auto amount = escape_html(block.amount);
        if (block.kind == BlockKind::item) {
            out_ += concat("<tr><td colspan=\"2\">", escape_html(block.text), "</td></tr><tr><td>",
                           escape_html(block.detail), "</td><td>", amount, "</td></tr>");
            return;
        }
        out_ += concat("<tr class=\"", base::enum_name(block.style), "\"><th>",
                       escape_html(block.text), "</th><td>", amount, "</td></tr>");
    }

    base::Status code(const Block& block) {
        if (block.kind == BlockKind::qr) {
            MOSTRADOR_TRY(drawn, qr_code(block.text));
            out_ += svg(drawn, block.size);
            return {};
        }
        if (draw_ != nullptr) {
            MOSTRADOR_TRY(drawn, draw_(block));
            out_ += drawn;
        }
        out_ += concat("<p class=\"code center\">", escape_html(block.text), "</p>");
        return {};
    }

    void close() {
        if (table_.empty()) return;
        out_ += "</table>";
        table_ = {};
    }

    DrawBarcode draw_;
    std::string out_;
    std::string_view table_;  ///< the class of the table that is open
};

}  // namespace

base::Result<std::string> paper_html(const Paper& paper, DrawBarcode draw) {
    Html html(draw);
    for (const auto& block : paper.blocks)
        MOSTRADOR_CHECK(html.add(block));
    return html.finish();
}

base::Result<std::string> barcode_svg(const Block& block) {
    const auto symbology = base::enum_value<Symbology>(block.detail);
    MOSTRADOR_TRY(drawn, barcode(block.text, symbology.value_or(Symbology::code128)));
    return svg(drawn, block.size);
}

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace mostrador::documents
