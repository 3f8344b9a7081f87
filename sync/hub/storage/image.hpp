#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "hub/storage/tenant_store.hpp"
#include "protocol/messages.hpp"

namespace mostrador::hub {

/// A tenant's database as a new device takes it (docs/protocol.md §7.8): without the operations
/// that led to it and without what is the hub's own, in pages of the device's size. It stands in a
/// file without a name, and any thread may read it.
class Image {
public:
    struct Form {
        std::int64_t schema = 0;
        int page_bytes = 0;

        bool operator==(const Form&) const = default;
    };

    /// Makes it of what the store holds now. Errors: store.full, store.io.
    static base::Result<std::shared_ptr<const Image>> make(TenantStore& store, const base::Id& id,
                                                           int page_bytes);

    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    const protocol::ImageAnswer& description() const { return description_; }

    const Form& form() const { return form_; }

    /// Error: sync.image_gone when there is no such part.
    base::Result<base::Bytes> part(std::int64_t number) const;

    using Pack = std::function<base::Bytes(base::ByteView)>;

    /// The part as it travels: packed once, and kept for all who come. Errors as part().
    base::Result<base::Bytes> packed_part(std::int64_t number, const Pack& pack) const;

private:
    /// Where bytes stand in the file; 0 bytes for what is not there.
    struct Place {
        std::int64_t at = 0;
        std::size_t bytes = 0;
    };

    Image() = default;
    base::Status read_parts(const std::string& path);
    base::Result<base::Bytes> read(const Place& place) const;
    base::Result<Place> place_of(std::int64_t number) const;
    void keep_packed(std::int64_t number, base::ByteView packed) const;

    int file_ = -1;
    Form form_;
    protocol::ImageAnswer description_;
    mutable std::mutex mutex_;  ///< of what follows
    mutable std::vector<Place> packed_;
    mutable std::int64_t end_ = 0;  ///< of the file
};

/// The newest image of each tenant.
class Images {
public:
    /// One that is not far behind `head`, or null.
    std::shared_ptr<const Image> find(const base::Id& tenant, const Image::Form& form,
                                      std::int64_t head) const;
    /// The one with this id, or null.
    std::shared_ptr<const Image> find(const base::Id& tenant, const base::Id& image) const;
    void keep(const base::Id& tenant, std::shared_ptr<const Image> image);

private:
    mutable std::mutex mutex_;
    std::map<base::Id, std::shared_ptr<const Image>> newest_;
};

}  // namespace mostrador::hub
