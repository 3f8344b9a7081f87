#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/random.hpp"
#include "store/file_system/file.hpp"

namespace mostrador::tests {

/// What can go wrong with one operation (a write, a truncation or a flush).
enum class Fault {
    error,        ///< nothing is done, an I/O error comes back
    torn,         ///< some sectors are written, an I/O error comes back
    short_write,  ///< the first half is written, and its length comes back
    huge_number,  ///< nothing is written, a nonsense length comes back (a full disk in Chromium)
    full,         ///< nothing is written, the disk says that it is full
    power_cut,    ///< the operation is caught half way, and nothing works until power_on()
};

/// The three files of a database on a disk that can fail: it knows which bytes were flushed, loses
/// any of the others when power is lost, sector by sector, and fails an operation when told to.
class FaultyDisk {
public:
    explicit FaultyDisk(std::uint64_t seed) : random_(seed) {}

    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// Gives the main file this content, durably.
    void load(std::span<const std::uint8_t> main) { main_.load(main); }

    /// What the medium holds for certain: a disk can be copied, and put back later.
    struct Image {
        std::vector<std::uint8_t> main, wal, journal;
    };

    Image image() const { return {main_.content(), wal_.content(), journal_.content()}; }

    void restore(const Image& image) {
        main_.load(image.main);
        wal_.load(image.wal);
        journal_.load(image.journal);
    }

    store::FileSet files() { return {main_, wal_, journal_}; }

    /// Lets the operation with this number fail, once. The first operation is number 0.
    void fail_at(std::int64_t operation, Fault fault) { planned_ = Plan{operation, fault}; }

    /// Operations so far.
    std::int64_t operations() const { return operations_; }

    /// Whether the planned operation came.
    bool has_failed() const { return !planned_; }

    /// While set, every write fails in this way.
    void fail_writes(std::optional<Fault> fault) { standing_ = fault; }

    /// Nothing that was planned fails any more.
    void repair() {
        planned_.reset();
        standing_.reset();
        capacity_.reset();
    }

    /// The most bytes that all files may have together; writes that want more write short.
    void set_capacity(std::int64_t bytes) { capacity_ = bytes; }

    std::int64_t used() const;

    bool has_power() const { return has_power_; }

    /// From here on nothing works, so that no close puts anything in order.
    void power_off() { has_power_ = false; }

    /// Starts again: of what was not flushed, each sector is there or not. A `survival_percent` of
    /// 0 loses all of it, 100 nothing (a killed process). A fault that did not come is called off.
    void power_on(int survival_percent);

private:
    class DiskFile final : public store::File {
    public:
        explicit DiskFile(FaultyDisk& disk) : disk_(disk) {}

        base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) override;
        base::Result<std::size_t> write(std::int64_t at,
                                        std::span<const std::uint8_t> bytes) override;
        base::Status truncate(std::int64_t size) override;
        base::Result<std::int64_t> size() override;
        base::Status flush() override;
        void load(std::span<const std::uint8_t> content);
        void lose_unflushed(int survival_percent);

        const std::vector<std::uint8_t>& content() const { return durable_; }

        std::int64_t length() const { return static_cast<std::int64_t>(seen_.size()); }

    private:
        using Content = std::vector<std::uint8_t>;

        // A write of one sector at most, or a truncation when there are no bytes.
        struct Change {
            std::size_t at;
            Content bytes;
        };

        base::Result<std::size_t> fail_write(Fault fault, std::int64_t at,
                                             std::span<const std::uint8_t> bytes);
        void change(std::size_t at, std::span<const std::uint8_t> bytes);
        void record(std::size_t at, std::span<const std::uint8_t> bytes, int percent);
        static void apply(Content& content, const Change& change);

        FaultyDisk& disk_;
        Content seen_;     // what a running system reads
        Content durable_;  // what the medium has for certain
        std::vector<Change> unflushed_;
    };

    struct Plan {
        std::int64_t operation;
        Fault fault;
    };

    std::optional<Fault> next_fault();
    bool happens(int percent);

    base::SeededRandom random_;
    std::int64_t operations_ = 0;
    std::optional<Plan> planned_;
    std::optional<Fault> standing_;
    std::optional<std::int64_t> capacity_;
    bool has_power_ = true;
    DiskFile main_{*this};
    DiskFile wal_{*this};
    DiskFile journal_{*this};
};

}  // namespace mostrador::tests
