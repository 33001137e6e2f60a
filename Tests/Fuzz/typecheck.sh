#!/bin/sh
# Whether every fuzz target still fits the rooms it is for: they are built only for Tests/Fuzz/run.sh, so that a change would
# leave them behind unseen. Takes what `swift build --build-tests` made in .build/debug.
set -eu
cd "$(dirname "$0")/../.."
maps=
for map in .build/debug/*.build/module.modulemap Sources/System/*/module.modulemap; do
    maps="$maps -Xcc -fmodule-map-file=$map"
done
failed=0
for folder in Tests/Fuzz/Corpus/*/; do
    target=$(basename "$folder")
    # $maps is a list of options.
    # shellcheck disable=SC2086
    swiftc -typecheck -warnings-as-errors -parse-as-library -swift-version 6 -I .build/debug/Modules $maps \
        "Tests/Fuzz/$target/"*.swift || { echo "fuzz target $target does not build any more" >&2; failed=1; }
done
exit $failed
