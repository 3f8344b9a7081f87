#include "catalog/choices.hpp"

#include <algorithm>

#include "catalog/operations.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;

Modifier modifier_of(const store::Row& row) {
    Modifier modifier{row.id(0), row.get<std::string>(1), row.integer(2)};
    if (!row.id(3).is_nil()) modifier.product = row.id(3);
    return modifier;
}

Status add_modifiers(store::Database& database, ModifierGroup& group) {
    return database.each(
        "SELECT id, name, price, product FROM modifier m WHERE of_group = ?1 AND stamp > 0 "
        "AND active = 1 AND (product = zeroblob(16) OR EXISTS "
        "(SELECT 1 FROM product p WHERE p.id = m.product AND p.active = 1 AND p.stamp > 0)) "
        "ORDER BY position, name, id",
        group.id, [&](const store::Row& row) { group.modifiers.push_back(modifier_of(row)); });
}

ModifierGroup group_row(const store::Row& row) {
    return {row.id(0), row.get<std::string>(1), row.integer(2), row.integer(3), {}};
}

Status check_group(const ModifierGroup& group, const Id& product, std::int64_t count) {
    if (count < group.least) {
        return base::fail(Code::catalog_choice_needed, {{"product", product.text()},
                                                        {"group", group.name},
                                                        {"least", std::to_string(group.least)}});
    }
    if (count <= group.most) return {};
    return base::fail(Code::catalog_choice_over,
                      {{"group", group.name}, {"most", std::to_string(group.most)}});
}

}  // namespace

Result<std::vector<ModifierGroup>> modifier_groups(store::Database& database) {
    std::vector<ModifierGroup> groups;
    MOSTRADOR_CHECK(
        database.each("SELECT id, name, least, most FROM modifier_group "
                      "WHERE stamp > 0 AND active = 1 ORDER BY position, name, id",
                      [&](const store::Row& row) { groups.push_back(group_row(row)); }));
    for (auto& group : groups)
        MOSTRADOR_CHECK(add_modifiers(database, group));
    return groups;
}

Result<std::vector<ModifierGroup>> choices_of(store::Database& database, const Id& product) {
    std::vector<ModifierGroup> groups;
    MOSTRADOR_TRY(text, database.one<std::string>(
                            "SELECT modifiers FROM product WHERE id = ?1 AND stamp > 0", product));
    for (const auto& id : ids_of(text.value_or(""))) {
        MOSTRADOR_CHECK(
            database.each("SELECT id, name, least, most FROM modifier_group "
                          "WHERE id = ?1 AND stamp > 0 AND active = 1",
                          id, [&](const store::Row& row) { groups.push_back(group_row(row)); }));
    }
    for (auto& group : groups)
        MOSTRADOR_CHECK(add_modifiers(database, group));
    // A group with nothing to choose from asks for nothing.
    std::erase_if(groups, [](const ModifierGroup& group) { return group.modifiers.empty(); });
    for (auto& group : groups)
        group.least = std::min<std::int64_t>(group.least, std::ssize(group.modifiers));
    return groups;
}

Status check_choices(store::Database& database, const Id& product, std::span<const Id> chosen) {
    MOSTRADOR_TRY(groups, choices_of(database, product));
    std::size_t known = 0;
    for (const auto& group : groups) {
        const auto count = std::ranges::count_if(group.modifiers, [&](const Modifier& modifier) {
            return std::ranges::contains(chosen, modifier.id);
        });
        known += static_cast<std::size_t>(count);
        MOSTRADOR_CHECK(check_group(group, product, count));
    }
    // Each once, and none of another product.
    if (known != chosen.size()) return base::fail(Code::catalog_choice_unknown);
    return {};
}

Result<std::vector<Modifier>> modifiers(store::Database& database, std::span<const Id> ids) {
    std::vector<Modifier> found;
    for (const auto& id : ids) {
        MOSTRADOR_CHECK(
            database.each("SELECT id, name, price, product FROM modifier "
                          "WHERE id = ?1 AND stamp > 0",
                          id, [&](const store::Row& row) { found.push_back(modifier_of(row)); }));
    }
    if (found.size() != ids.size()) return base::fail(Code::catalog_choice_unknown);
    return found;
}

std::string ids_text(std::span<const Id> ids) {
    std::string text;
    for (const auto& id : ids) {
        if (!text.empty()) text += kCodeSeparator;
        text += id.text();
    }
    return text;
}

std::vector<Id> ids_of(std::string_view text) {
    std::vector<Id> ids;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find(kCodeSeparator));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (const auto id = Id::parse(line)) ids.push_back(*id);
    }
    return ids;
}

}  // namespace mostrador::catalog
