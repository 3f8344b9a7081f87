#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "hub/storage/directory.hpp"

namespace mostrador::hub {

/// So many requests a second on average, and so many more at once.
struct Rate {
    std::int64_t per_second;
    std::int64_t burst;
};

/// Holds each key to a rate. What is kept of a key is one time: when all its requests so far would
/// have been due at the rate (the "generic cell rate algorithm", ITU-T I.371). Times are UTC
/// microseconds.
template <class Key>
class RateLimit {
public:
    static constexpr std::size_t kMaxKeys = 10'000;

    explicit RateLimit(Rate rate)
        : interval_(1'000'000 / rate.per_second), allowance_(interval_ * rate.burst) {}

    /// Seconds to wait, or 0: then the request counts.
    std::int64_t refuse(const Key& key, std::int64_t now) {
        if (due_.size() >= kMaxKeys) forget_old(now);
        auto& due = due_[key];
        // Further ahead it cannot be, unless the clock was set back.
        if (due < now || due > now + allowance_ + interval_) due = now;
        if (due - now >= allowance_) return (due - now - allowance_) / 1'000'000 + 1;
        due += interval_;
        return 0;
    }

    /// How many keys are remembered.
    std::size_t keys() const { return due_.size(); }

private:
    void forget_old(std::int64_t now) {
        std::erase_if(due_, [&](const auto& each) { return each.second <= now; });
        if (due_.size() >= kMaxKeys) due_.clear();
    }

    std::int64_t interval_;
    std::int64_t allowance_;
    std::map<Key, std::int64_t> due_;
};

/// What a hub takes: enough for a shop of fifty tills at the worst hour, behind one address; one
/// device gone wild must not take it all.
class RequestLimits {
public:
    static constexpr Rate kDevice{.per_second = 200, .burst = 400};
    static constexpr Rate kTenant{.per_second = 5'000, .burst = 10'000};
    static constexpr Rate kAddress{.per_second = 5'000, .burst = 10'000};

    /// Seconds to wait, or 0. Before anything of the request but its head is read.
    std::int64_t refuse(const std::string& address, std::int64_t now) {
        return addresses_.refuse(address, now);
    }

    /// The same for whom the request comes from.
    std::int64_t refuse(const Device& device, std::int64_t now) {
        if (const auto wait = devices_.refuse(device.id, now)) return wait;
        return tenants_.refuse(device.tenant, now);
    }

private:
    RateLimit<std::string> addresses_{kAddress};
    RateLimit<base::Id> devices_{kDevice};
    RateLimit<base::Id> tenants_{kTenant};
};

/// Guards secrets (enrolment codes, addresses of receipts) against guessing: so many wrong ones a
/// minute for each address and for all of them together, and a slower answer after each wrong one
/// in a row. Times are UTC microseconds.
class GuessGuard {
public:
    static constexpr std::int64_t kWindowUs = 60'000'000;

    GuessGuard(int per_address, int for_all) : per_address_(per_address), for_all_(for_all) {}

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

    int per_address_;
    int for_all_;
    std::unordered_map<std::string, Tries> addresses_;
    Tries all_;
};

}  // namespace mostrador::hub
