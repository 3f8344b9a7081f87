#include "hub/printers.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mostrador::hub {
namespace {

using base::Code;
using base::Form;
using base::Json;
using base::Result;
using base::Status;

constexpr std::size_t kMostName = 60;

std::unexpected<base::Error> malformed(std::string_view field) {
    return base::fail(Code::input_malformed, {{"field", std::string(field)}});
}

bool is_address(const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kMostName &&
           std::ranges::none_of(name, [](unsigned char c) { return c < ' ' || c == 0x7F; });
}

std::unexpected<base::Error> unknown(std::string_view name) {
    return base::fail(Code::print_unknown_printer, {{"printer", std::string(name)}});
}

auto named(const base::Id& tenant, std::string_view name) {
    return [&tenant, name](const NetworkPrinter& each) {
        return each.tenant == tenant && each.name == name;
    };
}

}  // namespace

Result<std::vector<NetworkPrinter>> Printers::all() const {
    if (!std::filesystem::exists(file_)) return std::vector<NetworkPrinter>{};
    std::ifstream file(file_, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const auto json = Json::parse(text, nullptr, false);
    auto printers = base::decode<Form::text, std::vector<NetworkPrinter>>(json);
    if (!printers) return base::fail(Code::store_corrupt, {}, file_);
    return printers;
}

Result<std::vector<NetworkPrinter>> Printers::of(const base::Id& tenant) const {
    MOSTRADOR_TRY(printers, all());
    std::erase_if(printers, [&](const auto& each) { return each.tenant != tenant; });
    return printers;
}

Result<NetworkPrinter> Printers::find(const base::Id& tenant, std::string_view name) const {
    MOSTRADOR_TRY(printers, all());
    const auto found = std::ranges::find_if(printers, named(tenant, name));
    if (found == printers.end()) return unknown(name);
    return *found;
}

Status Printers::put(const NetworkPrinter& printer) const {
    if (!is_name(printer.name)) return malformed("name");
    if (!is_address(printer.address) || printer.port == 0) return malformed("address");
    MOSTRADOR_TRY(printers, all());
    std::erase_if(printers, named(printer.tenant, printer.name));
    printers.push_back(printer);
    return save(printers);
}

Status Printers::remove(const base::Id& tenant, std::string_view name) const {
    MOSTRADOR_TRY(printers, all());
    if (std::erase_if(printers, named(tenant, name)) == 0) return unknown(name);
    return save(printers);
}

/// Written beside its place first: a reader sees the old list or the new one.
Status Printers::save(const std::vector<NetworkPrinter>& printers) const {
    const auto part = file_ + ".part";
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << base::encode<Form::text>(printers).dump(2) << '\n';
    file.close();
    std::error_code problem;
    if (file) std::filesystem::rename(part, file_, problem);
    if (!file || problem) return base::fail(Code::store_io, {}, file_);
    return {};
}

Result<NetworkPrinter> parse_printer(const base::Id& tenant, std::string name,
                                     std::string_view address) {
    NetworkPrinter printer{tenant, std::move(name), {}};
    auto port = std::string_view{};
    if (address.starts_with('[')) {
        const auto end = address.find(']');
        if (end == std::string_view::npos) return malformed("address");
        printer.address = address.substr(1, end - 1);
        port = address.substr(end + 1);
    } else {
        const auto colon = std::min(address.find(':'), address.size());
        printer.address = address.substr(0, colon);
        port = address.substr(colon);
    }
    if (port.empty()) return printer;
    const auto digits = port.substr(1);
    const auto [end, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), printer.port);
    const bool whole = problem == std::errc{} && end == digits.data() + digits.size();
    if (!port.starts_with(':') || !whole) return malformed("address");
    return printer;
}

}  // namespace mostrador::hub
