#pragma once

#include <filesystem>
#include <optional>

#include "scanner/plane.hpp"

namespace mostrador::scanning {

/// Whether a file's name says that it is a PNG or a JPEG.
bool is_image_file(const std::filesystem::path& path);

/// The brightness of a PNG or JPEG, on white paper where it is transparent; nothing when it is
/// neither, or damaged.
std::optional<scanner::Plane> read_image(const std::filesystem::path& path);

}  // namespace mostrador::scanning
