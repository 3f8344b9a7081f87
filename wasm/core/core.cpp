#include "core/core.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/reflect.hpp"
#include "core/bench_shop.hpp"
#include "opfs/opfs_file.hpp"
#include "replica/replica.hpp"
#include "store/database.hpp"
#include "store/file_system/file_system.hpp"
#include "store/file_system/memory_file.hpp"
#include "till/registry.hpp"
#include "till/till.hpp"

namespace mostrador::core {
namespace {

using base::Json;
using base::Status;
using emscripten::val;

constexpr const char* kFileSystem = "till";
constexpr const char* kPath = "till.sqlite";
constexpr const char* kVersion = "0.1.0";

/// A sale changes a few rows on each of a dozen pages: with pages of half the usual size it writes
/// half as much, and SQLite sums up half as much.
constexpr int kPageSize = 2048;
/// The log is copied back when nobody waits, once it has grown by a megabyte.
constexpr int kCheckpointFromPages = (1 << 20) / kPageSize;
/// At the latest at eight megabytes.
constexpr int kWalLimitPages = (8 << 20) / kPageSize;
/// Products that go into the search index between two looks at the clock: about a millisecond.
constexpr std::size_t kWarmUpStep = 500;

/// The page cache grows to the whole of a usual shop's database: a page is read once and not once a
/// sale.
constexpr int kCacheKib = 64 * 1024;

Json error_json(const base::Error& error) {
    return {{"code", std::string(base::code_name(error.code))},
            {"parameters", error.parameters},
            {"detail", error.detail}};
}

std::string failed(const base::Error& error) {
    return Json{{"ok", false}, {"error", error_json(error)}}.dump();
}

std::string reply(const Status& status) {
    if (!status) return failed(status.error());
    return R"({"ok":true,"value":null})";
}

std::string reply(const base::Result<Json>& result) {
    if (!result) return failed(result.error());
    return Json{{"ok", true}, {"value", *result}}.dump();
}

/// What the shell calls the rows that a capability's operations change.
std::string_view topic_of(std::string_view capability) {
    if (capability == "sales") return "receipts";
    if (capability == "cash" || capability == "organization") return "session";
    if (capability == "kitchen") return "floor";
    return capability;
}

/// A copy that JavaScript owns; a view would break when the memory grows.
val to_uint8_array(base::ByteView bytes) {
    return val::global("Uint8Array")
        .new_(val(emscripten::typed_memory_view(bytes.size(), bytes.data())));
}

base::Bytes to_bytes(const val& array) {
    return emscripten::convertJSArrayToNumberVector<std::uint8_t>(array);
}

val to_object(const replica::Request& request) {
    auto headers = val::object();
    for (const auto& [name, value] : request.headers)
        headers.set(name, value);
    auto object = val::object();
    object.set("id", static_cast<double>(request.id));
    object.set("method", request.method);
    object.set("url", request.url);
    object.set("headers", headers);
    object.set("body", to_uint8_array(request.body));
    return object;
}

}  // namespace

/// The browser's randomness, fetched for some hundred ids at a time: each fetch is a call into
/// JavaScript.
class PooledRandom final : public base::Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        if (out.size() > pool_.size()) return source_.fill(out);
        if (out.size() > pool_.size() - used_) refill();
        const auto taken = std::span(pool_).subspan(used_, out.size());
        std::ranges::copy(taken, out.begin());
        std::ranges::fill(taken, std::uint8_t{0});  // nobody reads it twice
        used_ += out.size();
    }

private:
    void refill() {
        source_.fill(pool_);
        used_ = 0;
    }

    base::SystemRandom source_;
    std::array<std::uint8_t, 4096> pool_{};
    std::size_t used_ = pool_.size();
};

/// All that stands on an open database, in the order it is built; it goes in the other order.
struct Core::Parts {
    base::SystemClock clock;
    PooledRandom random;
    store::MemoryFileSet memory;
    std::optional<opfs::OpfsFileSet> opfs;
    std::unique_ptr<store::FileSystem> file_system;
    std::optional<store::Database> database;
    std::optional<till::Till> till;
    std::optional<replica::Replica> replica;
};

Core::Core() = default;
Core::~Core() = default;

std::string Core::open(const val& handles) {
    auto status = assemble(handles);
    if (!status) parts_.reset();
    return reply(status);
}

Status Core::assemble(const val& handles) {
    parts_ = std::make_unique<Parts>();
    auto& parts = *parts_;
    if (!handles.isNull()) parts.opfs.emplace(handles);
    const auto files = parts.opfs ? parts.opfs->files() : parts.memory.files();
    MOSTRADOR_TRY(file_system,
                  store::register_file_system(kFileSystem, files, {.make_default = true}));
    parts.file_system = std::move(file_system);
    MOSTRADOR_TRY(database, store::Database::open(kPath, {.vfs = kFileSystem,
                                                          .page_size = kPageSize,
                                                          .cache_kib = kCacheKib,
                                                          .wal_limit_pages = kWalLimitPages}));
    parts.database.emplace(std::move(database));
    MOSTRADOR_CHECK(till::migrate(*parts.database));
    parts.till.emplace(*parts.database, parts.clock, parts.random);
    parts.replica.emplace(parts.till->log(), parts.clock, parts.random,
                          replica::Replica::Options{.core = kVersion});
    return {};
}

void Core::set_origin(const std::string& origin) {
    parts_->till->set_origin(origin);
}

std::string Core::call(const std::string& command, const std::string& request) {
    return parts_->till->call(command, request);
}

std::string Core::take_changes() {
    for (const auto& capability : parts_->replica->take_changes()) {
        parts_->till->touch(topic_of(capability));
    }
    std::string joined;
    for (const auto& topic : parts_->till->take_changes()) {
        joined += (joined.empty() ? "" : ",") + topic;
    }
    return joined;
}

bool Core::idle(double budget_ms) {
    auto& parts = *parts_;
    if (parts.database->wal_pages() >= kCheckpointFromPages) {
        // One that fails (a full disk) is tried again at the next pause, not at once.
        return parts.database->checkpoint().has_value();
    }
    const auto until = parts.clock.now_us() + static_cast<std::int64_t>(budget_ms * 1000);
    while (parts.clock.now_us() < until) {
        const auto warm = parts.till->catalog().warm(kWarmUpStep);
        if (!warm || *warm) return false;
    }
    return true;
}

std::string Core::counters() const {
    const auto counters = parts_->file_system->counters();
    return Json{{"flushes", counters.flushes},
                {"writes", counters.writes},
                {"bytes", counters.bytes},
                {"reads", counters.reads}}
        .dump();
}

std::string Core::enrol(const std::string& hub, const std::string& code, const std::string& name) {
    return reply(parts_->replica->enrol(hub, code, name));
}

/// What was read of a database that an image replaced counts no more.
void Core::look_for_replacement() {
    if (parts_->replica->take_replacement()) parts_->till->catalog().forget();
}

val Core::next() {
    const auto request = parts_->replica->next();
    look_for_replacement();
    return request ? to_object(*request) : val::null();
}

void Core::answer(double id, int status, const val& body) {
    parts_->replica->answer(static_cast<std::int64_t>(id), status, to_bytes(body));
    look_for_replacement();
}

void Core::on_live(const val& message) {
    parts_->replica->on_live(to_bytes(message));
}

void Core::on_network() {
    parts_->replica->on_network();
}

val Core::to_hub(const std::string& path) const {
    const auto request = parts_->replica->to_hub(path);
    return request ? to_object(*request) : val::null();
}

double Core::wake_in_ms() {
    return static_cast<double>(parts_->replica->wake_in_us()) / 1000;
}

std::string Core::connection() {
    const auto connection = parts_->replica->connection();
    auto json = base::encode<base::Form::text>(connection);
    json["error"] = connection.error ? error_json(*connection.error) : Json();
    return json.dump();
}

std::string Core::open_bench_shop() {
    return reply(core::open_bench_shop(*parts_->till, parts_->clock, parts_->random));
}

std::string Core::load_bench_products(const std::string& rows) {
    return reply(core::load_bench_products(*parts_->till, rows));
}

std::string Core::check_bench_shop() {
    return reply(core::check_bench_shop(*parts_->till));
}

std::string Core::bench_sale_id(const std::string& name, double at_us) const {
    return core::bench_sale_id(name, static_cast<std::int64_t>(at_us)).text();
}

std::string Core::bench_id(const std::string& kind, const std::string& name) const {
    return core::bench_id(kind, name).text();
}

}  // namespace mostrador::core
