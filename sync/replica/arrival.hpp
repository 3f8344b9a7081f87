#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "log/link.hpp"
#include "log/log.hpp"
#include "protocol/messages.hpp"
#include "store/file_system/memory_file.hpp"

namespace mostrador::replica {

/// How much of an image is here, in bytes.
struct ArrivalProgress {
    std::int64_t bytes = 0;
    std::int64_t of = 0;
};

/// A new device takes the tenant's database as an image, page by page, instead of replaying the log
/// that led to it (docs/protocol.md §7.8). It is gathered in memory and takes the place of the
/// device's empty database in one transaction: a device that dies before has nothing of it, and
/// begins again.
class Arrival {
public:
    /// What to ask the hub next.
    struct Question {
        std::string_view path;
        base::Bytes body;
    };

    /// Worth it for a database that has no operation yet.
    static base::Result<bool> is_wanted(store::Database& database);

    base::Result<Question> ask(store::Database& database, const base::Id& epoch) const;

    /// The hub's answer to the last question. Errors: `sync.malformed`, and `sync.image_gone` when
    /// there is nothing to take after all and the device shall pull.
    base::Status take(base::ByteView answer);

    /// The hub has described an image.
    bool has_begun() const { return description_.has_value(); }

    bool is_complete() const;

    /// Puts the image in the place of `log`'s database, with this device's identity and `link`,
    /// which then stands where the image does. Errors: `sync.image_gone` when it is of no use
    /// here, store errors.
    base::Result<log::Link> install(log::Log& log, log::Link link);

    /// The hub made another image meanwhile. False after the third time.
    bool start_over();

    ArrivalProgress progress() const;

private:
    base::Status take_description(base::ByteView answer);
    base::Status take_part(base::ByteView bytes);
    base::Status adopt(store::Database& image, log::Log& log, const log::Link& link) const;

    std::optional<protocol::ImageAnswer> description_;
    store::MemoryFileSet files_;
    std::size_t next_part_ = 0;
    int starts_ = 0;
};

}  // namespace mostrador::replica
