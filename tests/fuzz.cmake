# A program for each decoder that meets the network: fuzz/<decoder>.cpp → fuzz_<decoder>. What they go through is
# compiled once more with coverage, which is how libFuzzer knows that it got further.
find_sources(fuzz_targets fuzz/*.cpp)
list(FILTER fuzz_targets EXCLUDE REGEX "/support/")

find_sources(fuzzed_sources
    ${PROJECT_SOURCE_DIR}/shared/base/*.cpp
    ${PROJECT_SOURCE_DIR}/shared/*/apply.cpp
    ${PROJECT_SOURCE_DIR}/shared/*/capability.cpp
    ${PROJECT_SOURCE_DIR}/shared/catalog/barcode.cpp
    ${PROJECT_SOURCE_DIR}/shared/log/assignment.cpp
    ${PROJECT_SOURCE_DIR}/shared/log/operation.cpp
    ${PROJECT_SOURCE_DIR}/shared/scanning/gs1.cpp
    ${PROJECT_SOURCE_DIR}/sync/hub/http/gzip.cpp
    ${PROJECT_SOURCE_DIR}/sync/hub/http/trust_page.cpp
    ${PROJECT_SOURCE_DIR}/sync/hub/storage/enrolment_code.cpp
    ${PROJECT_SOURCE_DIR}/sync/protocol/codec.cpp)

add_library(fuzzed OBJECT EXCLUDE_FROM_ALL fuzz/support/entry.cpp ${fuzzed_sources})
target_link_libraries(fuzzed PUBLIC mostrador_options test_support hub_dependencies)
target_include_directories(fuzzed PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_options(fuzzed PRIVATE -fsanitize=fuzzer-no-link)

add_custom_target(all_fuzzers)
foreach(source ${fuzz_targets})
    get_filename_component(decoder "${source}" NAME_WE)
    add_executable(fuzz_${decoder} EXCLUDE_FROM_ALL ${source})
    target_compile_options(fuzz_${decoder} PRIVATE -fsanitize=fuzzer-no-link)
    # Debian's libFuzzer is built with the other standard library; the two do not meet.
    target_link_libraries(fuzz_${decoder} PRIVATE fuzzed -l:libstdc++.so.6)
    target_link_options(fuzz_${decoder} PRIVATE -fsanitize=fuzzer)
    add_dependencies(all_fuzzers fuzz_${decoder})
endforeach()

# Writes the corpus anew, by our own encoders.
add_executable(fuzz_make_corpus EXCLUDE_FROM_ALL fuzz/support/make_corpus.cpp "${PROJECT_SOURCE_DIR}/sync/hub/http/gzip.cpp")
target_link_libraries(fuzz_make_corpus PRIVATE test_support hub_dependencies)
target_include_directories(fuzz_make_corpus PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
apply_project_options(fuzz_make_corpus)
add_dependencies(all_fuzzers fuzz_make_corpus)
