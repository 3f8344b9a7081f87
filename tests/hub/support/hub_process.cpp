#include "hub/support/hub_process.hpp"

#include <array>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <signal.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace mostrador::tests {
namespace {

/// It prints its address, "http://127.0.0.1:40123/", when it serves.
std::uint16_t read_port(int file) {
    std::string line;
    char letter = 0;
    while (read(file, &letter, 1) == 1 && letter != '\n')
        line += letter;
    std::uint16_t port = 0;
    const auto colon = line.rfind(':') + 1;
    std::from_chars(line.data() + colon, line.data() + line.size(), port);
    if (port == 0) throw std::runtime_error("the hub did not start");
    return port;
}

std::string conninfo_file(const TestHub& hub) {
    const auto file = hub.folder / "conninfo";
    std::ofstream(file) << hub.database()->hub_conninfo();
    using enum std::filesystem::perms;
    std::filesystem::permissions(file, owner_read | owner_write);
    return file;
}

}  // namespace

HubProcess::HubProcess(const TestHub& hub, const std::string& data_name) {
    std::vector<std::string> words{MOSTRADOR_HUB,          "serve",  "--data",
                                   hub.folder / data_name, "--port", "0"};
    if (hub.database() != nullptr) {
        words.insert(words.end(), {"--postgres", conninfo_file(hub)});
    }
    start(std::move(words));
}

void HubProcess::start(std::vector<std::string> words) {
    std::array<int, 2> out{};
    if (pipe2(out.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int failed =
        posix_spawn(&pid_, MOSTRADOR_HUB, &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    if (failed != 0) throw std::runtime_error("no hub program");
    port_ = read_port(out[0]);
    close(out[0]);
}

HubProcess::~HubProcess() {
    if (pid_ > 0) end(SIGKILL);
}

int HubProcess::end(int signal) {
    ::kill(pid_, signal);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return status;
}

}  // namespace mostrador::tests
