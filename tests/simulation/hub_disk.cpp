#include "simulation/hub_disk.hpp"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace mostrador::simulation {
namespace {

/// What a file was before a write that nobody flushed yet.
struct Undo {
    std::string path;
    off_t at = 0;
    std::vector<char> before;
    off_t size = 0;
};

}  // namespace

struct HubDisk::State {
    explicit State(std::uint64_t seed) : dice(seed) {}

    Dice dice;
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs vfs{};
    bool has_power = true;
    std::int64_t until_fault = -1;  ///< operations, negative for never
    Fault fault = Fault::error;
    std::vector<Undo> unflushed;

    /// SQLITE_OK, or how this write or flush fails.
    int next() {
        if (!has_power) return SQLITE_IOERR;
        if (until_fault < 0 || until_fault-- > 0) return SQLITE_OK;
        has_power = fault != Fault::power_cut;
        return fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR;
    }

    void remember(const std::string& path, off_t at, std::size_t count);
    void flushed(const std::string& path);
    void lose_some();
};

namespace {

/// A range of a file as it is on the disk now.
std::vector<char> content(int file, off_t at, std::size_t count) {
    std::vector<char> bytes(count);
    const auto got = ::pread(file, bytes.data(), count, at);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

}  // namespace

void HubDisk::State::remember(const std::string& path, off_t at, std::size_t count) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    unflushed.push_back({path, at, content(file, at, count), ::lseek(file, 0, SEEK_END)});
    ::close(file);
}

void HubDisk::State::flushed(const std::string& path) {
    std::erase_if(unflushed, [&](const Undo& undo) { return undo.path == path; });
}

/// A disk keeps what came first and loses what came last.
void HubDisk::State::lose_some() {
    auto lost = unflushed.empty() ? 0 : dice.between(1, static_cast<int>(unflushed.size()));
    for (; lost > 0; --lost) {
        const auto& undo = unflushed.back();
        const int file = ::open(undo.path.c_str(), O_WRONLY | O_CLOEXEC);
        if (file >= 0) {
            std::ignore = ::pwrite(file, undo.before.data(), undo.before.size(), undo.at);
            std::ignore = ::ftruncate(file, undo.size);
            ::close(file);
        }
        unflushed.pop_back();
    }
}

namespace {

/// One open file: SQLite's own behind ours.
struct Shim {
    sqlite3_file base;
    HubDisk::State* state;
    const char* path;  // SQLite keeps it until the file is closed
    sqlite3_file* real;
};

Shim& shim(sqlite3_file* file) {
    return *reinterpret_cast<Shim*>(file);
}

const sqlite3_io_methods& methods(sqlite3_file* file) {
    return *shim(file).real->pMethods;
}

int close(sqlite3_file* file) {
    return methods(file).xClose(shim(file).real);
}

int read(sqlite3_file* file, void* out, int count, sqlite3_int64 at) {
    return methods(file).xRead(shim(file).real, out, count, at);
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    auto& self = shim(file);
    if (const int failure = self.state->next(); failure != SQLITE_OK) return failure;
    if (self.path != nullptr) self.state->remember(self.path, at, static_cast<std::size_t>(count));
    return methods(file).xWrite(self.real, bytes, count, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& self = shim(file);
    if (const int failure = self.state->next(); failure != SQLITE_OK) return failure;
    sqlite3_int64 now = 0;
    methods(file).xFileSize(self.real, &now);
    if (self.path != nullptr && now > size)
        self.state->remember(self.path, size, static_cast<std::size_t>(now - size));
    return methods(file).xTruncate(self.real, size);
}

int sync(sqlite3_file* file, int /*how*/) {
    auto& self = shim(file);
    if (const int failure = self.state->next(); failure != SQLITE_OK) return failure;
    if (self.path != nullptr) self.state->flushed(self.path);
    return SQLITE_OK;  // the simulated disk is what counts, not the machine's
}

int size(sqlite3_file* file, sqlite3_int64* out) {
    return methods(file).xFileSize(shim(file).real, out);
}

int lock(sqlite3_file* file, int level) {
    return methods(file).xLock(shim(file).real, level);
}

int unlock(sqlite3_file* file, int level) {
    return methods(file).xUnlock(shim(file).real, level);
}

int check_reserved(sqlite3_file* file, int* out) {
    return methods(file).xCheckReservedLock(shim(file).real, out);
}

int control(sqlite3_file* file, int operation, void* argument) {
    return methods(file).xFileControl(shim(file).real, operation, argument);
}

int sector_size(sqlite3_file* file) {
    return methods(file).xSectorSize(shim(file).real);
}

int characteristics(sqlite3_file* file) {
    return methods(file).xDeviceCharacteristics(shim(file).real);
}

int shared_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** out) {
    return methods(file).xShmMap(shim(file).real, region, bytes, extend, out);
}

int shared_lock(sqlite3_file* file, int offset, int count, int flags) {
    return methods(file).xShmLock(shim(file).real, offset, count, flags);
}

void shared_barrier(sqlite3_file* file) {
    methods(file).xShmBarrier(shim(file).real);
}

int shared_unmap(sqlite3_file* file, int remove) {
    return methods(file).xShmUnmap(shim(file).real, remove);
}

constexpr sqlite3_io_methods kMethods{2,
                                      close,
                                      read,
                                      write,
                                      truncate,
                                      sync,
                                      size,
                                      lock,
                                      unlock,
                                      check_reserved,
                                      control,
                                      sector_size,
                                      characteristics,
                                      shared_map,
                                      shared_lock,
                                      shared_barrier,
                                      shared_unmap,
                                      nullptr,
                                      nullptr};

HubDisk::State& state_of(sqlite3_vfs* vfs) {
    return *static_cast<HubDisk::State*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    auto& state = state_of(vfs);
    auto& self = shim(file);
    self.base.pMethods = nullptr;
    if (!state.has_power) return SQLITE_CANTOPEN;
    self.state = &state;
    self.path = path;
    self.real = reinterpret_cast<sqlite3_file*>(&self + 1);
    const int result = state.real->xOpen(state.real, path, self.real, flags, out_flags);
    if (result == SQLITE_OK) self.base.pMethods = &kMethods;
    return result;
}

int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto& state = state_of(vfs);
    if (!state.has_power) return SQLITE_IOERR_DELETE;
    state.flushed(path);
    return state.real->xDelete(state.real, path, sync_folder);
}

int access(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    auto& state = state_of(vfs);
    return state.real->xAccess(state.real, path, flags, out);
}

int full_path(sqlite3_vfs* vfs, const char* path, int count, char* out) {
    auto& state = state_of(vfs);
    return state.real->xFullPathname(state.real, path, count, out);
}

/// From the seed, so that a run is the same each time.
int randomness(sqlite3_vfs* vfs, int count, char* out) {
    for (int i = 0; i < count; ++i)
        out[i] = static_cast<char>(state_of(vfs).dice.below(256));
    return count;
}

/// Nobody else holds a lock in a simulation of one thread: waiting would be for ever.
int no_sleep(sqlite3_vfs*, int microseconds) {
    return microseconds;
}

int current_time(sqlite3_vfs* vfs, double* out) {
    auto& state = state_of(vfs);
    return state.real->xCurrentTime(state.real, out);
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

HubDisk::HubDisk(std::uint64_t seed) : state_(std::make_unique<State>(seed)) {
    state_->real = sqlite3_vfs_find("unix");
    state_->vfs = {.iVersion = 1,
                   .szOsFile = static_cast<int>(sizeof(Shim)) + state_->real->szOsFile,
                   .mxPathname = state_->real->mxPathname,
                   .zName = "hub-disk",
                   .pAppData = state_.get(),
                   .xOpen = open,
                   .xDelete = remove,
                   .xAccess = access,
                   .xFullPathname = full_path,
                   .xRandomness = randomness,
                   .xSleep = no_sleep,
                   .xCurrentTime = current_time,
                   .xGetLastError = last_error};
    sqlite3_vfs_register(&state_->vfs, 1);
}

HubDisk::~HubDisk() {
    sqlite3_vfs_unregister(&state_->vfs);
    sqlite3_vfs_register(state_->real, 1);
}

void HubDisk::fail_in(std::int64_t operations, Fault fault) {
    state_->until_fault = operations;
    state_->fault = fault;
}

void HubDisk::no_fault() {
    state_->until_fault = -1;
}

bool HubDisk::has_power() const {
    return state_->has_power;
}

void HubDisk::power_off() {
    state_->has_power = false;
}

void HubDisk::power_on(bool lose) {
    if (lose) state_->lose_some();
    state_->unflushed.clear();
    state_->until_fault = -1;
    state_->has_power = true;
}

}  // namespace mostrador::simulation
