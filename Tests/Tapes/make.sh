#!/bin/sh
# Makes the tapes of all families anew with the simulators: Tests/Tapes/make.sh PROGRAM [DRIVERS]. The same program makes the same
# tapes, byte for byte; EndToEnd/test_tapes.py holds what is in drivers/ to that. A tape of a real device has no line in tapes.txt.
set -eu
program=$1
here=$(cd "$(dirname "$0")" && pwd)
drivers=${2:-$here/../../drivers}
grep -v '^#' "$here/tapes.txt" | while read -r family tape protocol seed options; do
    mkdir -p "$drivers/$family/tapes"
    # The options are words.
    # shellcheck disable=SC2086
    "$program" simulate scanner "$protocol" --script "$here/$family.$tape.script" --seed "$seed" $options \
        --family "$family" --tape "$drivers/$family/tapes/$tape.tape" </dev/null
done
