#!/usr/bin/env python3
"""Verifies a parcelgate journal without parcelgate: `verify_journal.py FOLDER SITE`.

It shares no code with the program. It checks every hash, the numbering, the seals of closed segments, and that each
segment begins where the one before ends. docs/developer/journal.md describes the format byte by byte.
Exit status 0 when the journal is whole, 1 when it is not.
"""
import hashlib
import os
import re
import sqlite3
import struct
import sys


def chain_hash(previous, content, sealed):
    """BLAKE2b-256(previous ‖ u64be(|content|) ‖ content ‖ u64be(|sealed|) ‖ sealed)"""
    digest = hashlib.blake2b(digest_size=32)
    digest.update(previous)
    digest.update(struct.pack(">Q", len(content)) + content)
    digest.update(struct.pack(">Q", len(sealed)) + sealed)
    return digest.digest()


def verify(folder, site):
    previous, sequence, epoch, entries, segments = bytes(32), 0, 0, 0, 0
    pattern = re.compile(r"^segment-(\d+)-(\d+)\.db$")
    names = sorted((n for n in os.listdir(folder) if pattern.match(n)), key=lambda n: [int(g) for g in pattern.match(n).groups()][::-1])
    for name in names:
        path = os.path.join(folder, name)
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        database.text_factory = bytes
        head = {k.decode(): v.decode() for k, v in database.execute("SELECT name, value FROM segment")}
        if not head and name == names[-1] and database.execute("SELECT count(*) FROM entry").fetchone()[0] == 0:
            break  # laid out, and not yet begun
        if head.get("format") != "parcelgate-journal-1" or head.get("site") != site:
            return f"{name}: not a segment of site {site}"
        if bytes.fromhex(head["previous"]) != previous or int(head["first"]) != sequence + 1:
            return f"{name}: does not follow the segment before"
        if int(head["epoch"]) < epoch:
            return f"{name}: its epoch is lower than the one before"
        epoch = int(head["epoch"])
        for number, content, sealed, stored in database.execute(
            "SELECT sequence, content, sealed, hash FROM entry ORDER BY sequence"
        ):
            if number != sequence + 1:
                return f"{name}: entry {number} follows entry {sequence}"
            previous = chain_hash(previous, content, sealed)
            if previous != stored:
                return f"{name}: hash of entry {number}"
            sequence = number
            entries += 1
        if "head" in head and (head["head"] != previous.hex() or head["last"] != str(sequence)):
            return f"{name}: its seal does not fit its last entry"
        database.close()
        segments += 1
    print(f"ok: {entries} entries in {segments} segments, epoch {epoch}, head {previous.hex()}")
    return None


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    fault = verify(sys.argv[1], sys.argv[2])
    if fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
