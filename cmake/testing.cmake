# add_node_ready_executable(<name> [TEST] SOURCES <file>... LINK <library>...): a program for the command line, which the
# wasm presets build for Node, with the machine's files and standard streams.
function(add_node_ready_executable name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "TEST" "" "SOURCES;LINK")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    if(arg_TEST)
        apply_test_options(${name})
    else()
        apply_project_options(${name})
    endif()
    if(EMSCRIPTEN)
        target_link_options(${name} PRIVATE
            -sALLOW_MEMORY_GROWTH -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sNODERAWFS=1 -sSTACK_SIZE=1MB)
        set_target_properties(${name} PROPERTIES SUFFIX .cjs)
    endif()
endfunction()

# add_mostrador_test(<name> SOURCES <file>... LINK <library>...): one Catch2 program and one ctest test, since a process
# for each case would cost more than the cases.
add_custom_target(all_tests)

function(add_mostrador_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
    if(NOT arg_SOURCES)
        return()
    endif()
    add_node_ready_executable(${name} TEST SOURCES ${arg_SOURCES} LINK ${arg_LINK} Catch2::Catch2WithMain)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    add_dependencies(all_tests ${name})

    repeat_mostrador_test(${name} PROGRAM ${name})
endfunction()

# repeat_mostrador_test(<name> PROGRAM <target> ARGUMENTS <argument>... ENVIRONMENT <variable=value>...): a ctest test of
# a Catch2 program, with a report of its own.
function(repeat_mostrador_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PROGRAM" "ARGUMENTS;ENVIRONMENT")
    # The numbers that ./test adds up.
    set(report "${PROJECT_BINARY_DIR}/results/${name}.xml")
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/results")
    add_test(NAME ${name} COMMAND ${arg_PROGRAM} ${arg_ARGUMENTS} --reporter console --reporter "xml::out=${report}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 ENVIRONMENT "${arg_ENVIRONMENT}")
endfunction()
