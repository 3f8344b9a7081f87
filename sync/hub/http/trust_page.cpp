#include "hub/http/trust_page.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <format>

namespace mostrador::hub {
namespace {

struct Device {
    std::string_view name;
    std::array<std::string_view, 5> steps;  ///< empty ones are left out
};

struct Texts {
    std::string_view code, other_code, other_language;
    std::string_view title, why, first, download, compare, second, third, open, done, careful;
    std::array<Device, 4> devices;
};

constexpr Texts kSpanish{
    .code = "es",
    .other_code = "en",
    .other_language = "English",
    .title = "Confiar en esta tienda",
    .why =
        "Su tienda lleva su propio servidor, y este firma su propio certificado. Dígale una vez a "
        "este equipo que confíe en él; después venderá por una conexión cifrada, con o sin "
        "internet.",
    .first = "Descargue el certificado",
    .download = "Descargar certificado",
    .compare = "Su huella SHA-256 debe ser igual a la que el servidor muestra al arrancar:",
    .second = "Instálelo en este equipo",
    .third = "Abra la tienda",
    .open = "Abrir la tienda",
    .done = "Si se abre sin aviso, todo está bien. Si el navegador avisa, repita el paso 2.",
    .careful =
        "El certificado solo vale para nombres y direcciones de una red local. Si la huella "
        "no es la misma, no siga y avise a quien lleva la tienda.",
    .devices = {
        {{"Android (tableta o teléfono)",
          {"Abra Ajustes y busque «certificado CA».",
           "Toque «Instalar un certificado» › «Certificado CA» › «Instalar de todos modos».",
           "Elija mostrador.crt en Descargas.", "", ""}},
         {"iPad y iPhone",
          {"Descargue con Safari y permita el perfil.",
           "Ajustes › General › «VPN y gestión de dispositivos» › Mostrador › Instalar.",
           "Ajustes › General › Información › «Ajustes de confianza de los certificados».",
           "Active «Mostrador».", ""}},
         {"Windows",
          {"Abra mostrador.crt y pulse «Instalar certificado».",
           "Elija «Equipo local» y «Colocar todos los certificados en el siguiente almacén».",
           "Examinar › «Entidades de certificación raíz de confianza» › Aceptar.",
           "Cierre el navegador y ábralo de nuevo.", ""}},
         {"Mac, Linux, Chromebook",
          {"Mac: abra el archivo, guárdelo en «Sistema» y elija «Confiar siempre».",
           "Chrome en Linux o Chromebook: Configuración › Privacidad y seguridad › Seguridad › "
           "«Gestionar certificados» › Entidades › Importar.",
           "Firefox: Ajustes › «Ver certificados» › Autoridades › Importar.", "", ""}}}}};

constexpr Texts kEnglish{
    .code = "en",
    .other_code = "es",
    .other_language = "Español",
    .title = "Trust this shop",
    .why =
        "Your shop runs its own server, which signs its own certificate. Tell this device once to "
        "trust it; from then on it sells over an encrypted connection, with or without internet.",
    .first = "Download the certificate",
    .download = "Download certificate",
    .compare = "Its SHA-256 fingerprint must be the one that the server shows when it starts:",
    .second = "Install it on this device",
    .third = "Open the shop",
    .open = "Open the shop",
    .done = "If it opens without a warning, all is well. If the browser warns, repeat step 2.",
    .careful =
        "The certificate is good only for names and addresses of a local network. If the "
        "fingerprint differs, stop and tell who runs the shop.",
    .devices = {
        {{"Android (tablet or phone)",
          {"Open Settings and search for “CA certificate”.",
           "Tap “Install a certificate” › “CA certificate” › “Install anyway”.",
           "Choose mostrador.crt in Downloads.", "", ""}},
         {"iPad and iPhone",
          {"Download with Safari and allow the profile.",
           "Settings › General › “VPN & Device Management” › Mostrador › Install.",
           "Settings › General › About › “Certificate Trust Settings”.", "Switch “Mostrador” on.",
           ""}},
         {"Windows",
          {"Open mostrador.crt and press “Install Certificate”.",
           "Choose “Local Machine” and “Place all certificates in the following store”.",
           "Browse › “Trusted Root Certification Authorities” › OK.",
           "Close the browser and open it again.", ""}},
         {"Mac, Linux, Chromebook",
          {"Mac: open the file, keep it in “System” and choose “Always Trust”.",
           "Chrome on Linux or a Chromebook: Settings › Privacy and security › Security › “Manage "
           "certificates” › Authorities › Import.",
           "Firefox: Settings › “View Certificates” › Authorities › Import.", "", ""}}}}};

// The values of docs/design-tokens.md: this page must stand without the PWA.
constexpr std::string_view kCss = R"css(
:root {
  color-scheme: light dark;
  --ground: light-dark(#efeee8, #121513); --surface: light-dark(#fffefb, #1b1f1c);
  --line: light-dark(#d5d2c6, #333a35); --ink: light-dark(#1b221e, #f0eee7);
  --ink-2: light-dark(#4b5149, #bfc2b8); --brand: light-dark(#0e5a4a, #5cc7a5);
  --on-brand: light-dark(#ffffff, #0b1f18); --accent-soft: light-dark(#fbecc4, #3b3013);
  --accent-ink: light-dark(#5c4300, #f3d78a); --focus: light-dark(#1d4fd7, #8ab4ff);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 24px 16px 48px; }
header { display: flex; align-items: center; justify-content: space-between; gap: 16px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0; }
h2 { font-size: 18px; margin: 0 0 8px; }
p { margin: 8px 0; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 16px; padding: 16px; margin-top: 16px; }
a { color: var(--brand); }
a.main { display: flex; align-items: center; justify-content: center; min-height: 56px; border-radius: 10px;
  background: var(--brand); color: var(--on-brand); font-size: 18px; font-weight: 600; text-decoration: none; }
a.language { display: inline-flex; align-items: center; min-height: 44px; padding: 0 8px; }
code { display: block; margin-top: 8px; font: 14px/1.6 ui-monospace, monospace; overflow-wrap: anywhere; }
summary { min-height: 44px; display: flex; align-items: center; font-weight: 600; cursor: pointer; }
details + details { border-top: 1px solid var(--line); }
ol { margin: 0 0 12px; padding-left: 24px; }
.careful { background: var(--accent-soft); color: var(--accent-ink); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
)css";

std::string devices_html(const Texts& texts) {
    std::string html;
    for (const auto& device : texts.devices) {
        html += std::format("<details><summary>{}</summary><ol>", device.name);
        for (const auto step : device.steps) {
            if (!step.empty()) html += std::format("<li>{}</li>", step);
        }
        html += "</ol></details>";
    }
    return html;
}

bool is_host_letter(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '.' || letter == '-';
}

}  // namespace

PageLanguage page_language(std::string_view target, std::string_view accept_language) {
    const auto query = target.find('?');
    if (query != std::string_view::npos) {
        const auto asked = target.substr(query);
        if (asked.contains("lang=en")) return PageLanguage::english;
        if (asked.contains("lang=es")) return PageLanguage::spanish;
    }
    return accept_language.starts_with("en") ? PageLanguage::english : PageLanguage::spanish;
}

std::string trust_html(const TrustPage& page, PageLanguage language) {
    const auto& t = language == PageLanguage::english ? kEnglish : kSpanish;
    return std::format(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>{} · Mostrador</title><link rel=\"stylesheet\" href=\"/trust.css\"></head>"
        "<body><main><header><h1>{}</h1><a class=\"language\" href=\"/?lang={}\" lang=\"{}\">{}</a>"
        "</header><p>{}</p>"
        "<section><h2>1. {}</h2><a class=\"main\" href=\"/mostrador.crt\">{}</a>"
        "<p>{}</p><code>{}</code></section>"
        "<section><h2>2. {}</h2>{}</section>"
        "<section><h2>3. {}</h2><a class=\"main\" href=\"{}\">{}</a><p>{}</p></section>"
        "<section class=\"careful\">{}</section></main></body></html>\n",
        t.code, t.title, t.title, t.other_code, t.other_code, t.other_language, t.why, t.first,
        t.download, t.compare, page.fingerprint, t.second, devices_html(t), t.third,
        page.secure_url, t.open, t.done, t.careful);
}

std::string_view trust_css() {
    return kCss;
}

std::string plain_host(std::string_view header) {
    if (header.starts_with('[')) {  // an IPv6 address
        const auto end = header.find(']');
        if (end == std::string_view::npos) return {};
        const auto inner = header.substr(1, end - 1);
        const bool address = std::ranges::all_of(inner, [](char letter) {
            return std::isxdigit(static_cast<unsigned char>(letter)) != 0 || letter == ':';
        });
        return address ? std::string(header.substr(0, end + 1)) : std::string{};
    }
    const auto host = header.substr(0, header.find(':'));
    return std::ranges::all_of(host, is_host_letter) ? std::string(host) : std::string{};
}

std::string secure_origin(const std::string& host, unsigned port) {
    constexpr unsigned kUsual = 443;
    return port == kUsual ? "https://" + host : std::format("https://{}:{}", host, port);
}

}  // namespace mostrador::hub
