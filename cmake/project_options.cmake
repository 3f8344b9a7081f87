# How our own code is compiled: strict warnings that are errors, sanitizers, one precompiled header, ccache.

add_library(mostrador_options INTERFACE)
target_compile_options(mostrador_options INTERFACE
    -Wall -Wextra -Wpedantic -Werror
    -Wcast-align -Wconversion -Wdouble-promotion -Wextra-semi -Wformat=2 -Wimplicit-fallthrough -Wnon-virtual-dtor
    -Wold-style-cast -Woverloaded-virtual -Wshadow -Wsign-conversion -Wundef -Wunused
    # Designated initialisers leave out on purpose what has a default.
    -Wno-missing-designated-field-initializers
    # The same compilation gives the same precompiled header, which lets ccache find it again.
    "SHELL:-Xclang -fno-pch-timestamp"
    # Nothing of ours throws or catches; without landing pads the browser loads a fifth less. What would have been an
    # exception ends the instance, and the worker makes a new one from the files. The exception is what calls a library
    # that throws: such a target says so in its property CATCHES_EXCEPTIONS.
    $<$<AND:$<PLATFORM_ID:Emscripten>,$<CONFIG:Release>,$<NOT:$<BOOL:$<TARGET_PROPERTY:CATCHES_EXCEPTIONS>>>>:-fno-exceptions>)
target_link_libraries(mostrador_options INTERFACE nlohmann_json)

# A precompiled header belongs to one level of optimisation: add_precompiled_header(<name> <header> <library>...)
function(add_precompiled_header name header)
    add_library(${name} STATIC "${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp")
    target_link_libraries(${name} PUBLIC mostrador_options PRIVATE sqlite sodium ${ARGN})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/shared")
    target_precompile_headers(${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/${header}")
endfunction()

add_precompiled_header(mostrador_precompiled precompiled.hpp)

# Every target of ours goes through here, or is a test.
function(apply_project_options target)
    target_link_libraries(${target} PUBLIC mostrador_options)
    target_precompile_headers(${target} REUSE_FROM mostrador_precompiled)
endfunction()

# What is tested is optimised a little, so that a million baskets take seconds; the tests themselves need not be, and
# compile in half the time.
set(test_optimization $<$<CONFIG:Debug>:-O0>)
add_precompiled_header(tests_precompiled precompiled_tests.hpp Catch2::Catch2)
target_compile_options(tests_precompiled PRIVATE ${test_optimization})

function(apply_test_options target)
    target_link_libraries(${target} PUBLIC mostrador_options)
    target_compile_options(${target} PRIVATE ${test_optimization})
    target_precompile_headers(${target} REUSE_FROM tests_precompiled)
endfunction()

# find_sources(<variable> <glob relative to this folder>...): found again at every build, so that a new file needs no
# change to any CMakeLists.txt.
macro(find_sources variable)
    file(GLOB_RECURSE ${variable} CONFIGURE_DEPENDS ${ARGN})
endmacro()

# add_mostrador_library(<name> ROOT <include root> SOURCES <file>... LINK <library>...)
# A library whose folder is still empty becomes an interface, so that those who link it need not know.
function(add_mostrador_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "ROOT" "SOURCES;LINK")
    if(NOT arg_SOURCES)
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE "${arg_ROOT}")
        target_link_libraries(${name} INTERFACE mostrador_options ${arg_LINK})
        return()
    endif()
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC "${arg_ROOT}")
    target_link_libraries(${name} PUBLIC ${arg_LINK})
    apply_project_options(${name})
endfunction()
