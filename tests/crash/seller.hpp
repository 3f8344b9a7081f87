#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace mostrador::tests {

/// Something that sells: the work that is interrupted. Made anew each time its database is opened.
struct Seller {
    virtual ~Seller() = default;

    /// One atomic, durable sale with a number from a gap-free series. Selling the same id again is
    /// a success that changes nothing.
    virtual base::Status sell(const base::Id& sale) = 0;

    /// What is wrong in the books, or nothing: each of these sales is there, numbers are gap-free
    /// and unique, sums and hash chain are right.
    virtual std::string audit(std::span<const base::Id> paid) = 0;

    /// How many sales are in the books.
    virtual std::int64_t count() = 0;
};

using OpenSeller = std::function<base::Result<std::unique_ptr<Seller>>(store::Database&)>;

/// A shop of a few tables, as small as one can be that still has every promise to keep.
base::Result<std::unique_ptr<Seller>> open_small_shop(store::Database& database);

}  // namespace mostrador::tests
