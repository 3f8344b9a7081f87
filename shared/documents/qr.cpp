#include "documents/qr.hpp"

#include <memory>
#include <qrencode.h>

namespace mostrador::documents {
namespace {

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

base::Result<QrCode> qr_code(std::string_view text) {
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) return base::fail(base::Code::input_out_of_range, {{"field", "qr"}});
    QrCode out{code->width, {}};
    const auto modules = static_cast<std::size_t>(code->width * code->width);
    out.dark.reserve(modules);
    for (std::size_t i = 0; i < modules; ++i)
        out.dark.push_back(code->data[i] & 1);
    return out;
}

}  // namespace mostrador::documents
