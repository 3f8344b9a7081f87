#pragma once

#include <cstdint>
#include <memory>

#include "simulation/dice.hpp"

namespace mostrador::simulation {

/// SQLite's own file system with faults between it and the disk. While one exists it is the
/// default of this process, so it holds the files of the hub. Knows what was written since the
/// last flush, and can lose it.
class HubDisk {
public:
    explicit HubDisk(std::uint64_t seed);
    ~HubDisk();
    HubDisk(const HubDisk&) = delete;
    HubDisk& operator=(const HubDisk&) = delete;

    enum class Fault { power_cut, error, full };

    /// The write or flush after this many others fails, once.
    void fail_in(std::int64_t operations, Fault fault);
    void no_fault();

    bool has_power() const;

    /// From here on nothing works, so that no close puts anything in order.
    void power_off();

    /// Starts again. With `lose` the disk forgets what came last, of that what was not flushed.
    void power_on(bool lose);

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace mostrador::simulation
