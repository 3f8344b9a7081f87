#include "reports/csv.hpp"

namespace mostrador::reports {
namespace {

std::string field_of(std::string_view text) {
    constexpr std::string_view formula = "=+-@\t\r";
    const bool dangerous = !text.empty() && formula.contains(text.front());
    // A plain negative number is no formula.
    const bool number = text.find_first_not_of("-0123456789.") == std::string_view::npos;
    std::string field = dangerous && !number ? "'" : "";
    field += text;
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char c : field) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted += '"';
}

}  // namespace

void add_record(std::string& csv, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) csv += ',';
        csv += field_of(fields[i]);
    }
    csv += "\r\n";
}

namespace {

const std::string& name_of(const Table& table, const Row& row) {
    if (!row.name.empty()) return row.name;
    const auto word = table.names.find(row.key);
    return word == table.names.end() ? row.key : word->second;
}

}  // namespace

std::string csv_of(const Table& table) {
    std::string csv = table.mark ? "\xEF\xBB\xBF" : "";
    add_record(csv, table.headings);
    const auto money = [&](std::int64_t minor) {
        return base::Money{minor, table.currency}.text();
    };
    for (const auto& row : table.rows) {
        const auto third = row.base ? money(*row.base) : row.quantity.value_or("");
        add_record(csv, {name_of(table, row), std::to_string(row.count), third, money(row.amount)});
    }
    return csv;
}

}  // namespace mostrador::reports
