#!/usr/bin/env bash
# The law is a type: these programs must not compile. Each is checked together with a twin that does, so that a typing
# mistake cannot pass for the law.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(swift build --show-bin-path)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-emit-sil -o /dev/null -swift-version 6 -strict-memory-safety -I "$build/Modules")
for library in libusb-1.0 sqlite3 libsodium yaml-0.1; do
    for flag in $(pkg-config --cflags "$library"); do flags+=(-Xcc "$flag"); done
done
for map in "$build"/*.build/module.modulemap Sources/System/*/module.modulemap; do flags+=(-Xcc "-fmodule-map-file=$map"); done
for include in Sources/System/*/include; do flags+=(-Xcc -I -Xcc "$include"); done

head='import Entries
import Journal
import Parcels
import Readings
import Sorter
'
# check NAME EXPECTED-WORDS FORBIDDEN ALLOWED
check() {
    printf '%s%s\n' "$head" "$4" >"$work/allowed.swift"
    printf '%s%s\n' "$head" "$3" >"$work/forbidden.swift"
    if ! swiftc "${flags[@]}" "$work/allowed.swift" >"$work/out" 2>&1; then
        echo "$1: the allowed twin does not compile:" && cat "$work/out" && exit 1
    fi
    if swiftc "${flags[@]}" "$work/forbidden.swift" >"$work/out" 2>&1; then
        echo "$1: compiles, and must not" && exit 1
    fi
    grep -q "$2" "$work/out" || { echo "$1: refused for another reason:"; cat "$work/out"; exit 1; }
    echo "refused as it should be: $1"
}

check "forging a committed clear" "inaccessible due to 'internal' protection level" \
    'func forge(_ permit: Permit) -> Committed { Committed(permit, sequence: 1) }' \
    'func name(_ clear: borrowing Committed) -> Permit { clear.permit }'
check "spending one clear twice" "consumed more than once" \
    'func twice(_ link: SorterLink, _ clear: consuming Committed) { link.pass(clear); link.pass(clear) }' \
    'func once(_ link: SorterLink, _ clear: consuming Committed) { link.pass(clear) }'
check "copying a clear" "does not conform to protocol .Copyable." \
    'func keep(_ clear: consuming Committed) -> [Committed] { [clear] }' \
    'func hand(_ clear: consuming Committed) -> Committed { clear }'
check "passing an uncommitted decision" "cannot convert value of type 'Permit' to expected argument type 'Committed'" \
    'func pass(_ link: SorterLink, _ permit: Permit) { link.pass(permit) }' \
    'func pass(_ link: SorterLink, _ clear: consuming Committed) { link.pass(clear) }'
check "naming a picture that is not stored" "extra arguments at positions #2, #3, #4, #5 in call" \
    'func forge(_ f: FrameID, _ p: PictureStored.Place, _ o: PictureStored.Origin) -> EntryBody { .pictureStored(PictureStored(f, at: p, type: "", of: o, withheld: false)) }' \
    'func name(_ f: FrameID, _ s: consuming Stored, _ o: PictureStored.Origin) -> EntryBody { s.entry(f, type: "", of: o, withheld: false) }'
check "naming one stored picture twice" "consumed more than once" \
    'func twice(_ f: FrameID, _ s: consuming Stored, _ o: PictureStored.Origin) -> [EntryBody] { [s.entry(f, type: "", of: o, withheld: false), s.entry(f, type: "", of: o, withheld: false)] }' \
    'func once(_ f: FrameID, _ s: consuming Stored, _ o: PictureStored.Origin) -> [EntryBody] { [s.entry(f, type: "", of: o, withheld: false)] }'
check "forging a stored picture" "inaccessible due to 'internal' protection level" \
    'func forge(_ p: PictureStored.Place) -> Stored { Stored(p) }' \
    'func hand(_ s: consuming Stored) -> Stored { s }'
check "showing GO for an uncommitted decision" "cannot convert value of type 'Permit' to expected argument type 'Committed'" \
    'func go(_ gate: inout ManualGate, _ permit: Permit) { _ = gate.pass(permit, at: 0) }' \
    'func go(_ gate: inout ManualGate, _ clear: consuming Committed) { _ = gate.pass(clear, at: 0) }'
check "showing GO twice for one clear" "consumed more than once" \
    'func twice(_ sign: GateSign, _ clear: consuming Committed) { sign.pass(clear); sign.pass(clear) }' \
    'func once(_ sign: GateSign, _ clear: consuming Committed) { sign.pass(clear) }'
check "forging GO" "inaccessible due to 'fileprivate' protection level" \
    'func forge(_ permit: PermitNumber, _ passage: PassageID) -> ManualGate.Go { ManualGate.Go(permit: permit, passage: passage, until: 0) }' \
    'func name(_ go: ManualGate.Go) -> PassageID { go.passage }'
