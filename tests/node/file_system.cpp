// SQLite as WebAssembly has no file system until one is registered, and wants one even for a
// database in memory. The browser's core registers its own; under Node the tests do.

#include "store/file_system/file_system.hpp"

#include "store/file_system/memory_file.hpp"

namespace mostrador::tests {
namespace {

store::MemoryFileSet files;
const auto registered = store::register_file_system("tests", files.files(), {.make_default = true});

}  // namespace
}  // namespace mostrador::tests
