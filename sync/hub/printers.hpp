#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"

namespace mostrador::hub {

/// A printer that the hub reaches over the network (DOC-3). Devices name it; only who runs the hub
/// says where it is.
struct NetworkPrinter {
    base::Id tenant;
    std::string name;
    std::string address;  ///< an IP address, never a name that somebody else could answer for
    std::uint16_t port = 9100;

    static constexpr auto fields() {
        using T = NetworkPrinter;
        return base::fields(base::field("tenant", &T::tenant), base::field("name", &T::name),
                            base::field("address", &T::address), base::field("port", &T::port));
    }
};

/// The list of all printers, in the file DATA/printers.json. It is read at each use, so that a
/// change counts at once.
class Printers {
public:
    explicit Printers(const std::string& folder) : file_(folder + "/printers.json") {}

    /// Errors: store.corrupt for a file that is no list of printers.
    base::Result<std::vector<NetworkPrinter>> all() const;
    base::Result<std::vector<NetworkPrinter>> of(const base::Id& tenant) const;
    /// Error: print.unknown_printer.
    base::Result<NetworkPrinter> find(const base::Id& tenant, std::string_view name) const;

    /// Adds it, or moves the one with its name. Error: input.malformed{field: address, name}.
    base::Status put(const NetworkPrinter& printer) const;
    /// Error: print.unknown_printer.
    base::Status remove(const base::Id& tenant, std::string_view name) const;

private:
    base::Status save(const std::vector<NetworkPrinter>& printers) const;

    std::string file_;
};

/// "192.168.1.50" or "192.168.1.50:9100"; IPv6 in brackets. Error: input.malformed{field: address}.
base::Result<NetworkPrinter> parse_printer(const base::Id& tenant, std::string name,
                                           std::string_view address);

}  // namespace mostrador::hub
