#include "store/file_system/buffered_file.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "base/random.hpp"
#include "store/file_system/memory_file.hpp"

using namespace mostrador;
using namespace mostrador::store;
using base::Code;

namespace {

std::vector<std::uint8_t> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

// Memory that can be told to refuse.
class MoodyFile final : public File {
public:
    enum class Mood { good, short_write, huge_number, full, broken };

    base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) override {
        return memory.read(at, out);
    }

    base::Result<std::size_t> write(std::int64_t at, std::span<const std::uint8_t> bytes) override {
        switch (mood) {
            case Mood::good:
                return memory.write(at, bytes);
            case Mood::short_write:
                return memory.write(at, bytes.first(bytes.size() / 2));
            case Mood::huge_number:
                return std::size_t{0xffff'fff0};
            case Mood::full:
                return base::fail(Code::store_full);
            case Mood::broken:
                return base::fail(Code::store_io);
        }
        std::unreachable();
    }

    base::Status truncate(std::int64_t size) override { return memory.truncate(size); }

    base::Result<std::int64_t> size() override { return memory.size(); }

    base::Status flush() override {
        if (mood != Mood::good) return base::fail(Code::store_io);
        return {};
    }

    std::string text() {
        std::vector<std::uint8_t> out(static_cast<std::size_t>(*memory.size()));
        REQUIRE(memory.read(0, out));
        return std::string(out.begin(), out.end());
    }

    MemoryFile memory;
    Mood mood = Mood::good;
};

struct Fixture {
    MoodyFile file;
    FileCounters counters;
    BufferedFile buffered{file, counters, BufferedFile::Policy::flush};

    base::Result<std::size_t> write(std::int64_t at, std::string_view text) {
        return buffered.write(at, bytes_of(text));
    }

    std::string read(std::int64_t at, std::size_t size) {
        std::vector<std::uint8_t> out(size);
        out.resize(buffered.read(at, out).value());
        return std::string(out.begin(), out.end());
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "writes that touch become one, and are seen before they arrive") {
    REQUIRE(write(0, "one"));
    REQUIRE(write(3, "two"));
    REQUIRE(write(1, "NE"));
    CHECK(counters.writes == 0);
    CHECK(read(0, 10) == "oNEtwo");
    CHECK(read(2, 2) == "Et");
    CHECK(buffered.size() == 6);
    REQUIRE(buffered.flush());
    CHECK(counters.writes == 1);
    CHECK(counters.flushes == 1);
    CHECK(file.text() == "oNEtwo");
    REQUIRE(buffered.flush());
    CHECK(counters.flushes == 1);
}

TEST_CASE_METHOD(Fixture, "only what is new is handed over") {
    REQUIRE(write(0, "abc"));
    REQUIRE(buffered.push());
    REQUIRE(write(3, "def"));
    REQUIRE(buffered.push());
    CHECK(counters.bytes == 6);
    CHECK(file.text() == "abcdef");
}

TEST_CASE_METHOD(Fixture, "a failed write is kept and goes with the next one") {
    using Mood = MoodyFile::Mood;
    for (const auto& [mood, code] : std::map<Mood, Code>{{Mood::short_write, Code::store_full},
                                                         {Mood::huge_number, Code::store_full},
                                                         {Mood::full, Code::store_full},
                                                         {Mood::broken, Code::store_io}}) {
        REQUIRE(write(0, "sale 1 "));
        file.mood = mood;
        CHECK(buffered.push().error().code == code);
        CHECK(read(0, 7) == "sale 1 ");
        REQUIRE(write(7, "sale 2"));
        file.mood = Mood::good;
        REQUIRE(buffered.flush());
        CHECK(file.text() == "sale 1 sale 2");
        REQUIRE(buffered.truncate(0));
    }
}

TEST_CASE_METHOD(Fixture, "what a failed flush may have lost is written again") {
    REQUIRE(write(0, "abc"));
    REQUIRE(buffered.push());
    file.mood = MoodyFile::Mood::broken;
    CHECK_FALSE(buffered.flush());
    REQUIRE(file.memory.truncate(0));  // what the system may do after it reported the failure
    file.mood = MoodyFile::Mood::good;
    REQUIRE(buffered.flush());
    CHECK(file.text() == "abc");
}

TEST_CASE_METHOD(Fixture, "a write elsewhere waits for what cannot be kept") {
    REQUIRE(write(0, "abc"));
    file.mood = MoodyFile::Mood::full;
    CHECK(write(100, "x").error().code == Code::store_full);
    CHECK(read(0, 3) == "abc");
    file.mood = MoodyFile::Mood::good;
    REQUIRE(write(100, "x"));
    CHECK(file.text() == "abc");
    CHECK(buffered.size() == 101);
}

TEST_CASE("property: a buffered file reads like a plain one") {
    base::SeededRandom random(11);
    for (const auto policy : {BufferedFile::Policy::push, BufferedFile::Policy::flush}) {
        MemoryFile below;
        MemoryFile plain;
        FileCounters counters;
        BufferedFile buffered(below, counters, policy);
        for (int step = 0; step < 20'000; ++step) {
            const auto at = static_cast<std::int64_t>(base::random_below(random, 400));
            std::vector<std::uint8_t> bytes(
                1 + static_cast<std::size_t>(base::random_below(random, 60)));
            random.fill(bytes);
            switch (base::random_below(random, 8)) {
                case 0:
                    REQUIRE(buffered.flush());
                    break;
                case 1:
                    REQUIRE(buffered.push());
                    break;
                case 2:
                    if (at < *plain.size()) {
                        REQUIRE(plain.truncate(at));
                        REQUIRE(buffered.truncate(at));
                    }
                    break;
                default:
                    REQUIRE(plain.write(at, bytes));
                    REQUIRE(buffered.write(at, bytes));
            }
            std::vector<std::uint8_t> expected(bytes.size());
            std::vector<std::uint8_t> found(bytes.size());
            const auto from = static_cast<std::int64_t>(base::random_below(random, 460));
            REQUIRE(plain.size() == buffered.size());
            REQUIRE(plain.read(from, expected) == buffered.read(from, found));
            REQUIRE(expected == found);
        }
    }
}
