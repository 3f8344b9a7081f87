#include "replica/arrival.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "store/file_system/file_system.hpp"
#include "store/migration.hpp"
#include "store/page_copy.hpp"
#include "store/transaction.hpp"

namespace mostrador::replica {
namespace {

using base::Code;
using base::Status;
using protocol::kImagePartBytes;

constexpr int kMaxStarts = 3;
/// Parts that are under way at once: while one is checked here, others are read and packed at the
/// hub, or on the line. A browser opens six connections to a hub.
constexpr std::size_t kPartsAtOnce = 4;
constexpr int kCacheKib = 1024;

base::Result<std::int64_t> page_bytes(store::Database& database) {
    MOSTRADOR_TRY(bytes, database.one<std::int64_t>("PRAGMA page_size"));
    return bytes.value_or(0);
}

}  // namespace

base::Result<bool> Arrival::is_wanted(store::Database& database) {
    MOSTRADOR_TRY(any, database.one<std::int64_t>("SELECT EXISTS (SELECT 1 FROM operation)"));
    return any == 0;
}

base::Result<std::optional<Arrival::Question>> Arrival::ask(store::Database& database,
                                                            const base::Id& epoch) {
    if (!may_ask()) return std::nullopt;
    if (description_) return ask_part();
    MOSTRADOR_TRY(schema, store::schema_version(database));
    MOSTRADOR_TRY(pages, page_bytes(database));
    ++under_way_;
    const protocol::ImageRequest image{epoch, schema, pages};
    return Question{"/v1/image", protocol::encode(image), std::nullopt};
}

std::optional<Arrival::Question> Arrival::ask_part() {
    const auto wanted = std::ranges::find(parts_, Part::wanted);
    *wanted = Part::asked;
    ++under_way_;
    const auto number = static_cast<std::size_t>(wanted - parts_.begin());
    const protocol::ImagePartRequest part{description_->image, static_cast<std::int64_t>(number)};
    return Question{"/v1/image/part", protocol::encode(part), number};
}

bool Arrival::may_ask() const {
    if (!description_) return under_way_ == 0;
    return under_way_ < kPartsAtOnce && here_ + under_way_ < parts_.size();
}

void Arrival::missed(std::optional<std::size_t> part) {
    --under_way_;
    if (part) parts_[*part] = Part::wanted;
}

Status Arrival::take(std::optional<std::size_t> part, base::ByteView answer) {
    missed(part);  // unless it turns out to be what was asked for
    return part ? take_part(*part, answer) : take_description(answer);
}

Status Arrival::take_description(base::ByteView answer) {
    MOSTRADOR_TRY(description,
                  protocol::decode<protocol::ImageAnswer>(answer, protocol::kMaxAnswerBytes));
    if (description.parts.empty()) return base::fail(Code::sync_image_gone);
    const bool fits = description.bytes > 0 && description.position > 0 &&
                      description.bytes <= static_cast<std::int64_t>(protocol::kMaxImageBytes) &&
                      description.parts.size() == protocol::image_parts(description.bytes);
    if (!fits) return protocol::malformed("bytes");
    // All of it at once: a file that grows by doubling would need twice the memory.
    MOSTRADOR_CHECK(files_.files().main.truncate(description.bytes));
    parts_.assign(description.parts.size(), Part::wanted);
    description_ = std::move(description);
    return {};
}

Status Arrival::take_part(std::size_t part, base::ByteView bytes) {
    const auto from = part * kImagePartBytes;
    const auto expected =
        std::min(kImagePartBytes, static_cast<std::size_t>(description_->bytes) - from);
    if (bytes.size() != expected || base::blake2b(bytes) != description_->parts[part]) {
        return protocol::malformed("checksum");
    }
    MOSTRADOR_CHECK(files_.files().main.write(static_cast<std::int64_t>(from), bytes));
    parts_[part] = Part::here;
    ++here_;
    return {};
}

base::Result<log::Link> Arrival::install(log::Log& log, log::Link link) {
    MOSTRADOR_TRY(still_empty, is_wanted(log.database()));
    if (!still_empty || description_->epoch != link.epoch) return base::fail(Code::sync_image_gone);
    link.cursor = description_->position;
    link.head = std::max(link.head, link.cursor);
    const auto name = "arrival-" + description_->image.text();
    MOSTRADOR_TRY(file_system, store::register_file_system(name, files_.files(), {}));
    MOSTRADOR_TRY(image,
                  store::Database::open("arrival.sqlite",
                                        {.vfs = name, .wal = false, .cache_kib = kCacheKib}));
    MOSTRADOR_CHECK(adopt(image, log, link));
    MOSTRADOR_CHECK(store::replace_pages(image, log.database()));
    return link;
}

/// Makes the image this device's.
Status Arrival::adopt(store::Database& image, log::Log& log, const log::Link& link) const {
    MOSTRADOR_TRY(schema, store::schema_version(image));
    MOSTRADOR_TRY(own_schema, store::schema_version(log.database()));
    MOSTRADOR_TRY(pages, page_bytes(image));
    MOSTRADOR_TRY(own_pages, page_bytes(log.database()));
    if (schema != own_schema || pages != own_pages) return base::fail(Code::sync_image_gone);
    MOSTRADOR_TRY(self, log.identity());
    MOSTRADOR_TRY(hubs, log.trusted_hubs());
    auto adopted = log.over(image);
    MOSTRADOR_TRY(transaction, store::Transaction::begin(image, store::Durability::written));
    MOSTRADOR_CHECK(adopted.become(self));
    for (const auto& hub : hubs)
        MOSTRADOR_CHECK(adopted.trust_hub(hub));
    MOSTRADOR_CHECK(log::save_link(image, link));
    return transaction.commit();
}

bool Arrival::start_over() {
    description_.reset();
    parts_.clear();
    here_ = under_way_ = 0;
    return ++starts_ < kMaxStarts;
}

ArrivalProgress Arrival::progress() const {
    if (!description_) return {};
    const auto bytes = static_cast<std::int64_t>(here_ * kImagePartBytes);
    return {std::min(bytes, description_->bytes), description_->bytes};
}

}  // namespace mostrador::replica
