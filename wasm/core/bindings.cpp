#include <emscripten/bind.h>

#include "core/core.hpp"

// JavaScript's names for core.hpp, where each is explained.
EMSCRIPTEN_BINDINGS(mostrador_core) {
    using mostrador::core::Core;
    emscripten::class_<Core>("Core")
        .constructor()
        .function("open", &Core::open)
        .function("setOrigin", &Core::set_origin)
        .function("call", &Core::call)
        .function("takeChanges", &Core::take_changes)
        .function("idle", &Core::idle)
        .function("counters", &Core::counters)
        .function("enrol", &Core::enrol)
        .function("next", &Core::next)
        .function("answer", &Core::answer)
        .function("onLive", &Core::on_live)
        .function("onNetwork", &Core::on_network)
        .function("toHub", &Core::to_hub)
        .function("wakeIn", &Core::wake_in_ms)
        .function("connection", &Core::connection)
        .function("openBenchShop", &Core::open_bench_shop)
        .function("loadBenchProducts", &Core::load_bench_products)
        .function("checkBenchShop", &Core::check_bench_shop)
        .function("benchId", &Core::bench_id)
        .function("benchSaleId", &Core::bench_sale_id);
}
