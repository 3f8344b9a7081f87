#pragma once

#include <memory>
#include <optional>
#include <string>

#include "replica/replica.hpp"
#include "simulation/dice.hpp"
#include "simulation/schedule.hpp"
#include "store/file_system/file_system.hpp"
#include "store/transaction.hpp"
#include "support/faulty_disk.hpp"
#include "till/till.hpp"

namespace mostrador::simulation {

/// What a person asked of the till, and asks again as long as there is no answer.
struct Asked {
    std::string command;
    base::Json request;
    base::Id intent{};  ///< what was wanted, whatever id it is asked under
};

/// A tablet: the real till and replica on a disk that can fail, and the person in front of it.
class Device {
public:
    /// What the device is made of; it outlives the device.
    struct Parts {
        const Schedule& schedule;
        const log::Registry& registry;        ///< of today's version
        const log::Registry& older_registry;  ///< of one that is behind
        const base::Bytes& image;             ///< a database with nothing but its tables
    };

    Device(int number, const Parts& parts, std::uint64_t seed);

    ~Device() { end(); }

    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    const int number;      ///< names it in scripts: d0, d1, …
    base::Id register_id;  ///< which it stands at
    std::string code;      ///< for its enrolment; empty when none was made yet
    bool older = false;    ///< its software is behind
    std::optional<Asked> asked;

    bool is_on() const { return running_ != nullptr; }

    /// Grows with each start, so that an answer to an earlier life is not taken for one of this.
    int life() const { return life_; }

    /// Starts it; false when its disk does not let it.
    bool start();
    /// Ends it as the system kills a page: nothing is put in order.
    void end();
    /// Ends it and loses some of what was not flushed.
    void lose_power(int survival_percent);
    /// Everything on it is gone.
    void wipe();
    /// The same disk as another device's, bit for bit.
    void copy_disk_of(Device& other);

    /// What the disk holds, to go back to.
    tests::FaultyDisk::Image image() const { return disk_->image(); }

    void go_back_to(const tests::FaultyDisk::Image& image);

    /// Asks the till, and again when there is no answer. Nothing came back when the device failed
    /// meanwhile; the command is then still `asked`.
    base::Result<base::Json> ask(Asked command);
    base::Result<base::Json> call(std::string_view command, const base::Json& request);

    /// Appends an own operation in a flushed transaction, as a command would.
    template <class Payload>
    base::Status append(const Payload& payload) {
        MOSTRADOR_TRY(transaction, store::Transaction::begin(database()));
        MOSTRADOR_CHECK(log().append(std::nullopt, payload));
        return transaction.commit();
    }

    /// Valid while it is on.
    store::Database& database() { return running_->database; }

    log::Log& log() { return running_->till.log(); }

    replica::Replica& replica() { return running_->replica; }

    tests::FaultyDisk& disk() { return *disk_; }

    MachineClock& clock() { return clock_; }

    base::Random& random() { return random_; }

private:
    struct Running {
        Running(Device& device, std::unique_ptr<store::FileSystem> file_system,
                store::Database opened, const log::Registry& registry);

        std::unique_ptr<store::FileSystem> files;
        store::Database database;
        till::Till till;
        replica::Replica replica;
    };

    base::Status try_start();

    Parts parts_;
    MachineClock clock_;
    base::SeededRandom random_;
    std::unique_ptr<tests::FaultyDisk> disk_;
    std::unique_ptr<Running> running_;
    int life_ = 0;
};

/// Whether a command may be asked again as it is: the till itself was in trouble.
bool is_trouble(base::Code code);

}  // namespace mostrador::simulation
