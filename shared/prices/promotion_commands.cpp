#include "prices/promotion_commands.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "catalog/choices.hpp"
#include "catalog/sellable.hpp"
#include "prices/operations.hpp"
#include "prices/promotion.hpp"
#include "prices/service.hpp"

namespace mostrador::prices {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;
using command::Nothing;

constexpr std::size_t kMostName = 60;
constexpr std::size_t kMostTargets = 500;
constexpr std::int64_t kMostEvery = 100;
constexpr int kPercentScale = 3;

struct Promotions {
    std::vector<Promotion> promotions;

    static constexpr auto fields() {
        return base::fields(base::field("promotions", &Promotions::promotions));
    }
};

struct PutPromotion {
    Promotion promotion;
    bool active = true;

    static constexpr auto fields() {
        return base::fields(base::field("promotion", &PutPromotion::promotion),
                            base::field("active", &PutPromotion::active));
    }
};

/// The charge of a kind of order; of all branches where none is named.
struct ServiceSheet {
    static constexpr std::string_view kType = "ServiceSheet";
    orders::Type type = orders::Type::dine_in;
    std::optional<Id> branch;
    std::string name;
    Decimal percent;
    std::optional<Id> tax;
    bool active = true;

    static constexpr auto fields() {
        using T = ServiceSheet;
        return base::fields(base::field("type", &T::type), base::field("branch", &T::branch),
                            base::field("name", &T::name), base::field("percent", &T::percent),
                            base::field("tax", &T::tax), base::field("active", &T::active));
    }
};

struct Services {
    std::vector<ServiceSheet> services;

    static constexpr auto fields() {
        return base::fields(base::field("services", &Services::services));
    }
};

std::unexpected<base::Error> wrong(Code code, std::string_view field) {
    return base::fail(code, {{"field", std::string(field)}});
}

Status check_name(const std::string& name) {
    if (name.empty()) return wrong(Code::input_missing, "name");
    if (name.size() > kMostName || !base::is_valid_utf8(name))
        return wrong(Code::input_out_of_range, "name");
    return {};
}

Status check_percent(const Decimal& percent) {
    const bool fits = !percent.is_negative() && !percent.is_zero() && percent <= Decimal(100) &&
                      percent.normalized().scale() <= kPercentScale;
    if (!fits) return wrong(Code::input_out_of_range, "percent");
    return {};
}

Result<Promotions> all_promotions(Context& context, const Nothing&) {
    MOSTRADOR_TRY(found, promotions(context.database));
    MOSTRADOR_TRY(now, occasion(context, orders::Type::counter, context.now_us));
    for (auto& promotion : found) {
        for (const auto type : {orders::Type::counter, orders::Type::dine_in, orders::Type::to_go,
                                orders::Type::delivery}) {
            now.type = type;
            promotion.holds = promotion.holds || holds(promotion.window, now);
        }
    }
    return Promotions{std::move(found)};
}

Status check(const Promotion& promotion) {
    MOSTRADOR_CHECK(check_name(promotion.name));
    MOSTRADOR_CHECK(check_percent(promotion.percent));
    const bool nth = promotion.kind == PromotionKind::nth;
    if (nth && (promotion.every < 2 || promotion.every > kMostEvery))
        return wrong(Code::input_out_of_range, "every");
    if (promotion.products.size() > kMostTargets || promotion.categories.size() > kMostTargets)
        return wrong(Code::input_out_of_range, "products");
    return check(promotion.window);
}

template <class T>
void set_if_new(std::optional<T>& out, T wanted, const std::optional<T>& known) {
    if (wanted != known) out = std::move(wanted);
}

Result<PromotionRow> promotion_row(store::Database& database, const Id& id) {
    PromotionRow row{.id = id, .create = true};
    MOSTRADOR_CHECK(database.each(
        "SELECT name, kind, every, percent, products, categories, branches, types, weekdays, "
        "from_minute, to_minute, valid_from, valid_to, active FROM promotion "
        "WHERE id = ?1 AND stamp > 0",
        id, [&](const store::Row& known) {
            row = {.id = id,
                   .create = false,
                   .name = known.get<std::string>(0),
                   .kind = known.get<std::string>(1),
                   .every = known.integer(2),
                   .percent = known.get<std::string>(3),
                   .products = known.get<std::string>(4),
                   .categories = known.get<std::string>(5),
                   .branches = known.get<std::string>(6),
                   .types = known.get<std::string>(7),
                   .weekdays = known.integer(8),
                   .from_minute = known.integer(9),
                   .to_minute = known.integer(10),
                   .valid_from = known.get<std::string>(11),
                   .valid_to = known.get<std::string>(12),
                   .active = known.get<bool>(13)};
        }));
    return row;
}

/// The fields that differ from what is known; a new promotion is tried after the others.
Result<PromotionRow> promotion_changes(store::Database& database, const PutPromotion& put) {
    const auto& wanted = put.promotion;
    MOSTRADOR_TRY(known, promotion_row(database, wanted.id));
    PromotionRow row{.id = wanted.id, .create = known.create};
    set_if_new(row.name, wanted.name, known.name);
    set_if_new(row.kind, std::string(base::enum_name(wanted.kind)), known.kind);
    set_if_new(row.every, wanted.every, known.every);
    set_if_new(row.percent, wanted.percent.normalized().text(), known.percent);
    set_if_new(row.products, catalog::ids_text(wanted.products), known.products);
    set_if_new(row.categories, catalog::ids_text(wanted.categories), known.categories);
    set_if_new(row.branches, branches_text(wanted.window), known.branches);
    set_if_new(row.types, types_text(wanted.window), known.types);
    set_if_new(row.weekdays, weekday_bits(wanted.window), known.weekdays);
    set_if_new(row.from_minute, wanted.window.from, known.from_minute);
    set_if_new(row.to_minute, wanted.window.to, known.to_minute);
    set_if_new(row.valid_from, wanted.window.valid_from, known.valid_from);
    set_if_new(row.valid_to, wanted.window.valid_to, known.valid_to);
    set_if_new(row.active, put.active, known.active);
    if (!row.create) return row;
    MOSTRADOR_TRY(
        next, database.one<std::int64_t>("SELECT coalesce(max(position), -1) + 1 FROM promotion"));
    row.position = next.value_or(0);
    return row;
}

Result<Promotions> put_promotion(Context& context, const PutPromotion& request) {
    MOSTRADOR_CHECK(check(request.promotion));
    MOSTRADOR_TRY(row, promotion_changes(context.database, request));
    MOSTRADOR_CHECK(context.log.append(context.person->id, PromotionsPut{{{std::move(row)}}}));
    context.touch("catalog");
    context.touch("cart");
    context.touch("sync");
    return all_promotions(context, {});
}

Result<Services> all_services(Context& context, const Nothing&) {
    Services out;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT type, branch, name, percent, tax FROM service_charge "
        "WHERE stamp > 0 AND active = 1 ORDER BY type, branch",
        [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(percent, Decimal::parse(row.text(3)));
            ServiceSheet sheet{
                .type = base::enum_value<orders::Type>(row.text(0)).value_or(orders::Type::counter),
                .branch = std::nullopt,
                .name = row.get<std::string>(2),
                .percent = percent,
                .tax = std::nullopt};
            if (!row.id(1).is_nil()) sheet.branch = row.id(1);
            if (!row.id(4).is_nil()) sheet.tax = row.id(4);
            out.services.push_back(std::move(sheet));
            return {};
        }));
    return out;
}

Result<Services> put_service(Context& context, const ServiceSheet& wanted) {
    MOSTRADOR_CHECK(check_name(wanted.name));
    MOSTRADOR_CHECK(check_percent(wanted.percent));
    if (wanted.tax) {
        MOSTRADOR_TRY(known, catalog::tax_class(context.database, *wanted.tax));
        if (!known) return base::fail(Code::catalog_tax_not_found);
    }
    const auto branch = wanted.branch.value_or(Id::nil());
    const auto type = std::string(base::enum_name(wanted.type));
    const auto id = service_id(branch, type);
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT 1 FROM service_charge WHERE id = ?1 AND stamp > 0", id));
    ServiceRow row{.id = id,
                   .create = !known,
                   .name = wanted.name,
                   .percent = wanted.percent.normalized().text(),
                   .tax = wanted.tax.value_or(Id::nil()),
                   .active = wanted.active};
    if (row.create) {
        row.branch = branch;
        row.type = type;
    }
    MOSTRADOR_CHECK(context.log.append(context.person->id, ServicesPut{{{std::move(row)}}}));
    context.touch("catalog");
    context.touch("cart");
    context.touch("sync");
    return all_services(context, {});
}

}  // namespace

command::Commands promotion_commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    const command::Rule look{person, query, staff::Permission::edit_catalog};
    const command::Rule edit{person, durable, staff::Permission::edit_catalog};
    return {
        command<Nothing, Promotions>("prices.promotions", look, all_promotions),
        command<PutPromotion, Promotions>("prices.put_promotion", edit, put_promotion),
        command<Nothing, Services>("prices.services", look, all_services),
        command<ServiceSheet, Services>("prices.put_service", edit, put_service),
    };
}

}  // namespace mostrador::prices
