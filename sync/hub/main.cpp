// mostrador-hub: one binary that serves a shop, and the commands to look after its folder.

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <fstream>
#include <iterator>
#include <map>
#include <print>
#include <ranges>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include "catalog/import.hpp"
#include "hub/demo/cafe.hpp"
#include "hub/demo/history.hpp"
#include "hub/demo/seed.hpp"
#include "hub/demo/supermarket.hpp"
#include "hub/http/log_line.hpp"
#include "hub/http/server.hpp"
#include "hub/hub.hpp"
#include "hub/maintenance.hpp"
#include "hub/printers.hpp"
#include "hub/secret_file.hpp"
#include "hub/storage/postgres/postgres_storage.hpp"
#include "hub/storage/postgres/schema.hpp"
#include "hub/tls/tls_options.hpp"

namespace mostrador::hub {
namespace {

using base::Code;
using base::Status;

constexpr std::string_view kUsage = R"(usage: mostrador-hub COMMAND --data DIR [options]

Everything is in DIR, unless there is a PostgreSQL database: --postgres FILE names a file (mode 0600)
with its connection string, or MOSTRADOR_POSTGRES is the string. DIR then holds what may be lost.

  serve     --web DIR [--address 127.0.0.1] [--port 8787]   serve devices and the PWA
            --tls-cert FILE --tls-key FILE                  over TLS, with a certificate from files
            --tls own [--tls-names NAME,NAME]               over TLS, with an authority of our own
            [--http-port 8780]                              beside TLS: how to trust it, redirects
  code      --tenant NAME --register NAME [--minutes 15]    print a code that enrols one device
  revoke    --device ID|NAME                                stop a device at once
  backup    --to NEWDIR                                     copy everything, while the hub runs
  restore   --from DIR                                      put a backup in the place of DATA
  verify                                                    check files, hash chains and state
  verify    --file FILE                                     the same of one database, without a hub
  seed      [--products 100000]                             make two demo shops in a new folder
  demo                                                      print the demo's PINs and new codes
  demo-past --shop cafe|supermarket [--receipts 1500]       let a demo shop have sold for a month
  demo-list --shop cafe|supermarket [--products 100000]     print a demo shop's products as CSV
  import    --tenant NAME --file LIST.csv                   import products, all or nothing
  prepare   --role NAME                                     make PostgreSQL's tables, as their owner,
                                                            for hubs that connect as NAME
  printer   --tenant NAME --name NAME --to IP[:9100]|none   let devices print there (none: no more)
  printers                                                  list the printers of all tenants
)";

/// "--name value" pairs.
using Options = std::map<std::string, std::string, std::less<>>;

base::Result<std::string> required(const Options& options, std::string_view name) {
    const auto found = options.find(name);
    if (found != options.end()) return found->second;
    return base::fail(Code::input_missing, {{"option", std::string(name)}});
}

std::string optional(const Options& options, std::string_view name, std::string_view otherwise) {
    const auto found = options.find(name);
    return found == options.end() ? std::string(otherwise) : found->second;
}

base::Result<std::int64_t> number(const Options& options, std::string_view name,
                                  std::int64_t otherwise, std::int64_t highest) {
    const auto found = options.find(name);
    if (found == options.end()) return otherwise;
    const auto& text = found->second;
    std::int64_t value = -1;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = problem == std::errc{} && end == text.data() + text.size();
    if (whole && value >= 0 && value <= highest) return value;
    return base::fail(Code::input_out_of_range, {{"option", std::string(name)}, {"value", text}});
}

base::Result<RegisterName> find_register(TenantStore& store, const std::string& id_or_name) {
    MOSTRADOR_TRY(registers, store.registers());
    std::string known;
    for (auto& each : registers) {
        if (each.name == id_or_name || each.id.text() == id_or_name) return std::move(each);
        known += (known.empty() ? "" : ", ") + each.name;
    }
    return base::fail(Code::sync_not_found, {{"register", id_or_name}}, "there are: " + known);
}

/// What every command needs: the hub over its folder.
struct Command {
    const Options& options;
    base::SystemClock& clock;
    base::SystemRandom& random;

    /// Where PostgreSQL is; empty when everything is in the folder.
    base::Result<std::string> database() const {
        if (const auto file = options.find("postgres"); file != options.end()) {
            return read_secret(file->second);
        }
        const char* text = std::getenv("MOSTRADOR_POSTGRES");
        return std::string(text == nullptr ? "" : text);
    }

    base::Result<std::unique_ptr<Hub>> open() const { return open(clock, random); }

    base::Result<std::unique_ptr<Hub>> open(base::Clock& with, base::Random& source) const {
        MOSTRADOR_TRY(data, required(options, "data"));
        MOSTRADOR_TRY(conninfo, database());
        if (conninfo.empty()) return Hub::open(data, with, source);
        MOSTRADOR_TRY(storage, postgres::PostgresStorage::open(conninfo, data, with, source));
        return std::make_unique<Hub>(std::move(storage), with, source);
    }
};

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    for (const auto part : std::views::split(list, ',')) {
        if (!part.empty()) parts.emplace_back(std::string_view(part));
    }
    return parts;
}

base::Result<TlsOptions> tls_options(const Options& options, const std::string& data) {
    TlsOptions tls{.certificate = optional(options, "tls-cert", ""),
                   .key = optional(options, "tls-key", ""),
                   .names = split(optional(options, "tls-names", ""))};
    const auto own = optional(options, "tls", "");
    if (tls.certificate.empty() != tls.key.empty()) {
        return base::fail(Code::input_missing,
                          {{"option", tls.key.empty() ? "tls-key" : "tls-cert"}});
    }
    if (!own.empty() && (own != "own" || !tls.certificate.empty())) {
        return base::fail(Code::input_malformed, {{"option", "tls"}});
    }
    if (!own.empty()) tls.authority = data + "/tls";
    return tls;
}

/// Where the hub is, for the person who started it.
Status announce(const Server& server, const ServerOptions& options, const std::string& data) {
    const auto& address = options.address;
    log_line("info", "serving", {{"address", address}, {"port", server.port()}, {"data", data}});
    std::println("{}://{}:{}/", options.tls.is_on() ? "https" : "http", address, server.port());
    MOSTRADOR_TRY(fingerprint, server.fingerprint());
    if (!fingerprint.empty()) {
        std::println("to trust it on a tablet: http://{}:{}/", address, server.help_port());
        std::println("fingerprint (SHA-256) {}", fingerprint);
    }
    std::fflush(stdout);
    return {};
}

Status serve(const Command& command) {
    MOSTRADOR_TRY(data, required(command.options, "data"));
    MOSTRADOR_TRY(lock, FolderLock::take(data));
    MOSTRADOR_TRY(port, number(command.options, "port", 8787, 65535));
    MOSTRADOR_TRY(help_port, number(command.options, "http-port", 8780, 65535));
    MOSTRADOR_TRY(tls, tls_options(command.options, data));
    MOSTRADOR_TRY(hub, command.open());
    ServerOptions options{.address = optional(command.options, "address", "127.0.0.1"),
                          .port = static_cast<std::uint16_t>(port),
                          .web = optional(command.options, "web", ""),
                          .version = MOSTRADOR_VERSION,
                          .data = data,
                          .tls = std::move(tls),
                          .help_port = static_cast<std::uint16_t>(help_port),
                          .handle_signals = true};
    MOSTRADOR_TRY(server, Server::open(*hub, options));
    MOSTRADOR_CHECK(announce(*server, options, data));
    server->run();
    return {};
}

Status code(const Command& command) {
    MOSTRADOR_TRY(minutes, number(command.options, "minutes", 15, 7 * 24 * 60));
    MOSTRADOR_TRY(tenant_name, required(command.options, "tenant"));
    MOSTRADOR_TRY(register_name, required(command.options, "register"));
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(tenant, hub->find_tenant(tenant_name));
    MOSTRADOR_TRY(store, hub->tenant(tenant.id));
    MOSTRADOR_TRY(found, find_register(*store, register_name));
    const auto expires_at = command.clock.now_us() + minutes * 60'000'000;
    MOSTRADOR_TRY(code, hub->directory().invite({tenant.id, found.branch, found.id, expires_at}));
    std::println("{}", code);
    return {};
}

Status revoke(const Command& command) {
    MOSTRADOR_TRY(name, required(command.options, "device"));
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(device, hub->directory().find(name));
    MOSTRADOR_TRY(store, hub->tenant(device.tenant));
    // The token first: whatever happens then, the device is out.
    MOSTRADOR_CHECK(hub->directory().revoke(device.id));
    MOSTRADOR_CHECK(store->revoke(device.id));
    std::println("{} ({}) is revoked", device.name, device.id.text());
    return {};
}

Status run_backup(const Command& command) {
    MOSTRADOR_TRY(to, required(command.options, "to"));
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_CHECK(backup(*hub, to));
    std::println("{}", to);
    return {};
}

Status run_restore(const Command& command) {
    MOSTRADOR_TRY(from, required(command.options, "from"));
    MOSTRADOR_TRY(data, required(command.options, "data"));
    MOSTRADOR_TRY(conninfo, command.database());
    if (!conninfo.empty()) {
        MOSTRADOR_TRY(storage, postgres::PostgresStorage::open(conninfo, data, command.clock,
                                                               command.random));
        MOSTRADOR_CHECK(storage->load(from));
        std::println("the database holds {}; devices will notice by themselves", from);
        return {};
    }
    MOSTRADOR_TRY(replaced, restore(from, data, command.clock, command.random));
    if (!replaced.empty()) std::println("what was there before is in {}", replaced);
    std::println("{} is restored; devices will notice by themselves", data);
    return {};
}

/// One line for each tenant or file.
Status tell_verified(const std::string& name, const base::Result<Verification>& result) {
    if (result && result->integrity == "ok") {
        std::println("{}: ok, {} operations of {} devices, {} parked, head {}, state {}", name,
                     result->chains.operations, result->chains.devices, result->parked,
                     result->head, base::to_hex(result->state));
        return {};
    }
    auto error = result ? base::Error{Code::store_corrupt, {{"tenant", name}}, result->integrity}
                        : result.error();
    std::println("{}: {}", name, base::code_name(error.code));
    return std::unexpected(std::move(error));
}

Status run_verify(const Command& command) {
    if (const auto file = command.options.find("file"); file != command.options.end()) {
        return tell_verified(file->second,
                             verify_file(file->second, command.clock, command.random));
    }
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(tenants, verify(*hub));
    Status all;
    for (const auto& [tenant, result] : tenants) {
        auto told = tell_verified(tenant.name, result);
        if (!told) all = std::move(told);
    }
    return all;
}

Status run_prepare(const Command& command) {
    MOSTRADOR_TRY(role, required(command.options, "role"));
    MOSTRADOR_TRY(conninfo, command.database());
    if (conninfo.empty()) return base::fail(Code::input_missing, {{"option", "postgres"}});
    MOSTRADOR_TRY(owner, postgres::Connection::open(conninfo));
    return postgres::prepare(*owner, role, command.clock, command.random);
}

base::Result<std::size_t> demo_products(const Command& command) {
    constexpr auto kAll = static_cast<std::int64_t>(demo::kSupermarketProducts);
    MOSTRADOR_TRY(count, number(command.options, "products", kAll, kAll));
    return static_cast<std::size_t>(count);
}

Status run_seed(const Command& command) {
    MOSTRADOR_TRY(products, demo_products(command));
    return demo::seed(
        [&](base::Clock& clock, base::Random& random) { return command.open(clock, random); },
        products);
}

Status run_demo(const Command& command) {
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(text, demo::welcome_text(*hub));
    std::println("{}", text);
    return {};
}

base::Result<const demo::DemoShop*> demo_shop(const Command& command) {
    MOSTRADOR_TRY(shop, required(command.options, "shop"));
    if (shop == "cafe") return &demo::cafe();
    if (shop == "supermarket") return &demo::supermarket();
    return base::fail(Code::sync_not_found, {{"shop", shop}});
}

Status run_demo_past(const Command& command) {
    MOSTRADOR_TRY(shop, demo_shop(command));
    MOSTRADOR_TRY(receipts, number(command.options, "receipts", 1500, 1'000'000));
    const demo::History history{.receipts = static_cast<int>(receipts)};
    MOSTRADOR_TRY(begins, demo::beginning(*shop, history, command.clock.now_us()));
    demo::StoryClock clock(begins);
    MOSTRADOR_TRY(hub, command.open(clock, command.random));
    return demo::live_through(*hub, *shop, history, clock, command.random);
}

Status run_demo_list(const Command& command) {
    MOSTRADOR_TRY(shop, demo_shop(command));
    MOSTRADOR_TRY(count, demo_products(command));
    const bool is_cafe = shop == &demo::cafe();
    const auto products = is_cafe ? demo::cafe_products() : demo::supermarket_products(count);
    std::print("{}", demo::as_csv(*shop, products));
    return {};
}

void print(const std::vector<catalog::ImportIssue>& issues, std::string_view kind) {
    for (const auto& issue : issues)
        std::println(stderr, "line {}: {}: {}", issue.line, kind, issue.message);
}

base::Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file) return base::fail(Code::sync_not_found, {{"file", path}});
    return text;
}

Status run_import(const Command& command) {
    MOSTRADOR_TRY(tenant_name, required(command.options, "tenant"));
    MOSTRADOR_TRY(path, required(command.options, "file"));
    MOSTRADOR_TRY(text, read_file(path));
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(tenant, hub->find_tenant(tenant_name));
    MOSTRADOR_TRY(store, hub->tenant(tenant.id));
    catalog::ImportReport report;
    MOSTRADOR_CHECK(store->write([&](log::Log& log) -> Status {
        MOSTRADOR_TRY(done, catalog::import_csv(log, {}, text));
        report = std::move(done);
        return {};
    }));
    print(report.warnings, "warning");
    print(report.errors, "error");
    std::println(
        "{} rows: {} created, {} updated, {} unchanged; {} categories and {} taxes created; "
        "{} warnings, {} errors",
        report.rows, report.created, report.updated, report.unchanged, report.categories_created,
        report.taxes_created, report.warning_count, report.error_count);
    if (report.applied) return store->rest();
    return base::fail(Code::input_malformed, {{"file", path}}, "nothing was imported");
}

Status run_printer(const Command& command) {
    MOSTRADOR_TRY(data, required(command.options, "data"));
    MOSTRADOR_TRY(tenant_name, required(command.options, "tenant"));
    MOSTRADOR_TRY(name, required(command.options, "name"));
    MOSTRADOR_TRY(to, required(command.options, "to"));
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(tenant, hub->find_tenant(tenant_name));
    const Printers printers(data);
    if (to == "none") return printers.remove(tenant.id, name);
    MOSTRADOR_TRY(printer, parse_printer(tenant.id, name, to));
    return printers.put(printer);
}

Status run_printers(const Command& command) {
    MOSTRADOR_TRY(data, required(command.options, "data"));
    MOSTRADOR_TRY(hub, command.open());
    MOSTRADOR_TRY(printers, Printers(data).all());
    for (const auto& each : printers) {
        MOSTRADOR_TRY(tenant, hub->find_tenant(each.tenant.text()));
        std::println("{}\t{}\t{}:{}", tenant.name, each.name, each.address, each.port);
    }
    return {};
}

using Run = Status (*)(const Command&);

const std::map<std::string_view, Run> kCommands{{"serve", serve},
                                                {"code", code},
                                                {"revoke", revoke},
                                                {"backup", run_backup},
                                                {"restore", run_restore},
                                                {"verify", run_verify},
                                                {"seed", run_seed},
                                                {"demo", run_demo},
                                                {"demo-list", run_demo_list},
                                                {"demo-past", run_demo_past},
                                                {"import", run_import},
                                                {"prepare", run_prepare},
                                                {"printer", run_printer},
                                                {"printers", run_printers}};

base::Result<Options> parse(int count, char** arguments) {
    Options options;
    for (int i = 2; i < count; i += 2) {
        const std::string_view name = arguments[i];
        if (!name.starts_with("--") || i + 1 >= count) {
            return base::fail(Code::input_malformed, {{"option", std::string(name)}});
        }
        options[std::string(name.substr(2))] = arguments[i + 1];
    }
    return options;
}

void print(const base::Error& error) {
    std::string text(base::code_name(error.code));
    for (const auto& [name, value] : error.parameters)
        text += " " + name + "=" + value;
    if (!error.detail.empty()) text += ": " + error.detail;
    std::println(stderr, "mostrador-hub: {}", text);
}

int run(int count, char** arguments) {
    const auto command = count < 2 ? kCommands.end() : kCommands.find(arguments[1]);
    if (command == kCommands.end()) {
        std::print(stderr, "{}", kUsage);
        return 2;
    }
    base::SystemClock clock;
    base::SystemRandom random;
    auto options = parse(count, arguments);
    const Status status = options ? command->second({*options, clock, random})
                                  : std::unexpected(std::move(options.error()));
    if (status) return 0;
    print(status.error());
    return 1;
}

}  // namespace
}  // namespace mostrador::hub

int main(int count, char** arguments) {
    ::umask(0077);               // what we write is for our user only
    ::signal(SIGPIPE, SIG_IGN);  // a reader of our log that ends must not end a shop's hub
    try {
        return mostrador::hub::run(count, arguments);
    } catch (const std::exception& error) {
        std::println(stderr, "mostrador-hub: {}", error.what());
        return 1;
    }
}
