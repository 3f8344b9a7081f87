// What people type and cameras read, before anything is made of it: enrolment codes, labels,
// numbers, ids, words.
#include "base/text.hpp"

#include "base/decimal.hpp"
#include "base/id.hpp"
#include "catalog/barcode.hpp"
#include "fuzz/fuzz.hpp"
#include "hub/storage/enrolment_code.hpp"
#include "scanning/gs1.hpp"

namespace mostrador::fuzz {

const Shape kShape{.cbor = false};

void take(base::ByteView bytes) {
    const auto text = base::as_text(bytes);
    const auto code = hub::normal_code(text);
    demand(code.empty() || hub::normal_code(hub::shown_code(code)) == code);
    if (const auto id = base::Id::parse(text)) demand(base::Id::parse(id->text()) == *id);
    if (const auto number = base::Decimal::parse(text))
        demand(base::Decimal::parse(number->text()) == *number);
    const auto folded = base::fold(text);
    demand(base::is_valid_utf8(folded) && base::fold(folded) == folded);
    if (const auto label = scanning::read_label(text)) demand(label->gtin.size() == 14);
    std::ignore = catalog::barcode_key(text);
}

}  // namespace mostrador::fuzz
