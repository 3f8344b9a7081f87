#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace mostrador::hub {

/// One file as it is sent.
struct StaticFile {
    std::string type;
    std::string cache;  ///< Cache-Control
    std::string etag;   ///< quoted
    std::shared_ptr<const base::Bytes> plain;
    std::shared_ptr<const base::Bytes> brotli;  ///< null when there is no .br sibling
    std::shared_ptr<const base::Bytes> gzip;    ///< null when there is no .gz sibling
};

/// The PWA, read into memory once: a request can name nothing but these files.
class StaticFiles {
public:
    /// An empty `folder` serves nothing.
    static base::Result<StaticFiles> load(const std::string& folder);

    /// `target` is a path with or without a query; "/" is index.html. Null when there is none.
    const StaticFile* find(std::string_view target) const;

    /// A file of the build by its name without the hash: `find_built("menu", ".js")` is
    /// "/assets/menu-B3-q_9Zk.js". Null and an empty path when there is none.
    struct Built {
        std::string_view path;
        const StaticFile* file = nullptr;
    };

    Built find_built(std::string_view name, std::string_view ending) const;

private:
    std::map<std::string, StaticFile, std::less<>> files_;
};

}  // namespace mostrador::hub
