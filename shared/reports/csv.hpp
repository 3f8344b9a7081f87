#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "reports/report.hpp"

namespace mostrador::reports {

/// One record of RFC 4180: fields with a comma, a quote or a line break are quoted; CRLF ends it. A
/// text that a spreadsheet would take for a formula gets an apostrophe before it.
void add_record(std::string& csv, const std::vector<std::string>& fields);

/// A report as a table: name, count, quantity or base, amount; amounts plain, "1234.50". `headings`
/// are the four words above it, `names` the words for keys that have no name.
struct Table {
    std::vector<Row> rows;
    std::vector<std::string> headings;
    std::map<std::string, std::string> names;
    base::Currency currency;
    bool mark = false;  ///< begins with a byte order mark, which Excel needs to read UTF-8
};

std::string csv_of(const Table& table);

}  // namespace mostrador::reports
