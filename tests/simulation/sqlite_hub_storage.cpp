#include <array>
#include <filesystem>
#include <unistd.h>

#include "hub/maintenance.hpp"
#include "simulation/hub_disk.hpp"
#include "simulation/hub_node.hpp"

namespace mostrador::simulation {
namespace {

namespace fs = std::filesystem;

/// In memory where there is such a folder: the simulated disk decides what lasts.
std::string fresh_folder() {
    static int count = 0;
    const fs::path memory = "/dev/shm";
    const auto root = fs::exists(memory) ? memory : fs::temp_directory_path();
    return root /
           ("mostrador-simulation-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
}

class SqliteHubStorage final : public HubStorage {
public:
    explicit SqliteHubStorage(std::uint64_t seed) : disk_(seed), folder_(fresh_folder()) {}

    ~SqliteHubStorage() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    base::Result<std::unique_ptr<hub::Hub>> open(base::Clock& clock, base::Random& random,
                                                 const log::Registry& registry) override {
        auto hub = hub::Hub::open(data(), clock, random, registry);
        if (hub) (*hub)->set_least_image(0);  // whoever is new arrives by image
        return hub;
    }

    void fail_soon(std::uint64_t seed) override {
        Dice dice(seed);
        constexpr std::array faults{HubDisk::Fault::power_cut, HubDisk::Fault::error,
                                    HubDisk::Fault::full};
        disk_.fail_in(dice.below(40), dice.pick(faults));
    }

    bool has_power() const override { return disk_.has_power(); }

    void power_off() override { disk_.power_off(); }

    void power_on(bool lose) override { disk_.power_on(lose); }

    base::Status back_up(hub::Hub& hub) override {
        const auto next = folder_ + "/next";
        std::error_code ignored;
        fs::remove_all(next, ignored);
        MOSTRADOR_CHECK(hub::backup(hub, next));
        fs::remove_all(backup(), ignored);
        fs::rename(next, backup(), ignored);
        return {};
    }

    bool has_backup() const override { return fs::exists(backup()); }

    base::Status restore(base::Clock& clock, base::Random& random, bool new_epoch) override {
        disk_.power_on(false);
        std::error_code ignored;
        if (!new_epoch) {
            fs::remove_all(data(), ignored);
            fs::copy(backup(), data(), fs::copy_options::recursive, ignored);
            return {};
        }
        MOSTRADOR_TRY(replaced, hub::restore(backup(), data(), clock, random));
        fs::remove_all(replaced, ignored);
        disk_.power_on(false);
        return {};
    }

private:
    std::string data() const { return folder_ + "/data"; }

    std::string backup() const { return folder_ + "/backup"; }

    HubDisk disk_;
    std::string folder_;
};

}  // namespace

std::unique_ptr<HubStorage> sqlite_storage(std::uint64_t seed) {
    return std::make_unique<SqliteHubStorage>(seed);
}

}  // namespace mostrador::simulation
