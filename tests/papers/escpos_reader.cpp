#include "papers/escpos_reader.hpp"

#include <ReadBarcode.h>
#include <iconv.h>

namespace mostrador::tests {
namespace {

const char* encoding_of(int page) {
    switch (page) {
        case 0:
            return "CP437";
        case 16:
            return "CP1252";
        default:
            return "CP858";
    }
}

/// The C library has no CP858 on every system; it is CP850 with the euro sign at 0xD5.
std::string utf8_of(std::string_view bytes, int page) {
    constexpr char kEuro = '\xD5';
    const std::string name = encoding_of(page);
    const bool with_euro = name == "CP858";
    std::string out;
    iconv_t converter = iconv_open("UTF-8", with_euro ? "CP850" : name.c_str());
    for (char byte : bytes) {
        if (with_euro && byte == kEuro) {
            out += "€";
            continue;
        }
        char* in = &byte;
        std::size_t in_left = 1, out_left = 8;
        std::array<char, 8> buffer{};
        char* end = buffer.data();
        if (iconv(converter, &in, &in_left, &end, &out_left) == static_cast<std::size_t>(-1)) {
            out += "<?>";
        }
        out.append(buffer.data(), end);
    }
    iconv_close(converter);
    return out;
}

class Reader {
public:
    explicit Reader(base::ByteView bytes) : bytes_(bytes) {}

    Printed read() {
        while (at_ < bytes_.size() && out_.problem.empty())
            one();
        return std::move(out_);
    }

private:
    int take() {
        if (at_ < bytes_.size()) return bytes_[at_++];
        out_.problem = "cut short";
        return 0;
    }

    int take_count() {
        const int low = take();
        return low + 256 * take();
    }

    std::string take_text(int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += static_cast<char>(take());
        return text;
    }

    void one() {
        const int byte = take();
        if (byte == 0x1B) return escape();
        if (byte == 0x1D) return group();
        if (byte == 0x0A) return end_line();
        if (byte < 0x20) {
            out_.problem = "control " + std::to_string(byte);
            return;
        }
        follows_picture_ = false;
        text_ += static_cast<char>(byte);
    }

    void end_line() {
        if (text_.empty()) return;  // the feed after a code
        auto line = style_;
        line.text = utf8_of(text_, page_);
        out_.lines.push_back(line);
        text_.clear();
    }

    void escape() {
        switch (const int command = take()) {
            case '@':
                ++out_.papers;
                style_ = {};
                page_ = 0;
                break;
            case 't':
                page_ = take();
                break;
            case 'a':
                follows_picture_ = false;
                style_.align = take();
                break;
            case 'E':
                style_.bold = take() & 1;
                break;
            case 'M':
                style_.small = take() == 1;
                break;
            case 'd':
                take();
                break;
            case 'p':
                take_text(3);
                ++out_.drawers;
                break;
            default:
                out_.problem = "ESC " + std::to_string(command);
        }
    }

    void group() {
        switch (const int command = take()) {
            case '!': {
                const int size = take();
                style_.width = (size >> 4) + 1;
                style_.height = (size & 15) + 1;
                break;
            }
            case 'B':
                style_.reverse = take() & 1;
                break;
            case 'V':
                if (take() == 66) take();
                ++out_.cuts;
                break;
            case 'H':
                take();
                break;
            case 'h':
                height_ = take();
                break;
            case 'w':
                module_ = take();
                break;
            case 'k':
                barcode();
                break;
            case 'v':
                picture();
                break;
            case '(':
                two_dimensional();
                break;
            default:
                out_.problem = "GS " + std::to_string(command);
        }
    }

    void barcode() {
        const int number = take();
        auto data = take_text(take());
        const char* kind = number == 65   ? "upca"
                           : number == 67 ? "ean13"
                           : number == 68 ? "ean8"
                                          : "code128";
        if (number == 73) {
            if (!data.starts_with("{B")) out_.problem = "Code 128 without a code set";
            data.erase(0, 2);
        }
        out_.codes.push_back({kind, data, module_, height_});
    }

    void picture() {
        if (take() != '0' || take() != 0) out_.problem = "GS v";
        const int row = take_count(), rows = take_count();
        documents::Raster raster(row * 8, rows);
        const auto data = take_text(row * rows);
        raster.bits.assign(data.begin(), data.end());
        auto& pictures = out_.pictures;
        if (follows_picture_ && !pictures.empty() && pictures.back().width == raster.width) {
            auto& above = pictures.back();
            above.bits.insert(above.bits.end(), raster.bits.begin(), raster.bits.end());
            above.height += rows;
        } else {
            pictures.push_back(std::move(raster));
        }
        follows_picture_ = true;
    }

    void two_dimensional() {
        if (take() != 'k') out_.problem = "GS (";
        const int count = take_count();
        const auto data = take_text(count);
        if (data.size() < 2 || data[0] != 49) {
            out_.problem = "GS ( k";
            return;
        }
        switch (data[1]) {
            case 67:
                module_ = data[2];
                break;
            case 80:
                stored_ = data.substr(3);
                break;
            case 81:
                out_.codes.push_back({"qr", stored_, module_, 0});
                break;
            case 65:
            case 69:
                break;
            default:
                out_.problem = "GS ( k function";
        }
    }

    base::ByteView bytes_;
    std::size_t at_ = 0;
    Printed out_;
    Printed::Line style_;
    std::string text_;
    std::string stored_;
    int page_ = 0;
    int module_ = 0;
    int height_ = 0;
    bool follows_picture_ = false;
};

}  // namespace

std::size_t Printed::Line::columns() const {
    std::size_t count = 0;
    for (const char c : text)
        count += (c & 0xC0) != 0x80;
    return count * static_cast<std::size_t>(width);
}

std::string Printed::text() const {
    std::string all;
    for (const auto& each : lines)
        all += each.text + "\n";
    return all;
}

Printed::Line Printed::line(std::string_view part) const {
    for (const auto& each : lines) {
        if (each.text.contains(part)) return each;
    }
    return {};
}

Printed read_escpos(base::ByteView bytes) {
    return Reader(bytes).read();
}

std::vector<std::string> codes_in(const documents::Raster& raster) {
    std::vector<std::uint8_t> grey;
    grey.reserve(static_cast<std::size_t>(raster.width * raster.height));
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x)
            grey.push_back(raster.at(x, y) ? 0 : 255);
    }
    const ZXing::ImageView view(grey.data(), raster.width, raster.height, ZXing::ImageFormat::Lum);
    std::vector<std::string> found;
    for (const auto& code : ZXing::ReadBarcodes(view))
        found.push_back(ZXing::ToString(code.format()) + ":" + code.text());
    return found;
}

}  // namespace mostrador::tests
