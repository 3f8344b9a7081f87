#include "guests/cart.hpp"

#include <algorithm>

namespace mostrador::guests {
namespace {

using base::Status;

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(base::Code::input_out_of_range, {{"field", std::string(field)}});
}

Status check(const CartLine& line) {
    if (line.id.is_nil()) return out_of_range("id");
    if (line.version < 1 || line.version > INT32_MAX) return out_of_range("version");
    if (line.quantity < 0 || line.quantity > Cart::kMostOfOne) return out_of_range("quantity");
    if (line.note && line.note->size() > Cart::kMostNote) return out_of_range("note");
    if (line.modifiers && line.modifiers->size() > Cart::kMostChoices)
        return out_of_range("modifiers");
    return {};
}

}  // namespace

base::Result<bool> Cart::merge(std::span<const CartLine> lines, const base::Id& session) {
    std::size_t fresh = 0;
    for (const auto& line : lines) {
        MOSTRADOR_CHECK(check(line));
        if (!entries_.contains(line.id)) ++fresh;
    }
    if (entries_.size() + fresh > kMostLines) make_room(fresh);
    if (entries_.size() + fresh > kMostLines) return out_of_range("lines");
    bool changed = false;
    for (const auto& line : lines) {
        const auto [found, is_new] = entries_.try_emplace(line.id, Entry{line, session, session});
        auto& entry = found->second;
        const bool later =
            std::pair(line.version, session) > std::pair(entry.line.version, entry.last_by);
        // The first word of a line, which came after a later one. The same word said again by
        // somebody who orders it changes nothing.
        if (line.version == 1 && entry.line.version > 1) entry.by = session;
        changed = changed || is_new || later;
        if (!later) continue;
        entry.line = line;
        entry.last_by = session;
    }
    return changed;
}

std::vector<const Cart::Entry*> Cart::lines() const {
    std::vector<const Entry*> wanted;
    for (const auto& [id, entry] : entries_)
        if (entry.line.quantity > 0) wanted.push_back(&entry);
    return wanted;
}

/// What was taken out is remembered only while there is room for it.
void Cart::make_room(std::size_t lines) {
    for (auto entry = entries_.begin();
         entry != entries_.end() && entries_.size() + lines > kMostLines;) {
        entry = entry->second.line.quantity == 0 ? entries_.erase(entry) : std::next(entry);
    }
}

void Cart::forget(std::span<const base::Id> ids) {
    for (const auto& id : ids)
        entries_.erase(id);
}

}  // namespace mostrador::guests
