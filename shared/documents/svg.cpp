#include "documents/svg.hpp"

#include "base/concat.hpp"

namespace mostrador::documents {
namespace {

using base::concat;

/// A module of a barcode, in hundredths of a millimetre.
constexpr std::int64_t kModule = 33;
constexpr std::int64_t kHundred = 100;

/// "12.05" for 1205 hundredths.
std::string hundredths(std::int64_t value) {
    return concat(value / kHundred, ".", base::padded(value % kHundred, 2));
}

std::string element(std::string_view name, std::int64_t width, std::int64_t height,
                    std::string_view box, std::string_view path) {
    return concat("<svg class=\"", name, "\" width=\"", hundredths(width), "mm\" height=\"",
                  hundredths(height), "mm\" viewBox=\"0 0 ", box,
                  "\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\" role=\"img\" "
                  "aria-label=\"",
                  name, "\"><path d=\"", path, "\"/></svg>");
}

/// One horizontal run of dark modules is one rectangle of the path.
template <class IsDark>
void add_runs(std::string& path, int count, int left, int top, IsDark is_dark) {
    for (int x = 0; x < count;) {
        int length = 0;
        while (x + length < count && is_dark(x + length))
            ++length;
        if (length > 0) {
            path += concat("M", x + left, " ", top, "h", length, "v1h-", length, "z");
        }
        x += length > 0 ? length : 1;
    }
}

}  // namespace

std::string svg(const QrCode& code, std::int64_t size_mm) {
    const int side = code.side + 2 * QrCode::kQuiet;
    const auto size = size_mm * kHundred * side / code.side;
    std::string path;
    for (int y = 0; y < code.side; ++y) {
        add_runs(path, code.side, QrCode::kQuiet, y + QrCode::kQuiet,
                 [&](int x) { return code.at(x, y); });
    }
    return element("qr", size, size, concat(side, " ", side), path);
}

std::string svg(const Barcode& code, std::int64_t height_mm) {
    const auto count = static_cast<int>(code.dark.size());
    const int width = count + 2 * code.quiet;
    std::string path;
    add_runs(path, count, code.quiet, 0,
             [&](int x) { return code.dark[static_cast<std::size_t>(x)]; });
    return element("barcode", width * kModule, height_mm * kHundred, concat(width, " 1"), path);
}

}  // namespace mostrador::documents
