#pragma once

#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "documents/paper.hpp"

namespace mostrador::documents {

/// What a station (kitchen, bar) has to make. No prices: a cook reads it from a metre away.
struct KitchenTicket {
    struct Line {
        base::Decimal quantity;
        std::string name;
        std::string note;
    };

    std::string station;
    std::string reference;  ///< of the order: a receipt's or an order's number, a table
    std::string time;       ///< on the branch's clock
    std::string person;     ///< who took the order
    std::vector<Line> lines;
};

Paper kitchen_paper(const KitchenTicket& ticket, std::string_view language,
                    std::string_view country);

}  // namespace mostrador::documents
