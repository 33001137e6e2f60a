"""Scanners that speak makers' own protocols on the virtual USB bus, through the real libusb, by the unmodified binary: scan →
reading in the journal, and what the host is sent: acknowledgements, enabling, beeps."""
import os
import shutil
import signal
import tempfile
import time
import unittest

from plc import Plc, s10
from site_rig import ROOT, Problem, Site, eventually
from test_usb import Host, reports

LABEL = b"5901234123457"
FAMILIES = {
    "oem": ("ibm-oem-handheld", 0x05E0, 0x1300, "ibm-oem-handheld"),
    "table-top": ("ibm-oem-tabletop", 0x05E0, 0x1400, "ibm-oem-tabletop"),
    "snapi": ("zebra-snapi", 0x05E0, 0x1900, "zebra-snapi"),
    "simple-com": ("symbol-simple-com", 0x05E0, 0x0600, "symbol-simple-com"),
    "opticon": ("opticon-serial", 0x065A, 0x0009, "opticon-serial"),
    "metrologic": ("metrologic-serial-one-way", 0x0C2E, 0x0700, "metrologic-serial-one-way"),
    "usb-com": ("datalogic-usb-com", 0x05F9, 0x4204, "datalogic-usb-com"),
    "microscan": ("microscan-hid", 0x1777, 0x0003, "microscan-hid"),
    "switches": ("standard-hid-pos", 0x067E, 0x0809, "hid-pos-switches"),
}


def oem(data, identifier, status=(0, 3, 0)):
    return (bytes([4 + len(data) + len(identifier), *status]) + data + bytes(identifier)).ljust(64, b"\0")


def oem_command(*head):
    return "c:2109000200000b00:" + bytes(head).ljust(11, b"\0").hex()


ENABLE, DISABLE, BEEP, ERROR_BEEP = oem_command(0x11), oem_command(0x12), oem_command(0x30, 0, 4), oem_command(0x30, 0, 5)
STATUS_READING, STATUS_IDLE = bytes([4, 0, 3, 0]).ljust(64, b"\0"), bytes([4, 0, 1, 0]).ljust(64, b"\0")


class Protocols(unittest.TestCase):
    def site(self, *names, **options):
        self.queue = []
        self.plc = Plc(labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        devices = "".join(
            f"  - {{id: {name}, driver: {FAMILIES[name][0]}, usb: {{vendor: {FAMILIES[name][1]}, product: {FAMILIES[name][2]}}}}}\n"
            for name in names
        )
        stations = f"      - {{name: hand, distance_mm: 800, tolerance_mm: 80, readers: [{names[0]}]}}\n"
        site = Site(self.plc.port, usb=[FAMILIES[name][3] for name in names], usb_devices=devices, stations=stations,
                    **options)
        self.site_ = site
        site.start()
        self.addCleanup(site.__exit__)
        self.host, self.logs = Host(site.control), {}
        # An OEM scanner answers what it is told, as a real one does.
        for name in names:
            if name in ("oem", "table-top"):
                self.send(name, STATUS_READING)
        site.set_up()
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.device = lambda name: {d["id"]: d for d in site.client("op").get("/api/live/now")["devices"]}[name]
        for name in names:
            eventually(lambda: self.device(name)["state"] == "working", f"{name} works")
        return site

    def send(self, name, *reports):
        for report in reports:
            self.host.say(f"report {name} {bytes(report).hex()}")

    def log(self, name):
        """All that the host has been sent so far."""
        self.logs.setdefault(name, []).extend(self.host.say(f"log {name}").split())
        return self.logs[name]

    def readings(self):
        return [
            (e["body"]["device"], e["body"]["size"], e["body"].get("symbology"))
            for e in self.site_.journal()
            if e["kind"] == "reading.received"
        ]

    def test_oem_scans_become_readings_and_its_answers_do_not(self):
        self.site("oem", "table-top")
        eventually(lambda: ENABLE in self.log("oem") and ENABLE in self.log("table-top"), "both are told to read")
        # Answers: status, direct IO, settings; a status byte of 0x80 and more says nothing about other bits.
        self.send("oem", bytes([4, 0x80, 0x80, 0x80]), bytes([10, 0x40, 3, 8]) + b"ABC" + bytes([0, 0x18, 0x0B]))
        self.send("oem", bytes([0x12, 0, 3, 0]) + LABEL + b"\x16")
        self.send("oem", bytes([0x0A, 0, 3, 0]) + b"ABC" + bytes([0, 0x18, 0x0B]))
        self.send("oem", oem(b"Q" * 56, [0x10, 0x33, 0x0B]), oem(b"Q" * 44, [0, 0x33, 0x0B]))
        self.send("table-top", bytes([0x12, 0, 3, 0]) + bytes(b - 0x30 for b in LABEL) + b"\x16")
        eventually(lambda: len(self.readings()) == 4, "four readings")
        expected = [("oem", 13, "E0"), ("oem", 3, "C0"), ("oem", 100, "Q1"), ("table-top", 13, "E0")]
        self.assertEqual(sorted(self.readings(), key=str), sorted(expected, key=str))

    def test_oem_beeps_tell_the_person_what_became_of_the_parcel(self):
        site, good, bad = self.site("oem"), s10(61), s10(62)
        site.declare([good])
        site.declare([bad], contents="linh kiện súng")
        self.plc.scan = lambda label: self.send("oem", oem(label, [0, 0x18, 0x0B])) if label else None
        self.plc.running.set()
        self.queue.append(good)
        eventually(lambda: [p[1] for p in self.plc.passed] == [good], "it passes")
        eventually(lambda: BEEP in self.log("oem"), "the good beep")
        self.assertNotIn(ERROR_BEEP, self.log("oem"))
        self.queue.append(bad)
        eventually(lambda: [i[1] for i in self.plc.inspected] == [bad], "it is in the lane")
        eventually(lambda: ERROR_BEEP in self.log("oem"), "the error beep")

    def test_health_check_sounds_as_for_a_held_parcel_and_never_as_for_a_clear(self):
        site = self.site("oem")
        eventually(lambda: ENABLE in self.log("oem"), "it is told to read")
        site.client("op").post("/api/devices/oem/check")
        eventually(lambda: ERROR_BEEP in self.log("oem"), "the error beep")
        self.assertNotIn(BEEP, self.log("oem"))
        checked = [entry["body"] for entry in site.journal() if entry["kind"] == "device.checked"]
        self.assertEqual([check["device"] for check in checked], ["oem"])
        self.host.say("unplug oem")
        eventually(lambda: self.device("oem")["state"] == "gone", "it is gone")
        with self.assertRaises(Problem) as refused:
            site.client("op").post("/api/devices/oem/check")
        self.assertEqual(refused.exception.status, 409)

    def test_a_scanner_is_shown_with_its_maker_model_and_release(self):
        site = self.site("oem")
        identity = {"maker": "Symbol Technologies", "model": "Symbol Bar Code Scanner", "release": "2.00"}
        eventually(lambda: self.device("oem").get("identity") == identity, "what its descriptors say is shown")
        self.host.say("unplug oem")
        eventually(lambda: self.device("oem")["state"] == "gone", "it is gone")
        self.host.say("plug oem")
        eventually(lambda: self.device("oem")["state"] == "working", "it is back")
        written = [entry["body"]["identity"] for entry in site.journal() if entry["kind"] == "device.identified"]
        self.assertEqual(written, [identity], "it is written once")

    def test_oem_scanner_that_does_not_read_is_asked_again_and_then_shown(self):
        self.site("oem")
        self.host.say("unplug oem")
        eventually(lambda: self.device("oem")["state"] == "gone", "it is gone")
        self.log("oem")
        self.logs["oem"] = []
        self.host.say("plug oem")
        self.send("oem", STATUS_IDLE)
        eventually(lambda: self.device("oem")["state"] == "faulty", "it does not say that it reads")
        self.assertEqual([e for e in self.log("oem") if e == ENABLE], [ENABLE] * 2)
        self.send("oem", STATUS_READING)
        eventually(lambda: self.device("oem")["state"] == "working", "it reads after all")

    def test_the_gateways_end_is_the_scanners_last_word(self):
        site = self.site("oem", "snapi", "metrologic", "usb-com")
        # The last words are looked at while the program ends: by then the host's channel is still there.
        self.assertIn("o:02:80", self.log("metrologic"))
        self.assertIn("o:02:0601", self.log("snapi"))
        for name, device in (("oem", "usbfs"), ("usb-com", "usbfs")):
            self.assertEqual(self.host.say(f"driver {name}"), device)
        said = {name: self.log(name) for name in ("oem", "snapi", "metrologic", "usb-com")}
        words = {"oem": DISABLE, "snapi": "o:02:0600", "metrologic": "o:02:ff", "usb-com": "o:02:44"}
        os.kill(int(self.host.say("child")), signal.SIGTERM)
        deadline = time.monotonic() + 5
        try:
            while time.monotonic() < deadline and any(words[name] not in said[name] for name in words):
                for name in words:
                    said[name] = self.log(name)
        except (OSError, AssertionError):
            pass  # the host went with the program
        self.assertEqual([name for name in words if words[name] not in said[name]], [])

    def test_snapi_scans_are_acknowledged_part_by_part(self):
        self.site("snapi")
        self.host.say("report snapi -")
        self.send("snapi", bytes([0x21, 0x06, 0x01, 0x00]))
        self.send("snapi", bytes([0x22, 1, 0, 13, 0x0B, 0]) + LABEL)
        eventually(lambda: self.readings() == [("snapi", 13, "E0")], "one reading")
        for index in range(3):
            self.send("snapi", bytes([0x22, 3, index, 50, 28, 0]) + b"Q" * 50)
        for index in range(2):
            self.send("snapi", bytes([0x26, 0, 2, 0, index, 40, 3, 0]) + b"C" * 40)
        eventually(lambda: len(self.readings()) == 3, "three readings")
        self.assertEqual(self.readings()[1:], [("snapi", 150, "Q1"), ("snapi", 80, "C0")])
        wanted = ["o:02:0601"] + ["o:02:01220100"] * 4 + ["o:02:01260100"] * 2
        eventually(lambda: len(self.log("snapi")) >= 7 and [e for e in self.log("snapi") if e[0] == "o"][:7] == wanted, "the acknowledgements")

    def test_serial_ports_of_each_packing_are_read(self):
        names = ("simple-com", "opticon", "metrologic", "usb-com")
        self.site(*names)
        # One text in two packets, and two texts in one.
        packed = {
            "simple-com": lambda data: bytes([len(data)]) + data.ljust(20, b"\0"),
            "opticon": lambda data: b"\0\0" + data,
            "metrologic": lambda data: data,
            "usb-com": lambda data: data,
        }
        self.send("opticon", b"\0\1\1")
        for name in names:
            for piece in (b"EB123456", b"785VN\r", b"ABCDE\rFGHIJK\r"):
                self.send(name, packed[name](piece))
        eventually(lambda: len(self.readings()) == 12, "three readings of each")
        for name in names:
            self.assertEqual([size for device, size, _ in self.readings() if device == name], [13, 5, 6], name)
        # CDC-ACM's line: 9600 8N1, DTR and RTS; the word that lets it read; a number that is one, and two texts that are none.
        wanted = ["c:2120000001000700:80250000000008", "c:2122030001000000", "o:02:45", "o:02:42", "o:02:46", "o:02:46"]
        eventually(lambda: [e for e in self.log("usb-com") if e[:4] == "c:21" or e[0] == "o"] == wanted, "its words")
        self.assertEqual([e for e in self.log("metrologic") if e[0] == "o"], ["o:02:80"])

    def test_scanners_are_told_by_the_usages_of_their_descriptor_or_by_the_makers_own_request(self):
        folder = tempfile.mkdtemp(prefix="pg-drivers-")
        self.addCleanup(shutil.rmtree, folder)
        shutil.copytree(ROOT / "drivers", folder, dirs_exist_ok=True)
        with open(f"{folder}/opticon-serial/driver.yaml", "a") as family:
            family.write("commands: {good_read: <ESC>B<CR>, bad_read: <ESC>E<CR>}\n")
        self.site("microscan", "switches", "opticon", drivers=folder)
        number = s10(63)
        # Reports of 62 bytes go on in the next, without a bit that says so.
        self.send("microscan", bytes([1, 62]) + b"M" * 62, (bytes([1, 10]) + b"M" * 10).ljust(64, b"\0"))
        self.send("microscan", (bytes([1, 13]) + number).ljust(64, b"\0"))
        # At the table: what is an item number, and what is none.
        self.send("switches", *reports(number), *reports(b"ABC"))
        self.send("opticon", b"\0\0" + number + b"\r", b"\0\0ABC\r")
        sizes = [("microscan", 13, None), ("microscan", 72, None), ("opticon", 3, None), ("opticon", 13, None),
                 ("switches", 3, "C0"), ("switches", 13, "C0")]
        eventually(lambda: sorted(self.readings(), key=str) == sorted(sizes, key=str), "six readings")
        # Output report 3: no bit lets it read, bit 3 is the good beep, bit 2 the error beep.
        wanted = [f"c:2109030200000200:03{bits}" for bits in ("00", "08", "04")]
        eventually(lambda: [e for e in self.log("switches") if e.startswith("c:2109")] == wanted, "its usages")
        wanted = ["c:4101000000000300:1b420d", "c:4101000000000300:1b450d"]
        eventually(lambda: [e for e in self.log("opticon") if e.startswith("c:4101")] == wanted, "its requests")

    def test_a_scanner_that_takes_nothing_delays_no_other_and_is_shown(self):
        self.site("snapi", "oem")
        self.host.say("out snapi never-ready")
        # Each scan wants an acknowledgement that is not taken; what was read counts, and the other scanner goes on at once.
        for size in range(5, 10):
            self.send("snapi", bytes([0x22, 1, 0, size, 3, 0]) + b"A" * size)
        self.send("oem", oem(b"B" * 20, [0, 0x18, 0x0B]))
        eventually(lambda: sorted(size for _, size, _ in self.readings()) == [5, 6, 7, 8, 9, 20], "six readings")
        eventually(lambda: self.device("snapi")["state"] == "faulty", "it takes nothing that it is told")
        self.assertEqual(self.device("oem")["state"], "working")
        self.host.say("out snapi takes")
        # What it was to be told before may have been given up by now.
        self.send("snapi", bytes([0x22, 1, 0, 11, 3, 0]) + b"A" * 11)
        eventually(lambda: self.device("snapi")["state"] == "working", "it takes what it is told again", 30)
        self.host.say("out oem stalls")
        for size in range(4):
            self.send("oem", oem(b"C" * 13, [0, 0x18, 0x0B]))
        eventually(lambda: self.device("oem")["state"] == "faulty", "it refuses what it is told")

    def test_faults_on_the_wire_do_not_end_a_port_or_a_protocol(self):
        self.site("oem", "opticon", "usb-com")
        for name in ("oem", "opticon", "usb-com"):
            for fault in ("stall", "babble", "proto"):
                self.host.say(f"{fault} {name}")
                self.host.say(f"wait-idle {name}")
        self.host.say("halt usb-com")
        self.send("oem", oem(b"ABC", [0, 0x18, 0x0B]))
        self.send("opticon", b"\0\0ABCD\r")
        self.send("usb-com", b"ABCDE\r")
        eventually(lambda: sorted(size for _, size, _ in self.readings()) == [3, 4, 5], "all three read on")
        self.send("usb-com", b"HALF")
        self.host.say("wait-idle usb-com")
        self.host.say("unplug usb-com")
        eventually(lambda: self.device("usb-com")["state"] == "gone", "it is gone")
        self.host.say("plug usb-com")
        eventually(lambda: self.device("usb-com")["state"] == "working", "it is back")
        self.send("usb-com", b"WHOLE+\r")
        eventually(lambda: sorted(size for _, size, _ in self.readings()) == [3, 4, 5, 6], "the half text is lost, and only that")


if __name__ == "__main__":
    unittest.main()
