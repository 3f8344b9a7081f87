#pragma once

#include <string>

#include "documents/paper.hpp"

namespace mostrador::documents {

// Papers whose code opens something at the till (SCAN-1): `mostrador:<kind>:<what>`.

/// What a customer shows at the counter. It says no more of them than their name.
struct CustomerCard {
    std::string shop;
    std::string name;
    base::Id customer;
};

Paper customer_paper(const CustomerCard& card, std::string_view language);

/// A sheet that stands on a table: scan it, and its order opens (QRT, MENU).
struct TableSheet {
    std::string shop;
    std::string table;
    std::string code;
};

Paper table_paper(const TableSheet& sheet, std::string_view language);

/// What the code on a table says to a till: "mostrador:table:<id>".
std::string table_code(const base::Id& table);

/// SALE-6: what a voucher's code says: "mostrador:voucher:V-7KQ2M-9XHTD".
std::string voucher_code(std::string_view voucher);

/// Nothing on paper, only the drawer.
Paper drawer_paper(std::string_view language);

/// Whether the drawer opens with a paper, and making it stay shut.
bool has_drawer(const Paper& paper);
void take_drawer(Paper& paper);

}  // namespace mostrador::documents
