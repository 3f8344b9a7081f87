#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mostrador::scanner {

/// A grey picture in somebody else's memory: one byte a pixel, 0 is black.
struct View {
    const std::uint8_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;  ///< bytes from a row to the next

    const std::uint8_t* row(int y) const {
        return pixels + static_cast<std::ptrdiff_t>(y) * stride;
    }

    /// Every `step`-th row only; nothing is copied.
    View every(int step) const { return {pixels, width, height / step, stride * step}; }
};

/// A grey picture in memory of its own.
class Plane {
public:
    Plane(int width, int height)
        : width_(width),
          height_(height),
          pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

    std::uint8_t* row(int y) { return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_; }

    View view() const { return {pixels_.data(), width_, height_, width_}; }

private:
    int width_;
    int height_;
    std::vector<std::uint8_t> pixels_;
};

/// Brightness of `count` pixels of red, green, blue and alpha; `grey` may be the same memory.
void grey_from_rgba(const std::uint8_t* rgba, std::uint8_t* grey, std::size_t count);

/// Rows become columns.
Plane transposed(View picture);

/// Each pixel is the mean of a square of `factor` × `factor`.
Plane shrunk(View picture, int factor);

/// Twice as wide and high, interpolated.
Plane doubled(View picture);

/// The lines that cross the picture at `degrees` from the horizontal, `pitch` pixels apart, as the
/// rows of a plane. The corners outside the picture repeat its edge. `degrees` is no multiple
/// of 90.
Plane crossed(View picture, double degrees, int pitch);

/// Darkest and brightest grey, without the one pixel in a hundred that is noise or reflection.
struct Range {
    int low = 0;
    int high = 255;

    int width() const { return high - low; }
};

Range range_of(View picture);

/// `range` stretched to black and white; from high to low it becomes a negative.
Plane stretched(View picture, Range range);

/// Every `step`-th row, each the mean of `window` rows around it: less noise, and less to look at.
Plane averaged_rows(View picture, int step, int window);

/// Twice as wide, interpolated: edges between pixels come out more exactly.
Plane widened(View picture);

/// Each stretch of a row brought to the full range by itself, so that shadows and the edge of a
/// curved label read like the rest. A stretch with less contrast than `floor` is left white.
Plane levelled_rows(View picture, int block, int floor);

/// What differs from its neighbourhood of `radius` pixels along the row, made stronger: undoes a
/// part of a blur.
Plane sharpened_rows(View picture, int radius);

}  // namespace mostrador::scanner
