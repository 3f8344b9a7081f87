#include "scanner/reader.hpp"

#include <ReadBarcode.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace mostrador::scanner {
namespace {

/// Linear codes are read along lines; that many across a picture miss no code that a person aims
/// at.
constexpr int kLines = 240;
/// The harder looks are content with fewer.
constexpr int kFewLines = 150;
/// Pictures with more pixels a side are looked at from further away first.
constexpr int kLargeSide = 2048;
/// White squares on black are sought at half the size in larger pictures.
constexpr int kNearSide = 700;
/// Smaller pictures are also looked at twice as large.
constexpr int kSmallSide = 400;
/// So many rows make one line where noise has to be evened out.
constexpr int kSomeRows = 3;
/// Pixels of a line that are brought to the same brightness together.
constexpr int kStretch = 32;
/// Less contrast than this, of 255, is no print.
constexpr int kFaint = 24;
/// A picture that uses less of the scale from black to white is stretched first.
constexpr int kPoorContrast = 140;
constexpr int kMostSide = 0x7fff;

/// Where a plane's pixels lie in the picture it was made from: x and y are `origin + column * right
/// + row * down`.
struct Placement {
    Point origin{0, 0};
    Point right{1, 0};
    Point down{0, 1};

    Point operator()(float column, float row) const {
        return {origin.x + column * right.x + row * down.x,
                origin.y + column * right.y + row * down.y};
    }
};

constexpr Placement scaled(float by) {
    return {.right = {by, 0}, .down = {0, by}};
}

constexpr Placement turned(Placement rows) {
    return {.origin = rows.origin, .right = rows.down, .down = rows.right};
}

ZXing::ReaderOptions options(ZXing::BarcodeFormats formats) {
    return ZXing::ReaderOptions()
        .formats(std::move(formats))
        .tryHarder(true)
        .tryRotate(false)
        .tryInvert(false)
        .tryDownscale(false)
        .maxNumberOfSymbols(0);
}

const ZXing::ReaderOptions& linear_options() {
    using enum ZXing::BarcodeFormat;
    static const auto all = options(EAN13 | EAN8 | UPCA | UPCE | Code128 | Code39Std | ITF);
    return all;
}

const ZXing::ReaderOptions& matrix_options() {
    using enum ZXing::BarcodeFormat;
    static const auto all = options(QRCodeModel1 | QRCodeModel2 | DataMatrix).tryRotate(true);
    return all;
}

std::optional<Format> format_of(const ZXing::Barcode& found) {
    using enum ZXing::BarcodeFormat;
    switch (found.format()) {
        case EAN13:
            // Bars of a UPC-A are those of an EAN-13 that starts with zero.
            return found.text().starts_with('0') ? Format::upc_a : Format::ean_13;
        case UPCA:
            return Format::upc_a;
        case EAN8:
            return Format::ean_8;
        case UPCE:
            return Format::upc_e;
        case Code128:
            return Format::code_128;
        case Code39:
        case Code39Std:
            return Format::code_39;
        case ITF:
            return Format::itf;
        case QRCode:
        case QRCodeModel1:
        case QRCodeModel2:
            return Format::qr_code;
        case DataMatrix:
            return Format::data_matrix;
        default:
            return std::nullopt;
    }
}

std::string text_of(const ZXing::Barcode& found, Format format) {
    if (format == Format::upc_e) return found.extra(ZXing::BarcodeExtra::UPCE);
    auto text = found.text();
    if (format == Format::upc_a && text.size() == 13) text.erase(0, 1);
    return text;
}

Point centre(const Code& code) {
    Point sum;
    for (const auto& corner : code.corners) {
        sum.x += corner.x / 4;
        sum.y += corner.y / 4;
    }
    return sum;
}

float reach(const Code& code) {
    const auto middle = centre(code);
    float most = 0;
    for (const auto& corner : code.corners)
        most = std::max(most, std::hypot(corner.x - middle.x, corner.y - middle.y));
    return most;
}

/// The same label, seen in two ways.
bool is_same(const Code& left, const Code& right) {
    if (left.format != right.format || left.text != right.text) return false;
    const auto a = centre(left);
    const auto b = centre(right);
    return std::hypot(a.x - b.x, a.y - b.y) < std::max(reach(left), reach(right));
}

/// The last digit of an ITF-14 is a check digit; the sum of all, every other one three times, ends
/// in zero.
bool is_itf_14(std::string_view digits) {
    if (digits.size() != 14) return false;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i)
        sum += (digits[i] - '0') * (i % 2 == 0 ? 3 : 1);
    return sum % 10 == 0;
}

/// A line that leaves an ITF through its upper or lower edge reads a part of it, and nothing in the
/// part says so.
bool may_be_part(const Code& code) {
    return code.format == Format::itf && !is_itf_14(code.text);
}

/// Looks at one picture in many ways and collects what it finds.
class Search {
public:
    explicit Search(View picture) : picture_(picture) {
        const auto range = range_of(picture);
        if (range.width() >= kPoorContrast || range.width() < 4) return;
        clearer_.emplace(stretched(picture, range));
        picture_ = clearer_->view();
    }

    /// Something that needs no second look.
    bool found() const {
        return std::ranges::any_of(codes_, [](const Code& code) { return !may_be_part(code); });
    }

    std::vector<Code> take() {
        std::size_t longest = 0;
        for (const auto& code : codes_) {
            if (code.format == Format::itf) longest = std::max(longest, code.text.size());
        }
        std::erase_if(codes_, [longest](const Code& code) {
            return may_be_part(code) && code.text.size() < longest;
        });
        return std::move(codes_);
    }

    /// Upright and lying, on every few lines; and squares.
    void look() {
        quick_lines(picture_, {});
        quick_lines(turned_picture(), turned({}));
        const int side = std::max(picture_.width, picture_.height);
        squares_from(side <= kLargeSide ? 1 : (side + kLargeSide - 1) / kLargeSide);
    }

    /// Each line finer and without its shadows: a dark corner of a shop, narrow bars, the side of
    /// a bottle.
    void look_at_shadows() {
        strips(2,
               [](View rows) { return levelled_rows(widened(rows).view(), 2 * kStretch, kFaint); });
    }

    /// A hand that shook, a lens too near.
    void look_sharply() {
        strips(1, [](View rows) {
            return levelled_rows(sharpened_rows(rows, 3).view(), kStretch, kFaint);
        });
    }

    /// Both narrow and blurred.
    void look_closely() {
        strips(4,
               [](View rows) { return sharpened_rows(widened(widened(rows).view()).view(), 8); });
    }

    void look_askew() {
        if (std::min(picture_.width, picture_.height) < 16) return;
        askew(45);
        askew(135);
    }

    /// Large squares that are blurred or rough, and white ones on black.
    void look_from_afar() {
        const int side = std::max(picture_.width, picture_.height);
        const int factor = std::max(2, (side + 799) / 800);
        if (side / factor >= 40) squares_from(factor);
        negative_squares(side > kNearSide ? factor : 1);
    }

    /// Squares whose modules are hardly larger than a pixel.
    void look_at_small_squares() {
        const int side = std::max(picture_.width, picture_.height);
        if (side > kLargeSide) return squares_from(1);
        if (side <= kSmallSide) squares(doubled(picture_).view(), scaled(0.5F));
    }

private:
    View turned_picture() {
        if (!turned_) turned_.emplace(transposed(picture_));
        return turned_->view();
    }

    static int step_of(View view, int count) { return std::max(1, view.height / count); }

    static float float_of(int number) { return static_cast<float>(number); }

    void quick_lines(View view, Placement place) {
        const int step = step_of(view, kLines);
        place.down = {place.down.x * float_of(step), place.down.y * float_of(step)};
        lines(view.every(step), place);
    }

    /// Lines each way, each the mean of a few rows, `treat`ed and thereby `wider` times as wide.
    template <class Treat>
    void strips(int wider, const Treat& treat) {
        const auto both = {std::pair(picture_, false), std::pair(turned_picture(), true)};
        for (const auto& [view, is_turned] : both) {
            const int step = step_of(view, kFewLines);
            const auto few = averaged_rows(view, step, std::max(step, kSomeRows));
            const Placement place{.right = {1 / float_of(wider), 0}, .down = {0, float_of(step)}};
            lines(treat(few.view()).view(), is_turned ? turned(place) : place);
        }
    }

    void askew(double degrees) {
        const int pitch = std::max(1, std::max(picture_.width, picture_.height) / kLines);
        const auto plane = crossed(picture_, degrees, pitch);
        const auto view = plane.view();
        const double angle = degrees * std::numbers::pi / 180;
        const auto cosine = static_cast<float>(std::cos(angle));
        const auto sine = static_cast<float>(std::sin(angle));
        Placement place{.right = {cosine, sine},
                        .down = {-sine * float_of(pitch), cosine * float_of(pitch)}};
        const auto middle = place(float_of(view.width - 1) / 2, float_of(view.height - 1) / 2);
        place.origin = {float_of(picture_.width) / 2 - middle.x,
                        float_of(picture_.height) / 2 - middle.y};
        lines(view, place);
    }

    void lines(View view, const Placement& place) { collect(view, place, linear_options()); }

    void squares_from(int factor) {
        if (factor <= 1) return squares(picture_, {});
        squares(shrunk(picture_, factor).view(), scaled(float_of(factor)));
    }

    void negative_squares(int factor) {
        auto negative = factor <= 1 ? stretched(picture_, {255, 0}) : shrunk(picture_, factor);
        if (factor > 1) negative = stretched(negative.view(), {255, 0});
        squares(negative.view(), scaled(float_of(std::max(1, factor))));
    }

    void squares(View view, const Placement& place) { collect(view, place, matrix_options()); }

    void collect(View view, const Placement& place, const ZXing::ReaderOptions& how) {
        if (view.width < 8 || view.height < 1) return;
        const ZXing::ImageView image(view.pixels, view.width, view.height, ZXing::ImageFormat::Lum,
                                     view.stride);
        for (const auto& found : ZXing::ReadBarcodes(image, how))
            keep(found, place);
    }

    void keep(const ZXing::Barcode& found, const Placement& place) {
        const auto format = format_of(found);
        if (!format) return;
        Code code{.format = *format, .text = text_of(found, *format), .corners = {}};
        std::ranges::transform(found.position(), code.corners.begin(), [&](const auto& corner) {
            return place(static_cast<float>(corner.x), static_cast<float>(corner.y));
        });
        const bool known =
            std::ranges::any_of(codes_, [&](const Code& other) { return is_same(other, code); });
        if (!known) codes_.push_back(std::move(code));
    }

    View picture_;
    std::optional<Plane> clearer_;
    std::optional<Plane> turned_;
    std::vector<Code> codes_;
};

using Look = void (Search::*)();

/// In the order in which they find most for their time, over drawn pictures and photographs.
constexpr std::array<Look, 6> kHarderLooks{
    &Search::look_at_shadows, &Search::look_sharply, &Search::look_askew,
    &Search::look_from_afar,  &Search::look_closely, &Search::look_at_small_squares,
};

bool is_readable(View picture) {
    return picture.width > 0 && picture.height > 0 && picture.width <= kMostSide &&
           picture.height <= kMostSide;
}

}  // namespace

std::vector<Code> read_still(View picture) {
    if (!is_readable(picture)) return {};
    Search search(picture);
    search.look();
    for (const auto look : kHarderLooks) {
        if (search.found()) break;
        (search.*look)();
    }
    return search.take();
}

std::vector<Code> read_frame(View picture, unsigned number) {
    if (!is_readable(picture)) return {};
    Search search(picture);
    search.look();
    if (!search.found()) (search.*kHarderLooks[number % kHarderLooks.size()])();
    return search.take();
}

}  // namespace mostrador::scanner
