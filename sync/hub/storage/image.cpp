#include "hub/storage/image.hpp"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <vector>

#include "log/pruning.hpp"
#include "protocol/limits.hpp"
#include "store/backup.hpp"
#include "store/migration.hpp"
#include "store/transaction.hpp"

namespace mostrador::hub {
namespace {

using base::Code;
using base::Status;
using protocol::kImagePartBytes;

/// Operations that a device may have to pull behind an image: one answer.
constexpr std::int64_t kMaxBehind = static_cast<std::int64_t>(protocol::kMaxPullOperations);

std::unexpected<base::Error> io_error(std::string detail) {
    return base::fail(Code::store_io, {}, std::move(detail));
}

/// A file that is gone at the end, whatever happens.
class Scratch {
public:
    explicit Scratch(const base::Id& id, std::string_view ending)
        : path_(std::filesystem::temp_directory_path() / (id.text() + std::string(ending))) {}

    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// Where the copy stands in the log; then takes out what is the hub's own.
Status strip(store::Database& copy, protocol::ImageAnswer& description) {
    MOSTRADOR_TRY(position, copy.one<std::int64_t>("SELECT max(position) FROM operation"));
    MOSTRADOR_TRY(epoch,
                  copy.one<base::Id>("SELECT id FROM hub_epoch ORDER BY number DESC LIMIT 1"));
    if (!position || !epoch) return base::fail(Code::store_corrupt, {}, "no epoch");
    description.position = *position;
    description.epoch = *epoch;
    MOSTRADOR_TRY(transaction, store::Transaction::begin(copy, store::Durability::written));
    MOSTRADOR_CHECK(log::prune(copy));
    MOSTRADOR_CHECK(
        copy.run_script("DROP TABLE hub_epoch; DELETE FROM identity; "
                        "DELETE FROM trusted_hub;"));
    return transaction.commit();
}

}  // namespace

base::Result<std::shared_ptr<const Image>> Image::make(TenantStore& store, const base::Id& id,
                                                       int page_bytes) {
    const std::shared_ptr<Image> image(new Image);
    image->description_.image = id;
    const Scratch whole(id, ".sqlite");
    const Scratch stripped(id, ".image");
    MOSTRADOR_CHECK(store::scratch_copy(store.log().database(), whole.path()));
    {
        MOSTRADOR_TRY(copy, store::Database::open(whole.path(), {.wal = false}));
        // Nobody needs it back after a crash.
        MOSTRADOR_CHECK(copy.run_script("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"));
        MOSTRADOR_CHECK(strip(copy, image->description_));
        MOSTRADOR_TRY(schema, store::schema_version(copy));
        image->form_ = {schema, page_bytes};
        MOSTRADOR_CHECK(copy.run_script("PRAGMA page_size = " + std::to_string(page_bytes)));
        MOSTRADOR_CHECK(copy.run("VACUUM INTO ?1", stripped.path()));
    }
    MOSTRADOR_CHECK(image->read_parts(stripped.path()));
    return image;
}

Image::~Image() {
    if (file_ >= 0) ::close(file_);
}

Status Image::read_parts(const std::string& path) {
    file_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file_ < 0) return io_error("cannot open " + path);
    end_ = description_.bytes = ::lseek(file_, 0, SEEK_END);
    description_.parts.resize(protocol::image_parts(description_.bytes));
    packed_.resize(description_.parts.size());
    for (std::size_t number = 0; number < description_.parts.size(); ++number) {
        MOSTRADOR_TRY(bytes, part(static_cast<std::int64_t>(number)));
        description_.parts[number] = base::blake2b(bytes);
    }
    return {};
}

base::Result<Image::Place> Image::place_of(std::int64_t number) const {
    const auto count = static_cast<std::int64_t>(description_.parts.size());
    if (number < 0 || number >= count) return base::fail(Code::sync_image_gone);
    const auto at = number * static_cast<std::int64_t>(kImagePartBytes);
    return Place{at, std::min(kImagePartBytes, static_cast<std::size_t>(description_.bytes - at))};
}

base::Result<base::Bytes> Image::part(std::int64_t number) const {
    MOSTRADOR_TRY(place, place_of(number));
    return read(place);
}

base::Result<base::Bytes> Image::read(const Place& place) const {
    base::Bytes bytes(place.bytes);
    for (std::size_t done = 0; done < bytes.size();) {
        const auto got = ::pread(file_, bytes.data() + done, bytes.size() - done,
                                 place.at + static_cast<std::int64_t>(done));
        if (got <= 0) return io_error("cannot read an image");
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

base::Result<base::Bytes> Image::packed_part(std::int64_t number, const Pack& pack) const {
    MOSTRADOR_TRY(place, place_of(number));
    Place packed;
    {
        const std::lock_guard lock(mutex_);
        packed = packed_.at(static_cast<std::size_t>(number));
    }
    if (packed.bytes > 0) return read(packed);
    MOSTRADOR_TRY(bytes, read(place));
    auto made = pack(bytes);
    keep_packed(number, made);
    return made;
}

/// Behind everything else in the file. What the disk does not take is packed again the next time.
void Image::keep_packed(std::int64_t number, base::ByteView packed) const {
    const std::lock_guard lock(mutex_);
    const auto size = static_cast<::ssize_t>(packed.size());
    if (::pwrite(file_, packed.data(), packed.size(), end_) != size) return;
    packed_.at(static_cast<std::size_t>(number)) = {end_, packed.size()};
    end_ += size;
}

std::shared_ptr<const Image> Images::find(const base::Id& tenant, const Image::Form& form,
                                          std::int64_t head) const {
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(tenant);
    if (found == newest_.end() || found->second->form() != form) return nullptr;
    const auto behind = head - found->second->description().position;
    return behind >= 0 && behind <= kMaxBehind ? found->second : nullptr;
}

std::shared_ptr<const Image> Images::find(const base::Id& tenant, const base::Id& image) const {
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(tenant);
    if (found == newest_.end() || found->second->description().image != image) return nullptr;
    return found->second;
}

void Images::keep(const base::Id& tenant, std::shared_ptr<const Image> image) {
    const std::lock_guard lock(mutex_);
    newest_[tenant] = std::move(image);
}

}  // namespace mostrador::hub
