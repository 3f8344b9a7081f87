#include "hub/http/static_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hash.hpp"

namespace mostrador::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::array kTypes{
    std::pair{std::string_view(".html"), std::string_view("text/html; charset=utf-8")},
    std::pair{std::string_view(".css"), std::string_view("text/css; charset=utf-8")},
    std::pair{std::string_view(".js"), std::string_view("text/javascript; charset=utf-8")},
    std::pair{std::string_view(".mjs"), std::string_view("text/javascript; charset=utf-8")},
    std::pair{std::string_view(".json"), std::string_view("application/json")},
    std::pair{std::string_view(".map"), std::string_view("application/json")},
    std::pair{std::string_view(".webmanifest"), std::string_view("application/manifest+json")},
    std::pair{std::string_view(".wasm"), std::string_view("application/wasm")},
    std::pair{std::string_view(".svg"), std::string_view("image/svg+xml")},
    std::pair{std::string_view(".png"), std::string_view("image/png")},
    std::pair{std::string_view(".jpg"), std::string_view("image/jpeg")},
    std::pair{std::string_view(".webp"), std::string_view("image/webp")},
    std::pair{std::string_view(".ico"), std::string_view("image/x-icon")},
    std::pair{std::string_view(".woff2"), std::string_view("font/woff2")},
    std::pair{std::string_view(".txt"), std::string_view("text/plain; charset=utf-8")},
};

std::string_view type_of(const fs::path& path) {
    const auto extension = path.extension().string();
    const auto found =
        std::ranges::find(kTypes, extension, &std::pair<std::string_view, std::string_view>::first);
    return found == kTypes.end() ? std::string_view("application/octet-stream") : found->second;
}

/// The build puts a hash of eight characters into the names of what never changes:
/// "/assets/index-B3-q_9Zk.js".
constexpr std::size_t kHashLength = 8;

bool is_hashed(std::string_view path) {
    const auto dot = path.find('.');
    return path.starts_with("/assets/") && dot != path.npos && dot > kHashLength &&
           path[dot - kHashLength - 1] == '-';
}

base::Result<std::shared_ptr<const base::Bytes>> read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    auto bytes = std::make_shared<base::Bytes>(std::istreambuf_iterator<char>(file),
                                               std::istreambuf_iterator<char>());
    if (!file) return base::fail(base::Code::store_io, {}, path.string());
    return bytes;
}

base::Result<std::shared_ptr<const base::Bytes>> read_sibling(const fs::path& path,
                                                              std::string_view ending) {
    const fs::path sibling = path.string() + std::string(ending);
    if (!fs::is_regular_file(sibling)) return nullptr;
    return read(sibling);
}

base::Result<StaticFile> load_file(const fs::path& path, std::string_view served_as) {
    StaticFile file;
    file.type = type_of(path);
    file.cache = is_hashed(served_as) ? "public, max-age=31536000, immutable" : "no-cache";
    MOSTRADOR_TRY(plain, read(path));
    MOSTRADOR_TRY(brotli, read_sibling(path, ".br"));
    MOSTRADOR_TRY(gzip, read_sibling(path, ".gz"));
    file.etag = '"' + base::to_hex(base::blake2b(*plain)).substr(0, 32) + '"';
    file.plain = std::move(plain);
    file.brotli = std::move(brotli);
    file.gzip = std::move(gzip);
    return file;
}

}  // namespace

base::Result<StaticFiles> StaticFiles::load(const std::string& folder) {
    StaticFiles files;
    if (folder.empty()) return files;
    std::error_code problem;
    fs::recursive_directory_iterator walk(folder, problem);
    if (problem) {
        return base::fail(base::Code::store_cannot_open, {}, folder + ": " + problem.message());
    }
    for (const auto& entry : walk) {
        const auto ending = entry.path().extension();
        if (!entry.is_regular_file() || ending == ".br" || ending == ".gz") continue;
        const auto name = "/" + fs::relative(entry.path(), folder).generic_string();
        MOSTRADOR_TRY(file, load_file(entry.path(), name));
        files.files_.emplace(name, std::move(file));
    }
    return files;
}

const StaticFile* StaticFiles::find(std::string_view target) const {
    const auto path = target.substr(0, target.find('?'));
    const auto found = files_.find(path == "/" ? std::string_view("/index.html") : path);
    return found == files_.end() ? nullptr : &found->second;
}

StaticFiles::Built StaticFiles::find_built(std::string_view name, std::string_view ending) const {
    const auto begin = "/assets/" + std::string(name) + "-";
    for (auto each = files_.lower_bound(begin); each != files_.end(); ++each) {
        const std::string_view path = each->first;
        if (!path.starts_with(begin)) break;
        const bool fits = path.size() == begin.size() + kHashLength + ending.size();
        if (fits && path.ends_with(ending)) return {path, &each->second};
    }
    return {};
}

}  // namespace mostrador::hub
