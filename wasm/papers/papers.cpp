#include "papers/papers.hpp"

#include "documents/paper_html.hpp"
#include "documents/paper_pdf.hpp"
#include "documents/test_paper.hpp"

namespace mostrador::papers {
namespace {

using base::Form;
using base::Json;
using base::Result;
using documents::Paper;
using emscripten::val;

constexpr std::size_t kMostJsonBytes = 4 * 1024 * 1024;

val failed(const base::Error& error) {
    val out = val::object();
    out.set("code", std::string(base::code_name(error.code)));
    out.set("detail", error.detail);
    val parameters = val::object();
    for (const auto& [name, value] : error.parameters)
        parameters.set(name, value);
    out.set("parameters", parameters);
    val reply = val::object();
    reply.set("ok", false);
    reply.set("error", out);
    return reply;
}

val reply_of(const Result<base::Bytes>& bytes) {
    if (!bytes) return failed(bytes.error());
    val reply = val::object();
    reply.set("ok", true);
    // A copy: the view is into memory that moves when it grows.
    const val view(emscripten::typed_memory_view(bytes->size(), bytes->data()));
    reply.set("bytes", val::global("Uint8Array").new_(view));
    return reply;
}

template <class T>
Result<T> read(const std::string& text) {
    if (text.size() > kMostJsonBytes) {
        return base::fail(base::Code::sync_too_large, {{"limit", std::to_string(kMostJsonBytes)}});
    }
    const auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return base::fail(base::Code::input_malformed, {{"field", ""}});
    return base::decode<Form::text, T>(json);
}

Result<documents::Raster> logo_of(const val& logo) {
    if (logo.isNull() || logo.isUndefined()) return documents::Raster{};
    const auto grey = emscripten::convertJSArrayToNumberVector<std::uint8_t>(logo["grey"]);
    return documents::dithered(grey, logo["width"].as<int>(), logo["height"].as<int>());
}

Result<base::Bytes> draw_escpos(const std::string& papers, const std::string& printer,
                                const val& logo) {
    MOSTRADOR_TRY(all, read<std::vector<Paper>>(papers));
    MOSTRADOR_TRY(machine, read<documents::Printer>(printer));
    MOSTRADOR_TRY(picture, logo_of(logo));
    return documents::escpos(all, machine, picture);
}

Result<base::Bytes> draw_pdf(const std::string& papers, const std::string& page, const val& logo) {
    MOSTRADOR_TRY(all, read<std::vector<Paper>>(papers));
    const auto size = base::enum_value<documents::PdfPage>(page);
    if (!size) return base::fail(base::Code::input_malformed, {{"field", "page"}});
    MOSTRADOR_TRY(picture, logo_of(logo));
    return documents::paper_pdf(all, *size, picture);
}

Result<base::Bytes> draw_png(const std::string& kind, const std::string& text, int size_mm,
                             int dpi) {
    constexpr int kMostDots = 4096;
    constexpr int kNominalBar = 33;  // hundredths of a millimetre
    if (kind == "qr") {
        MOSTRADOR_TRY(code, documents::qr_code(text));
        const int module = documents::module_dots(code.side, size_mm, dpi, kMostDots);
        return documents::png(documents::raster(code, module), dpi);
    }
    const auto symbology = base::enum_value<documents::Symbology>(kind);
    if (!symbology) return base::fail(base::Code::input_malformed, {{"field", "kind"}});
    MOSTRADOR_TRY(code, documents::barcode(text, *symbology));
    const int bar = std::max(1, (dpi * kNominalBar + 1270) / 2540);
    const int height = std::min(kMostDots, size_mm * 10 * dpi / 254);
    return documents::png(documents::raster(code, bar, height), dpi);
}

}  // namespace

val escpos(const std::string& papers, const std::string& printer, const val& logo) {
    return reply_of(draw_escpos(papers, printer, logo));
}

val pdf(const std::string& papers, const std::string& page, const val& logo) {
    return reply_of(draw_pdf(papers, page, logo));
}

val png(const std::string& kind, const std::string& text, int size_mm, int dpi) {
    return reply_of(draw_png(kind, text, size_mm, dpi));
}

val html(const std::string& papers) {
    const auto all = read<std::vector<Paper>>(papers);
    if (!all) return failed(all.error());
    std::string text;
    for (const auto& paper : *all) {
        const auto copies = documents::check_copies(paper);
        if (!copies) return failed(copies.error());
        const auto part = documents::paper_html(paper, documents::barcode_svg);
        if (!part) return failed(part.error());
        for (std::int64_t copy = 0; copy < paper.copies; ++copy)
            text += *part;
    }
    val reply = val::object();
    reply.set("ok", true);
    reply.set("html", text);
    return reply;
}

val test_paper(const std::string& printer, const std::string& language) {
    const auto machine = read<documents::Printer>(printer);
    if (!machine) return failed(machine.error());
    const auto paper = base::encode<Form::text>(documents::test_paper(*machine, language));
    val reply = val::object();
    reply.set("ok", true);
    reply.set("paper", paper.dump());
    return reply;
}

}  // namespace mostrador::papers
