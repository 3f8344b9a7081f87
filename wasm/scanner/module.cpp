#include <algorithm>
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <exception>
#include <string>
#include <vector>

#include "scanner/reader.hpp"

namespace mostrador::scanner {
namespace {

using emscripten::val;

val to_array(const std::vector<Code>& codes) {
    auto array = val::array();
    for (const auto& code : codes) {
        auto corners = val::array();
        for (const auto& corner : code.corners) {
            corners.call<void>("push", corner.x, corner.y);
        }
        auto object = val::object();
        object.set("format", std::string(name_of(code.format)));
        object.set("text", code.text);
        object.set("corners", corners);
        array.call<void>("push", object);
    }
    return array;
}

}  // namespace

/// What the scanner's worker sees: it asks for memory, fills it with a picture, and has it read.
class Scanner {
public:
    /// `bytes` of the module's own memory as a Uint8Array, valid until the next call of this class.
    val memory(int bytes) {
        picture_.resize(static_cast<std::size_t>(bytes));
        return val(emscripten::typed_memory_view(picture_.size(), picture_.data()));
    }

    /// The memory holds red, green, blue and alpha for each pixel: leaves only their brightness.
    void to_grey(int pixels) {
        const auto count = std::min(static_cast<std::size_t>(pixels), picture_.size() / 4);
        grey_from_rgba(picture_.data(), picture_.data(), count);
    }

    /// The codes of the picture in the memory: grey, rows of `stride` bytes. `number` counts the
    /// frames of a film; a still picture has a negative one.
    val read(int width, int height, int stride, int number) {
        const bool fits =
            width > 0 && height > 0 && stride >= width &&
            static_cast<std::size_t>(stride) * static_cast<std::size_t>(height) <= picture_.size();
        if (!fits) return val::array();
        const View view{picture_.data(), width, height, stride};
        try {
            if (number < 0) return to_array(read_still(view));
            return to_array(read_frame(view, static_cast<unsigned>(number)));
        } catch (const std::exception&) {
            return val::array();  // a picture that the library gives up on shows no code
        }
    }

private:
    std::vector<std::uint8_t> picture_;
};

}  // namespace mostrador::scanner

EMSCRIPTEN_BINDINGS(mostrador_scanner) {
    using mostrador::scanner::Scanner;
    emscripten::class_<Scanner>("Scanner")
        .constructor()
        .function("memory", &Scanner::memory)
        .function("toGrey", &Scanner::to_grey)
        .function("read", &Scanner::read);
}
