#pragma once

#include <emscripten/val.h>
#include <string>

namespace mostrador::papers {

// What JavaScript sees of the renderers (bindings.cpp): papers as the core's JSON in, bytes out.
// The replies are `{ok: true, bytes: Uint8Array}` or `{ok: false, error: {code, parameters,
// detail}}`; nothing is thrown. A logo is `{grey: Uint8Array, width, height}` or null.

/// DOC-1: `papers` as ESC/POS for `printer` (documents::Printer as JSON).
emscripten::val escpos(const std::string& papers, const std::string& printer,
                       const emscripten::val& logo);

/// DOC-1: `papers` as one PDF; `page` is "a4", "mm80" or "mm58".
emscripten::val pdf(const std::string& papers, const std::string& page,
                    const emscripten::val& logo);

/// DOC-2: a code as PNG. `kind` is "qr" or a symbology; a QR code is `size_mm` wide, a barcode as
/// high.
emscripten::val png(const std::string& kind, const std::string& text, int size_mm, int dpi);

/// Papers as HTML with their barcodes, as `{ok: true, html}`; the core's own HTML leaves them out.
emscripten::val html(const std::string& papers);

/// The test page of a printer, as `{ok: true, paper}` with the paper as JSON.
emscripten::val test_paper(const std::string& printer, const std::string& language);

}  // namespace mostrador::papers
