#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

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

/// A new device takes the tenant's database as an image, part by part, instead of replaying the log
/// that led to it (docs/protocol.md §7.8). It is gathered in memory, several parts at once, and
/// takes the place of the device's empty database in one transaction: a device that dies before has
/// nothing of it, and begins again.
class Arrival {
public:
    /// What to ask the hub next: to describe its image, or for a part of it.
    struct Question {
        std::string_view path;
        base::Bytes body;
        std::optional<std::size_t> part;
    };

    /// Worth it for a database that has no operation yet.
    static base::Result<bool> is_wanted(store::Database& database);

    /// Nothing while as much is under way as may be. Each question is answered with take() or
    /// missed().
    base::Result<std::optional<Question>> ask(store::Database& database, const base::Id& epoch);

    /// Whether ask() would give something.
    bool may_ask() const;

    /// The hub's answer to a question. Errors: `sync.malformed`, after which it is asked again, and
    /// `sync.image_gone` when there is nothing to take after all and the device shall pull.
    base::Status take(std::optional<std::size_t> part, base::ByteView answer);

    /// No answer came to a question: it will be asked again.
    void missed(std::optional<std::size_t> part);

    /// The hub has described an image.
    bool has_begun() const { return description_.has_value(); }

    bool is_complete() const { return has_begun() && here_ == parts_.size(); }

    /// Puts the image in the place of `log`'s database, with this device's identity and `link`,
    /// which then stands where the image does. Errors: `sync.image_gone` when it is of no use
    /// here, store errors.
    base::Result<log::Link> install(log::Log& log, log::Link link);

    /// The hub made another image meanwhile: no question under way counts. False after the third
    /// time.
    bool start_over();

    ArrivalProgress progress() const;

private:
    enum class Part : std::uint8_t { wanted, asked, here };

    std::optional<Question> ask_part();
    base::Status take_description(base::ByteView answer);
    base::Status take_part(std::size_t part, base::ByteView bytes);
    base::Status adopt(store::Database& image, log::Log& log, const log::Link& link) const;

    std::optional<protocol::ImageAnswer> description_;
    store::MemoryFileSet files_;
    std::vector<Part> parts_;
    std::size_t here_ = 0;
    std::size_t under_way_ = 0;  ///< questions, of parts or of the description
    int starts_ = 0;
};

}  // namespace mostrador::replica
