#include "crash/seller.hpp"
#include "store/file_system/file_system.hpp"
#include "store/file_system/memory_file.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {

using base::Id;
using base::Json;
using base::Result;
using base::Status;

namespace {

Json line(std::string_view product, std::string_view quantity) {
    return {{"product", base::derived_id("test shop", product).text()}, {"quantity", quantity}};
}

class TillSeller final : public Seller {
public:
    TillSeller(store::Database& database, std::uint64_t seed)
        : db_(database), random_(seed), till_(database, clock_, random_) {}

    Status sell(const Id& sale) override {
        clock_.advance(1'000'000);
        // The cart is only written, not flushed, and shares the log with the sale.
        MOSTRADOR_CHECK(call("cart.add", {{"product", line("coffee", "1")["product"]}}));
        const Json cash{{"method", "cash"}, {"amount", nullptr}};
        MOSTRADOR_CHECK(
            call("sales.record",
                 {{"id", sale.text()},
                  {"lines", {line("coffee", "2"), line("cake", "1"), line("rice", "0.350")}},
                  {"tenders", Json::array({cash})}}));
        return {};
    }

    std::string audit(std::span<const Id> paid) override {
        const auto report = db_.integrity_check();
        if (!report) return "integrity check failed: " + report.error().detail;
        if (*report != "ok") return "damaged: " + *report;
        for (const Id& id : paid) {
            if (!call("sales.receipt", {{"id", id.text()}})) {
                return "a paid sale is missing: " + id.text();
            }
        }
        return audit_books();
    }

    std::int64_t count() override { return number("SELECT count(*) FROM receipt"); }

private:
    Result<Json> call(std::string_view command, const Json& request) {
        Json answer = Json::parse(till_.call(command, request.dump()));
        if (answer["ok"]) return std::move(answer["value"]);
        const Json& error = answer["error"];
        return base::fail(*base::code_named(error["code"].get<std::string>()), {}, error.dump());
    }

    std::int64_t number(std::string_view sql) {
        return db_.one<std::int64_t>(sql).value().value_or(-1);
    }

    std::string audit_books() {
        const auto chain = call("audit.verify", Json::object());
        if (!chain) return "the hash chain cannot be read: " + chain.error().detail;
        if (!(*chain)["ok"]) return "the hash chain is broken: " + chain->dump();
        const std::int64_t receipts = count();
        if (number("SELECT coalesce(max(number), 0) FROM receipt") != receipts ||
            number("SELECT count(DISTINCT number) FROM receipt") != receipts ||
            number("SELECT max(last_number) FROM series") != receipts) {
            return "a number was skipped or repeated";
        }
        if (number("SELECT count(*) FROM receipt_line") != 3 * receipts) {
            return "a receipt has not all of its lines";
        }
        const std::int64_t total = number("SELECT coalesce(sum(total), 0) FROM receipt");
        const std::int64_t coins = number("SELECT coalesce(sum(rounding), 0) FROM receipt");
        if (number("SELECT coalesce(sum(total), 0) FROM receipt_line") != total ||
            number("SELECT coalesce(sum(amount), 0) FROM payment") != total + coins) {
            return "money was lost or made";
        }
        return {};
    }

    store::Database& db_;
    ManualClock clock_;
    base::SeededRandom random_;
    till::Till till_;
};

// The main file of a till that was enrolled and has its drawer counted.
base::Bytes founded_shop() {
    store::MemoryFileSet memory;
    const auto files = value(store::register_file_system("founding", memory.files(), {}));
    {
        auto database = value(store::Database::open("shop", {.vfs = "founding"}));
        value(till::migrate(database));
        Shop shop(1, std::move(database));
        shop.open_register();
    }
    store::File& main = memory.files().main;
    base::Bytes image(static_cast<std::size_t>(value(main.size())));
    value(main.read(0, image));
    return image;
}

}  // namespace

Work real_till() {
    // Each start has its own randomness: the same would make the same ids again.
    return {"till", founded_shop(),
            [start = std::uint64_t{100}](
                store::Database& database) mutable -> Result<std::unique_ptr<Seller>> {
                return std::make_unique<TillSeller>(database, ++start);
            }};
}

}  // namespace mostrador::tests
