# Turns the archives of dependencies.cmake into targets. Third-party code is compiled without our warnings, as system
# headers for whoever includes it, and optimised in every preset.
set(MOSTRADOR_DOWNLOADS "${PROJECT_SOURCE_DIR}/.toolchain/downloads")
set(MOSTRADOR_SOURCES "${PROJECT_SOURCE_DIR}/.toolchain/sources")

# How each library is optimised; measure another level with -DMOSTRADOR_OPTIMIZE_SQLITE=-Os and the like.
if(EMSCRIPTEN)
    # A sale takes as long with -Os as with -O2, and the browser loads 55 KB less.
    set(MOSTRADOR_OPTIMIZE_SQLITE -Os CACHE STRING "Optimisation of SQLite")
    set(MOSTRADOR_OPTIMIZE_SODIUM -O2 CACHE STRING "Optimisation of libsodium")
    set(MOSTRADOR_OPTIMIZE_QRENCODE -Oz CACHE STRING "Optimisation of libqrencode")
    set(MOSTRADOR_OPTIMIZE_ZXING "-O2;-msimd128" CACHE STRING "Optimisation of ZXing-C++")
else()
    foreach(library SQLITE SODIUM QRENCODE ZXING)
        set(MOSTRADOR_OPTIMIZE_${library} -O2 CACHE STRING "Optimisation of a third-party library")
    endforeach()
endif()

# dependency() as dependencies.cmake uses it: checks the hash, unpacks once for all presets, and sets <NAME>_SOURCE_DIR.
function(dependency)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;VERSION;ARCHIVE;SHA256" "FROM")
    set(archive "${MOSTRADOR_DOWNLOADS}/${arg_ARCHIVE}")
    if(NOT EXISTS "${archive}")
        message(FATAL_ERROR "${arg_ARCHIVE} is not here: run scripts/setup first.")
    endif()
    file(SHA256 "${archive}" hash)
    if(NOT hash STREQUAL arg_SHA256)
        message(FATAL_ERROR "${arg_ARCHIVE} has the hash ${hash}, dependencies.cmake says ${arg_SHA256}.")
    endif()

    string(SUBSTRING "${hash}" 0 12 short_hash)
    set(folder "${MOSTRADOR_SOURCES}/${arg_NAME}-${arg_VERSION}-${short_hash}")
    file(LOCK "${MOSTRADOR_SOURCES}" DIRECTORY GUARD FUNCTION)
    if(NOT EXISTS "${folder}")
        file(REMOVE_RECURSE "${folder}.part")
        file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${folder}.part")
        file(RENAME "${folder}.part" "${folder}")
    endif()

    # Most archives hold one folder; a .deb holds another archive.
    file(GLOB content "${folder}/*")
    list(LENGTH content count)
    if(count EQUAL 1)
        set(folder "${content}")
    endif()
    set(${arg_NAME}_SOURCE_DIR "${folder}" PARENT_SCOPE)
endfunction()

# The options of third-party code: quiet, and out of reach of UBSan, which would report what is not ours to change.
function(as_third_party target)
    target_compile_options(${target} PRIVATE -w ${ARGN})
    if(MOSTRADOR_SANITIZE)
        target_compile_options(${target} PRIVATE -fno-sanitize=undefined)
    endif()
endfunction()

include(dependencies)

# --- SQLite ---------------------------------------------------------------------------------------------------------
add_library(sqlite STATIC "${sqlite_SOURCE_DIR}/deps/sqlite3/sqlite3.c")
target_include_directories(sqlite SYSTEM PUBLIC "${sqlite_SOURCE_DIR}/deps/sqlite3")
# What is left out is left out on both targets, so that a statement that passes the native tests runs in the browser.
# Dates are among it: the domain has no clock of its own. Virtual tables stay: SQLite has no ALTER TABLE without them.
target_compile_definitions(sqlite PRIVATE
    SQLITE_DEFAULT_FOREIGN_KEYS=0
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_DQS=0
    SQLITE_ENABLE_UPDATE_DELETE_LIMIT=1
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_MAX_EXPR_DEPTH=0
    SQLITE_OMIT_AUTHORIZATION
    SQLITE_OMIT_AUTOVACUUM
    SQLITE_OMIT_COMPILEOPTION_DIAGS
    SQLITE_OMIT_COMPLETE
    SQLITE_OMIT_DATETIME_FUNCS
    SQLITE_OMIT_DECLTYPE
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_FOREIGN_KEY
    SQLITE_OMIT_GET_TABLE
    SQLITE_OMIT_INCRBLOB
    SQLITE_OMIT_JSON
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_LOCALTIME
    SQLITE_OMIT_PROGRESS_CALLBACK
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_OMIT_TCL_VARIABLE
    SQLITE_OMIT_TRACE
    SQLITE_OMIT_UTF16
    SQLITE_TEMP_STORE=3
    SQLITE_USE_ALLOCA)
if(EMSCRIPTEN)
    # No operating system below: sqlite3_os_init() is ours, and there is one thread. The file system of
    # sqlite3_deserialize() would want another one below it before ours can be registered.
    target_compile_definitions(sqlite PRIVATE SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_OMIT_DESERIALIZE)
    target_compile_definitions(sqlite PRIVATE SQLITE_OMIT_EXPLAIN SQLITE_OMIT_INTROSPECTION_PRAGMAS)
else()
    target_compile_definitions(sqlite PRIVATE SQLITE_THREADSAFE=1)
endif()
as_third_party(sqlite ${MOSTRADOR_OPTIMIZE_SQLITE})

# --- nlohmann_json --------------------------------------------------------------------------------------------------
set(json_headers "${nlohmann_json_SOURCE_DIR}/usr/include")
if(NOT EXISTS "${json_headers}")
    file(ARCHIVE_EXTRACT INPUT "${nlohmann_json_SOURCE_DIR}/data.tar.xz" DESTINATION "${nlohmann_json_SOURCE_DIR}")
endif()
add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE "${json_headers}")

# --- libqrencode ----------------------------------------------------------------------------------------------------
add_library(qrencode STATIC)
foreach(source bitstream mask mmask mqrspec qrencode qrinput qrspec rsecc split)
    target_sources(qrencode PRIVATE "${qrencode_SOURCE_DIR}/${source}.c")
endforeach()
target_include_directories(qrencode SYSTEM PUBLIC "${qrencode_SOURCE_DIR}")
target_compile_definitions(qrencode PRIVATE
    STATIC_IN_RELEASE=static MAJOR_VERSION=4 MINOR_VERSION=1 MICRO_VERSION=1 VERSION="4.1.1")
as_third_party(qrencode ${MOSTRADOR_OPTIMIZE_QRENCODE})

# --- libsodium ------------------------------------------------------------------------------------------------------
set(sodium_root "${sodium_SOURCE_DIR}/src/libsodium")
set(VERSION 1.0.18)
set(SODIUM_LIBRARY_VERSION_MAJOR 10)
set(SODIUM_LIBRARY_VERSION_MINOR 3)
file(READ "${sodium_root}/include/sodium/version.h.in" version_header)
string(REPLACE "\"export.h\"" "\"sodium/export.h\"" version_header "${version_header}")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/sodium/sodium/version.h" CONTENT "${version_header}" @ONLY)
unset(VERSION)

file(GLOB_RECURSE sodium_sources "${sodium_root}/*.c")
list(FILTER sodium_sources EXCLUDE REGEX "crypto_core/ed25519/core_(ed25519|ristretto255)\\.c$")
add_library(sodium STATIC ${sodium_sources})
target_include_directories(sodium SYSTEM PUBLIC "${PROJECT_BINARY_DIR}/sodium" "${sodium_root}/include")
target_include_directories(sodium PRIVATE "${PROJECT_BINARY_DIR}/sodium/sodium" "${sodium_root}/include/sodium")
target_compile_definitions(sodium PRIVATE CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1 HAVE_WEAK_SYMBOLS=1)
if(EMSCRIPTEN)
    # Its own Emscripten branch evaluates JavaScript and expects CommonJS; the C library needs neither.
    target_sources(sodium PRIVATE "${CMAKE_CURRENT_LIST_DIR}/getrandom.c")
    set_source_files_properties(
        "${sodium_root}/randombytes/randombytes.c"
        "${sodium_root}/randombytes/sysrandom/randombytes_sysrandom.c"
        PROPERTIES COMPILE_OPTIONS
        "-U__EMSCRIPTEN__;-D__linux__;-DHAVE_GETRANDOM;-DHAVE_SYS_RANDOM_H;-DNO_BLOCKING_RANDOM_POLL")
else()
    target_compile_definitions(sodium PRIVATE
        HAVE_ATOMIC_OPS=1 HAVE_EXPLICIT_BZERO=1 HAVE_GETPID=1 HAVE_GETRANDOM=1 HAVE_INLINE_ASM=1 HAVE_MADVISE=1
        HAVE_MLOCK=1 HAVE_MMAP=1 HAVE_MPROTECT=1 HAVE_NANOSLEEP=1 HAVE_POSIX_MEMALIGN=1 HAVE_PTHREAD=1
        HAVE_SYS_MMAN_H=1 HAVE_SYS_RANDOM_H=1 HAVE_TI_MODE=1 _GNU_SOURCE=1)
endif()
as_third_party(sodium ${MOSTRADOR_OPTIMIZE_SODIUM})

# --- ZXing-C++ (readers only) ---------------------------------------------------------------------------------------
set(BUILD_SHARED_LIBS OFF)
set(ZXING_READERS ON)
set(ZXING_WRITERS OFF)
set(ZXING_C_API OFF)
foreach(format AZTEC MAXICODE PDF417)
    set(ZXING_ENABLE_${format} OFF CACHE BOOL "" FORCE)
endforeach()
add_subdirectory("${zxing_SOURCE_DIR}/core" "${PROJECT_BINARY_DIR}/zxing" EXCLUDE_FROM_ALL SYSTEM)
set_target_properties(ZXing PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
as_third_party(ZXing ${MOSTRADOR_OPTIMIZE_ZXING})

# --- Catch2 ---------------------------------------------------------------------------------------------------------
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(CATCH_INSTALL_DOCS OFF)
set(CATCH_INSTALL_EXTRAS OFF)
add_subdirectory("${catch2_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/catch2" EXCLUDE_FROM_ALL SYSTEM)
as_third_party(Catch2 -O1)
as_third_party(Catch2WithMain -O1)
