#include "pricing/pricing.hpp"

#include <algorithm>
#include <map>

#include "catalog/sellable.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"
#include "pricing/tax_tables.hpp"
#include "sales/cart.hpp"

namespace mostrador::sales {
namespace {

using base::Result;
using base::Status;

/// Collects the taxes of the lines, each once, as the price engine wants them.
class Taxes {
public:
    Taxes(const organization::Tenant& tenant, std::chrono::year_month_day today)
        : tenant_(tenant), today_(today) {}

    Result<pricing::TaxIndex> index_of(const catalog::TaxClass& tax) {
        if (const auto known = index_.find(tax.id); known != index_.end()) return known->second;
        MOSTRADOR_TRY(dated, dated_tax(tax));
        const auto index = static_cast<pricing::TaxIndex>(table_.size());
        table_.push_back(std::move(dated));
        index_.emplace(tax.id, index);
        return index;
    }

    const pricing::TaxTable& table() const { return table_; }

private:
    Result<pricing::Tax> dated_tax(const catalog::TaxClass& tax) const {
        if (!tax.code.empty()) return pricing::tax_on(tax.code, today_, tenant_.tax_included);
        pricing::Tax plain;
        plain.id = tax.id.text();
        plain.name = tax.name;
        plain.amount = tax.rate;
        plain.price_included = tenant_.tax_included;
        return plain;
    }

    const organization::Tenant& tenant_;
    std::chrono::year_month_day today_;
    pricing::TaxTable table_;
    std::map<base::Id, pricing::TaxIndex> index_;
};

/// The whole basket off: what a courtesy costs is nothing but its fixed taxes.
const pricing::Discount kAll = pricing::Discount::by_percent(base::Decimal(100));

/// The line's price before its discount, in minor units.
Result<std::int64_t> gross_of(const pricing::Line& line, const base::Currency& currency) {
    MOSTRADOR_TRY(amount, base::multiply(line.quantity, line.unit_price, base::Decimal::kMaxScale,
                                         base::Rounding::down));
    MOSTRADOR_TRY(money, base::to_money(amount, currency, base::Rounding::down));
    return money.minor;
}

/// Prices one ticket: collects its lines as the engine wants them, and reads the answer back.
class Pricer {
public:
    Pricer(command::Context& context, const organization::Tenant& tenant,
           std::chrono::year_month_day today)
        : context_(context), tenant_(tenant), taxes_(tenant, today) {
        basket_.currency = tenant.currency;
        const auto rules = pricing::country_rules(tenant.country);
        if (rules) basket_.tax_rounding = (*rules)->tax_rounding;
    }

    Result<PricedItems> run(const Ticket& ticket) {
        for (const auto& item : ticket.items)
            MOSTRADOR_CHECK(add(item));
        if (ticket.discount) MOSTRADOR_CHECK(add_discount(*ticket.discount));
        if (ticket.mark == Mark::courtesy) basket_.ticket_discounts.push_back(kAll);
        MOSTRADOR_TRY(priced, pricing::price(basket_, taxes_.table()));
        return result(ticket, priced);
    }

private:
    /// What was ordered before keeps its name, price and tax of then.
    Result<catalog::Sellable> product_of(const Item& item) {
        MOSTRADOR_TRY(product, catalog::sellable(context_.database, item.product));
        if (!item.source) return product;
        product.name = item.source->name;
        product.price = item.source->price;
        product.tax.reset();
        if (!item.source->tax) return product;
        MOSTRADOR_TRY(tax, catalog::tax_class(context_.database, *item.source->tax));
        product.tax = std::move(tax);
        return product;
    }

    Status add(const Item& item) {
        MOSTRADOR_TRY(product, product_of(item));
        pricing::Line line;
        line.quantity = item.quantity;
        MOSTRADOR_TRY(chosen, catalog::modifiers(context_.database, item.modifiers));
        for (const auto& modifier : chosen) {
            MOSTRADOR_TRY(with, base::checked_add(product.price, modifier.price));
            product.price = with;
        }
        if (item.source) chosen = item.source->modifiers;
        auto price = item.unit_price.value_or(product.price);
        if (item.source && item.source->part && !item.unit_price) {
            line.quantity = base::Decimal(1);
            price = item.source->amount;
        }
        line.unit_price = pricing::unit_price(price, tenant_.currency);
        if (item.discount) {
            MOSTRADOR_TRY(gross, gross_of(line, tenant_.currency));
            line.discounts.push_back(within(*item.discount, gross));
        }
        if (product.tax) {
            MOSTRADOR_TRY(index, taxes_.index_of(*product.tax));
            line.taxes.push_back(index);
        }
        yields_ticket_ = yields_ticket_ || (product.yields_ticket && !item.source);
        basket_.lines.push_back(std::move(line));
        products_.push_back(std::move(product));
        modifiers_.push_back(std::move(chosen));
        return {};
    }

    /// A discount of the whole ticket is limited by what the ticket costs without it.
    Status add_discount(const Discount& discount) {
        MOSTRADOR_TRY(before, pricing::price(basket_, taxes_.table()));
        basket_.ticket_discounts.push_back(within(discount, before.total_included));
        return {};
    }

    /// The discount as the engine wants it, at most `most`; notes when the person may not give it.
    pricing::Discount within(const Discount& discount, std::int64_t most) {
        const auto limit = staff::discount_limit(context_.person->role);
        if (discount.percent) {
            if (*discount.percent > base::Decimal(limit)) over_limit_ = true;
            return pricing::Discount::by_percent(*discount.percent);
        }
        const auto amount = std::min(discount.amount.value_or(0), std::max<std::int64_t>(most, 0));
        const auto allowed = base::multiply_divide(most, limit, 100, base::Rounding::down);
        if (!allowed || amount > *allowed) over_limit_ = true;
        return pricing::Discount::by_amount(amount);
    }

    SoldLine sold_line(const Item& item, std::size_t at, const pricing::PricedLine& priced) const {
        const auto& product = products_[at];
        SoldLine line{.product = product.id,
                      .name = product.name,
                      .unit = product.unit,
                      .quantity = item.quantity,
                      .unit_price = item.unit_price.value_or(product.price),
                      .base = priced.total_excluded,
                      .total = priced.total_included,
                      .taxes = {},
                      .list_price = std::nullopt,
                      .discount = std::nullopt,
                      .note = item.note,
                      .source = std::nullopt,
                      .modifiers = std::nullopt,
                      .uses = std::nullopt};
        if (line.unit_price != product.price) line.list_price = product.price;
        for (const auto& [id, name, price] : modifiers_[at]) {
            if (!line.modifiers) line.modifiers.emplace();
            line.modifiers->push_back({id, name, price});
        }
        if (priced.discount != 0) line.discount = priced.discount;
        for (const auto& share : priced.taxes)
            line.taxes.push_back({share.tax, share.base, share.amount});
        return line;
    }

    PricedItems result(const Ticket& ticket, const pricing::Priced& priced) const {
        PricedItems out{.lines = {},
                        .taxes = {},
                        .colors = {},
                        .subtotal = priced.total_excluded,
                        .tax = priced.total_tax,
                        .total = priced.total_included,
                        .discount = priced.ticket_discount,
                        .over_limit = over_limit_,
                        .yields_ticket = yields_ticket_};
        for (std::size_t i = 0; i < ticket.items.size(); ++i) {
            out.lines.push_back(sold_line(ticket.items[i], i, priced.lines[i]));
            out.colors.push_back(products_[i].color);
        }
        for (const auto& tax : taxes_.table())
            out.taxes.push_back({tax.id, tax.name, tax.amount, 0, 0});
        for (const auto& share : priced.taxes) {
            out.taxes[share.tax].base = share.base;
            out.taxes[share.tax].amount = share.amount;
        }
        return out;
    }

    command::Context& context_;
    const organization::Tenant& tenant_;
    Taxes taxes_;
    pricing::Basket basket_;
    std::vector<catalog::Sellable> products_;  ///< priced with their modifiers
    std::vector<std::vector<catalog::Modifier>> modifiers_;
    bool over_limit_ = false;
    bool yields_ticket_ = false;
};

}  // namespace

Result<PricedItems> price_items(command::Context& context, const organization::Tenant& tenant,
                                const Ticket& ticket) {
    MOSTRADOR_TRY(local, organization::local_time(tenant.time_zone, context.now_us));
    return Pricer(context, tenant, local.date).run(ticket);
}

}  // namespace mostrador::sales
