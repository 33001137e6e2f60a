#!/bin/sh
# Runs the fuzz targets: Tests/Fuzz/run.sh SECONDS [TARGET…]. Builds them with the sanitizers under .build/fuzz, runs each
# for SECONDS seconds from Corpus/<target>, and fails when one crashes. A crasher is kept in .build/fuzz/crashes; once
# the fault is mended, it goes into Corpus, so that every later run tries it first.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch="$root/.build/fuzz"
all="ScannerReports KeyboardReports SorterTelegrams TextTelegrams Tapes ManifestRows ManifestEncodings Identifiers ElementStrings Documents
Expressions Keywords Bulletins
JournalEntries
ImageFiles LabelPixels WorkerAnswers"

case "${1:-}" in
    '' | *[!0-9]*) echo "usage: $0 SECONDS [TARGET...]; targets: $all" >&2; exit 2 ;;
esac
seconds=$1
shift
[ $# -gt 0 ] || set -- $all
for target; do
    [ -d "$here/Corpus/$target" ] || { echo "no fuzz target '$target'; there are: $all" >&2; exit 2; }
done

export PARCELGATE_FUZZ=1
# libFuzzer takes the crash down itself. Swift keeps lazy constants behind tagged pointers, which look leaked.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=0
mkdir -p "$scratch/crashes"

for target; do
    swift build --package-path "$root" --scratch-path "$scratch" -c release --product "Fuzz$target" \
        -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library >"$scratch/$target.build.log" 2>&1 ||
        { cat "$scratch/$target.build.log" >&2; exit 3; }
done

failed=0
for target; do
    corpus="$scratch/corpus/$target"
    log="$scratch/$target.log"
    mkdir -p "$corpus"
    dictionary=
    [ ! -f "$here/Corpus/$target.dict" ] || dictionary="-dict=$here/Corpus/$target.dict"
    # A target that hangs beyond its own time-out is killed: the limit is for the whole run.
    if timeout -s KILL $((seconds + 120)) "$scratch/release/Fuzz$target" $dictionary -max_total_time="$seconds" \
        -timeout=10 -rss_limit_mb=2048 -max_len=8192 -artifact_prefix="$scratch/crashes/$target-" \
        "$corpus" "$here/Corpus/$target" >"$log" 2>&1; then
        echo "$target: $(grep '^Done' "$log"), $(grep -o 'cov: [0-9]*' "$log" | tail -1)"
    else
        failed=1
        echo "$target: FAILED, see $log"
        grep -E 'Fatal error|ERROR:|SUMMARY:|Test unit written' "$log" || true
    fi
done
exit $failed
