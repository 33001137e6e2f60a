"""PyPI's zxing-cpp as a process: pictures on standard input, a JSON line for each on standard output.

A picture is two 32-bit numbers (little-endian), its width and height, and its bytes, row after row. The answer has the time that
reading took in nanoseconds and what was read: [["Code128", "hex of its bytes", "hex of its text in UTF-8"], ...]. The first line is
the version.
"""
import importlib.metadata
import json
import struct
import sys
import time

import zxingcpp


def name(barcode):
    return str(barcode.format).removeprefix("BarcodeFormat.").replace("-", "").replace(" ", "")


def main():
    pictures, answers = sys.stdin.buffer, sys.stdout
    print(json.dumps({"version": importlib.metadata.version("zxing-cpp")}), file=answers, flush=True)
    while len(head := pictures.read(8)) == 8:
        width, height = struct.unpack("<II", head)
        pixels = pictures.read(width * height)
        picture = memoryview(pixels).cast("B", shape=[height, width])
        start = time.perf_counter_ns()
        found = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
        elapsed = time.perf_counter_ns() - start
        symbols = [[name(barcode), bytes(barcode.bytes).hex(), barcode.text.encode("utf-8", "replace").hex()] for barcode in found]
        print(json.dumps({"ns": elapsed, "symbols": symbols}), file=answers, flush=True)


main()
