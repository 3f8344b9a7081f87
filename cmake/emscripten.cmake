# The toolchain file of the wasm presets: Emscripten as scripts/setup put it into .toolchain/.
set(emscripten_root "${CMAKE_CURRENT_LIST_DIR}/../.toolchain/emscripten")
cmake_path(NORMAL_PATH emscripten_root)
if(NOT EXISTS "${emscripten_root}/emcc")
    message(FATAL_ERROR "Emscripten is not here: run scripts/setup first.")
endif()
include("${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")
