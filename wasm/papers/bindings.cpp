#include <emscripten/bind.h>

#include "papers/papers.hpp"

// JavaScript's names for papers.hpp, where each is explained.
EMSCRIPTEN_BINDINGS(mostrador_papers) {
    emscripten::function("escpos", &mostrador::papers::escpos);
    emscripten::function("pdf", &mostrador::papers::pdf);
    emscripten::function("png", &mostrador::papers::png);
    emscripten::function("html", &mostrador::papers::html);
    emscripten::function("testPaper", &mostrador::papers::test_paper);
}
