# The sources that are compiled for both targets: see cmake/dependencies.cmake.
step "library sources" cmake -D DOWNLOADS="$cache/downloads" -D APT_CONFIG="$trixie" -P "$root/cmake/fetch.cmake"
