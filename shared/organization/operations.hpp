#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/signature.hpp"
#include "log/assignment.hpp"

namespace mostrador::organization {

/// A company (ORG-1, ORG-4). What the country pack decides at creation is stored with the tenant,
/// so that a later pack does not change what was agreed.
struct TenantRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> legal_name;
    std::optional<std::string> tax_id;
    std::optional<std::string> country;   ///< ISO 3166-1 alpha-2
    std::optional<std::string> currency;  ///< ISO 4217
    std::optional<std::int64_t> minor_digits;
    std::optional<std::string> time_zone;  ///< IANA name
    std::optional<std::string> language;   ///< BCP 47
    std::optional<bool> tax_included;      ///< prices contain their taxes
    /// How long a device may begin sales without its hub; 0: as usual. Since version 2.
    std::optional<std::int64_t> offline_days = {};

    static constexpr auto fields() {
        using T = TenantRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("name", &T::name), base::field("legal_name", &T::legal_name),
            base::field("tax_id", &T::tax_id), base::field("country", &T::country),
            base::field("currency", &T::currency), base::field("minor_digits", &T::minor_digits),
            base::field("time_zone", &T::time_zone), base::field("language", &T::language),
            base::field("tax_included", &T::tax_included),
            base::field("offline_days", &T::offline_days));
    }
};

struct BranchRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> address;

    static constexpr auto fields() {
        using T = BranchRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("name", &T::name), base::field("address", &T::address));
    }
};

struct RegisterRow {
    base::Id id;
    bool create = false;
    std::optional<base::Id> branch;
    std::optional<std::string> name;
    std::optional<std::string> terminal;  ///< which card terminal stands beside it; "": by hand

    static constexpr auto fields() {
        using T = RegisterRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("branch", &T::branch), base::field("name", &T::name),
                            base::field("terminal", &T::terminal));
    }
};

/// The assignment kinds: `{"rows": […]}`.
struct TenantsPut : log::Rows<TenantRow> {
    static constexpr std::string_view kKind = "organization.tenants_put";
    static constexpr int kVersion = 2;
};

struct BranchesPut : log::Rows<BranchRow> {
    static constexpr std::string_view kKind = "organization.branches_put";
};

struct RegistersPut : log::Rows<RegisterRow> {
    static constexpr std::string_view kKind = "organization.registers_put";
    static constexpr int kVersion = 2;  // since version 2: `terminal`
};

/// ORG-3: the hub let a device in. From here on its operations are accepted.
struct DeviceEnrolled {
    static constexpr std::string_view kKind = "organization.device_enrolled";
    static constexpr int kVersion = 2;
    static constexpr auto kFamily = log::Family::grant;
    base::Id device;
    base::Id register_id;
    std::string name;
    std::optional<base::PublicKey> key = {};  ///< what it signs with; since version 2

    static constexpr auto fields() {
        using T = DeviceEnrolled;
        return base::fields(base::field("device", &T::device),
                            base::field("register", &T::register_id), base::field("name", &T::name),
                            base::field("key", &T::key));
    }
};

struct DeviceRevoked {
    static constexpr std::string_view kKind = "organization.device_revoked";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::grant;
    base::Id device;

    static constexpr auto fields() {
        return base::fields(base::field("device", &DeviceRevoked::device));
    }
};

log::Capability capability();

}  // namespace mostrador::organization
