"""`parcelgate doctor --listen`: scanners that are set wrongly scan the commissioning labels, and are told what is wrong."""
import fcntl
import html
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import time
import unittest

from plc import Reader
from site_rig import DEVICES, PROGRAM, VIRTUAL_USB, Site, eventually
from test_keyboard import ENTER, STATIONS, Typist, ZEBRA
from test_usb import HONEYWELL, Host, reports
from test_usb_protocols import STATUS_READING, oem


class Doctor:
    """The doctor while it listens; what it says, line by line."""

    def __init__(self, case, site, device, usb=(), words=()):
        command = [PROGRAM, "doctor", "--site", site.folder + "/site.yaml", "--listen", device, "--seconds", "40", *words]
        if usb:
            inner, command = command, [VIRTUAL_USB, "--control", site.control]
            for name in usb:
                command += ["--device", str(DEVICES / (name + ".device"))]
            command += ["--", *inner]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        case.addCleanup(self.close)

    def until(self, pattern):
        """Reads up to a line."""
        said = ""
        for line in self.process.stdout:
            if re.search(pattern, line):
                return line
            said += line
        raise AssertionError(f"it ended without {pattern}:\n{said}")

    def end(self, enter=False):
        """Presses Enter when it is asked to; the exit status and all that it says to its end."""
        if enter:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        said = self.process.stdout.read()
        return self.process.wait(30), said

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Listening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        page = subprocess.run(
            [PROGRAM, "devices", "labels", "--language", "en"], capture_output=True, encoding="utf-8", check=True
        ).stdout
        found = re.findall(r"<h2>(\w)</h2>.*?<code>(.*?)</code>", page, re.DOTALL)
        cls.labels = {name: html.unescape(text).replace("␣", " ").replace("<GS>", "\x1d") for name, text in found}

    def site(self, **options):
        site = Site(1, **options)
        self.addCleanup(shutil.rmtree, site.folder)
        return site

    def test_a_keyboard_in_the_wrong_layout_and_with_labels_that_have_no_end_is_told_so(self):
        site = self.site(usb_devices=ZEBRA.format(more=""), stations=STATIONS)
        doctor = Doctor(self, site, "hand", usb=["zebra-keyboard"])
        # A keyboard is not asked for Vietnamese letters.
        self.assertIn("A B C D E F G H I J K L N", doctor.until("ready"))
        host, typist = Host(site.control), Typist("cs")

        def scan(text, end=ENTER):
            for report in typist.reports(text, end):
                host.say(f"report scanner {report.hex()}")

        scan(self.labels["B"])
        doctor.until("B: arrived, and not as it was printed")
        scan(self.labels["A"])
        self.assertIn("Still open: C D E F G H I J K L N", doctor.until("A: arrived, and not as"))
        for name in "DFGHIJKLN":
            scan(self.labels[name])
            doctor.until(f"{name}: arrived")
        # The keys of brackets give nothing in the American layout: the label never comes, and that is part of the same fault.
        scan(self.labels["C"])
        scan(self.labels["E"].replace("\x1d", ""))
        doctor.until("E: arrived")
        for _ in range(3):
            scan("EB123456785VN", end=None)
            host.say("wait-idle scanner")
            time.sleep(0.6)
        doctor.until("types like a person")
        status, said = doctor.end(enter=True)
        self.assertEqual(status, 1)
        self.assertRegex(said, r"BAD  label A, B, D, E, F, G, H, I, J, K, L, N: the scanner types with keyboard layout cs, the site file says us")
        self.assertIn("write `layout: cs` for this device in the site file", said)
        self.assertIn("no Enter key comes behind a label", said)
        self.assertIn("the GS characters between its fields are dropped", said)
        self.assertEqual(said.count("BAD"), 3)

    def test_a_fixed_reader_that_drops_gs_is_told_so_and_one_that_does_not_is_right(self):
        for drops, status, found in ((True, 1, ["separator-dropped"]), (False, 0, ["labels"])):
            reader = Reader()
            reader.start()
            self.addCleanup(reader.close)
            site = self.site(reader_port=reader.port)
            doctor = Doctor(self, site, "tunnel", words=["--format", "json"])
            doctor.until("tunnel .text-tcp.: ready")
            reader.meet()
            for name in sorted(self.labels, reverse=True):
                text = self.labels[name].replace("\x1d", "") if drops else self.labels[name]
                reader.send(text.encode())
            # The separator of this family parts label C: one part of it tells which it is.
            code, said = doctor.end()
            findings = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
            self.assertEqual([each["check"] for each in findings], found)
            self.assertEqual(code, status, said)
            if drops:
                self.assertEqual(findings[0]["facts"], {"device": "tunnel", "labels": "E"})
                self.assertTrue(findings[0]["why"] and findings[0]["advice"])

    def test_a_serial_scanner_with_another_suffix_is_told_so(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        device = f"  - {{id: port, driver: serial-text, serial: {{path: {os.ttyname(slave)}}}}}\n"
        stations = "      - {name: hand, distance_mm: 800, tolerance_mm: 150, readers: [port]}\n"
        site = self.site(usb_devices=device, stations=stations)
        doctor = Doctor(self, site, "port", words=["--language", "vi"])
        doctor.until("sẵn sàng")
        os.close(slave)
        for name in "AB":
            os.write(master, self.labels[name].encode() + b"\n")
        time.sleep(0.5)
        status, said = doctor.end(enter=True)
        self.assertEqual(status, 1)
        self.assertIn("nhãn A, B: đến giữa – và <LF>, driver.yaml cần – và <CR>", said)

    def heard(self, driver, device, ids, send, begin):
        """What the doctor says of a scanner on the bus that scans every label by `send(host, text, kind)`."""
        vendor, product = ids.split(":")
        entry = f"  - {{id: hand, driver: {driver}, usb: {{vendor: 0x{vendor}, product: 0x{product}}}}}\n"
        site = self.site(usb_devices=entry, stations=STATIONS)
        doctor = Doctor(self, site, "hand", usb=[device], words=["--format", "json"])
        host = Host(site.control)
        eventually(lambda: os.path.exists(site.control), "the bus is there")
        begin(host)
        doctor.until("ready")
        for name, kind in zip("ABCDEFGHIJKLMN", ("C0 " * 4 + "C1 C0 C0 Q1 E0 I0 A0 A0 Q1 C0").split()):
            send(host, self.labels[name].encode(), kind)
        status, said = doctor.end()
        return status, {f["check"]: f["facts"]["labels"] for f in map(json.loads, re.findall(r"(?m)^\{.*$", said))}

    def test_scanners_of_every_protocol_on_the_bus_are_heard_label_by_label(self):
        def in_parts(text, size):
            parts = [text[i:i + size] for i in range(0, len(text), size)]
            return [(place, part, place < len(parts) - 1) for place, part in enumerate(parts)], len(parts)

        def hid_pos(host, text, kind):
            for report in reports(text, aim=b"]" + kind.encode()):
                host.say(f"report honeywell {report.hex()}")

        def handheld(host, text, kind):
            code = {"C0": 0x18, "C1": 0x25, "Q1": 0x33, "I0": 0x0D, "A0": 0x0A}
            for _, part, more in in_parts(text, 56)[0]:
                identifier = [0x16] if kind == "E0" else [0x10 if more else 0, code[kind], 0x0B]
                host.say(f"report oem {oem(part, identifier).hex()}")

        def snapi(host, text, kind):
            code = {"C0": 3, "C1": 15, "Q1": 28, "E0": 11, "I0": 6, "A0": 1}[kind]
            parts, count = in_parts(text, 50)
            for place, part, _ in parts:
                host.say(f"report snapi {(bytes([0x22, count, place, len(part), code, 0]) + part).hex()}")

        def port(host, text, kind):
            # One that is set so that it drops the separators of GS1 codes.
            for _, part, _ in in_parts(text.replace(b"\x1d", b"") + b"\r", 64)[0]:
                host.say(f"report usb-com {part.hex()}")

        nothing = lambda host: None
        awake = lambda host: host.say(f"report oem {STATUS_READING.hex()}")
        for family, device, ids, send, begin, found in (
            ("honeywell-hid-pos", "honeywell-voyager-1200g", "0c2e:0b6a", hid_pos, nothing, "labels"),
            ("ibm-oem-handheld", "ibm-oem-handheld", "05e0:1300", handheld, awake, "labels"),
            ("zebra-snapi", "zebra-snapi", "05e0:1900", snapi, nothing, "labels"),
            ("datalogic-usb-com", "datalogic-usb-com", "05f9:4204", port, nothing, "separator-dropped"),
        ):
            with self.subTest(family):
                status, findings = self.heard(family, device, ids, send, begin)
                self.assertEqual(list(findings), [found])
                self.assertEqual(status, int(found != "labels"))

    def test_it_does_not_take_a_device_from_a_gateway_that_runs_and_leaves_nothing_behind(self):
        reader = Reader()
        self.addCleanup(reader.close)
        site = self.site(reader_port=reader.port)
        data = pathlib.Path(site.folder, "data")
        data.mkdir()
        with open(data / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            answer = site.run("doctor", "--site", site.folder + "/site.yaml", "--listen", "tunnel", check=False)
            self.assertEqual((answer.returncode, answer.stdout), (3, ""))
            self.assertIn("is running", answer.stderr)
        answer = site.run("doctor", "--site", site.folder + "/site.yaml", "--listen", "nobody", check=False)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("expected one of the site's devices (tunnel), found 'nobody'", answer.stderr)
        self.assertEqual([path.name for path in data.iterdir()], ["lock"])


if __name__ == "__main__":
    unittest.main()
