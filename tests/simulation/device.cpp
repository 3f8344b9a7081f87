#include "simulation/device.hpp"

namespace mostrador::simulation {

using base::Code;
using base::Json;
using base::Status;

namespace {

// Small, so that some commits meet a checkpoint.
constexpr int kWalLimitPages = 60;
constexpr std::int64_t kWalStepBytes = 64 << 10;

}  // namespace

Device::Running::Running(Device& device, std::unique_ptr<store::FileSystem> file_system,
                         store::Database opened, const log::Registry& registry)
    : files(std::move(file_system)),
      database(std::move(opened)),
      till(database, device.clock_, device.random_, log::Role::device, registry),
      replica(till.log(), device.clock_, device.random_, {.core = "simulated"}) {}

Device::Device(int given_number, const Parts& parts, std::uint64_t seed)
    : number(given_number),
      parts_(parts),
      clock_(parts.schedule),
      random_(seed),
      disk_(std::make_unique<tests::FaultyDisk>(seed)) {
    disk_->load(parts_.image);
}

bool Device::start() {
    ++life_;
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (try_start()) return true;
        end();
        if (!disk_->has_power()) return false;
    }
    return false;
}

Status Device::try_start() {
    const auto name = "device-" + std::to_string(number);
    MOSTRADOR_TRY(files, store::register_file_system(name, disk_->files(),
                                                     {.wal_step_bytes = kWalStepBytes}));
    MOSTRADOR_TRY(database,
                  store::Database::open("till", {.vfs = name, .wal_limit_pages = kWalLimitPages}));
    MOSTRADOR_CHECK(till::migrate(database));
    const auto& registry = older ? parts_.older_registry : parts_.registry;
    running_ = std::make_unique<Running>(*this, std::move(files), std::move(database), registry);
    return {};
}

void Device::end() {
    if (!running_) return;
    ++life_;
    const bool had_power = disk_->has_power();
    disk_->power_off();  // a killed page closes nothing
    running_.reset();
    if (had_power) disk_->power_on(100);
}

void Device::lose_power(int survival_percent) {
    ++life_;
    disk_->power_off();
    running_.reset();
    disk_->power_on(survival_percent);
}

void Device::wipe() {
    ++life_;
    disk_->power_off();
    running_.reset();
    disk_ = std::make_unique<tests::FaultyDisk>(base::random_u64(random_));
    disk_->load(parts_.image);
    code.clear();
    asked.reset();
}

void Device::copy_disk_of(Device& other) {
    wipe();
    disk_->restore(other.disk_->image());
}

void Device::go_back_to(const tests::FaultyDisk::Image& image) {
    wipe();
    disk_->restore(image);
}

base::Result<Json> Device::ask(Asked command) {
    asked = std::move(command);
    auto answer = call(asked->command, asked->request);
    if (answer || !is_trouble(answer.error().code)) asked.reset();
    return answer;
}

base::Result<Json> Device::call(std::string_view command, const Json& request) {
    auto answer = Json::parse(running_->till.call(command, request.dump()));
    if (answer["ok"].get<bool>()) return std::move(answer["value"]);
    const auto& error = answer["error"];
    return base::fail(base::code_named(error["code"].get<std::string>()).value(), {}, error.dump());
}

bool is_trouble(Code code) {
    return base::code_name(code).starts_with("store.");
}

}  // namespace mostrador::simulation
