#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "sales/operations.hpp"
#include "tasks/task.hpp"

namespace mostrador::sales {

/// SALE-4: the invoice that a receipt became, with whom it was made for as they were then.
struct InvoiceView {
    static constexpr std::string_view kType = "InvoiceView";
    base::Id id;
    std::string number;
    std::int64_t at_us = 0;
    std::string local_time;  ///< on the branch's clock
    std::optional<base::Id> customer;
    Buyer buyer;

    static constexpr auto fields() {
        using T = InvoiceView;
        return base::fields(base::field("id", &T::id), base::field("number", &T::number),
                            base::field("at", &T::at_us), base::field("localTime", &T::local_time),
                            base::field("customer", &T::customer), base::field("buyer", &T::buyer));
    }
};

/// The invoice of a receipt, without its local time; of two that were made apart the one with the
/// lower id.
base::Result<std::optional<InvoiceView>> invoice_of(store::Database& database,
                                                    const base::Id& receipt);

/// Receipts that two devices made invoices of without knowing of each other: kind
/// "invoiced_twice", with number, first and second.
base::Result<std::vector<tasks::Found>> invoice_tasks(store::Database& database);

/// The same for the inbox.
tasks::Source invoice_source();

/// sales.invoice makes the invoice of a receipt, once.
command::Commands invoice_commands();

}  // namespace mostrador::sales
