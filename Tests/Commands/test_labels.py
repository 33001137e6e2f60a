"""`parcelgate labels decode`: the labels in picture files."""

import base64
import json
import os
import signal
import subprocess
import time
import unittest

from command_case import ENVIRONMENT, NOT_SO, PROGRAM, ROOT, SUCCESS, USAGE, Case

PICTURES = ROOT / "Tests/Labels/Images"


class Labels(Case):
    def decode(self, status, *files):
        answer = self.expect(status, "labels", "decode", "--format", "json", *files)
        return [json.loads(line) for line in answer.stdout.splitlines()]

    def test_symbols_are_told_a_line_for_each_file(self):
        files = [PICTURES / name for name in ("code128.png", "code128.jpg", "code128.tif", "code128.pgm")]
        found = self.decode(SUCCESS, *files)
        self.assertEqual([line["file"] for line in found], [str(file) for file in files])
        for line in found:
            self.assertEqual(set(line), {"file", "symbols", "elapsed_ms", "refused", "cut_short"})
            self.assertGreaterEqual(line["elapsed_ms"], 0)
            (symbol,) = line["symbols"]
            self.assertEqual(
                set(symbol),
                {"symbology", "aim", "text", "bytes_base64", "decoder", "polygon", "decoders", "pass", "lines", "check", "quality"},
            )
            self.assertGreater(symbol["lines"], 1)
            self.assertEqual((symbol["check"], symbol["decoders"][:2]), ("held", ["zbar", "zxing"]))
            self.assertEqual(
                (symbol["symbology"], symbol["aim"], symbol["text"], symbol["decoder"]),
                ("code128", "]C0", "EB123456785VN", "zbar"),
            )
            self.assertEqual(base64.b64decode(symbol["bytes_base64"]), b"EB123456785VN")
            self.assertTrue(all(len(point) == 2 for point in symbol["polygon"]) and len(symbol["polygon"]) >= 3)

    def test_text_of_any_alphabet_is_kept_byte_for_byte(self):
        (line,) = self.decode(SUCCESS, PICTURES / "qrcode.png")
        self.assertEqual(line["symbols"][0]["text"], "Số 12 Trần Phú")
        self.assertEqual(base64.b64decode(line["symbols"][0]["bytes_base64"]).decode(), "Số 12 Trần Phú")

    def test_a_picture_without_a_symbol_and_a_file_that_is_no_picture_are_not_so(self):
        (line,) = self.decode(NOT_SO, PICTURES / "blank.png")
        self.assertEqual(line["symbols"], [])
        self.assertNotIn("error", line)
        for name in ("cut-code128.jpg", "cut-code128.png", "cut-code128.tif", "cut-code128.pgm"):
            (line,) = self.decode(NOT_SO, PICTURES / name)
            self.assertEqual(line["symbols"], [])
            self.assertIn("cut off or damaged", line["error"])
        self.assertIn("expected a PNG", self.decode(NOT_SO, self.write("x.png", "<svg/>"))[0]["error"])
        # One that is not so does not hide the others.
        found = self.decode(NOT_SO, PICTURES / "blank.png", PICTURES / "code128.png")
        self.assertEqual([len(line["symbols"]) for line in found], [0, 1])

    def test_a_raw_frame_is_read_when_its_size_is_told(self):
        grey = (PICTURES / "code128.pgm").read_bytes()
        head, size, largest, pixels = grey.split(b"\n", 3)
        width, height = size.split()
        raw = self.write("frame.raw", pixels)
        size = f"{width.decode()}x{height.decode()}x8"
        answer = self.expect(SUCCESS, "labels", "decode", "--format", "json", "--raw", size, raw)
        self.assertEqual([symbol["text"] for symbol in json.loads(answer.stdout)["symbols"]], ["EB123456785VN"])
        self.expect(NOT_SO, "labels", "decode", "--raw", "10x10x8", raw, says="10 × 10 pixels of 8 bits are 100")

    def test_a_manifest_of_pictures_says_what_is_read_and_what_wrongly(self):
        def entry(file, group, expected, encoding="utf8"):
            return {"file": file, "set": group, "expected": expected, "encoding": encoding}

        for name in ("code128.png", "qrcode.png", "blank.png"):
            self.write(name, (PICTURES / name).read_bytes())
        good = [
            entry("code128.png", "code128-1", "EB123456785VN"),
            entry("qrcode.png", "qrcode-1", "Số 12 Trần Phú".encode().hex(), "hex"),
            entry("blank.png", "falsepositives-1", ""),
        ]
        answer = self.expect(
            SUCCESS, "labels", "benchmark", "--format", "json", self.write("good.json", json.dumps(good))
        )
        result = json.loads(answer.stdout)
        self.assertEqual((result["all"]["pictures"], result["all"]["read"], result["all"]["wrong"]), (2, 2, 0))
        self.assertEqual(result["false_positives"]["pictures"], 1)
        bad = [entry("code128.png", "code128-1", "EB123456799VN"), entry("qrcode.png", "falsepositives-1", "")]
        answer = self.expect(NOT_SO, "labels", "benchmark", self.write("bad.json", json.dumps(bad)))
        self.assertIn("expected 'EB123456799VN', read code128 'EB123456785VN'", answer.stdout)
        self.assertRegex(answer.stdout, r"false positives +1 +0 +0\.0 % +1")
        self.expect(NOT_SO, "labels", "benchmark", self.write("no.json", "{}"), says="expected a list of objects with file")
        away = self.write("away.json", json.dumps([entry("../x.png", "a", "")]))
        self.expect(NOT_SO, "labels", "benchmark", away, says="a file's name beside the manifest")

    def test_a_label_cannot_steer_a_terminal(self):
        answer = self.expect(SUCCESS, "labels", "decode", PICTURES / "two.png")
        self.assertRegex(answer.stdout, r"two\.png: code128 EB123456785VN")
        name = self.write("\x1b[2J.png", (PICTURES / "code128.png").read_bytes())
        self.assertNotIn("\x1b", self.expect(SUCCESS, "labels", "decode", name).stdout)

    def test_wrong_usage_and_files_that_are_not_there(self):
        self.expect(USAGE, "labels", says="decode or benchmark is missing")
        self.expect(USAGE, "labels", "read", says="expected decode or benchmark")
        self.expect(USAGE, "labels", "decode", "--effort", "all", "a.png", says="expected belt, normal or hard")
        self.expect(USAGE, "labels", "decode", "--raw", "12x8", "a.raw", says="--raw: expected width, height")
        self.expect(USAGE, "labels", "benchmark", "a.json", "b.json", says="one manifest")
        self.expect(USAGE, "labels", "decode", says="a file is missing")
        self.expect(USAGE, "labels", "decode", "--format", "xml", "a.png", says="expected text or json")
        self.expect(USAGE, "labels", "decode", "--limit-ms", "1", "a.png", says="from 10 to 60000")
        self.expect(ENVIRONMENT, "labels", "decode", self.path("nothing.png"), says="nothing.png")

    def test_a_worker_that_nobody_started_says_so(self):
        self.expect(USAGE, "worker", says="decode is missing")
        self.expect(ENVIRONMENT, "worker", "decode", says="find the memory that a gateway gives its worker")

    def test_a_worker_ends_with_the_program_that_started_it(self):
        pipe = self.path("pipe")
        os.mkfifo(pipe)
        parent = subprocess.Popen([PROGRAM, "labels", "decode", pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(parent.wait)
        self.addCleanup(parent.kill)
        worker = self.child(parent.pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        end = time.monotonic() + 20
        while os.path.exists(f"/proc/{worker}") and time.monotonic() < end:
            time.sleep(0.01)
        self.assertFalse(os.path.exists(f"/proc/{worker}"))

    def child(self, parent):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            for task in os.listdir(f"/proc/{parent}/task"):
                try:
                    with open(f"/proc/{parent}/task/{task}/children") as file:
                        children = file.read().split()
                except FileNotFoundError:
                    continue  # a thread that has ended since
                if children:
                    return int(children[0])
            time.sleep(0.01)
        self.fail("no worker was started")


if __name__ == "__main__":
    unittest.main()
