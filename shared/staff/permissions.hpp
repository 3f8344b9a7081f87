#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/reflect.hpp"

namespace mostrador::staff {

/// STAFF-1.
enum class Role { owner, admin, cashier, waiter, kitchen, bar, door, wardrobe, courier, viewer };

/// What a person may do. `none` is for what everybody may do.
enum class Permission {
    none,
    sell,
    open_register,
    close_register,
    see_receipts,
    see_register_report,
    edit_catalog,
    manage_devices,
    see_audit,
    discount_over_limit,
    override_price,
    mark_sale,
    refund,
    move_cash,
    open_drawer,
    settle_tasks,
    edit_floor,
    prepare_orders,  ///< says how far the kitchen is, and that it was served
    void_fired,
    manage_customers,
    see_reports,
    see_stock,
    count_stock,
    move_stock,  ///< waste, and transfers between warehouses
    edit_stock,  ///< items, recipes, warehouses, purchases, adjustments
    redeem_tickets,
    deliver_orders,
};

/// The one permission matrix, enforced on the device and again on the hub.
bool allowed(Role role, Permission permission);

/// Percent that a role may take off by itself; more needs `discount_over_limit`.
std::int64_t discount_limit(Role role);

/// Names of all that a role may do, for the shell to hide what would be refused anyway.
std::vector<std::string> permissions_of(Role role);

}  // namespace mostrador::staff

template <>
struct mostrador::base::EnumNames<mostrador::staff::Role> {
    using enum mostrador::staff::Role;
    static constexpr std::array names{
        std::pair{owner, std::string_view("owner")},
        std::pair{admin, std::string_view("admin")},
        std::pair{cashier, std::string_view("cashier")},
        std::pair{waiter, std::string_view("waiter")},
        std::pair{kitchen, std::string_view("kitchen")},
        std::pair{bar, std::string_view("bar")},
        std::pair{door, std::string_view("door")},
        std::pair{wardrobe, std::string_view("wardrobe")},
        std::pair{courier, std::string_view("courier")},
        std::pair{viewer, std::string_view("viewer")},
    };
};

template <>
struct mostrador::base::EnumNames<mostrador::staff::Permission> {
    using enum mostrador::staff::Permission;
    static constexpr std::array names{
        std::pair{none, std::string_view("none")},
        std::pair{sell, std::string_view("sell")},
        std::pair{open_register, std::string_view("open_register")},
        std::pair{close_register, std::string_view("close_register")},
        std::pair{see_receipts, std::string_view("see_receipts")},
        std::pair{see_register_report, std::string_view("see_register_report")},
        std::pair{edit_catalog, std::string_view("edit_catalog")},
        std::pair{manage_devices, std::string_view("manage_devices")},
        std::pair{see_audit, std::string_view("see_audit")},
        std::pair{discount_over_limit, std::string_view("discount_over_limit")},
        std::pair{override_price, std::string_view("override_price")},
        std::pair{mark_sale, std::string_view("mark_sale")},
        std::pair{refund, std::string_view("refund")},
        std::pair{move_cash, std::string_view("move_cash")},
        std::pair{open_drawer, std::string_view("open_drawer")},
        std::pair{settle_tasks, std::string_view("settle_tasks")},
        std::pair{edit_floor, std::string_view("edit_floor")},
        std::pair{prepare_orders, std::string_view("prepare_orders")},
        std::pair{void_fired, std::string_view("void_fired")},
        std::pair{manage_customers, std::string_view("manage_customers")},
        std::pair{see_reports, std::string_view("see_reports")},
        std::pair{see_stock, std::string_view("see_stock")},
        std::pair{count_stock, std::string_view("count_stock")},
        std::pair{move_stock, std::string_view("move_stock")},
        std::pair{edit_stock, std::string_view("edit_stock")},
        std::pair{redeem_tickets, std::string_view("redeem_tickets")},
        std::pair{deliver_orders, std::string_view("deliver_orders")},
    };
};
