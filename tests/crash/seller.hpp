#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/bytes.hpp"
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

/// What is interrupted: the main file that the day begins with (empty: none), and who sells on it.
struct Work {
    std::string name;
    base::Bytes image;
    std::function<base::Result<std::unique_ptr<Seller>>(store::Database&)> open;
};

/// A few tables, as small as a shop can be that still has every promise to keep.
Work small_shop();

/// The product itself: an enrolled till with an open register.
Work real_till();

}  // namespace mostrador::tests
