#pragma once

#include <string>
#include <utility>

#include "organization/operations.hpp"

namespace mostrador::tests {

/// A company in Lima whose prices contain 18 % tax.
inline organization::TenantRow company_in_lima(const base::Id& id, std::string name,
                                               std::string legal_name) {
    return {.id = id,
            .create = true,
            .name = std::move(name),
            .legal_name = std::move(legal_name),
            .tax_id = "20123456786",
            .country = "PE",
            .currency = "PEN",
            .minor_digits = 2,
            .time_zone = "America/Lima",
            .language = "es",
            .tax_included = true};
}

}  // namespace mostrador::tests
