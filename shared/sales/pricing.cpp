#include "pricing/pricing.hpp"

#include <algorithm>
#include <map>

#include "catalog/sellable.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"
#include "prices/promotion.hpp"
#include "prices/service.hpp"
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
        for (std::size_t at = 0; at < ticket.items.size(); ++at)
            MOSTRADOR_CHECK(add(ticket.items[at], at));
        MOSTRADOR_CHECK(add_promotions(ticket));
        if (ticket.discount) MOSTRADOR_CHECK(add_discount(*ticket.discount));
        MOSTRADOR_CHECK(add_service(ticket.type));
        if (ticket.mark == Mark::courtesy) basket_.ticket_discounts.push_back(kAll);
        MOSTRADOR_TRY(priced, pricing::price(basket_, taxes_.table()));
        return result(ticket, priced);
    }

private:
    /// What was ordered before keeps its name, price and tax of then.
    Result<catalog::Sellable> product_of(const Item& item) {
        MOSTRADOR_TRY(product, catalog::sellable(context_.database, item.product));
        if (item.offer) product.price = item.offer->price;
        if (!item.source) return product;
        product.name = item.source->name;
        product.price = item.source->price;
        product.tax.reset();
        if (!item.source->tax) return product;
        MOSTRADOR_TRY(tax, catalog::tax_class(context_.database, *item.source->tax));
        product.tax = std::move(tax);
        return product;
    }

    /// A line of the basket, and what of the ticket it is.
    struct Part {
        std::size_t item = 0;
        catalog::Sellable product;  ///< priced with its modifiers
        std::vector<catalog::Modifier> modifiers;
        std::optional<Origin> combo;
        std::optional<Origin> promotion = std::nullopt;
        std::int64_t promoted = 0;
    };

    /// What is chosen together, how many of it and for how much each.
    struct Combo {
        catalog::Sellable product;
        std::vector<catalog::Modifier> chosen;
        base::Decimal quantity;
        std::int64_t price = 0;
    };

    Status add(const Item& item, std::size_t at) {
        MOSTRADOR_TRY(product, product_of(item));
        MOSTRADOR_TRY(chosen, catalog::modifiers(context_.database, item.modifiers));
        for (const auto& modifier : chosen) {
            MOSTRADOR_TRY(with, base::checked_add(product.price, modifier.price));
            product.price = with;
        }
        if (item.source) chosen = item.source->modifiers;
        auto quantity = item.quantity;
        auto price = item.unit_price.value_or(product.price);
        if (item.source && item.source->part && !item.unit_price) {
            quantity = base::Decimal(1);
            price = item.source->amount;
        }
        const bool combo = std::ranges::any_of(
            chosen, [](const catalog::Modifier& each) { return each.product.has_value(); });
        if (combo) return add_combo(item, at, {product, chosen, quantity, price});
        note_ticket(item, product);
        std::optional<pricing::Discount> discount;
        if (item.discount) {
            MOSTRADOR_TRY(gross, gross_of(quantity, price));
            discount = within(*item.discount, gross);
        }
        return add_part({at, std::move(product), std::move(chosen), std::nullopt}, quantity, price,
                        discount);
    }

    /// QRT-1: what was ordered before had its ticket then.
    void note_ticket(const Item& item, const catalog::Sellable& product) {
        yields_ticket_ = yields_ticket_ || (product.yields_ticket && !item.source);
    }

    Status add_part(Part part, const base::Decimal& quantity, std::int64_t price,
                    const std::optional<pricing::Discount>& discount) {
        pricing::Line line;
        line.quantity = quantity;
        line.unit_price = pricing::unit_price(price, tenant_.currency);
        if (discount) line.discounts.push_back(*discount);
        if (part.product.tax) {
            MOSTRADOR_TRY(index, taxes_.index_of(*part.product.tax));
            line.taxes.push_back(index);
        }
        basket_.lines.push_back(std::move(line));
        parts_.push_back(std::move(part));
        return {};
    }

    /// CAT-2: a combo is sold as its components, each with its own tax, stock and station. They
    /// share its price in proportion to what they cost alone, so that the parts are the whole.
    Status add_combo(const Item& item, std::size_t at, const Combo& combo) {
        std::vector<Part> components;
        std::vector<std::int64_t> alone;
        std::vector<catalog::Modifier> wishes;
        for (const auto& each : combo.chosen) {
            if (!each.product) {
                wishes.push_back(each);
                continue;
            }
            MOSTRADOR_TRY(component, catalog::sellable(context_.database, *each.product));
            note_ticket(item, component);
            alone.push_back(component.price);
            component.color = combo.product.color;
            components.push_back(
                {at, std::move(component), {}, Origin{combo.product.id, combo.product.name}});
        }
        components.front().modifiers = std::move(wishes);
        MOSTRADOR_TRY(prices, shares(combo.price, alone));
        std::vector<std::int64_t> discounts(prices.size());
        if (item.discount) {
            MOSTRADOR_TRY(gross, gross_of(combo.quantity, combo.price));
            MOSTRADOR_TRY(off, amount_of(within(*item.discount, gross), gross));
            MOSTRADOR_TRY(each_off, shares(off, prices));
            discounts = std::move(each_off);
        }
        for (std::size_t i = 0; i < components.size(); ++i) {
            components[i].product.price = prices[i];
            MOSTRADOR_CHECK(add_part(std::move(components[i]), combo.quantity, prices[i],
                                     pricing::Discount::by_amount(discounts[i])));
        }
        return {};
    }

    /// What is sold at its own price, and not as a part of something, may be promoted.
    Result<std::optional<prices::Promotable>> promotable(const Ticket& ticket, const Part& part) {
        const auto& item = ticket.items[part.item];
        if (part.combo || item.unit_price || item.source) return std::nullopt;
        MOSTRADOR_TRY(gross, gross_of(item.quantity, part.product.price));
        MOSTRADOR_TRY(local, organization::local_time(tenant_.time_zone, item.added_at));
        const auto branch = context_.identity ? context_.identity->branch : std::nullopt;
        return prices::Promotable{part.product.id,
                                  part.product.parent,
                                  part.product.category,
                                  item.quantity,
                                  part.product.price,
                                  gross,
                                  {branch.value_or(base::Id::nil()), ticket.type, local}};
    }

    /// PRICE-3: what comes off by itself, before what a person takes off.
    Status add_promotions(const Ticket& ticket) {
        MOSTRADOR_TRY(all, prices::promotions(context_.database));
        if (all.empty()) return {};
        std::vector<prices::Promotable> lines;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            MOSTRADOR_TRY(line, promotable(ticket, parts_[i]));
            if (!line) continue;
            lines.push_back(std::move(*line));
            places.push_back(i);
        }
        MOSTRADOR_TRY(taken, prices::promote(all, lines));
        for (std::size_t i = 0; i < taken.size(); ++i) {
            if (!taken[i]) continue;
            const auto& promotion = all[taken[i]->promotion];
            auto& part = parts_[places[i]];
            part.promotion = Origin{promotion.id, promotion.name};
            part.promoted = taken[i]->amount;
            auto& discounts = basket_.lines[places[i]].discounts;
            limit(discounts, lines[i].gross - taken[i]->amount);
            discounts.insert(discounts.begin(), pricing::Discount::by_amount(taken[i]->amount));
        }
        return {};
    }

    /// A person takes off no more than a promotion left.
    static void limit(std::vector<pricing::Discount>& discounts, std::int64_t left) {
        for (auto& discount : discounts)
            if (discount.kind == pricing::Discount::Kind::amount)
                discount.amount = std::min(discount.amount, left);
    }

    /// PRICE-4.
    Status add_service(orders::Type type) {
        const auto branch = context_.identity ? context_.identity->branch : std::nullopt;
        MOSTRADOR_TRY(service, prices::service_for(context_.database,
                                                   branch.value_or(base::Id::nil()), type));
        if (!service) return {};
        pricing::ServiceCharge charge{.percent = service->percent, .taxes = {}};
        if (service->tax) {
            MOSTRADOR_TRY(tax, catalog::tax_class(context_.database, *service->tax));
            if (tax) {
                MOSTRADOR_TRY(index, taxes_.index_of(*tax));
                charge.taxes.push_back(index);
            }
        }
        basket_.service_charge = std::move(charge);
        service_ = std::move(service->name);
        return {};
    }

    /// The service charge as the last line of the sale: nothing but its taxes tells it apart.
    SoldLine service_line(const pricing::PricedLine& priced) const {
        SoldLine line{
            .product = base::Id::nil(),
            .name = service_,
            .unit = "",
            .quantity = base::Decimal(1),
            .unit_price = tenant_.tax_included ? priced.total_included : priced.total_excluded,
            .base = priced.total_excluded,
            .total = priced.total_included,
            .taxes = {},
            .list_price = std::nullopt,
            .discount = std::nullopt,
            .note = std::nullopt,
            .source = std::nullopt,
            .modifiers = std::nullopt,
            .uses = std::nullopt,
            .origin = LineOrigin{.list = std::nullopt, .service = true}};
        for (const auto& share : priced.taxes)
            line.taxes.push_back({share.tax, share.base, share.amount});
        return line;
    }

    /// `total` in proportion to the weights; in equal parts where none weighs anything.
    static Result<std::vector<std::int64_t>> shares(std::int64_t total,
                                                    std::vector<std::int64_t> weights) {
        if (std::ranges::all_of(weights, [](std::int64_t weight) { return weight <= 0; }))
            std::ranges::fill(weights, 1);
        return base::distribute(total, weights);
    }

    /// Quantity times price before any discount; what is less than a minor unit does not count.
    Result<std::int64_t> gross_of(const base::Decimal& quantity, std::int64_t price) const {
        MOSTRADOR_TRY(amount,
                      base::multiply({price, tenant_.currency}, quantity, base::Rounding::down));
        return amount.minor;
    }

    /// What a discount takes off an amount.
    static Result<std::int64_t> amount_of(const pricing::Discount& discount, std::int64_t gross) {
        if (discount.kind == pricing::Discount::Kind::amount) return discount.amount;
        std::int64_t hundred = 100;
        for (int digit = 0; digit < discount.percent.scale(); ++digit)
            hundred *= 10;
        return base::multiply_divide(gross, discount.percent.mantissa(), hundred,
                                     base::Rounding::half_away);
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

    static std::optional<LineOrigin> origin_of(const Item& item, const Part& part) {
        LineOrigin origin;
        if (item.source && item.source->list) origin.list = item.source->list;
        if (item.offer) origin.list = Origin{item.offer->list, item.offer->name};
        if (part.combo) {
            origin.combo = part.combo;
            origin.combo_number = static_cast<std::int64_t>(part.item) + 1;
        }
        if (part.promotion) {
            origin.promotion = part.promotion;
            origin.promoted = part.promoted;
        }
        if (!origin.list && !origin.combo && !origin.promotion) return std::nullopt;
        return origin;
    }

    SoldLine sold_line(const Item& item, const Part& part,
                       const pricing::PricedLine& priced) const {
        const auto& product = part.product;
        const auto overridden = part.combo ? std::nullopt : item.unit_price;
        SoldLine line{.product = product.id,
                      .name = product.name,
                      .unit = product.unit,
                      .quantity = item.quantity,
                      .unit_price = overridden.value_or(product.price),
                      .base = priced.total_excluded,
                      .total = priced.total_included,
                      .taxes = {},
                      .list_price = std::nullopt,
                      .discount = std::nullopt,
                      .note = std::nullopt,
                      .source = std::nullopt,
                      .modifiers = std::nullopt,
                      .uses = std::nullopt,
                      .origin = origin_of(item, part)};
        if (line.unit_price != product.price) line.list_price = product.price;
        for (const auto& modifier : part.modifiers) {
            if (!line.modifiers) line.modifiers.emplace();
            line.modifiers->push_back({modifier.id, modifier.name, modifier.price});
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
                        .items = {},
                        .subtotal = priced.total_excluded,
                        .tax = priced.total_tax,
                        .total = priced.total_included,
                        .discount = priced.ticket_discount,
                        .over_limit = over_limit_,
                        .yields_ticket = yields_ticket_};
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto& part = parts_[i];
            const auto& item = ticket.items[part.item];
            out.lines.push_back(sold_line(item, part, priced.lines[i]));
            // What was said of a combo is said once.
            const bool first = i == 0 || parts_[i - 1].item != part.item;
            if (first) out.lines.back().note = item.note;
            out.colors.push_back(part.product.color);
            out.items.push_back(part.item);
        }
        if (priced.service_charge && priced.service_charge->total_included != 0) {
            out.lines.push_back(service_line(*priced.service_charge));
            out.colors.emplace_back();
            out.items.push_back(ticket.items.size());
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
    std::vector<Part> parts_;  ///< of each line of the basket
    std::string service_;      ///< what the service charge is called
    bool over_limit_ = false;
    bool yields_ticket_ = false;
};

}  // namespace

std::vector<std::size_t> items_of(const std::vector<SoldLine>& lines) {
    std::vector<std::size_t> items;
    std::size_t next = 0;
    for (const auto& line : lines) {
        const auto& origin = line.origin;
        const auto number = origin ? origin->combo_number : std::nullopt;
        const auto item = number ? static_cast<std::size_t>(*number) - 1 : next;
        items.push_back(item);
        next = item + 1;
    }
    return items;
}

Result<PricedItems> price_items(command::Context& context, const organization::Tenant& tenant,
                                const Ticket& ticket) {
    MOSTRADOR_TRY(local, organization::local_time(tenant.time_zone, context.now_us));
    return Pricer(context, tenant, local.date).run(ticket);
}

}  // namespace mostrador::sales
