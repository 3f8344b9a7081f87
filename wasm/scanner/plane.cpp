#include "scanner/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace mostrador::scanner {
namespace {

using Byte = std::uint8_t;

constexpr Byte to_byte(int value) {
    return static_cast<Byte>(std::clamp(value, 0, 255));
}

}  // namespace

void grey_from_rgba(const Byte* rgba, Byte* grey, std::size_t count) {
    // The weights of ITU-R BT.601, in 1024ths.
    for (std::size_t i = 0; i < count; ++i, rgba += 4)
        grey[i] = static_cast<Byte>((306 * rgba[0] + 601 * rgba[1] + 117 * rgba[2] + 512) >> 10);
}

Plane transposed(View picture) {
    constexpr int kTile = 16;  // a tile of source and target stays in the first cache
    Plane out(picture.height, picture.width);
    for (int top = 0; top < picture.height; top += kTile) {
        const int bottom = std::min(top + kTile, picture.height);
        for (int left = 0; left < picture.width; left += kTile) {
            const int right = std::min(left + kTile, picture.width);
            for (int x = left; x < right; ++x) {
                Byte* to = out.row(x);
                const Byte* from = picture.row(top) + x;
                for (int y = top; y < bottom; ++y, from += picture.stride)
                    to[y] = *from;
            }
        }
    }
    return out;
}

Plane shrunk(View picture, int factor) {
    Plane out(picture.width / factor, picture.height / factor);
    const int width = picture.width / factor;
    std::vector<int> sums(static_cast<std::size_t>(width * factor));
    const int area = factor * factor;
    for (int y = 0; y < picture.height / factor; ++y) {
        std::ranges::fill(sums, area / 2);
        for (int line = 0; line < factor; ++line) {
            const Byte* from = picture.row(y * factor + line);
            for (std::size_t x = 0; x < sums.size(); ++x)
                sums[x] += from[x];
        }
        Byte* to = out.row(y);
        const int* sum = sums.data();
        for (int x = 0; x < width; ++x, sum += factor) {
            int total = sum[0] - (factor - 1) * (area / 2);
            for (int i = 1; i < factor; ++i)
                total += sum[i];
            to[x] = static_cast<Byte>(total / area);
        }
    }
    return out;
}

Plane doubled(View picture) {
    const int width = picture.width;
    Plane out(2 * width, 2 * picture.height);
    std::vector<int> mixed(static_cast<std::size_t>(width) + 1);
    for (int y = 0; y < 2 * picture.height; ++y) {
        // A target row lies a quarter of a pixel from the nearest source row.
        const int nearer = y / 2;
        const int other = std::clamp(nearer + (y % 2 == 0 ? -1 : 1), 0, picture.height - 1);
        const Byte* near_row = picture.row(nearer);
        const Byte* other_row = picture.row(other);
        for (int x = 0; x < width; ++x)
            mixed[static_cast<std::size_t>(x)] = 3 * near_row[x] + other_row[x];
        mixed[static_cast<std::size_t>(width)] = mixed[static_cast<std::size_t>(width) - 1];
        Byte* to = out.row(y);
        int before = mixed[0];
        for (int x = 0; x < width; ++x) {
            const int here = mixed[static_cast<std::size_t>(x)];
            const int next = mixed[static_cast<std::size_t>(x) + 1];
            to[2 * x] = static_cast<Byte>((3 * here + before + 8) / 16);
            to[2 * x + 1] = static_cast<Byte>((3 * here + next + 8) / 16);
            before = here;
        }
    }
    return out;
}

namespace {

constexpr int kOne = 1 << 16;  ///< fixed point

/// The grey between four pixels.
Byte between(View picture, int x, int y) {
    const Byte* at = picture.row(y / kOne) + x / kOne;
    const int right = (x % kOne) >> 8;
    const int lower = (y % kOne) >> 8;
    const int top = at[0] * (256 - right) + at[1] * right;
    const int bottom = at[picture.stride] * (256 - right) + at[picture.stride + 1] * right;
    return static_cast<Byte>((top * (256 - lower) + bottom * lower) >> 16);
}

/// For which steps `start + step * pace` lies in 0 … last: from the first to before the second.
std::pair<int, int> steps_inside(double start, double pace, double last) {
    const double to_low = -start / pace;
    const double to_high = (last - start) / pace;
    return {static_cast<int>(std::ceil(std::min(to_low, to_high))),
            static_cast<int>(std::floor(std::max(to_low, to_high)))};
}

}  // namespace

Plane crossed(View picture, double degrees, int pitch) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const double length = std::abs(picture.width * cosine) + std::abs(picture.height * sine);
    const double breadth = std::abs(picture.width * sine) + std::abs(picture.height * cosine);
    const int width = std::max(1, static_cast<int>(length));
    const int height = std::max(1, static_cast<int>(breadth / pitch));
    Plane out(width, height);
    for (int line = 0; line < height; ++line) {
        const double down = (line - (height - 1) / 2.0) * pitch;
        const double along = -(width - 1) / 2.0;
        const double x = picture.width / 2.0 + along * cosine - down * sine;
        const double y = picture.height / 2.0 + along * sine + down * cosine;
        const auto [from_x, to_x] = steps_inside(x, cosine, picture.width - 2);
        const auto [from_y, to_y] = steps_inside(y, sine, picture.height - 2);
        const int first = std::clamp(std::max(from_x, from_y), 0, width);
        const int last = std::clamp(std::min(to_x, to_y), first, width);
        Byte* to = out.row(line);
        const int pace_x = static_cast<int>(cosine * kOne);
        const int pace_y = static_cast<int>(sine * kOne);
        int at_x = static_cast<int>((x + first * cosine) * kOne);
        int at_y = static_cast<int>((y + first * sine) * kOne);
        for (int i = first; i < last; ++i, at_x += pace_x, at_y += pace_y)
            to[i] = between(picture, std::max(0, at_x), std::max(0, at_y));
        std::fill(to, to + first, first < last ? to[first] : Byte{255});
        std::fill(to + last, to + width, first < last ? to[last - 1] : Byte{255});
    }
    return out;
}

Range range_of(View picture) {
    constexpr int kStep = 4;  // one pixel in sixteen is enough to know
    std::array<int, 256> counts{};
    int total = 0;
    for (int y = 0; y < picture.height; y += kStep) {
        const Byte* row = picture.row(y);
        for (int x = 0; x < picture.width; x += kStep, ++total)
            ++counts[row[x]];
    }
    const int ignored = total / 100;
    Range range;
    for (int seen = counts[0]; seen <= ignored && range.low < 255;)
        seen += counts[static_cast<std::size_t>(++range.low)];
    for (int seen = counts[255]; seen <= ignored && range.high > range.low;)
        seen += counts[static_cast<std::size_t>(--range.high)];
    return range;
}

Plane stretched(View picture, Range range) {
    std::array<Byte, 256> table{};
    const int width = range.width() == 0 ? 1 : range.width();
    for (int grey = 0; grey < 256; ++grey)
        table[static_cast<std::size_t>(grey)] = to_byte((grey - range.low) * 255 / width);
    Plane out(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        const Byte* from = picture.row(y);
        Byte* to = out.row(y);
        for (int x = 0; x < picture.width; ++x)
            to[x] = table[from[x]];
    }
    return out;
}

Plane averaged_rows(View picture, int step, int window) {
    Plane out(picture.width, picture.height / step);
    std::vector<std::uint16_t> sums(static_cast<std::size_t>(picture.width));
    for (int line = 0; line < picture.height / step; ++line) {
        std::ranges::fill(sums, std::uint16_t{0});
        const int first =
            std::clamp(line * step + (step - window) / 2, 0, std::max(0, picture.height - window));
        const int last = std::min(first + window, picture.height);
        for (int y = first; y < last; ++y) {
            const Byte* from = picture.row(y);
            for (std::size_t x = 0; x < sums.size(); ++x)
                sums[x] = static_cast<std::uint16_t>(sums[x] + from[x]);
        }
        const auto count = static_cast<std::uint16_t>(last - first);
        Byte* to = out.row(line);
        for (std::size_t x = 0; x < sums.size(); ++x)
            to[x] = static_cast<Byte>(sums[x] / count);
    }
    return out;
}

Plane widened(View picture) {
    Plane out(2 * picture.width, picture.height);
    const int last = picture.width - 1;
    for (int y = 0; y < picture.height; ++y) {
        const Byte* from = picture.row(y);
        Byte* to = out.row(y);
        for (int x = 0; x < picture.width; ++x) {
            const int before = from[std::max(0, x - 1)];
            const int next = from[std::min(last, x + 1)];
            to[2 * x] = static_cast<Byte>((3 * from[x] + before + 2) / 4);
            to[2 * x + 1] = static_cast<Byte>((3 * from[x] + next + 2) / 4);
        }
    }
    return out;
}

Plane levelled_rows(View picture, int block, int floor) {
    const int blocks = (picture.width + block - 1) / block;
    std::vector<Range> ranges(static_cast<std::size_t>(blocks));
    Plane out(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        const Byte* from = picture.row(y);
        for (int i = 0; i < blocks; ++i) {
            const auto [low, high] = std::ranges::minmax_element(
                from + i * block, from + std::min((i + 1) * block, picture.width));
            ranges[static_cast<std::size_t>(i)] = {*low, *high};
        }
        Byte* to = out.row(y);
        for (int i = 0; i < blocks; ++i) {
            auto range = ranges[static_cast<std::size_t>(i)];
            for (const int other : {std::max(0, i - 1), std::min(blocks - 1, i + 1)}) {
                const auto& beside = ranges[static_cast<std::size_t>(other)];
                range = {std::min(range.low, beside.low), std::max(range.high, beside.high)};
            }
            const int scale = range.width() < floor ? 0 : 255 * 256 / range.width();
            const int lift = scale == 0 ? 255 * 256 : 0;  // paper, not bars
            const int end = std::min((i + 1) * block, picture.width);
            for (int x = i * block; x < end; ++x)
                to[x] = static_cast<Byte>(((from[x] - range.low) * scale + lift) >> 8);
        }
    }
    return out;
}

Plane sharpened_rows(View picture, int radius) {
    const int last = picture.width - 1;
    const int count = 2 * radius + 1;
    Plane out(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        const Byte* from = picture.row(y);
        Byte* to = out.row(y);
        int sum = 0;
        for (int x = -radius; x <= radius; ++x)
            sum += from[std::clamp(x, 0, last)];
        for (int x = 0; x <= last; ++x) {
            to[x] = to_byte(3 * from[x] - 2 * sum / count);
            sum += from[std::min(last, x + radius + 1)] - from[std::max(0, x - radius)];
        }
    }
    return out;
}

}  // namespace mostrador::scanner
