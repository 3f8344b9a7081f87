// Writes the corpus that the fuzzers begin with, by our own encoders:
//   fuzz_make_corpus tests/fuzz/corpus
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/cbor.hpp"
#include "hub/http/gzip.hpp"
#include "protocol/codec.hpp"
#include "support/shop.hpp"

namespace mostrador::fuzz {
namespace {

using base::Bytes;
using base::Id;

class Corpus {
public:
    explicit Corpus(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void add(const std::string& decoder, const std::string& name, const Bytes& bytes) const {
        std::filesystem::create_directories(folder_ / decoder);
        std::ofstream file(folder_ / decoder / name, std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
    }

    template <class Message>
    void add_message(std::uint8_t choice, const std::string& name, const Message& message) const {
        const auto body = protocol::encode(message);
        add("cbor", name, body);
        Bytes chosen{choice};
        chosen.insert(chosen.end(), body.begin(), body.end());
        add("messages", name, chosen);
    }

private:
    std::filesystem::path folder_;
};

/// A day of a small shop.
std::vector<Bytes> operations_of_a_day() {
    tests::Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto report = shop.call("cash.report");
    shop.call("cash.close",
              {{"session", report["session"]["id"]}, {"counted", base::Json::array()}});
    std::vector<Bytes> bodies;
    for (auto& each : tests::value(shop.hub().after_position(0, Id::nil(), {})))
        bodies.push_back(std::move(each.body));
    for (auto& each : tests::value(shop.log().own_after(0, {})))
        bodies.push_back(std::move(each.body));
    return bodies;
}

void make(const Corpus& corpus) {
    using namespace protocol;
    const auto id = base::derived_id("fuzz", "id");
    const auto bodies = operations_of_a_day();
    for (std::size_t i = 0; i < bodies.size(); ++i)
        corpus.add("operation", "operation-" + std::to_string(i), bodies[i]);
    corpus.add("cbor", "operation", bodies.back());

    PushRequest push{.epoch = id, .first = 1, .operations = bodies};
    push.checksum = push_checksum(push.operations);
    PullAnswer pulled{.epoch = id, .next = 2, .head = 3};
    for (std::int64_t position = 1; position <= 2; ++position)
        pulled.entries.push_back({position, bodies[static_cast<std::size_t>(position)]});
    pulled.checksum = pull_checksum(pulled.entries);
    const Problem problem{"log.gap", {{"expected", "2"}, {"got", "4"}}, "", "r-1"};

    corpus.add_message(0, "enrol", EnrolRequest{"K7QM-2XRP", "Tablet", id});
    corpus.add_message(1, "enrolled",
                       EnrolAnswer{.hubs = {id},
                                   .epoch = id,
                                   .tenant = id,
                                   .tenant_name = "Café",
                                   .device = id,
                                   .name = "Tablet",
                                   .token = base::blake2b({})});
    corpus.add_message(2, "push", push);
    corpus.add_message(3, "pushed",
                       PushAnswer{.epoch = id,
                                  .acknowledged = 2,
                                  .head = 9,
                                  .results = {{.sequence = 1, .position = 8}}});
    corpus.add_message(4, "pull", PullRequest{.epoch = id, .after = 4, .max_bytes = 1000});
    corpus.add_message(5, "pulled", pulled);
    corpus.add_message(6, "hello", LiveRequest{.token = base::blake2b({}), .epoch = id});
    corpus.add_message(7, "batch", LiveNotice{.kind = LiveNoticeKind::batch, .batch = pulled});
    corpus.add_message(7, "bye", LiveNotice{.kind = LiveNoticeKind::bye, .problem = problem});
    corpus.add("http_body", "push", hub::gzip(encode(push)));
}

void make_texts(const Corpus& corpus) {
    const auto add = [&](const std::string& decoder, const std::string& name,
                         std::string_view text) {
        const auto bytes = base::as_bytes(text);
        corpus.add(decoder, name, {bytes.begin(), bytes.end()});
    };
    add("http_head", "push",
        "POST /v1/push HTTP/1.1\r\nHost: 192.168.1.5:8787\r\nAuthorization: Bearer 00ff\r\n"
        "Content-Type: application/cbor\r\nContent-Encoding: gzip\r\nAccept-Encoding: gzip, br\r\n"
        "Mostrador-Protocol: 1\r\nContent-Length: 12\r\n\r\n");
    add("http_head", "live",
        "GET /v1/live HTTP/1.1\r\nHost: [::1]:8787\r\nOrigin: http://[::1]:8787\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: mostrador.v1\r\nSec-WebSocket-Key: "
        "AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    add("http_head", "help",
        "GET /?lang=en HTTP/1.1\r\nHost: hub.local\r\nAccept-Language: en-GB,es;q=0.5\r\n\r\n");
    add("text", "code", "K7QM-2XRP");
    add("text", "label", "(01)07501031311309(3103)001250(17)270131");
    add("text", "id", "0190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e88");
    add("text", "number", "-9223372036.854775808");
    add("text", "barcode", "7750182000017");
    add("text", "words", "  Café  CON Leñe ");
}

}  // namespace
}  // namespace mostrador::fuzz

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "fuzz_make_corpus FOLDER\n";
        return 2;
    }
    const mostrador::fuzz::Corpus corpus(arguments[1]);
    mostrador::fuzz::make(corpus);
    mostrador::fuzz::make_texts(corpus);
    return 0;
}
