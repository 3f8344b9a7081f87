# Emscripten, as a folder of its own in the cache: trixie's package with the machine's clang 19, trixie's binaryen with the
# C library it was built for, and acorn beside them. Its own `.emscripten` makes it work without any environment variable.
emscripten_version=$(cat "$root/emsdk-version.txt")
binaryen_version=120
emscripten=$cache/tools/emscripten-$emscripten_version-$(cat "$root/scripts/setup.d/emscripten.sh" | sha256sum | cut -c1-8)

download_packages() {
    mkdir -p "$cache/debs"
    (cd "$cache/debs" && rm -f ./*.deb &&
        APT_CONFIG="$trixie" apt-get download emscripten binaryen node-acorn libc6 libstdc++6 libgcc-s1)
}

# Debian's package carries every system library in 1.6 GB of variants; ours are the ones without threads and sanitizers.
unpack_emscripten() {
    dpkg-deb --fsys-tarfile "$cache"/debs/emscripten_*.deb | tar -x -C "$emscripten.part" --strip-components=4 \
        --exclude='*-mt*.a' --exclude='*-ww*.a' --exclude='*asan*.a' --exclude='*libGL*.a' --exclude='*/lto' \
        --exclude='./usr/share/emscripten/test' --exclude='./usr/share/emscripten/docs' \
        ./usr/share/emscripten
    mkdir -p "$emscripten.part/node_modules"
    dpkg-deb --fsys-tarfile "$cache"/debs/node-acorn_*.deb | tar -x -C "$emscripten.part/node_modules" \
        --strip-components=4 ./usr/share/nodejs/acorn
}

# Binaryen's tools are linked to a newer C library than Debian 12 has: give them their own interpreter and libraries.
unpack_binaryen() {
    local folder=$emscripten.part/binaryen libraries=$emscripten/binaryen/lib name file interpreter
    mkdir -p "$folder"/{bin,lib,packages}
    for name in binaryen libc6 libstdc++6 libgcc-s1; do
        dpkg-deb -x "$cache"/debs/"$name"_*.deb "$folder/packages"
    done
    cp "$folder"/packages/usr/bin/wasm* "$folder/bin/"
    find "$folder/packages" -name '*.so*' -not -type d -not -path '*/lib64/*' -not -path '*/gconv/*' \
        -not -path '*/audit/*' -exec cp -a -t "$folder/lib" {} +
    rm -rf "$folder/packages"
    interpreter=$(cd "$folder/lib" && ls ld-linux-*.so.*)
    for file in "$folder"/bin/wasm*; do
        patchelf --set-interpreter "$libraries/$interpreter" --force-rpath --set-rpath "$libraries" "$file"
    done
    for file in "$folder"/lib/libbinaryen*.so "$folder"/lib/libstdc++.so.6; do
        patchelf --force-rpath --set-rpath "$libraries" "$(readlink -f "$file")"
    done
}

write_emscripten_configuration() {
    cat >"$emscripten/.emscripten" <<END
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$emscripten/binaryen'
NODE_JS = '$toolchain_node'
CACHE = '$emscripten/cache'
FROZEN_CACHE = False
END
}

check_versions() {
    local found
    found=$(cut -d'"' -f2 "$emscripten/emscripten-version.txt")
    [ "$found" = "$emscripten_version" ] || fail "trixie has Emscripten $found, emsdk-version.txt says $emscripten_version"
    found=$("$emscripten/binaryen/bin/wasm-opt" --version | tr -dc '0-9 ' | awk '{ print $1 }')
    [ "$found" = "$binaryen_version" ] || fail "trixie has binaryen $found, $binaryen_version is needed"
}

# Shared by all check-outs, so it names the node behind this one's link.
toolchain_node=$(readlink -f "$toolchain/bin/node")
if [ ! -x "$emscripten/emcc" ]; then
    rm -rf "$emscripten.part" && mkdir -p "$emscripten.part"
    step "downloading Emscripten $emscripten_version and binaryen (245 MB)" download_packages
    step "unpacking Emscripten" unpack_emscripten
    step "preparing binaryen" unpack_binaryen
    publish "$emscripten"
    rm -rf "$cache/debs"
fi
write_emscripten_configuration
check_versions
ln -sfn "$emscripten" "$toolchain/emscripten"
