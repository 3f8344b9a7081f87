# Sourced by the other scripts: where things are, and how a step reports itself.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${MOSTRADOR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mostrador}
toolchain=$root/.toolchain
export PATH="$toolchain/bin:$PATH"
export CCACHE_DIR=$toolchain/ccache

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# What a failed step ends with; ./test counts it first.
give_up() { exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# step <title> <command>...: one line with the time it took; a dot every five seconds; the output only when it failed.
step() {
    local title=$1 started=$SECONDS log job dots
    shift
    log=$(mktemp)
    printf '  %s ' "$title" >&2
    "$@" >"$log" 2>&1 &
    job=$!
    (while sleep 5 >/dev/null 2>&1; do printf '.' >&2; done) &
    dots=$!
    # shellcheck disable=SC2064  # the ids of now
    trap "kill $job $dots 2>/dev/null; rm -f $log" EXIT
    if ! wait "$job"; then
        say "failed"
        tail -n 40 "$log" >&2
        give_up
    fi
    kill "$dots"
    trap - EXIT
    rm -f "$log"
    say "($((SECONDS - started)) s)"
}

# publish <folder>: gives the finished <folder>.part its name, so that an interrupted set-up leaves nothing half done.
publish() {
    rm -rf "$1"
    mv "$1.part" "$1"
}
