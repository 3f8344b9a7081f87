# Sourced by run, test and bench: builds, each quick when there is nothing to do.

# build_preset <preset> <target>...
build_preset() {
    local preset=$1
    shift
    [ -f "$root/build/$preset/build.ninja" ] || step "configuring $preset" cmake -S "$root" --preset "$preset"
    step "building $preset: $*" cmake --build "$root/build/$preset" --target "$@"
}

# install_node_packages <folder>: npm ci, unless the lock file is the one that was installed.
install_node_packages() {
    local folder=$root/$1 stamp=$root/$1/node_modules/.installed-lock
    cmp -s "$folder/package-lock.json" "$stamp" && return
    step "npm packages of $1" npm --prefix "$folder" ci --no-audit --no-fund
    cp "$folder/package-lock.json" "$stamp"
}

build_core() { build_preset wasm-release web_modules; }
build_scanner() { build_preset wasm-release mostrador_scanner; }
build_hub() { build_preset native-release mostrador-hub; }

build_web() {
    install_node_packages web
    step "building web" npm --prefix "$root/web" run build
}
