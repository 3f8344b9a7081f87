// Each third-party library does one real thing, natively and as wasm: a first sign that a new
// version or a new compiler flag broke something, before the tests of our own code get confusing.
#include <ReadBarcode.h>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <qrencode.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

namespace {

template <std::size_t Size>
std::string hex(const std::array<unsigned char, Size>& bytes) {
    std::string text(Size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

struct Image {
    int side;
    std::vector<std::uint8_t> pixels;
};

/// Draws a QR symbol in black on white with the four modules of quiet zone that the standard asks
/// for.
Image draw_qr(const std::string& text, int pixels_per_module) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> symbol(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    REQUIRE(symbol);

    constexpr int kQuietZone = 4;
    const int side = (symbol->width + 2 * kQuietZone) * pixels_per_module;
    Image image{side, std::vector<std::uint8_t>(static_cast<std::size_t>(side * side), 255)};
    for (int y = 0; y < symbol->width * pixels_per_module; ++y) {
        for (int x = 0; x < symbol->width * pixels_per_module; ++x) {
            const int module = y / pixels_per_module * symbol->width + x / pixels_per_module;
            if ((symbol->data[module] & 1) == 0) continue;
            const int margin = kQuietZone * pixels_per_module;
            image.pixels[static_cast<std::size_t>((y + margin) * side + x + margin)] = 0;
        }
    }
    return image;
}

}  // namespace

TEST_CASE("SQLite answers a query", "[dependencies]") {
    sqlite3* opened = nullptr;
    REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, &sqlite3_close);
    REQUIRE(sqlite3_exec(opened,
                         "CREATE TABLE sale(id INTEGER PRIMARY KEY, total INTEGER) STRICT;"
                         "INSERT INTO sale(total) VALUES (350), (425);",
                         nullptr, nullptr, nullptr) == SQLITE_OK);

    sqlite3_stmt* prepared = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, "SELECT sum(total) FROM sale", -1, &prepared, nullptr) ==
            SQLITE_OK);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared,
                                                                               &sqlite3_finalize);
    REQUIRE(sqlite3_step(prepared) == SQLITE_ROW);
    CHECK(sqlite3_column_int64(prepared, 0) == 775);
}

TEST_CASE("JSON survives a round trip through CBOR", "[dependencies]") {
    const nlohmann::json sale = {{"id", nlohmann::json::binary({1, 2, 3})},
                                 {"total", INT64_MIN},
                                 {"lines", {"café", nullptr, true}}};
    CHECK(nlohmann::json::from_cbor(nlohmann::json::to_cbor(sale)) == sale);
}

TEST_CASE("BLAKE2b-256 gives the published value", "[dependencies]") {
    REQUIRE(sodium_init() >= 0);
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of("abc"), 3, nullptr, 0);
    CHECK(hex(hash) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_CASE("Ed25519 refuses a changed message", "[dependencies]") {
    REQUIRE(sodium_init() >= 0);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
    crypto_sign_keypair(public_key.data(), secret_key.data());

    std::array<unsigned char, crypto_sign_BYTES> signature{};
    const std::string_view message = "table 10, 2 beers";
    crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(),
                         secret_key.data());

    const auto verifies = [&](std::string_view text) {
        return crypto_sign_verify_detached(signature.data(), bytes_of(text), text.size(),
                                           public_key.data()) == 0;
    };
    CHECK(verifies(message));
    CHECK_FALSE(verifies("table 10, 3 beers"));
}

TEST_CASE("Argon2id gives the same hash on every target", "[dependencies]") {
    REQUIRE(sodium_init() >= 0);
    constexpr std::size_t kMemory = 19UZ * 1024 * 1024;
    constexpr unsigned long long kPasses = 2;
    const std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{1, 2, 3};
    std::array<unsigned char, 32> hash{};
    REQUIRE(crypto_pwhash(hash.data(), hash.size(), "2468", 4, salt.data(), kPasses, kMemory,
                          crypto_pwhash_ALG_ARGON2ID13) == 0);
    CHECK(hex(hash) == "4efa035d43cd832d5b748bfdc4272af1c0945213cb9e0ad51763bb1ffb266e9f");
}

TEST_CASE("Random bytes differ from call to call", "[dependencies]") {
    REQUIRE(sodium_init() >= 0);
    std::array<unsigned char, 32> first{};
    std::array<unsigned char, 32> second{};
    randombytes_buf(first.data(), first.size());
    randombytes_buf(second.data(), second.size());
    CHECK(first != second);
}

TEST_CASE("ZXing reads the QR that libqrencode draws", "[dependencies]") {
    const std::string text = "https://example.com/t/0197f3c2?s=café";
    const Image image = draw_qr(text, 4);

    const ZXing::ImageView view(image.pixels.data(), image.side, image.side,
                                ZXing::ImageFormat::Lum);
    const auto barcode = ZXing::ReadBarcode(view, ZXing::ReaderOptions());
    REQUIRE(barcode.isValid());
    CHECK(barcode.text() == text);
}
