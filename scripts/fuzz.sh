# Sourced by fuzz and test: one decoder of tests/fuzz for a while.

fuzz_decoders() { find tests/fuzz -maxdepth 1 -name '*.cpp' -printf '%f\n' | sed 's/\.cpp$//' | sort; }

# fuzz_one <decoder> <seconds>: begins with the kept corpus; what is new and what was found stays in build/fuzz.
fuzz_one() {
    local found=build/fuzz/$1
    mkdir -p "$found"
    build/native-asan/tests/fuzz_"$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -max_len=16384 \
        -artifact_prefix="$found/" -print_final_stats=1 "$found" tests/fuzz/corpus/"$1" >"$found.log" 2>&1 ||
        { tail -n 40 "$found.log" && return 1; }
    grep -h 'number_of_executed_units' "$found.log" | sed 's/^/    /'
}
