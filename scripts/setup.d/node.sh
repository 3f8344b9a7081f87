# Node 20 or newer: the machine's own when it is new enough, else Debian's, else the binary that npm carries as a package
# (Debian 12 has Node 18). .toolchain/bin/node is the one that everything uses.
node_version=20.19.5

is_new_enough() {
    [ -x "$1" ] && [ "$("$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]
}

install_debian_node() {
    step "package lists" as_root apt-get update
    step "Debian's nodejs and npm" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends --no-upgrade nodejs npm
}

# `npm pack` takes the archive without running a script.
unpack_npm_node() {
    local folder=$cache/tools/node-$node_version machine
    [ -x "$folder/bin/node" ] && return
    case "$(uname -m)" in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) fail "no Node binary is known for $(uname -m)" ;;
    esac
    rm -rf "$folder.part" && mkdir -p "$folder.part"
    (cd "$folder.part" && npm pack --ignore-scripts "node-linux-$machine@$node_version")
    tar -xzf "$folder.part"/*.tgz -C "$folder.part" --strip-components=1
    rm -f "$folder.part"/*.tgz
    publish "$folder"
}

rm -f "$toolchain/bin/node"
hash -r
command -v node >/dev/null && command -v npm >/dev/null || install_debian_node
hash -r
node=$(command -v node)
if ! is_new_enough "$node"; then
    step "Node $node_version from npm" unpack_npm_node
    node=$cache/tools/node-$node_version/bin/node
    is_new_enough "$node" || fail "Node 20 or newer is needed, and $node does not run"
fi
ln -sfn "$node" "$toolchain/bin/node"
