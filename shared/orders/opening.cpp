#include "orders/opening.hpp"

#include "base/concat.hpp"

namespace mostrador::orders {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

struct Number {
    std::int64_t number = 1;
    std::string text;
};

/// ORD-1: one more than this device's highest of the type, behind the type's letter and the letters
/// that the hub leased to this device.
Result<Number> next_number(Context& context, Type type) {
    constexpr std::string_view kLetters = "TGDC";  // table, to go, delivery, counter
    MOSTRADOR_TRY(prefix, context.database.one<std::string>(
                              "SELECT prefix FROM series WHERE device = ?1 AND document = 'order' "
                              "ORDER BY epoch DESC, id DESC LIMIT 1",
                              context.identity->device));
    if (!prefix) return base::fail(Code::sales_no_series);
    MOSTRADOR_TRY(last, context.database.one<std::int64_t>(
                            "SELECT coalesce(max(number), 0) FROM tab WHERE device = ?1 AND "
                            "type = ?2",
                            context.identity->device, base::enum_name(type)));
    const auto number = last.value_or(0) + 1;
    const auto letter = kLetters.substr(static_cast<std::size_t>(type), 1);
    return Number{number, base::concat(letter, *prefix, number)};
}

}  // namespace

Status open_row(Context& context, TabRow row) {
    MOSTRADOR_TRY(number, next_number(context, row.type.value_or(Type::counter)));
    row.create = true;
    row.branch = context.identity->branch;
    row.number = number.number;
    row.number_text = number.text;
    if (!row.waiter) row.waiter = context.person->id;
    row.opened_at = context.now_us;
    return context.log.append(context.person->id, TabsPut{{{std::move(row)}}});
}

}  // namespace mostrador::orders
