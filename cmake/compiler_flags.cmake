# Flags that every translation unit must share, third-party code included: exceptions and sanitizers change the ABI.
if(EMSCRIPTEN)
    # Measured: 143 ms against 700 ms for exceptions through JavaScript, and smaller.
    add_compile_options(-fwasm-exceptions)
    add_link_options(-fwasm-exceptions)
else()
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-stdlib=libc++>)
    add_link_options(-stdlib=libc++ -fuse-ld=lld)
    # Out-of-range access in the standard library ends the program instead of corrupting a shop's data.
    add_compile_definitions(
        $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HARDENING_MODE=$<IF:$<BOOL:${MOSTRADOR_SANITIZE}>,_LIBCPP_HARDENING_MODE_EXTENSIVE,_LIBCPP_HARDENING_MODE_FAST>>)
endif()

if(MOSTRADOR_SANITIZE)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_compile_options(${sanitizers})
    add_link_options(${sanitizers})
endif()

find_program(MOSTRADOR_CCACHE ccache)
if(MOSTRADOR_CCACHE)
    # The settings make a precompiled header cacheable; the folder is the one that scripts/setup chose.
    set(launcher "${CMAKE_COMMAND}" -E env
        "CCACHE_DIR=${PROJECT_SOURCE_DIR}/.toolchain/ccache"
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "CCACHE_COMPILERTYPE=clang"
        "${MOSTRADOR_CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
