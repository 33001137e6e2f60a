#!/usr/bin/env bash
# All tests, one after another; a line for each group, and at the end 'N passed, N failed'. Called by `make test`.
set -uo pipefail
cd "$(dirname "$0")/.."
logs=.build/test-logs
program=${PARCELGATE_PROGRAM:-.build/release/parcelgate}
mkdir -p "$logs"
passed=0
failed=0

# group NAME COMMAND…: runs it, shows its end when it fails.
group() {
    local name=$1 start=$SECONDS
    shift
    if "$@" >"$logs/$name.log" 2>&1; then
        passed=$((passed + 1))
        echo "passed  $name ($((SECONDS - start)) s)"
    else
        failed=$((failed + 1))
        echo "FAILED  $name ($((SECONDS - start)) s); the end of $logs/$name.log:"
        tail -n 60 "$logs/$name.log"
    fi
}

# The whole debug build: tests run its program, too.
suites() { swift test --explicit-target-dependency-import-check error --parallel; }
law() {
    # Seeds that once broke the law stay; then worlds that nobody has seen.
    while read -r seed size edition _; do
        [[ $seed =~ ^[0-9]+$ ]] || continue
        "$program" simulate law --parcels "$size" --world-size "$size" --seed "$seed" --edition "$edition" || return 1
    done <Tests/Law/seeds.txt
    "$program" simulate law --parcels 200000 --world-size 1000
}
# Fuzz targets are not built here; they must still fit.
fuzz_targets() { Tests/Fuzz/typecheck.sh; }
forging() { Tests/Law/forging.sh; }
# The tests of a folder, COUNT processes at a time: most of them wait for belts, windows and browsers. A class stays together.
python() {
    local folder=$1 count=$2
    .build/venv/bin/python -W ignore -m pytest -c Tests/pytest.ini -n "$count" --dist loadscope --durations=10 "Tests/$folder"
}
virtual_usb() { python VirtualUSB 1; }
end_to_end() { python EndToEnd 4; }
documents() { python Documents 1; }
commands() { python Commands 3; }
browser() { python Browser 4; }

for name in ${*:-suites fuzz_targets forging law virtual_usb end_to_end documents commands browser}; do group "$name" "$name"; done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
