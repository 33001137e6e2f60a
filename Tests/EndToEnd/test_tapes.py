"""The tapes of every family, played by `parcelgate devices replay` against the unmodified gateway: what the tape says must be read
is in the journal, in order, and nothing else."""
import collections
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import unittest

from plc import Plc
from site_rig import DEVICES, PROGRAM, ROOT, VIRTUAL_USB, Site, eventually

STATION = "      - {name: tunnel, distance_mm: 800, tolerance_mm: 150, readers: [d0]}\n"
TABLE = ROOT / "Tests/Tapes/tapes.txt"
DRIVERS = ROOT / "drivers"
# The device of the virtual bus that each family's tape is played by: its file, its name there, and what the site file says of it.
BUS = {
    "honeywell-hid-pos": ("honeywell-voyager-1200g", "honeywell", "{vendor: 0x0c2e, product: 0x0b6a}"),
    "newland-hid-pos": ("newland-fm430", "newland", "{vendor: 0x1eab, product: 0x1d10}"),
    # A Zebra's product id is its mode: a hand-held OEM scanner has the same one.
    "standard-hid-pos": ("zebra-ds8108", "zebra", "{vendor: 0x05e0, product: 0x1300, port: 1-4.2}"),
    "ibm-oem-handheld": ("ibm-oem-handheld", "oem", "{vendor: 0x05e0, product: 0x1300, port: 1-6}"),
    "datalogic-oem": ("datalogic-gryphon-oem", "gryphon", "{vendor: 0x05f9, product: 0x120c}"),
    "microscan-hid": ("microscan-id20", "microscan", "{vendor: 0x1777, product: 0x0003}"),
    "zebra-keyboard": ("zebra-keyboard", "scanner", "{vendor: 0x05e0, product: 0x1200}"),
    "newland-keyboard": ("newland-keyboard", "typist", "{vendor: 0x1eab, product: 0x1d03}"),
    "ibm-oem-tabletop": ("ibm-oem-tabletop", "table-top", "{vendor: 0x05e0, product: 0x1400}"),
    "zebra-snapi": ("zebra-snapi", "snapi", "{vendor: 0x05e0, product: 0x1900}"),
    "symbol-simple-com": ("symbol-simple-com", "simple-com", "{vendor: 0x05e0, product: 0x0600}"),
    "opticon-serial": ("opticon-serial", "opticon", "{vendor: 0x065a, product: 0x0009}"),
    "metrologic-serial": ("metrologic-serial", "metrologic-both", "{vendor: 0x0c2e, product: 0x0720}"),
    "metrologic-serial-one-way": ("metrologic-serial-one-way", "metrologic", "{vendor: 0x0c2e, product: 0x0700}"),
    "usb-cdc-text": ("newland-cdc", "newland-cdc", "{vendor: 0x1eab, product: 0x1d06}"),
    "datalogic-usb-com": ("datalogic-usb-com", "usb-com", "{vendor: 0x05f9, product: 0x4204}"),
}
READ = ("reading.received", "parcel.measured")
NAMES = "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split()


def unquoted(text):
    """The bytes of a quoted text, by other code than the program's."""
    def byte(name):
        return b"<" if name == "LT" else bytes([int(name[2:], 16)] if name.startswith("0x") else [NAMES.index(name)])
    parts = re.findall(r"<([^>]+)>|([^<]+)", text)
    return b"".join(byte(name) if name else plain.encode() for name, plain in parts)


class Tape:
    def __init__(self, path):
        self.path, self.family, self.name = path, path.parent.parent.name, path.stem
        text = path.read_text()
        self.transport = re.search("(?m)^transport: (.*)$", text)[1]
        self.expected = []
        for line in re.findall("(?m)^expect (.*)$", text):
            if line == "no-read":
                self.expected.append(("no-read",))
            elif line.startswith("measured "):
                self.expected.append({name: int(value) for name, value in (w.split("=") for w in line.split()[1:])})
            else:
                label, symbology = re.fullmatch(r'"(.*)"(?: (..))?', line).groups()
                self.expected.append((len(unquoted(label)), symbology))

    def __repr__(self):
        return f"{self.family}/{self.name}"


TAPES = [Tape(path) for path in sorted(DRIVERS.glob("*/tapes/*.tape"))]


def read_by(site, device):
    """What the journal says that a device read."""
    def said(body):
        if "measured" in body:
            return body["measured"]
        return ("no-read",) if body.get("noRead") else (body["size"], body.get("symbology"))
    return [said(e["body"]) for e in site.journal() if e["kind"] in READ and e["body"]["device"] == device]


def sent_bytes(text):
    """Everything that the device of a tape sent."""
    return b"".join(
        unquoted(value[1:-1]) if value[0] == '"' else bytes.fromhex(value)
        for value in re.findall(r"(?m)^[0-9]+ in \w+ (.*)$", text))


def changes(site, device):
    return [e["body"] for e in site.journal() if e["kind"] == "device.changed" and e["body"]["device"] == device]


def replay(tape, *where):
    command = [PROGRAM, "devices", "replay", str(tape.path), *where]
    family = (ROOT / "drivers" / tape.family / "driver.yaml").read_text()
    # Only time tells such a device's labels apart.
    if "continued: when-full" not in family:
        command.append("--at-once")
    # What the gateway asks again and again, by its own clock, has no place in a tape that is played at once; neither have the
    # sounds that it asks for, which come between acknowledgements.
    if re.search(r"(?m)^(poll:|heartbeat: .*send:|transport: usb-(snapi|oem)$|commands: .*(good|bad)_read)", family):
        command.append("--lenient")
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Tapes(unittest.TestCase):
    def setUp(self):
        self.plc = Plc(labels=lambda: False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        folder = tempfile.TemporaryDirectory(prefix="tp-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def gateway(self, devices, **options):
        site = Site(self.plc.port, usb_devices=devices, stations=STATION, **options)
        site.start()
        self.addCleanup(site.__exit__)
        return site

    def check(self, site, plays):
        """Waits for all that play, and compares each with the journal."""
        for tape, device, process in plays:
            said, _ = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, f"{tape}: {said}")
        counts = lambda: collections.Counter(
            e["body"]["device"] for e in site.journal() if e["kind"] in READ)
        wanted = {device: len(tape.expected) for tape, device, _ in plays}
        try:
            eventually(lambda: all(counts()[d] >= n for d, n in wanted.items()), "all readings", 10)
        except AssertionError:
            pass  # the comparison says which
        for tape, device, _ in plays:
            with self.subTest(tape=tape):
                self.assertTrue(tape.expected)
                self.assertEqual(read_by(site, device), tape.expected, changes(site, device))

    def test_every_text_familys_tapes_are_read_as_they_say(self):
        tapes = [t for t in TAPES if t.transport != "usb"]
        self.assertTrue(tapes)
        devices, where = "", []
        for number, tape in enumerate(tapes):
            device, port = f"d{number}", free_port()
            if tape.transport == "serial":
                path = f"{self.folder}/{device}"
                devices += f"  - {{id: {device}, driver: {tape.family}, serial: {{path: {path}}}}}\n"
                where.append(("--port", path))
            elif tape.transport == "udp":
                devices += f'  - {{id: {device}, driver: {tape.family}, udp: {{listen: "127.0.0.1:{port}", from: [127.0.0.1]}}}}\n'
                where.append(("--send-to", f"127.0.0.1:{port}"))
            elif number % 2:
                devices += f'  - {{id: {device}, driver: {tape.family}, tcp: {{connect: "127.0.0.1:{port}"}}}}\n'
                where.append(("--listen", f"127.0.0.1:{port}"))
            else:
                devices += f'  - {{id: {device}, driver: {tape.family}, tcp: {{listen: "127.0.0.1:{port}"}}}}\n'
                where.append(("--connect", f"127.0.0.1:{port}"))
        site = self.gateway(devices)
        plays = [(tape, f"d{n}", replay(tape, *where[n])) for n, tape in enumerate(tapes)]
        self.check(site, plays)

    def test_every_usb_familys_tapes_are_read_as_they_say(self):
        tapes = [t for t in TAPES if t.transport == "usb"]
        self.assertEqual(set(), {t.family for t in tapes} - set(BUS), "a family's tape without a device of the virtual bus")
        devices, usb = "", []
        for number, tape in enumerate(tapes):
            file, _, place = BUS[tape.family]
            devices += f"  - {{id: d{number}, driver: {tape.family}, usb: {place}}}\n"
            usb.append(file)
        site = self.gateway(devices, usb=usb)
        self.plug(site, tapes)
        typed = lambda tape: "transport: usb-keyboard" in (DRIVERS / tape.family / "driver.yaml").read_text()
        # Who types more slowly than a scanner is a person: keyboards have the bus, which is slow, for themselves.
        for kind in (False, True):
            plays = [(tape, f"d{n}", replay(tape, "--bus", site.control, "--name", BUS[tape.family][1]))
                     for n, tape in enumerate(tapes) if typed(tape) == kind]
            self.check(site, plays)

    def plug(self, site, tapes):
        with socket.socket(socket.AF_UNIX) as bus:
            bus.connect(site.control)
            lines = bus.makefile("rw")
            lines.write("list\n")
            lines.flush()
            for word in lines.readline().split()[1:]:
                name, state = word.split("=")
                if state == "unplugged":
                    lines.write(f"plug {name}\n")
                    lines.flush()
                    self.assertTrue(lines.readline().startswith("ok"))

    def test_a_gateway_that_says_something_else_fails_the_replay(self):
        tape = pathlib.Path(self.folder, "other.tape")
        text = (DRIVERS / "text-tcp/tapes/results.tape").read_text()
        tape.write_text(text.replace("0 connect\n", '0 connect\n0 out tcp "<STX>R<ETX>"\n', 1))
        port = free_port()
        site = self.gateway(f'  - {{id: d0, driver: text-tcp, tcp: {{connect: "127.0.0.1:{port}"}}}}\n')
        line = tape.read_text().split("\n").index('0 out tcp "<STX>R<ETX>"') + 1
        command = [PROGRAM, "devices", "replay", str(tape), "--at-once", "--patience", "1", "--listen", f"127.0.0.1:{port}"]
        strict = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(strict.returncode, 1, strict.stdout)
        self.assertIn(f"other.tape:{line}: expected out tcp", strict.stderr)
        lenient = subprocess.run(command + ["--lenient"], capture_output=True, text=True, timeout=60)
        self.assertEqual(lenient.returncode, 0, lenient.stderr)
        self.assertIn("1 differences", lenient.stdout)

    def record(self, site, device, out, *more):
        """Starts a recording, and waits until it listens."""
        command = [PROGRAM, "devices", "record", "--site", site.folder + "/site.yaml", "--device", device, "--to", out, *more]
        if site.usb:
            command = [VIRTUAL_USB, "--control", site.control, "--device", str(DEVICES / (site.usb[0] + ".device")), "--", *command]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        said = process.stderr.readline()
        while said and not said.startswith("recording"):
            said = process.stderr.readline()
        self.assertTrue(said, "it records")
        return process

    def test_what_is_recorded_is_what_was_played_and_masked_it_holds_no_label(self):
        port, other = free_port(), free_port()
        devices = (f'  - {{id: d0, driver: text-tcp, tcp: {{connect: "127.0.0.1:{port}"}}}}\n'
                   f"  - {{id: d1, driver: serial-text, serial: {{path: {self.folder}/port}}}}\n"
                   f"  - {{id: d2, driver: honeywell-hid-pos, usb: {BUS['honeywell-hid-pos'][2]}}}\n"
                   f'  - {{id: d3, driver: text-udp, udp: {{listen: "127.0.0.1:{other}", from: [127.0.0.1]}}}}\n')
        cases = [("d0", "text-tcp", "results", (), ("--listen", f"127.0.0.1:{port}")),
                 ("d1", "serial-text", "pieces", (), ("--port", f"{self.folder}/port")),
                 ("d2", "honeywell-hid-pos", "labels", ("honeywell-voyager-1200g",), None),
                 ("d3", "text-udp", "results", (), ("--send-to", f"127.0.0.1:{other}"))]
        for device, family, name, usb, where in cases:
            for mask in ([], ["--mask"]):
                with self.subTest(device=device, mask=mask):
                    site = Site(self.plc.port, usb_devices=devices, usb=usb, stations=STATION)
                    self.addCleanup(site.__exit__)
                    source, out = Tape(DRIVERS / family / "tapes" / (name + ".tape")), f"{self.folder}/{device}.tape"
                    process = self.record(site, device, out, *mask)
                    played = replay(source, *(where or ("--bus", site.control, "--name", "honeywell")))
                    said, _ = played.communicate(timeout=30)
                    self.assertEqual(played.returncode, 0, said)
                    process.send_signal(signal.SIGINT)
                    self.assertEqual(process.wait(20), 0)
                    text, original = pathlib.Path(out).read_text(), source.path.read_text()
                    self.assertIn("made-by: device " + device, text)
                    self.assertIn("masked: " + ("yes" if mask else "no"), text)
                    got, sent = sent_bytes(text), sent_bytes(original)
                    self.assertEqual(len(got), len(sent))
                    if mask:
                        for label in re.findall(r'(?m)^expect "(EB\d{9}VN)"', original):
                            self.assertNotIn(label.encode()[2:10], got)
                        self.assertNotIn(b"8934563138165", got)
                    else:
                        self.assertEqual(got, sent)
                    self.assertEqual(re.findall("(?m)^[0-9]+ out (.*)$", text), re.findall("(?m)^[0-9]+ out (.*)$", original))

    def test_a_device_that_a_gateway_has_is_not_recorded(self):
        site = self.gateway(f'  - {{id: d0, driver: text-tcp, tcp: {{connect: "127.0.0.1:{free_port()}"}}}}\n')
        command = [PROGRAM, "devices", "record", "--site", site.folder + "/site.yaml", "--device", "d0", "--to"]
        held = subprocess.run(command + [self.folder + "/no.tape"], capture_output=True, text=True, timeout=30)
        self.assertEqual(held.returncode, 3)
        self.assertIn("another gateway runs on this data", held.stderr)
        self.assertIn("stop the gateway first", held.stderr)
        self.assertFalse(os.path.exists(self.folder + "/no.tape"))

    def test_the_tapes_are_those_that_the_simulators_make(self):
        subprocess.run(["sh", str(ROOT / "Tests/Tapes/make.sh"), PROGRAM, self.folder], check=True, capture_output=True, timeout=60)
        rows = [line.split() for line in TABLE.read_text().splitlines() if line and line[0] != "#"]
        self.assertTrue(rows)
        for family, name, *_ in rows:
            with self.subTest(tape=f"{family}/{name}"):
                self.assertEqual(pathlib.Path(self.folder, family, "tapes", name + ".tape").read_bytes(),
                                 (DRIVERS / family / "tapes" / (name + ".tape")).read_bytes())
        simulated = {str(t) for t in TAPES if "made-by: simulator" in t.path.read_text()}
        self.assertEqual(simulated, {f"{family}/{name}" for family, name, *_ in rows})


if __name__ == "__main__":
    unittest.main()
