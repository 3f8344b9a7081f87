#include "documents/qr.hpp"

#include <memory>
#include <qrencode.h>

#include "base/concat.hpp"

namespace mostrador::documents {
namespace {

constexpr int kQuietZone = 4;

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

/// One horizontal run of dark modules is one rectangle of the path.
std::string path_of(const QRcode& code) {
    std::string path;
    for (int y = 0; y < code.width; ++y) {
        const auto* row = code.data + y * code.width;
        for (int x = 0; x < code.width;) {
            if (!(row[x] & 1)) {
                ++x;
                continue;
            }
            int length = 1;
            while (x + length < code.width && (row[x + length] & 1))
                ++length;
            path += base::concat("M", x + kQuietZone, " ", y + kQuietZone, "h", length, "v1h-",
                                 length, "z");
            x += length;
        }
    }
    return path;
}

}  // namespace

base::Result<std::string> qr_svg(std::string_view text) {
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) return base::fail(base::Code::input_out_of_range, {{"field", "qr"}});
    const int side = code->width + 2 * kQuietZone;
    return base::concat("<svg class=\"qr\" viewBox=\"0 0 ", side, " ", side,
                        "\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR\">"
                        "<path d=\"",
                        path_of(*code), "\"/></svg>");
}

}  // namespace mostrador::documents
