#pragma once

#include <emscripten/val.h>
#include <memory>
#include <string>

#include "base/error.hpp"

namespace mostrador::core {

/// What JavaScript sees of the domain (bindings.cpp): texts, byte arrays, and the numbers of a
/// timer. Every reply is `{"ok":true,"value":…}` or
/// `{"ok":false,"error":{code,parameters,detail}}`; nothing is thrown.
class Core {
public:
    Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;
    ~Core();

    /// Opens the database in `{main, wal, journal}` access handles, or in memory for null.
    std::string open(const emscripten::val& handles);
    /// Where the shell was loaded from; papers name it.
    void set_origin(const std::string& origin);
    /// One command of the till; it is durable when this returns.
    std::string call(const std::string& command, const std::string& request);
    /// Topics that commands and pulled operations changed since the last call, separated by commas.
    std::string take_changes();
    /// Tidies for about that long when nobody waits: true when there is more to do.
    bool idle(double budget_ms);
    /// FileCounters as JSON.
    std::string counters() const;

    /// The replica (sync/replica), for whoever carries its requests. `next` gives
    /// `{id, method, url, headers, body}` or null.
    std::string enrol(const std::string& hub, const std::string& code, const std::string& name);
    emscripten::val next();
    void answer(double id, int status, const emscripten::val& body);
    void on_live(const emscripten::val& message);
    void on_network();
    /// A request in this device's name for what is no synchronisation, or null.
    emscripten::val to_hub(const std::string& path) const;
    double wake_in_ms();
    /// replica::Connection as JSON, with its error.
    std::string connection();

    /// The shop of /bench.html: see bench_shop.hpp.
    std::string open_bench_shop();
    std::string load_bench_products(const std::string& rows);
    std::string check_bench_shop();
    std::string bench_id(const std::string& kind, const std::string& name) const;
    std::string bench_sale_id(const std::string& name, double at_us) const;

private:
    struct Parts;
    base::Status assemble(const emscripten::val& handles);
    void look_for_replacement();

    std::unique_ptr<Parts> parts_;
};

}  // namespace mostrador::core
