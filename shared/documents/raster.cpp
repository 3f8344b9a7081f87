#include "documents/raster.hpp"

#include <algorithm>
#include <array>

namespace mostrador::documents {
namespace {

constexpr std::int64_t kTenthsOfMmInInch = 254;
constexpr int kWhite = 255;
constexpr int kBlackBelow = 128;

// ---- PNG ---------------------------------------------------------------------------------------

void append(base::Bytes& out, std::uint32_t number) {
    for (const int shift : {24, 16, 8, 0})
        out.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::uint32_t crc32(base::ByteView bytes) {
    constexpr std::uint32_t kPolynomial = 0xEDB88320;
    std::uint32_t crc = ~0U;
    for (const auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? kPolynomial : 0);
    }
    return ~crc;
}

std::uint32_t adler32(base::ByteView bytes) {
    constexpr std::uint32_t kModulus = 65521;
    std::uint32_t a = 1, b = 0;
    for (const auto byte : bytes) {
        a = (a + byte) % kModulus;
        b = (b + a) % kModulus;
    }
    return (b << 16) | a;
}

void append_chunk(base::Bytes& out, std::string_view type, base::ByteView content) {
    append(out, static_cast<std::uint32_t>(content.size()));
    const auto start = out.size();
    const auto name = base::as_bytes(type);
    out.insert(out.end(), name.begin(), name.end());
    out.insert(out.end(), content.begin(), content.end());
    append(out, crc32(base::ByteView(out).subspan(start)));
}

base::Bytes zlib_stored(base::ByteView bytes) {
    constexpr std::size_t kMostStored = 65535;
    base::Bytes out{0x78, 0x01};
    for (std::size_t at = 0; at < bytes.size();) {
        const auto size = std::min(kMostStored, bytes.size() - at);
        const bool last = at + size == bytes.size();
        const auto low = static_cast<std::uint8_t>(size),
                   high = static_cast<std::uint8_t>(size >> 8);
        out.insert(out.end(), {static_cast<std::uint8_t>(last), low, high,
                               static_cast<std::uint8_t>(~low), static_cast<std::uint8_t>(~high)});
        const auto block = bytes.subspan(at, size);
        out.insert(out.end(), block.begin(), block.end());
        at += size;
    }
    append(out, adler32(bytes));
    return out;
}

/// Rows as PNG wants them: a filter byte each, and white is 1.
base::Bytes png_rows(const Raster& raster) {
    base::Bytes rows;
    const auto length = static_cast<std::size_t>(raster.row_bytes());
    for (std::size_t y = 0; y < static_cast<std::size_t>(raster.height); ++y) {
        rows.push_back(0);
        for (std::size_t x = 0; x < length; ++x)
            rows.push_back(static_cast<std::uint8_t>(~raster.bits[y * length + x]));
    }
    return rows;
}

}  // namespace

bool Raster::at(int x, int y) const {
    const auto byte = bits[static_cast<std::size_t>(y * row_bytes() + x / 8)];
    return (byte >> (7 - x % 8)) & 1;
}

void Raster::set(int x, int y) {
    auto& byte = bits[static_cast<std::size_t>(y * row_bytes() + x / 8)];
    byte = static_cast<std::uint8_t>(byte | (1 << (7 - x % 8)));
}

int module_dots(int modules, std::int64_t size_mm, int dpi, int most_dots) {
    const auto wanted = size_mm * 10 * dpi;
    const auto unit = modules * kTenthsOfMmInInch;
    const auto nearest = (wanted + unit / 2) / unit;
    return static_cast<int>(std::clamp<std::int64_t>(nearest, 1, std::max(1, most_dots / modules)));
}

Raster raster(const QrCode& code, int module) {
    const int side = (code.side + 2 * QrCode::kQuiet) * module;
    Raster out(side, side);
    const int quiet = QrCode::kQuiet * module;
    for (int y = 0; y < code.side * module; ++y) {
        for (int x = 0; x < code.side * module; ++x) {
            if (code.at(x / module, y / module)) out.set(x + quiet, y + quiet);
        }
    }
    return out;
}

Raster raster(const Barcode& code, int module, int height) {
    const auto count = static_cast<int>(code.dark.size());
    Raster out((count + 2 * code.quiet) * module, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < count * module; ++x) {
            if (code.dark[static_cast<std::size_t>(x / module)])
                out.set(x + code.quiet * module, y);
        }
    }
    return out;
}

base::Result<Raster> dithered(base::ByteView grey, int width, int height) {
    constexpr int kMostSide = 4096;
    const bool sizes = width > 0 && height > 0 && width <= kMostSide && height <= kMostSide;
    if (!sizes ||
        grey.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
        return base::fail(base::Code::input_out_of_range, {{"field", "image"}});
    }
    Raster out(width, height);
    // Errors of the row and of the next one, in sixteenths, with a column to spare on each side.
    std::vector<int> now(static_cast<std::size_t>(width) + 2), next(now.size());
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto at = static_cast<std::size_t>(x) + 1;
            const int value = grey[static_cast<std::size_t>(y * width + x)] + now[at] / 16;
            const bool black = value < kBlackBelow;
            if (black) out.set(x, y);
            const int error = value - (black ? 0 : kWhite);
            now[at + 1] += error * 7;
            next[at - 1] += error * 3;
            next[at] += error * 5;
            next[at + 1] += error;
        }
        now.swap(next);
        std::ranges::fill(next, 0);
    }
    return out;
}

base::Bytes png(const Raster& raster, int dpi) {
    base::Bytes out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    base::Bytes header;
    append(header, static_cast<std::uint32_t>(raster.width));
    append(header, static_cast<std::uint32_t>(raster.height));
    header.insert(header.end(), {1, 0, 0, 0, 0});  // one bit a dot, shades of grey
    append_chunk(out, "IHDR", header);
    base::Bytes density;
    const auto dots_a_metre = static_cast<std::uint32_t>(dpi * 10'000 / kTenthsOfMmInInch);
    append(density, dots_a_metre);
    append(density, dots_a_metre);
    density.push_back(1);
    append_chunk(out, "pHYs", density);
    append_chunk(out, "IDAT", zlib_stored(png_rows(raster)));
    append_chunk(out, "IEND", {});
    return out;
}

}  // namespace mostrador::documents
