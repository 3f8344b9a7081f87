#include "log/kinds.hpp"

namespace mostrador::log {

Registry::Registry(std::vector<Capability> capabilities) : capabilities_(std::move(capabilities)) {
    for (const auto& capability : capabilities_) {
        for (const auto& each : capability.kinds)
            kinds_.emplace(each.name, &each);
    }
}

const Kind* Registry::find(std::string_view kind, int version) const {
    const auto found = kinds_.find(kind);
    if (found == kinds_.end() || version > found->second->version) return nullptr;
    return found->second;
}

}  // namespace mostrador::log
