#include "scanning/image_file.hpp"

#include <png.h>
// libjpeg's header needs these two before it.
#include <cstddef>
#include <cstdio>
// clang-format off
#include <jpeglib.h>
// clang-format on

#include <algorithm>
#include <csetjmp>
#include <memory>
#include <string>
#include <vector>

namespace mostrador::scanning {
namespace {

using scanner::Plane;

std::optional<Plane> read_png(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) return std::nullopt;
    image.format = PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) == 0) return std::nullopt;
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const unsigned opaque = pixels[i + 3];
        if (opaque == 255) continue;
        for (std::size_t channel = i; channel < i + 3; ++channel)
            pixels[channel] =
                static_cast<std::uint8_t>((pixels[channel] * opaque + 255 * (255 - opaque)) / 255);
    }
    Plane plane(static_cast<int>(image.width), static_cast<int>(image.height));
    scanner::grey_from_rgba(pixels.data(), plane.row(0), pixels.size() / 4);
    return plane;
}

struct JpegError {
    jpeg_error_mgr manager;
    std::jmp_buf back;
};

[[noreturn]] void on_jpeg_error(j_common_ptr decoder) {
    // libjpeg puts the manager first into whatever it is part of.
    std::longjmp(reinterpret_cast<JpegError*>(decoder->err)->back, 1);
}

void on_jpeg_message(j_common_ptr) {}

struct CloseFile {
    void operator()(std::FILE* file) const { std::ignore = std::fclose(file); }
};

/// Cyan, magenta, yellow and black as Adobe writes them: 255 is no ink.
std::uint8_t brightness_of_inks(const JSAMPLE* inks) {
    const int colour = (306 * inks[0] + 601 * inks[1] + 117 * inks[2]) / 1024;
    return static_cast<std::uint8_t>(colour * inks[3] / 255);
}

/// The rows of an opened JPEG; `plane` outlives a jump back out of here.
bool decode_jpeg(jpeg_decompress_struct& decoder, JpegError& error, std::FILE* file,
                 std::optional<Plane>& plane) {
    if (setjmp(error.back) != 0) return false;
    jpeg_create_decompress(&decoder);
    jpeg_stdio_src(&decoder, file);
    jpeg_read_header(&decoder, TRUE);
    const bool inks = decoder.num_components == 4;
    decoder.out_color_space = inks ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_start_decompress(&decoder);
    const auto width = decoder.output_width;
    plane.emplace(static_cast<int>(width), static_cast<int>(decoder.output_height));
    // The decoder's own memory: a jump would not destroy a vector.
    const auto samples = width * static_cast<unsigned>(decoder.output_components);
    auto* const rows = (*decoder.mem->alloc_sarray)(reinterpret_cast<j_common_ptr>(&decoder),
                                                    JPOOL_IMAGE, samples, 1);
    while (decoder.output_scanline < decoder.output_height) {
        auto* to = plane->row(static_cast<int>(decoder.output_scanline));
        jpeg_read_scanlines(&decoder, rows, 1);
        const auto* row = rows[0];
        for (std::size_t x = 0; x < width; ++x)
            to[x] = inks ? brightness_of_inks(row + 4 * x) : row[x];
    }
    jpeg_finish_decompress(&decoder);
    return true;
}

std::optional<Plane> read_jpeg(const std::filesystem::path& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) return std::nullopt;
    jpeg_decompress_struct decoder{};
    JpegError error{};
    decoder.err = jpeg_std_error(&error.manager);
    error.manager.error_exit = on_jpeg_error;
    error.manager.output_message = on_jpeg_message;
    std::optional<Plane> plane;
    const bool complete = decode_jpeg(decoder, error, file.get(), plane);
    jpeg_destroy_decompress(&decoder);
    if (!complete) return std::nullopt;
    return plane;
}

std::string ending(const std::filesystem::path& path) {
    auto text = path.extension().string();
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace

bool is_image_file(const std::filesystem::path& path) {
    const auto text = ending(path);
    return text == ".png" || text == ".jpg" || text == ".jpeg";
}

std::optional<Plane> read_image(const std::filesystem::path& path) {
    auto plane = read_png(path);  // by content: a name may lie
    return plane ? std::move(plane) : read_jpeg(path);
}

}  // namespace mostrador::scanning
