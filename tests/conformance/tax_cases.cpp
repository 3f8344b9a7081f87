#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "conformance/cases.hpp"
#include "pricing/pricing.hpp"
#include "pricing/settlement.hpp"

namespace mostrador::conformance {

namespace {

using base::Decimal;
using nlohmann::json;
using pricing::Minor;

/// A case that cannot be read: an unknown word, a number that is none.
struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

template <class T>
T value_of(base::Result<T> result) {
    if (result) return *std::move(result);
    std::string text(base::code_name(result.error().code));
    for (const auto& [name, value] : result.error().parameters)
        text += " " + name + "=" + value;
    throw Unreadable(text);
}

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

Decimal decimal(const json& value) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    const auto parsed = Decimal::parse(without_trailing_zeros(text));
    if (!parsed) throw Unreadable("\"" + text + "\" is not a decimal number");
    return *parsed;
}

Decimal decimal_or(const json& object, const char* field, std::int64_t otherwise) {
    return object.contains(field) ? decimal(object.at(field)) : Decimal(otherwise);
}

bool has_value(const json& object, const char* field) {
    return object.contains(field) && !object.at(field).is_null();
}

template <class T, std::size_t N>
T word(const json& value, const std::array<std::pair<const char*, T>, N>& words) {
    const auto text = value.get<std::string>();
    for (const auto& [known, meaning] : words) {
        if (text == known) return meaning;
    }
    throw Unreadable("unknown word \"" + text + "\"");
}

constexpr std::array kTaxKinds{std::pair{"percent", pricing::TaxKind::percent},
                               std::pair{"fixed_per_unit", pricing::TaxKind::fixed_per_unit},
                               std::pair{"percent_of_total", pricing::TaxKind::percent_of_total}};
constexpr std::array kTaxRoundings{std::pair{"per_line", pricing::TaxRounding::per_line},
                                   std::pair{"globally", pricing::TaxRounding::globally}};
constexpr std::array kModes{std::pair{"half_up", pricing::CashRoundingMode::half_up},
                            std::pair{"half_down", pricing::CashRoundingMode::half_down},
                            std::pair{"half_even", pricing::CashRoundingMode::half_even},
                            std::pair{"up", pricing::CashRoundingMode::up},
                            std::pair{"down", pricing::CashRoundingMode::down}};
constexpr std::array kScopes{std::pair{"cash_only", pricing::CashRoundingScope::cash_only},
                             std::pair{"all_methods", pricing::CashRoundingScope::all_methods}};
constexpr std::array kPlaces{std::pair{"separate_line", pricing::RoundingPlace::separate_line},
                             std::pair{"biggest_tax", pricing::RoundingPlace::biggest_tax}};

void collect_digits(const json& value, int& digits) {
    if (value.is_structured()) {
        for (const json& each : value)
            collect_digits(each, digits);
        return;
    }
    const auto parsed = value.is_string() ? Decimal::parse(value.get<std::string>())
                                          : base::Result<Decimal>(Decimal(0));
    if (parsed) digits = std::max(digits, parsed->normalized().scale());
}

/// What an amount of the case may be finer than: the step of its currency. Digits enough for the
/// coins and the tenders too.
int digits_of(const json& test) {
    int digits = decimal(test.at("currency_step")).scale();
    if (has_value(test, "cash_rounding"))
        collect_digits(test.at("cash_rounding").at("step"), digits);
    if (has_value(test, "payments")) collect_digits(test.at("payments"), digits);
    return digits;
}

/// One case, priced with amounts of `digits` decimals.
class TaxCase {
public:
    TaxCase(const json& test, int digits, std::optional<Decimal> step) : test_(test) {
        currency_.minor_digits = static_cast<std::uint8_t>(digits);
        step_ = step ? minor(*step) : 1;
        read_taxes();
        price();
    }

    /// The amount that an expectation names, as text with the decimals of the expectation.
    std::optional<Minor> amount(const std::string& field) const {
        if (field == "total_excluded" || field == "base") return priced_.total_excluded;
        if (field == "total_included") return priced_.total_included;
        if (field == "total") return priced_.total();
        if (field == "tax") return priced_.total_tax;
        if (field == "cash_rounding") return priced_.cash_rounding;
        if (field == "ticket_discount") return priced_.ticket_discount;
        if (field == "service_charge") return service_charge();
        return settled_amount(field);
    }

    pricing::TaxShare tax(const std::string& id) const {
        pricing::TaxShare share{.tax = tax_index(id)};
        for (const pricing::TaxShare& found : priced_.taxes) {
            if (found.tax == share.tax) share = found;
        }
        return share;
    }

    pricing::GroupShare group(const std::string& name) const {
        for (const pricing::GroupShare& found : priced_.groups) {
            if (found.group == name) return found;
        }
        return {.group = name};
    }

    const std::vector<pricing::PricedLine>& lines() const { return priced_.lines; }

    /// The amount with at most as many decimals as asked for.
    Decimal in_units(Minor amount, int most_digits) const {
        const Decimal exact = value_of(Decimal::scaled(amount, currency_.minor_digits));
        if (exact.scale() <= most_digits) return exact;
        return value_of(exact.rescaled(most_digits, base::Rounding::half_away));
    }

private:
    Minor minor(const Decimal& amount) const {
        return value_of(amount.rescaled(currency_.minor_digits, base::Rounding::half_away))
            .mantissa();
    }

    Minor minor(const json& amount) const { return minor(decimal(amount)); }

    void read_taxes() {
        for (const json& each : test_.value("taxes", json::array())) {
            pricing::Tax tax;
            tax.id = each.at("id").get<std::string>();
            tax.group = each.value("group", tax.id);
            tax.kind = word(each.at("kind"), kTaxKinds);
            tax.amount = decimal(each.at("amount"));
            tax.price_included = each.value("price_included", false);
            tax.included_in_next_base = each.value("included_in_next_base", false);
            tax.base_affected_by_previous = each.value("base_affected_by_previous", true);
            taxes_.push_back(tax);
        }
    }

    pricing::TaxIndex tax_index(const std::string& id) const {
        const auto found = std::ranges::find(taxes_, id, &pricing::Tax::id);
        if (found == taxes_.end()) throw Unreadable("unknown tax \"" + id + "\"");
        return static_cast<pricing::TaxIndex>(found - taxes_.begin());
    }

    std::vector<pricing::TaxIndex> tax_indices(const json& ids) const {
        std::vector<pricing::TaxIndex> indices;
        for (const json& id : ids)
            indices.push_back(tax_index(id.get<std::string>()));
        return indices;
    }

    std::vector<pricing::Discount> discounts(const json& of, const std::string& name) const {
        std::vector<pricing::Discount> discounts;
        if (has_value(of, (name + "_pct").c_str())) {
            discounts.push_back(pricing::Discount::by_percent(decimal(of.at(name + "_pct"))));
        }
        if (has_value(of, (name + "_amount").c_str())) {
            discounts.push_back(pricing::Discount::by_amount(minor(of.at(name + "_amount"))));
        }
        return discounts;
    }

    void price() {
        pricing::Basket basket{.currency = currency_, .rounding_step = step_};
        basket.tax_rounding = word(test_.value("rounding_method", json("per_line")), kTaxRoundings);
        for (const json& line : test_.value("lines", json::array())) {
            basket.lines.push_back({.quantity = decimal_or(line, "qty", 1),
                                    .unit_price = decimal(line.at("unit_price")),
                                    .discounts = discounts(line, "discount"),
                                    .taxes = tax_indices(line.value("taxes", json::array()))});
        }
        basket.ticket_discounts = discounts(test_, "ticket_discount");
        if (has_value(test_, "service_charge_pct")) {
            basket.service_charge = {
                decimal(test_.at("service_charge_pct")),
                tax_indices(test_.value("service_charge_taxes", json::array()))};
        }
        priced_ = value_of(pricing::price(basket, taxes_));
        settle();
    }

    // Rounding with a scope belongs to the payments; with a strategy to the document itself.
    void settle() {
        std::optional<pricing::CashRounding> rounding;
        if (has_value(test_, "cash_rounding")) {
            const json& given = test_.at("cash_rounding");
            rounding = pricing::CashRounding{
                .step = minor(given.at("step")),
                .mode = word(given.value("mode", json("half_up")), kModes),
                .scope = word(given.value("scope", json("cash_only")), kScopes)};
            if (!given.contains("scope")) {
                const auto place = word(given.value("strategy", json("separate_line")), kPlaces);
                value_of_status(pricing::round_document(priced_, *rounding, place));
                rounding.reset();
            }
        }
        std::vector<pricing::Tender> tenders;
        for (const json& payment : test_.value("payments", json::array())) {
            pricing::Tender tender{.cash = payment.value("method", "cash") == "cash"};
            if (payment.value("amount", json("auto")) != "auto") {
                tender.amount = minor(payment.at("amount"));
            }
            tenders.push_back(tender);
        }
        const Minor tip = has_value(test_, "tip") ? minor(test_.at("tip")) : 0;
        settlement_ = value_of(pricing::settle(priced_.total() + tip, tenders, rounding));
    }

    static void value_of_status(const base::Status& status) {
        if (!status) throw Unreadable(std::string(base::code_name(status.error().code)));
    }

    Minor service_charge() const {
        return priced_.service_charge ? priced_.service_charge->total_excluded : 0;
    }

    std::optional<Minor> settled_amount(const std::string& field) const {
        if (field == "due") return settlement_.due;
        if (field == "paid") return settlement_.paid;
        if (field == "rounding") return settlement_.rounding;
        if (field == "change") return settlement_.change;
        if (field == "remaining") return settlement_.remaining;
        return payment_amount(field);
    }

    // second_payment, remaining_after_first and the like.
    std::optional<Minor> payment_amount(const std::string& field) const {
        static constexpr std::array kOrdinals{"first", "second", "third", "fourth", "fifth"};
        const auto& payments = settlement_.payments;
        for (std::size_t i = 0; i < std::min(kOrdinals.size(), payments.size()); ++i) {
            const std::string ordinal = kOrdinals[i];
            if (field == ordinal + "_payment") return payments[i].amount;
            if (field == "remaining_after_" + ordinal) {
                return i + 1 < payments.size() ? payments[i + 1].due : settlement_.remaining;
            }
        }
        return std::nullopt;
    }

    const json& test_;
    base::Currency currency_;
    Minor step_ = 1;
    pricing::TaxTable taxes_;
    pricing::Priced priced_;
    pricing::Settlement settlement_;
};

/// Compares a priced case with what is expected of it.
class Comparison {
public:
    /// `unrounded`: an amount is compared with the decimals of its expectation, not as it is.
    Comparison(const TaxCase& actual, bool unrounded, std::vector<std::string>& differences)
        : actual_(actual), unrounded_(unrounded), differences_(differences) {}

    void compare(const json& expected) {
        for (const auto& [field, value] : expected.items()) {
            if (field == "taxes") {
                compare_taxes(value);
            } else if (field == "groups") {
                compare_groups(value);
            } else if (field == "lines") {
                compare_lines(value);
            } else if (const auto amount = actual_.amount(field)) {
                compare_amount(field, value, *amount);
            } else {
                differences_.push_back(field + ": this program knows no such amount");
            }
        }
    }

private:
    void compare_amount(const std::string& name, const json& expected, Minor actual) {
        const auto text = expected.is_string() ? expected.get<std::string>() : expected.dump();
        const auto point = text.find('.');
        const int digits =
            point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
        const Decimal wanted = decimal(expected);
        const Decimal got = actual_.in_units(actual, unrounded_ ? digits : Decimal::kMaxScale);
        if (wanted == got) return;
        differences_.push_back(name + ": expected " + text + ", got " + got.text());
    }

    void compare_share(const std::string& name, const json& expected, Minor base, Minor amount) {
        if (!expected.is_object()) {
            compare_amount(name, expected, amount);
            return;
        }
        if (has_value(expected, "base")) compare_amount(name + " base", expected.at("base"), base);
        if (has_value(expected, "amount")) {
            compare_amount(name + " amount", expected.at("amount"), amount);
        }
    }

    void compare_taxes(const json& expected) {
        if (expected.is_object()) {
            for (const auto& [id, share] : expected.items())
                compare_tax(id, share);
            return;
        }
        for (const json& share : expected)
            compare_tax(share.at("tax").get<std::string>(), share);
    }

    void compare_tax(const std::string& id, const json& expected) {
        const pricing::TaxShare share = actual_.tax(id);
        compare_share("tax " + id, expected, share.base, share.amount);
    }

    void compare_groups(const json& expected) {
        for (const auto& [name, share] : expected.items()) {
            const pricing::GroupShare group = actual_.group(name);
            compare_share("group " + name, share, group.base, group.amount);
        }
    }

    void compare_lines(const json& expected) {
        const auto& lines = actual_.lines();
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const std::string name = "line " + std::to_string(i + 1);
            if (i >= lines.size()) {
                differences_.push_back(name + ": there is no such line");
                continue;
            }
            for (const auto& [field, value] : expected[i].items()) {
                compare_line_amount(name + " " + field, field, value, lines[i]);
            }
        }
    }

    void compare_line_amount(const std::string& name, const std::string& field, const json& value,
                             const pricing::PricedLine& line) {
        if (field == "total_excluded" || field == "base") {
            compare_amount(name, value, line.total_excluded);
        } else if (field == "total_included" || field == "total") {
            compare_amount(name, value, line.total_included);
        } else if (field == "tax") {
            compare_amount(name, value, line.total_included - line.total_excluded);
        } else if (field == "discount") {
            compare_amount(name, value, line.discount);
        } else {
            differences_.push_back(name + ": this program knows no such amount");
        }
    }

    const TaxCase& actual_;
    bool unrounded_;
    std::vector<std::string>& differences_;
};

// Expectations finer than the currency are of the unrounded amounts, which exist only where nothing
// is rounded before the document. They are then priced with two more digits and compared with the
// digits they have.
std::optional<int> digits_of_unrounded(const json& test, int digits) {
    int expected_digits = 0;
    collect_digits(test.at("expected"), expected_digits);
    const bool by_document = test.value("rounding_method", "per_line") == "globally";
    if (!by_document || expected_digits <= digits) return std::nullopt;
    return std::min(expected_digits + 2, Decimal::kMaxScale);
}

std::vector<std::string> check(const json& test) {
    std::vector<std::string> differences;
    try {
        const int digits = digits_of(test);
        const auto finer = digits_of_unrounded(test, digits);
        const TaxCase actual = finer ? TaxCase(test, *finer, std::nullopt)
                                     : TaxCase(test, digits, decimal(test.at("currency_step")));
        Comparison(actual, finer.has_value(), differences).compare(test.at("expected"));
    } catch (const std::exception& unreadable) {
        differences.push_back(unreadable.what());
    }
    return differences;
}

}  // namespace

void check_tax_cases(std::string_view file, const json& content, Report& report) {
    if (!content.is_object() || !content.contains("cases")) {
        report.add(file, {"has no cases"});
        return;
    }
    int number = 0;
    for (const json& test : content["cases"]) {
        ++number;
        const std::string name = test.value("id", "case " + std::to_string(number));
        report.add(name + " (" + test.value("category", "no category") + ")", check(test));
    }
}

}  // namespace mostrador::conformance
