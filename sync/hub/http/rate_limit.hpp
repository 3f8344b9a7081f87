#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace mostrador::hub {

/// Guards the enrolment codes against guessing: so many wrong codes a minute for each address and
/// for all of them together, and a slower answer after each wrong code in a row. Times are UTC
/// microseconds.
class EnrolGuard {
public:
    static constexpr int kPerAddress = 10;
    static constexpr int kForAll = 120;
    static constexpr std::int64_t kWindowUs = 60'000'000;

    /// Counts an attempt before its code is looked at, so that many at once do not slip through.
    /// Seconds to wait, or 0 when it may go on.
    std::int64_t refuse(const std::string& address, std::int64_t now);

    /// Takes the attempt back: a right code does not count.
    void succeeded(const std::string& address);

    /// How long the answer to a wrong code shall take, in milliseconds.
    std::int64_t failed(const std::string& address);

private:
    struct Tries {
        std::int64_t window = 0;
        int count = 0;
        int wrong = 0;
    };

    void forget_old(std::int64_t now);
    static std::int64_t count(Tries& tries, int limit, std::int64_t now);

    std::unordered_map<std::string, Tries> addresses_;
    Tries all_;
};

}  // namespace mostrador::hub
