#include "staff/permissions.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mostrador::staff {
namespace {

using enum Role;

struct Grant {
    Permission permission;
    std::vector<Role> roles;
};

bool contains(const std::vector<Role>& roles, Role role) {
    return std::ranges::find(roles, role) != roles.end();
}

/// A row for each permission: who has it.
const std::array kMatrix{
    Grant{Permission::sell, {owner, admin, cashier, waiter, bar}},
    Grant{Permission::open_register, {owner, admin, cashier}},
    Grant{Permission::close_register, {owner, admin, cashier}},
    Grant{Permission::see_receipts, {owner, admin, cashier, waiter, bar, viewer}},
    Grant{Permission::see_register_report, {owner, admin, cashier, viewer}},
    Grant{Permission::edit_catalog, {owner, admin}},
    Grant{Permission::manage_devices, {owner, admin}},
    Grant{Permission::see_audit, {owner, admin, viewer}},
    Grant{Permission::discount_over_limit, {owner, admin}},
    Grant{Permission::override_price, {owner, admin}},
    Grant{Permission::mark_sale, {owner, admin}},
    Grant{Permission::refund, {owner, admin}},
    Grant{Permission::move_cash, {owner, admin, cashier}},
    Grant{Permission::open_drawer, {owner, admin}},
    Grant{Permission::settle_tasks, {owner, admin}},
    Grant{Permission::edit_floor, {owner, admin}},
    Grant{Permission::prepare_orders, {owner, admin, cashier, waiter, kitchen, bar}},
    Grant{Permission::void_fired, {owner, admin}},
    Grant{Permission::manage_customers, {owner, admin}},
    Grant{Permission::see_reports, {owner, admin, viewer}},
    Grant{Permission::see_stock, {owner, admin, cashier, kitchen, bar, viewer}},
    Grant{Permission::count_stock, {owner, admin, cashier, kitchen, bar}},
    Grant{Permission::move_stock, {owner, admin, cashier, kitchen, bar}},
    Grant{Permission::edit_stock, {owner, admin}},
    Grant{Permission::redeem_tickets, {owner, admin, cashier, waiter, bar, door}},
    Grant{Permission::deliver_orders, {owner, admin, cashier, waiter, courier}},
};

constexpr std::int64_t kCashierDiscount = 10;
constexpr std::int64_t kOtherDiscount = 5;

}  // namespace

bool allowed(Role role, Permission permission) {
    if (permission == Permission::none) return true;
    for (const auto& grant : kMatrix) {
        if (grant.permission == permission) return contains(grant.roles, role);
    }
    return false;
}

std::int64_t discount_limit(Role role) {
    return role == cashier ? kCashierDiscount : kOtherDiscount;
}

std::vector<std::string> permissions_of(Role role) {
    std::vector<std::string> names;
    for (const auto& grant : kMatrix) {
        if (contains(grant.roles, role)) names.emplace_back(base::enum_name(grant.permission));
    }
    return names;
}

}  // namespace mostrador::staff
