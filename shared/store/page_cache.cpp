#include "store/page_cache.hpp"

#include <algorithm>
#include <sqlite3.h>
#include <utility>

namespace mostrador::store {
namespace {

using PageNumber = unsigned;

/// SQLite's own cache, which does all the work.
sqlite3_pcache_methods2 real;

/// Upper bounds of the page numbers in one cache; never too low.
class Highest {
public:
    void add(PageNumber page) {
        if (page > top_)
            rest_ = std::exchange(top_, page);
        else if (page < top_)
            rest_ = std::max(rest_, page);
    }

    void move(PageNumber from, PageNumber to) {
        const bool was_top = from == top_;
        add(to);
        if (was_top && to < from) top_ = rest_;
    }

    void drop_from(PageNumber limit) {
        top_ = std::min(top_, limit - 1);
        rest_ = std::min(rest_, limit - 1);
    }

    bool reaches(PageNumber page) const { return top_ >= page; }

private:
    PageNumber top_ = 0;
    PageNumber rest_ = 0;  // of all pages but the one at the top
};

struct Watched {
    sqlite3_pcache* cache = nullptr;
    Highest highest;
};

Watched& watched(sqlite3_pcache* cache) {
    return *reinterpret_cast<Watched*>(cache);
}

sqlite3_pcache* create(int page_size, int extra_size, int purgeable) {
    auto* cache = real.xCreate(page_size, extra_size, purgeable);
    if (cache == nullptr) return nullptr;
    return reinterpret_cast<sqlite3_pcache*>(new Watched{cache, {}});
}

void set_size(sqlite3_pcache* cache, int pages) {
    real.xCachesize(watched(cache).cache, pages);
}

int page_count(sqlite3_pcache* cache) {
    return real.xPagecount(watched(cache).cache);
}

sqlite3_pcache_page* fetch(sqlite3_pcache* cache, PageNumber page, int create) {
    auto* found = real.xFetch(watched(cache).cache, page, create);
    if (found != nullptr && create != 0) watched(cache).highest.add(page);
    return found;
}

void unpin(sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
    real.xUnpin(watched(cache).cache, page, discard);
}

void rekey(sqlite3_pcache* cache, sqlite3_pcache_page* page, PageNumber from, PageNumber to) {
    real.xRekey(watched(cache).cache, page, from, to);
    watched(cache).highest.move(from, to);
}

void truncate(sqlite3_pcache* cache, PageNumber limit) {
    auto& [inner, highest] = watched(cache);
    if (!highest.reaches(limit)) return;
    real.xTruncate(inner, limit);
    highest.drop_from(limit);
}

void destroy(sqlite3_pcache* cache) {
    real.xDestroy(watched(cache).cache);
    delete &watched(cache);
}

void shrink(sqlite3_pcache* cache) {
    real.xShrink(watched(cache).cache);
}

bool install() {
    if (sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &real) != SQLITE_OK) return false;
    auto methods = real;
    methods.xCreate = create;
    methods.xCachesize = set_size;
    methods.xPagecount = page_count;
    methods.xFetch = fetch;
    methods.xUnpin = unpin;
    methods.xRekey = rekey;
    methods.xTruncate = truncate;
    methods.xDestroy = destroy;
    methods.xShrink = shrink;
    return sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods) == SQLITE_OK;
}

}  // namespace

void watch_page_cache() {
    [[maybe_unused]] static const bool installed = install();
}

}  // namespace mostrador::store
