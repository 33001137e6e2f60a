#!/usr/bin/env python3
"""Verifies a parcelgate journal without parcelgate: `verify_journal.py FOLDER SITE [ANCHOR.json PUBLIC.pub]`.

It shares no code with the program. It checks every hash, the numbering, the seals of closed segments, and that each
segment begins where the one before ends. With an anchor (its signature lies beside it as ANCHOR.json.minisig) it checks the
signature and that the journal has the anchor's entry. docs/developer/journal.md describes the format byte by byte.
Exit status 0 when the journal is whole, 1 when it is not.
"""
import base64
import hashlib
import json
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


# Ed25519 as RFC 8032 gives it, to check and not to sign.
P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    n, m = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = m - n, z - t, z + t, m + n
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def decompress(text):
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(message, signature, key):
    point, commitment = decompress(key), decompress(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or commitment is None or len(signature) != 64 or scalar >= 2**252 + 27742317777372353535851937790883648493:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little")
    a, b = multiply(scalar, BASE), add(commitment, multiply(challenge, point))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def read_anchor(path, public):
    """The anchor's statement, or None when the key has not signed it (minisign, https://jedisct1.github.io/minisign/)."""
    with open(path, "rb") as file:
        statement = file.read()
    with open(path + ".minisig", encoding="utf-8") as file:
        lines = file.read().split("\n")
    with open(public, encoding="utf-8") as file:
        key = base64.b64decode(file.read().split("\n")[1])
    first, comment, whole = base64.b64decode(lines[1]), lines[2], base64.b64decode(lines[3])
    trusted = "trusted comment: "
    if first[:2] != b"ED" or first[2:10] != key[2:10] or not comment.startswith(trusted):
        return None
    message = first[10:] + comment[len(trusted):].encode()
    if not signed(hashlib.blake2b(statement).digest(), first[10:], key[10:]) or not signed(message, whole, key[10:]):
        return None
    return json.loads(statement)


def verify(folder, site, anchor=None):
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
            if anchor and anchor["sequence"] == number and anchor["hash"] != previous.hex():
                return f"{name}: entry {number} is not the one that the anchor names"
            sequence = number
            entries += 1
        if "head" in head and (head["head"] != previous.hex() or head["last"] != str(sequence)):
            return f"{name}: its seal does not fit its last entry"
        database.close()
        segments += 1
    if anchor and (anchor["format"] != "parcelgate-anchor-1" or anchor["site"] != site):
        return f"the anchor is none of site {site}"
    if anchor and anchor["sequence"] > sequence:
        return f"it ends with entry {sequence}, the anchor names entry {anchor['sequence']}"
    print(f"ok: {entries} entries in {segments} segments, epoch {epoch}, head {previous.hex()}")
    return None


if __name__ == "__main__":
    if len(sys.argv) not in (3, 5):
        sys.exit(__doc__)
    anchor = read_anchor(sys.argv[3], sys.argv[4]) if len(sys.argv) == 5 else None
    if len(sys.argv) == 5 and anchor is None:
        fault = f"{sys.argv[3]}: not signed by this key"
    else:
        fault = verify(sys.argv[1], sys.argv[2], anchor)
    if fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
