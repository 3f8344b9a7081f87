#include "pricing/pricing.hpp"

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

SoldLine sold_line(const Item& item, const catalog::Sellable& product,
                   const pricing::PricedLine& priced) {
    SoldLine line{product.id,
                  product.name,
                  product.unit,
                  item.quantity,
                  item.unit_price.value_or(product.price),
                  priced.total_excluded,
                  priced.total_included,
                  {}};
    for (const auto& share : priced.taxes) {
        line.taxes.push_back({share.tax, share.base, share.amount});
    }
    return line;
}

}  // namespace

Result<PricedItems> price_items(command::Context& context, std::span<const Item> items) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(local, organization::local_time(tenant.time_zone, context.now_us));
    Taxes taxes(tenant, local.date);
    pricing::Basket basket;
    basket.currency = tenant.currency;
    std::vector<catalog::Sellable> products;
    for (const auto& item : items) {
        MOSTRADOR_TRY(product, catalog::sellable(context.database, item.product));
        pricing::Line line;
        line.quantity = item.quantity;
        line.unit_price =
            pricing::unit_price(item.unit_price.value_or(product.price), tenant.currency);
        if (product.tax) {
            MOSTRADOR_TRY(index, taxes.index_of(*product.tax));
            line.taxes.push_back(index);
        }
        basket.lines.push_back(std::move(line));
        products.push_back(std::move(product));
    }
    MOSTRADOR_TRY(priced, pricing::price(basket, taxes.table()));

    PricedItems out{
        .subtotal = priced.total_excluded, .tax = priced.total_tax, .total = priced.total_included};
    for (std::size_t i = 0; i < items.size(); ++i) {
        out.lines.push_back(sold_line(items[i], products[i], priced.lines[i]));
        out.colors.push_back(products[i].color);
    }
    for (const auto& tax : taxes.table()) {
        out.taxes.push_back({tax.id, tax.name, tax.amount, 0, 0});
    }
    for (const auto& share : priced.taxes) {
        out.taxes[share.tax].base = share.base;
        out.taxes[share.tax].amount = share.amount;
    }
    return out;
}

}  // namespace mostrador::sales
