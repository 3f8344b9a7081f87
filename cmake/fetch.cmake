# cmake -D DOWNLOADS=<folder> -D APT_CONFIG=<file> -P cmake/fetch.cmake
# Brings the archives that dependencies.cmake declares into a folder, each through its own package client.
cmake_minimum_required(VERSION 3.25)

# run(<what> COMMAND <command>...): a command in the downloads folder, whose output is shown only when it fails.
function(run what)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "COMMAND;ENVIRONMENT")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -E env ${arg_ENVIRONMENT} ${arg_COMMAND}
        WORKING_DIRECTORY "${DOWNLOADS}"
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(WARNING "${what} ended with ${result}:\n${output}")
    endif()
endfunction()

function(fetch_npm package)
    run("npm pack ${package}" COMMAND npm pack --ignore-scripts "${package}")
endfunction()

# pip asks the source distribution for its metadata, which runs its build back end; the hash is checked before that.
function(fetch_pip package sha256)
    set(requirements "${DOWNLOADS}/requirements.txt")
    file(WRITE "${requirements}" "${package} --hash=sha256:${sha256}\n")
    string(REGEX REPLACE "==.*" "" name "${package}")
    run("pip download ${package}" COMMAND python3 -m pip download
        --no-deps --no-binary "${name}" --require-hashes --requirement "${requirements}")
    file(REMOVE "${requirements}")
endfunction()

function(fetch_debian_source package)
    run("apt-get source ${package}" COMMAND apt-get source --download-only "${package}"
        ENVIRONMENT "APT_CONFIG=${APT_CONFIG}")
endfunction()

function(fetch_debian_package package)
    run("apt-get download ${package}" COMMAND apt-get download "${package}"
        ENVIRONMENT "APT_CONFIG=${APT_CONFIG}")
endfunction()

function(has_hash variable file sha256)
    set(hash "")
    if(EXISTS "${file}")
        file(SHA256 "${file}" hash)
    endif()
    string(COMPARE EQUAL "${hash}" "${sha256}" same)
    set(${variable} ${same} PARENT_SCOPE)
endfunction()

function(dependency)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;VERSION;ARCHIVE;SHA256" "FROM")
    set(archive "${DOWNLOADS}/${arg_ARCHIVE}")
    has_hash(present "${archive}" ${arg_SHA256})
    if(present)
        return()
    endif()

    list(GET arg_FROM 0 client)
    list(GET arg_FROM 1 package)
    message(STATUS "${arg_NAME} ${arg_VERSION} from ${client} ${package}")
    file(REMOVE "${archive}")
    if(client STREQUAL "npm")
        fetch_npm("${package}")
    elseif(client STREQUAL "pip")
        fetch_pip("${package}" ${arg_SHA256})
    elseif(client STREQUAL "debian-source")
        fetch_debian_source("${package}")
    elseif(client STREQUAL "debian-package")
        fetch_debian_package("${package}")
    else()
        message(FATAL_ERROR "dependencies.cmake names an unknown client: ${client}")
    endif()

    has_hash(good "${archive}" ${arg_SHA256})
    if(NOT good)
        message(FATAL_ERROR "${arg_ARCHIVE} did not arrive with the hash that dependencies.cmake declares.")
    endif()
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake")
