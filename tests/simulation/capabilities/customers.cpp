#include <map>
#include <set>

#include "customers/customer.hpp"
#include "customers/operations.hpp"
#include "sales/invoice.hpp"
#include "simulation/assigned.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using customers::CustomerErased;
using customers::CustomerRow;
using customers::CustomersPut;
using sales::SaleInvoiced;

// ---- what people do ----------------------------------------------------------------------------

/// A few documents, so that two tablets meet over one.
std::string some_document(Dice& dice) {
    return std::to_string(10'000'000 + dice.below(20));
}

std::vector<Id> ids(Device& device, std::string_view sql) {
    std::vector<Id> found;
    if (!device.is_on()) return found;
    std::ignore =
        device.database().each(sql, [&](const store::Row& row) { found.push_back(row.id(0)); });
    return found;
}

std::vector<Id> known(Device& device) {
    return ids(device, "SELECT id FROM customer WHERE stamp > 0 ORDER BY id");
}

void add(World& world, Device& device, Dice& dice) {
    const auto id = base::derived_id("customer", std::to_string(dice.seed()));
    world.append(device, CustomersPut{{{{.id = id,
                                         .create = true,
                                         .name = "Cliente " + std::to_string(dice.below(1000)),
                                         .document_kind = "other",
                                         .document = some_document(dice),
                                         .active = true}}}});
}

CustomerRow some_change(const Id& customer, Dice& dice) {
    CustomerRow row{.id = customer};
    if (dice.percent(50)) row.name = "Cliente " + std::to_string(dice.below(1000));
    if (dice.percent(40)) row.phone = std::to_string(dice.between(900'000'000, 999'999'999));
    if (dice.percent(30)) row.document = some_document(dice);
    if (dice.percent(20)) row.active = dice.percent(50);
    return row;
}

void change(World& world, Device& device, Dice& dice) {
    const auto all = known(device);
    if (!all.empty()) world.append(device, CustomersPut{{{some_change(dice.pick(all), dice)}}});
}

/// Somebody asks to be forgotten while another tablet still writes about them.
void erase(World& world, Device& device, Dice& dice) {
    const auto all = known(device);
    if (all.empty()) return;
    const auto customer = dice.pick(all);
    world.append(device, CustomerErased{customer});
    auto& other = world.other(device, dice);
    if (dice.percent(50)) world.append(other, CustomersPut{{{some_change(customer, dice)}}});
    if (dice.percent(20)) world.append(other, CustomerErased{customer});
}

void ask_for_invoice(World& world, Device& device, const Id& receipt, Dice& dice) {
    const auto all = known(device);
    if (all.empty()) return;
    const auto id = base::derived_id("invoice", std::to_string(dice.seed()));
    world.ask(device, {"sales.invoice",
                       {{"invoice", id.text()},
                        {"receipt", receipt.text()},
                        {"customer", dice.pick(all).text()}}});
}

/// One receipt, at one tablet or at two that do not know of each other.
void invoice(World& world, Device& device, Dice& dice) {
    const auto sold = ids(device, "SELECT id FROM receipt WHERE original IS NULL ORDER BY id");
    if (sold.empty()) return;
    const auto receipt = dice.pick(sold);
    ask_for_invoice(world, device, receipt, dice);
    if (dice.percent(40)) ask_for_invoice(world, world.other(device, dice), receipt, dice);
}

// ---- what must be true -------------------------------------------------------------------------

class Customers final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind == CustomersPut::kKind) take_rows(operation);
        if (operation.kind == CustomerErased::kKind) {
            erased_.insert(
                tests::value(base::decode<base::Form::binary, CustomerErased>(operation.payload))
                    .customer);
        }
        if (operation.kind == SaleInvoiced::kKind) {
            const auto made =
                tests::value(base::decode<base::Form::binary, SaleInvoiced>(operation.payload));
            numbers_[made.series].insert(made.number);
            ++invoices_[made.receipt];
            ++count_[made.series];
        }
    }

    std::string audit(store::Database& database) override {
        auto problem = check_rows(database);
        if (problem.empty()) problem = check_invoices(database);
        if (problem.empty()) problem = check_tasks(database);
        return problem;
    }

private:
    void take_rows(const log::Operation& operation) {
        const auto put =
            tests::value(base::decode<base::Form::binary, CustomersPut>(operation.payload));
        for (const auto& row : put.rows) {
            if (row.create) created_.insert(row.id);
            rows_.assign(row.id, "name", operation, row.name, row.create, std::string());
            rows_.assign(row.id, "phone", operation, row.phone, row.create, std::string());
            rows_.assign(row.id, "document", operation, row.document, row.create, std::string());
            rows_.assign(row.id, "active", operation, row.active, row.create, false);
        }
    }

    /// Who is erased is nowhere; the others are what was said last of each field.
    std::string check_rows(store::Database& database) {
        std::string problem;
        std::set<Id> there, expected;
        std::ranges::set_difference(created_, erased_, std::inserter(expected, expected.end()));
        tests::value(database.each(
            "SELECT id, name, phone, document, active FROM customer WHERE stamp > 0",
            [&](const store::Row& row) {
                const auto id = row.id(0);
                there.insert(id);
                const bool same = rows_.value(id, "name") == row.text(1) &&
                                  rows_.value(id, "phone") == row.text(2) &&
                                  rows_.value(id, "document") == row.text(3) &&
                                  rows_.value(id, "active") == AssignedRows::text(row.get<bool>(4));
                if (!same) problem = "a customer is not what was said last";
            }));
        if (there != expected) return "there are other customers than were made and not erased";
        const auto left = tests::value(database.one<std::int64_t>(
            "SELECT (SELECT count(*) FROM customer_listing) + "
            "(SELECT count(*) FROM customer c JOIN customer_erased e ON e.id = c.id)"));
        if (left != std::ssize(expected)) return "not all customers, or erased ones, are listed";
        return problem;
    }

    std::string check_invoices(store::Database& database) const {
        for (const auto& [series, numbers] : numbers_) {
            const auto count = std::ssize(numbers);
            if (*numbers.begin() != 1 || *numbers.rbegin() != count || count_.at(series) != count)
                return "the numbers of a series of invoices have a gap or stand twice";
        }
        std::map<Id, std::int64_t> found;
        tests::value(
            database.each("SELECT receipt, count(*) FROM invoice GROUP BY receipt",
                          [&](const store::Row& row) { found[row.id(0)] = row.integer(1); }));
        return found == invoices_ ? "" : "the invoices are not those that were made";
    }

    /// Two invoices of one receipt, and two customers of one document, are somebody's task.
    std::string check_tasks(store::Database& database) const {
        std::set<Id> twice, told;
        for (const auto& [receipt, count] : invoices_) {
            if (count > 1) twice.insert(receipt);
        }
        for (const auto& task : tests::value(sales::invoice_tasks(database)))
            told.insert(task.subject);
        if (twice != told) return "the tasks about invoices are not what was invoiced twice";
        std::map<std::string, std::int64_t> holders;
        for (const auto& id : created_) {
            if (!erased_.contains(id) && rows_.value(id, "active") == "1")
                ++holders[rows_.value(id, "document")];
        }
        std::int64_t pairs = 0;
        for (const auto& [document, count] : holders)
            pairs += count * (count - 1) / 2;
        const auto tasks = tests::value(customers::customer_tasks(database));
        return std::ssize(tasks) == pairs ? "" : "the tasks about customers are not the twins";
    }

    AssignedRows rows_;
    std::set<Id> created_, erased_;
    std::map<Id, std::set<std::int64_t>> numbers_;
    std::map<Id, std::int64_t> count_;     ///< of each series
    std::map<Id, std::int64_t> invoices_;  ///< of each receipt
};

}  // namespace

Capability customers() {
    return {.name = "customers",
            .actions = {{"add_customer", 2, add},
                        {"change_customer", 3, change},
                        {"erase_customer", 1, erase},
                        {"invoice", 3, invoice}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Customers>(); }};
}

}  // namespace mostrador::simulation
