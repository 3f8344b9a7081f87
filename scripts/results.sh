# Sourced by test: counts what passed and failed over programs that each report in their own way.
passed=0
failed=0
section_name=
section_started=$SECONDS

section() {
    close_section
    section_name=$1
    section_started=$SECONDS
    printf '\n=== %s ===\n' "$1"
}

close_section() {
    [ -z "$section_name" ] || printf -- '--- %s: %d s\n' "$section_name" $((SECONDS - section_started))
    section_name=
}

add_results() {
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# A build that fails is a failure among the others, and the last line says so.
give_up() {
    add_results 0 1
    summary || exit 1
}

# check <title> <command>...: counts as one test.
check() {
    local title=$1
    shift
    if "$@"; then
        printf '  %s: ok\n' "$title"
        add_results 1 0
    else
        printf '  %s: FAILED\n' "$title"
        add_results 0 1
    fi
}

# sum_matches <file> <perl regex with \K before the number>
sum_matches() {
    { grep -oP "$2" "$1" || true; } | awk '{ sum += $1 } END { print sum + 0 }'
}

# counted <title> <command>...: a runner that prints its own numbers, `pass 3` (node) or `3 passed` (playwright).
# A runner that fails without having counted a failure, or passes without having counted anything, is a failure.
counted() {
    local log status=0 good bad
    log=$(mktemp)
    printf '  %s\n' "$1"
    shift
    NO_COLOR=1 "$@" 2>&1 | tee "$log" || status=$?
    good=$(($(sum_matches "$log" '^(# |ℹ )pass \K\d+') + $(sum_matches "$log" '^ *\K\d+(?= passed)')))
    bad=$(($(sum_matches "$log" '^(# |ℹ )fail \K\d+') + $(sum_matches "$log" '(^ *|, )\K\d+(?= failed)')))
    rm -f "$log"
    if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ "$good" = 0 ]; }; then
        printf '  ended with status %s and counted %s tests\n' "$status" "$good"
        bad=1
    fi
    add_results "$good" "$bad"
}

# catch_programs <preset>: every program that ctest knows; each leaves its numbers as XML.
catch_programs() {
    local results=build/$1/results name file
    rm -rf "$results" && mkdir -p "$results"
    ctest --preset "$1" || true
    for name in $(ctest --preset "$1" -N | sed -n 's/^ *Test *#[0-9]*: //p'); do
        file=$results/$name.xml
        if grep -q '<OverallResultsCases ' "$file" 2>/dev/null; then
            add_results "$(sum_matches "$file" '<OverallResultsCases successes="\K\d+')" \
                "$(sum_matches "$file" '<OverallResultsCases .*failures="\K\d+')"
        else
            printf '  %s ended before it could report\n' "$name"
            add_results 0 1
        fi
    done
}

summary() {
    close_section
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}
