#include "documents/kitchen_paper.hpp"

#include "base/concat.hpp"
#include "documents/money_text.hpp"
#include "documents/words.hpp"

namespace mostrador::documents {

namespace {

/// The stations that every catalogue knows have a word; a shop's own are called as it calls them.
std::string name_of(const std::string& station, std::string_view language) {
    if (station == "kitchen") return std::string(word(Word::kitchen, language));
    if (station == "bar") return std::string(word(Word::bar, language));
    return station;
}

}  // namespace

Paper kitchen_paper(const KitchenTicket& ticket, std::string_view language,
                    std::string_view country) {
    PaperWriter paper;
    const auto title = base::concat(word(Word::order, language), " ", ticket.reference);
    paper.text(name_of(ticket.station, language), TextStyle::title, Align::center);
    paper.text(title, TextStyle::heading, Align::center);
    paper.text(base::concat(ticket.time, " · ", ticket.person), TextStyle::normal, Align::center);
    paper.mark(BlockKind::rule);
    for (const auto& line : ticket.lines) {
        const auto quantity = decimal_text(line.quantity, country);
        paper.text(base::concat(quantity, " × ", line.name), TextStyle::large);
        paper.text(line.note, TextStyle::strong);
    }
    paper.mark(BlockKind::rule);
    paper.mark(BlockKind::cut);
    return {PaperForm::ticket, title, std::string(language), 1, paper.take()};
}

}  // namespace mostrador::documents
