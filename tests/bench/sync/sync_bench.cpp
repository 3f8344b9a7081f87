// `./bench sync`: the hub as the real program on this machine, devices as real tills. Prints one
// line of JSON for each measurement; tests/bench/sync/report.js makes the table.
#include <algorithm>
#include <array>
#include <barrier>
#include <chrono>
#include <filesystem>
#include <format>
#include <fstream>
#include <iostream>
#include <print>
#include <set>
#include <signal.h>
#include <span>
#include <thread>

#include "bench/sync/keep_alive.hpp"
#include "hub/support/hub_process.hpp"
#include "hub/support/socket_carrier.hpp"
#include "protocol/codec.hpp"
#include "protocol/seal.hpp"
#include "store/transaction.hpp"

namespace mostrador::bench {
namespace {

namespace fs = std::filesystem;
using namespace tests;
using base::Bytes;
using base::Id;
using base::Json;
using Clock = std::chrono::steady_clock;

struct Size {
    int devices = 50;
    int sales = 1000;      ///< of each device
    int single = 300;      ///< of these, pushed one by one
    int batch = 50;        ///< in a push of the others
    int catch_up = 2000;   ///< sales that one device missed
    int live = 300;        ///< sales that another one shall see
    int merged = 100'000;  ///< operations to merge
};

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double percentile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values.at(static_cast<std::size_t>(part * static_cast<double>(values.size() - 1)));
}

void report(const std::string& name, Json numbers) {
    numbers["name"] = name;
    std::println("{}", numbers.dump());
    std::cout.flush();
}

std::int64_t size_of(const std::string& path) {
    std::int64_t bytes = 0;
    for (const auto& each : fs::recursive_directory_iterator(path)) {
        if (each.is_regular_file()) bytes += static_cast<std::int64_t>(each.file_size());
    }
    return bytes;
}

/// A till that has sold offline: what it would push.
struct Seller {
    protocol::Token token{};
    base::SigningKey key;
    Id device;
    std::vector<Bytes> operations;  ///< the whole chain
    std::size_t before_sales = 0;   ///< operations that are not sales yet (log-in, opening)
};

Seller make_seller(TestHub& hub, std::uint64_t seed, int sales) {
    TestDevice till(hub.clock, seed);
    till.enrol(hub);
    till.open_register(hub);
    const auto link = value(log::load_link(till.database));
    Seller seller{.token = link->token,
                  .key = base::SigningKey(*link->key),
                  .device = value(till.log().identity()).device};
    seller.before_sales = value(till.log().own_after(0, {})).size();
    for (int i = 0; i < sales; ++i)
        till.sell_coffee(hub);
    constexpr log::Limit all{.bytes = 1U << 30, .count = 1 << 30};
    for (auto& each : value(till.log().own_after(0, all)))
        seller.operations.push_back(std::move(each.body));
    return seller;
}

/// A till's uplink: its chain as it crosses the wire, made in advance, since fifty tablets do not
/// share the hub's processors.
class Pusher {
public:
    Pusher(const Seller& seller, const Id& epoch, std::uint16_t port)
        : seller_(seller), epoch_(epoch), connection_(port) {}

    /// Packs [first, last) of the chain in steps.
    void pack(std::size_t first, std::size_t last, std::size_t step) {
        bodies_.clear();
        for (auto at = first; at < last; at += step)
            bodies_.push_back(packed(at, std::min(at + step, last)));
    }

    /// Pushes what is packed, one after the other; gives the seconds until each was acknowledged.
    std::vector<double> push() {
        std::vector<double> times;
        for (const auto& body : bodies_)
            times.push_back(push(body));
        return times;
    }

    std::size_t packed_bytes() const {
        std::size_t bytes = 0;
        for (const auto& body : bodies_)
            bytes += body.bytes.size();
        return bytes;
    }

private:
    /// As carrier.ts does it.
    struct Body {
        Bytes bytes;
        bool compressed;
    };

    static constexpr std::size_t kCompressFromBytes = 512;

    Body packed(std::size_t first, std::size_t last) const {
        protocol::PushRequest push{.epoch = epoch_, .first = static_cast<std::int64_t>(first) + 1};
        for (auto i = first; i < last; ++i)
            push.operations.push_back(seller_.operations.at(i));
        protocol::seal(push, &seller_.key);
        auto bytes = protocol::encode(push);
        const bool compressed = bytes.size() >= kCompressFromBytes;
        if (compressed) bytes = hub::gzip(bytes);
        return {std::move(bytes), compressed};
    }

    double push(const Body& body) {
        const auto start = Clock::now();
        const auto answer =
            connection_.post("/v1/push",
                             {{"Authorization", "Bearer " + base::to_hex(seller_.token)},
                              {"Content-Type", "application/cbor"},
                              {"Content-Encoding", body.compressed ? "gzip" : "identity"},
                              {"Mostrador-Protocol", "1"}},
                             body.bytes);
        if (answer.status != 200) throw std::runtime_error("push refused");
        return seconds_since(start);
    }

    const Seller& seller_;
    Id epoch_;
    KeepAlive connection_;
    std::vector<Body> bodies_;
};

using Pushers = std::vector<std::unique_ptr<Pusher>>;

struct Range {
    std::size_t first, last, step;
};

/// Everybody pushes the same part of their chains at once.
void ingest(const std::string& name, Pushers& pushers, const Range& range) {
    std::size_t bytes = 0;
    for (auto& pusher : pushers) {
        pusher->pack(range.first, range.last, range.step);
        bytes += pusher->packed_bytes();
    }
    std::vector<std::vector<double>> times(pushers.size());
    std::barrier start(static_cast<std::ptrdiff_t>(pushers.size()) + 1);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < pushers.size(); ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            times[i] = pushers[i]->push();
        });
    }
    start.arrive_and_wait();
    const auto began = Clock::now();
    for (auto& thread : threads)
        thread.join();
    const auto took = seconds_since(began);
    std::vector<double> all;
    for (const auto& each : times)
        all.insert(all.end(), each.begin(), each.end());
    const auto sales = static_cast<double>((range.last - range.first) * pushers.size());
    report(name, {{"salesPerSecond", sales / took},
                  {"p50ms", percentile(all, 0.5) * 1000},
                  {"p99ms", percentile(all, 0.99) * 1000},
                  {"devices", pushers.size()},
                  {"salesInAPush", range.step},
                  {"wireBytesASale", static_cast<double>(bytes) / sales}});
}

/// Carries what a replica wants over one kept connection. Gives the bytes that came.
std::size_t sync_over(TestDevice& till, std::uint16_t port) {
    KeepAlive connection(port);
    till.replica.on_network();
    while (const auto request = till.replica.next()) {
        const auto answer = connection.post(
            request->url, {request->headers.begin(), request->headers.end()}, request->body);
        till.replica.answer(request->id, answer.status, answer.body);
    }
    return connection.received();
}

/// From the commit on one till until the sale is in the tables of another.
void live(const std::string& storage, TestHub& hub, const std::array<std::string, 2>& codes,
          std::uint16_t here, std::uint16_t there, int count) {
    TestDevice a(hub.clock, 8001, true), b(hub.clock, 8002, true);
    SocketCarrier carrier_a(a, here), carrier_b(b, there);
    value(a.replica.enrol("", codes[0], "A"));
    value(b.replica.enrol("", codes[1], "B"));
    carrier_a.work();
    carrier_b.work();
    carrier_a.listen(5);
    carrier_b.listen(5);
    a.open_register(hub);
    const auto self = value(a.log().identity()).device;
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        a.sell_coffee(hub);
        const auto start = Clock::now();
        carrier_a.work();
        const auto until = value(a.log().head(self)).sequence;
        while (value(b.log().head(self)).sequence < until) {
            if (!carrier_b.listen(5)) throw std::runtime_error("nothing came live");
            carrier_b.work();
        }
        if (i > 0) times.push_back(seconds_since(start));
    }
    report("live, " + storage, {{"p50ms", percentile(times, 0.5) * 1000},
                                {"p95ms", percentile(times, 0.95) * 1000},
                                {"processes", here == there ? 1 : 2}});
}

/// What a till that knows the shop but no sale is given, `count` operations in all.
struct Merge {
    std::size_t count;
    std::uint64_t seed;  ///< of the order
    bool together;       ///< in batches, as a pull answer brings them, or each by itself
};

/// Applies the first operations of every seller. The same set gives the same state.
void merge(TestHub& hub, const std::vector<Bytes>& foundation, const std::vector<Seller>& sellers,
           const Merge& plan) {
    struct Chain {
        const Seller* seller;
        std::size_t next, end;
    };

    const auto [count, seed, together] = plan;
    std::vector<Chain> chains;
    for (const auto& seller : sellers)
        chains.push_back({&seller, 0, std::min(count / sellers.size(), seller.operations.size())});
    base::SeededRandom random(seed);
    TestDevice till(hub.clock, 900 + seed);
    value(till.log().become({.tenant = hub.tenant,
                             .device = till.log().make_id(),
                             .hub = value(log::decode(foundation.front())).device}));
    std::int64_t position = 0;
    auto foundations = value(store::Transaction::begin(till.database));
    for (const auto& body : foundation)
        value(till.log().receive(body, ++position));
    value(foundations.commit());
    const auto start = Clock::now();
    std::size_t done = 0;
    std::int64_t parked = 0;
    while (!chains.empty()) {
        std::vector<log::Arriving> batch;
        for (std::size_t i = 0; i < 1000 && !chains.empty(); ++i, ++done) {
            auto& chain = chains.at(base::random_below(random, chains.size()));
            batch.push_back({chain.seller->operations.at(chain.next++), ++position});
            std::erase_if(chains, [](const Chain& each) { return each.next == each.end; });
        }
        auto transaction = value(store::Transaction::begin(till.database));
        if (together) parked += value(till.log().receive_all(batch));
        for (const auto& [body, place] : together ? std::vector<log::Arriving>{} : batch)
            parked += value(till.log().receive(body, place)).outcome == log::Outcome::parked;
        value(transaction.commit());
    }
    const auto took = seconds_since(start);
    report(std::format("merge {}{}", done, together ? "" : ", one by one"),
           {{"operations", done},
            {"microsecondsEach", took * 1e6 / static_cast<double>(done)},
            {"parked", parked},
            {"order", seed},
            {"state", till.state().substr(0, 16)}});
}

std::vector<Bytes> hub_operations(TestHub& hub) {
    constexpr log::Limit all{.bytes = 1U << 30, .count = 1 << 30};
    std::vector<Bytes> bodies;
    for (auto& each : value(hub.store().log().after_position(0, Id::nil(), all)))
        bodies.push_back(std::move(each.body));
    return bodies;
}

/// As an application that speaks JSON would have it: ids as text.
Json with_text_ids(Json json) {
    if (json.is_binary()) return base::to_hex(json.get_binary());
    if (json.is_structured())
        for (auto& item : json)
            item = with_text_ids(std::move(item));
    return json;
}

std::string name_of(Storage storage) {
    return storage == Storage::sqlite ? "SQLite" : "PostgreSQL";
}

/// One hub with its tills.
class HubBench {
public:
    HubBench(Storage storage, const Size& size)
        : storage_(storage),
          size_(size),
          hub_("Café de Prueba", storage),
          offline_(hub_.clock, 8003) {
        hub_.clock.set(base::SystemClock().now_us());
        offline_.enrol(hub_);
        codes_ = {hub_.code(600), hub_.code(600)};
        for (int i = 0; i < size.devices; ++i)
            sellers_.push_back(make_seller(hub_, static_cast<std::uint64_t>(i) + 1, size.sales));
        late_ = make_seller(hub_, 7001, size.catch_up);
        epoch_ = value(hub_.store().overview()).epoch;
        hub_.close();
        empty_ = disk();
        process_ = std::make_unique<HubProcess>(hub_);
    }

    void measure_live() {
        // Two processes where there may be two: the news must cross.
        std::unique_ptr<HubProcess> second;
        if (storage_ == Storage::postgres) second = std::make_unique<HubProcess>(hub_, "second");
        live(name_of(storage_), hub_, codes_, process_->port(),
             second ? second->port() : process_->port(), size_.live);
    }

    void measure_ingest() {
        Pushers pushers;
        for (const auto& seller : sellers_)
            pushers.push_back(std::make_unique<Pusher>(seller, epoch_, process_->port()));
        const auto first = sellers_.front().before_sales;
        const auto middle = first + static_cast<std::size_t>(size_.single);
        for (auto& pusher : pushers) {
            pusher->pack(0, first, first);
            pusher->push();
        }
        ingest("ingest one by one, " + name_of(storage_), pushers, {first, middle, 1});
        ingest("ingest in batches, " + name_of(storage_), pushers,
               {middle, sellers_.front().operations.size(), static_cast<std::size_t>(size_.batch)});
    }

    /// First everything, as a new till without an image would; then what was missed.
    void measure_catch_up() {
        sync_offline("replay of everything, ", size_.devices * size_.sales);
        Pusher pusher(late_, epoch_, process_->port());
        pusher.pack(0, late_.operations.size(), 100);
        pusher.push();
        hub_.clock.advance(61'000'000);
        sync_offline("catch-up, ", size_.catch_up);
    }

    void measure_disk() {
        process_->end(SIGTERM);
        const auto sales = size_.devices * size_.sales + size_.catch_up;
        const auto copy = value(offline_.database.one<std::int64_t>(
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"));
        report("disk, " + name_of(storage_),
               {{"hubBytesASale", static_cast<double>(disk() - empty_) / sales},
                {"deviceBytesASale", static_cast<double>(copy.value()) / sales},
                {"sales", sales}});
    }

    void dump_sales(const std::string& path) const {
        std::ofstream file(path);
        for (std::size_t i = 0; i < static_cast<std::size_t>(size_.catch_up); ++i) {
            const auto& seller = sellers_.at(i % sellers_.size());
            const auto at = seller.before_sales + i / sellers_.size();
            file << with_text_ids(value(log::decode(seller.operations.at(at))).payload) << '\n';
        }
    }

private:
    /// The hub's data; with PostgreSQL also the tables that this process made from the log.
    std::int64_t disk() const {
        return size_of(hub_.data()) + (hub_.database() == nullptr ? 0 : hub_.database()->bytes());
    }

    void sync_offline(const std::string& name, int sales) {
        const auto start = Clock::now();
        const auto bytes = sync_over(offline_, process_->port());
        report(name + name_of(storage_), {{"sales", sales},
                                          {"seconds", seconds_since(start)},
                                          {"wireBytesASale", static_cast<double>(bytes) / sales}});
    }

    Storage storage_;
    Size size_;
    TestHub hub_;
    TestDevice offline_;
    std::array<std::string, 2> codes_;
    std::vector<Seller> sellers_;
    Seller late_;
    Id epoch_;
    std::int64_t empty_ = 0;
    std::unique_ptr<HubProcess> process_;
};

void measure(Storage storage, const Size& size, const std::string& sales_file) {
    HubBench bench(storage, size);
    if (!sales_file.empty()) bench.dump_sales(sales_file);
    bench.measure_live();
    bench.measure_ingest();
    bench.measure_catch_up();
    bench.measure_disk();
}

/// What it costs to merge what many tills did, a thousand, ten thousand and so on up to the size.
void measure_merging(const Size& size) {
    TestHub hub("Café de Prueba", Storage::sqlite);
    std::vector<Seller> sellers;
    for (int i = 0; i < size.devices; ++i)
        sellers.push_back(
            make_seller(hub, static_cast<std::uint64_t>(i) + 1, size.merged / size.devices));
    const auto foundation = hub_operations(hub);
    const auto most = static_cast<std::size_t>(size.merged);
    for (std::size_t count = 1000; count <= most; count *= 10)
        for (const bool together : {false, true})
            for (const std::uint64_t order : {1U, 2U})
                merge(hub, foundation, sellers, {count, order, together});
}

constexpr Size kQuick{
    .devices = 10, .sales = 200, .single = 50, .catch_up = 200, .live = 50, .merged = 1000};

/// `sync_bench [--quick] [--sales FILE] [sqlite] [postgres] [merge]`
int run(std::span<char*> arguments) {
    Size size;
    std::string sales_file;
    std::set<std::string_view> parts;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--quick")
            size = kQuick;
        else if (argument == "--sales" && i + 1 < arguments.size())
            sales_file = arguments[++i];
        else
            parts.insert(argument);
    }
    if (parts.empty()) parts = {"sqlite", "postgres", "merge"};
    for (const auto part : parts) {
        if (part != "sqlite" && part != "postgres" && part != "merge")
            throw std::runtime_error("there is no part " + std::string(part));
    }
    if (parts.contains("sqlite")) measure(Storage::sqlite, size, sales_file);
    if (parts.contains("postgres")) measure(Storage::postgres, size, sales_file);
    if (parts.contains("merge")) measure_merging(size);
    return 0;
}

}  // namespace
}  // namespace mostrador::bench

int main(int count, char** arguments) {
    ::setenv("MOSTRADOR_TEST_POSTGRES", "fsync=on", 1);
    try {
        return mostrador::bench::run({arguments + 1, static_cast<std::size_t>(count - 1)});
    } catch (const std::exception& error) {
        std::println(stderr, "sync_bench: {}", error.what());
        return 1;
    }
}
