#include "hub/secret_file.hpp"

#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mostrador::hub {
namespace {

using base::Code;

/// The longest secret: a private key with its chain.
constexpr std::size_t kMaxBytes = 256 * 1024;

class File {
public:
    explicit File(const std::string& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}

    ~File() {
        if (file_ >= 0) ::close(file_);
    }

    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int number() const { return file_; }

private:
    int file_;
};

std::unexpected<base::Error> unfit(const std::string& path, const std::string& why) {
    return base::fail(Code::store_cannot_open, {{"file", path}}, why);
}

}  // namespace

base::Result<std::string> read_secret(const std::string& path) {
    const File file(path);
    if (file.number() < 0) return unfit(path, "it cannot be opened");
    // Of the open file, so that it cannot be exchanged between the look and the reading.
    struct stat about{};
    if (::fstat(file.number(), &about) != 0 || !S_ISREG(about.st_mode)) {
        return unfit(path, "it is not a file");
    }
    if (about.st_uid != ::geteuid() && about.st_uid != 0) return unfit(path, "it is another's");
    if ((about.st_mode & 077) != 0) return unfit(path, "others may read it: chmod 600");
    std::string text;
    std::array<char, 4096> part;
    for (;;) {
        const auto size = ::read(file.number(), part.data(), part.size());
        if (size < 0) return unfit(path, "it cannot be read");
        if (size == 0) break;
        text.append(part.data(), static_cast<std::size_t>(size));
        if (text.size() > kMaxBytes) return unfit(path, "it is too large");
    }
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    if (text.empty()) return unfit(path, "it is empty");
    return text;
}

}  // namespace mostrador::hub
