// An operation as a device pushes it: read, applied to the tables of a till, and shown.
//
// Whatever a broken or hostile device writes, the others store it, say why it is parked if it is,
// and go on working.
#include "log/operation.hpp"

#include <memory>

#include "fuzz/fuzz.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::fuzz {
namespace {

using base::Code;

/// A till with a drawer that is open and one sale.
tests::Shop& shop() {
    static const auto one = [] {
        auto made = std::make_unique<tests::Shop>();
        made->open_register();
        made->sell_coffee();
        return made;
    }();
    return *one;
}

/// The same operation as the next one of a device of this shop; a grant only the hub may write.
log::Operation as_next(log::Operation operation) {
    auto& log = shop().log();
    const auto self = tests::shop_identity();
    const auto* kind = log.registry().find(operation.kind, operation.version);
    const bool grant = kind != nullptr && kind->family == log::Family::grant;
    operation.tenant = self.tenant;
    operation.device = grant ? self.hub : base::derived_id("fuzz", "another device");
    const auto head = tests::value(log.head(operation.device));
    operation.sequence = head.sequence + 1;
    operation.previous = head.hash;
    return operation;
}

bool is_own_fault(Code code) {
    return code == Code::core_internal || code == Code::store_misuse || code == Code::store_corrupt;
}

void show_everything() {
    auto& till = shop().till();
    for (const auto* command :
         {"device.status", "sync.status", "staff.list", "cart.view", "cart.held", "cash.report",
          "cash.sessions", "sales.receipts", "tasks.list", "catalog.categories", "catalog.products",
          "catalog.search"})
        std::ignore = till.call(command, R"({"text":"caf","limit":20})");
    std::ignore = tests::value(shop().log().state_hash());
}

}  // namespace

const Shape kShape{};

void take(base::ByteView bytes) {
    const auto operation = log::decode(bytes);
    if (!operation) return;
    const auto once = log::encode(*operation);
    const auto again = log::decode(once);
    demand(again.has_value());
    demand(log::encode(*again) == once);

    const auto body = log::encode(as_next(*operation));
    if (body.size() > log::kMaxOperationBytes) return;
    // Rolled back at the end, so that each input finds the same shop.
    auto transaction = tests::value(store::Transaction::begin(shop().database()));
    const auto received = shop().log().receive(body, 1'000'000);
    demand(received.has_value());
    demand(!received->reason || !is_own_fault(received->reason->code));
    const auto repeated = shop().log().receive(body, 1'000'000);
    demand(repeated && repeated->outcome == log::Outcome::duplicate);
    if (received->outcome == log::Outcome::applied) show_everything();
}

}  // namespace mostrador::fuzz
