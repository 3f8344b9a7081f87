#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/reflect.hpp"
#include "reports/period.hpp"
#include "store/database.hpp"

// Who did what, as the log tells it. A device that arrived by image has the log only from then on.
namespace mostrador::audit {

/// One operation, with what a person needs of it to know what was done.
struct Entry {
    static constexpr std::string_view kType = "AuditEntry";
    std::int64_t row = 0;  ///< its place in this device's log, for the next page
    std::int64_t at_us = 0;
    std::string person;
    std::string device;
    std::string register_name;
    std::string kind;     ///< "sales.completed", "catalog.products_put", …
    bool parked = false;  ///< it could not be applied
    std::optional<base::Id> document;
    /// "number", "amount", "name", …; amounts in minor units
    std::map<std::string, std::string> parameters;

    static constexpr auto fields() {
        using T = Entry;
        return base::fields(base::field("row", &T::row), base::field("at", &T::at_us),
                            base::field("person", &T::person), base::field("device", &T::device),
                            base::field("register", &T::register_name),
                            base::field("kind", &T::kind), base::field("parked", &T::parked),
                            base::field("document", &T::document),
                            base::field("parameters", &T::parameters));
    }
};

/// What of it is wanted; what is not said is not looked at.
struct Filter {
    std::optional<base::Id> person;
    std::optional<base::Id> device;
    std::optional<std::string> area;  ///< the capability: "sales", "cash", "catalog", …
    std::int64_t from_us = 0;
    std::int64_t to_us = INT64_MAX;
    std::optional<std::int64_t> before;  ///< row of the last entry of the page before
    std::int64_t limit = 50;
};

/// Newest first, in the order of the devices' clocks.
base::Result<std::vector<Entry>> timeline(store::Database& database, const Filter& filter);

}  // namespace mostrador::audit
