// Emscripten declares getrandom() and lacks it; libsodium wants it. getentropy() asks the browser's or Node's own source.
#include <sys/types.h>
#include <unistd.h>

ssize_t getrandom(void* buffer, size_t size, unsigned flags) {
    (void)flags;
    return getentropy(buffer, size) == 0 ? (ssize_t)size : -1;
}
