"""A label scanned on the virtual USB bus, through the real libusb, by the unmodified binary → the hold in the API."""
import socket
import time
import unittest

from plc import Plc, Reader, s10
from site_rig import Site, eventually

STATIONS = "      - {name: hand, distance_mm: 800, tolerance_mm: 80, readers: [hand]}\n"
HONEYWELL = "  - {id: hand, driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6a}}\n"
NEWLAND = "  - {id: table, driver: newland-hid-pos, usb: {vendor: 0x1eab, product: 0x1d10}}\n"


class Host:
    """The virtual USB host's control channel."""

    def __init__(self, path):
        self.path = path

    def say(self, command):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
            channel.settimeout(10)
            channel.connect(self.path)
            channel.sendall(command.encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                answer += channel.recv(65536)
        answer = answer.decode().strip()
        if not answer.startswith("ok"):
            raise AssertionError(f"{command}: {answer}")
        return answer[2:].strip()

    def scan(self, device, label, layout="honeywell"):
        for report in reports(label, layout):
            self.say(f"report {device} {report.hex()}")


def reports(label, layout="honeywell", aim=b"]C0"):
    """HID POS input reports of 64 bytes (DEVICES: Honeywell with AIM identifier, Newland without)."""
    pieces = [label[i : i + 56] for i in range(0, len(label), 56)] or [b""]
    for place, piece in enumerate(pieces):
        head = bytes([2, len(piece)]) + (aim if layout == "honeywell" else b"")
        report = bytearray((head + piece).ljust(64, b"\0"))
        report[63] = 1 if place < len(pieces) - 1 else 0
        yield bytes(report)


class HandScanner(unittest.TestCase):
    def setUp(self):
        self.queue = []
        self.plc = Plc(labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)

    def site(self, usb=("honeywell-voyager-1200g", "newland-fm430", "keyboard")):
        site = Site(self.plc.port, usb=usb, usb_devices=HONEYWELL + NEWLAND, stations=STATIONS)
        site.__enter__()
        self.addCleanup(site.__exit__)
        self.host = Host(site.control)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.state = lambda name: {d["id"]: d for d in site.client("op").get("/api/live/now")["devices"]}[name]["state"]
        eventually(lambda: self.state("hand") == "working", "the scanner works")
        self.plc.scan = lambda label: self.host.scan("honeywell", label) if label else None
        self.plc.running.set()
        return site

    def test_scanned_label_is_held_with_its_reasons(self):
        site, label = self.site(), s10(1)
        site.declare([label], contents="linh kiện súng")
        self.queue.append(label)
        hold = eventually(lambda: site.client("thao").get("/api/holds")["holds"], "a hold")[0]
        self.assertEqual(hold["number"], label.decode())
        self.assertEqual(hold["reasons"][0]["vi"], "khai báo nghi là linh kiện súng: 'linh kiện súng'")
        eventually(lambda: [i[1] for i in self.plc.inspected] == [label], "it is in the lane")
        # SYN BEL CR in output report 253: the person hears that it is held.
        beep = "o:02:fd0316070d" + "00" * 59
        eventually(lambda: beep in self.host.say("log honeywell").split(), "the beep")
        reading = next(e["body"] for e in site.journal() if e["kind"] == "reading.received")
        self.assertEqual((reading["device"], reading["symbology"]), ("hand", "C0"))

    def test_scanned_and_harmless_label_passes(self):
        site, label = self.site(), s10(2)
        site.declare([label])
        self.queue.append(label)
        eventually(lambda: [p[1] for p in self.plc.passed] == [label], "it passes")

    def test_unknown_hid_device_is_never_opened_and_shown_as_such(self):
        site = self.site()
        eventually(lambda: "usb.1-3" in [d["id"] for d in site.client("op").get("/api/live/now")["devices"]], "it is shown")
        self.assertEqual(self.state("usb.1-3"), "refused")
        self.assertEqual(self.host.say("opened keyboard").split()[0], "0")
        self.assertTrue(self.host.say("claims keyboard").startswith("no"))
        self.assertIn("device-refused", [a["code"] for a in site.client("op").get("/api/live/now")["alarms"]])

    def test_unplug_in_mid_label_loses_that_label_only(self):
        site = self.site()
        long, label = b"X" * 80, s10(3)
        site.declare([label])
        first = next(reports(long))
        self.host.say(f"report honeywell {first.hex()}")
        self.host.say("wait-idle honeywell")
        self.host.say("unplug honeywell")
        eventually(lambda: self.state("hand") == "gone", "it is gone")
        self.host.say("plug honeywell")
        eventually(lambda: self.state("hand") == "working", "it is back")
        self.queue.append(label)
        eventually(lambda: [p[1] for p in self.plc.passed] == [label], "the next label is whole")
        sizes = [e["body"]["size"] for e in site.journal() if e["kind"] == "reading.received"]
        self.assertEqual(sizes, [13])

    def test_label_longer_than_a_report_is_one_reading(self):
        site = self.site()
        self.host.scan("newland", b"A" * 100, "newland")
        eventually(
            lambda: [e["body"]["size"] for e in site.journal() if e["kind"] == "reading.received"] == [100], "one of 100 bytes"
        )

    def test_answer_to_a_command_is_no_scan(self):
        site = self.site()
        for aim in (b"]X0", b"]Z6"):
            for report in reports(b"REVINF\x06.", aim=aim):
                self.host.say(f"report honeywell {report.hex()}")
        self.host.scan("honeywell", b"8934563138165")
        eventually(lambda: [e for e in site.journal() if e["kind"] == "reading.received"], "the scan behind them")
        self.assertEqual([e["body"]["size"] for e in site.journal() if e["kind"] == "reading.received"], [13])

    def test_stall_babble_and_wire_errors_do_not_end_the_scanner(self):
        site, label = self.site(), s10(4)
        site.declare([label])
        for fault in ("stall", "babble", "proto", "stall"):
            self.host.say(f"{fault} honeywell")
            self.host.say("wait-idle honeywell")
        self.queue.append(label)
        eventually(lambda: [p[1] for p in self.plc.passed] == [label], "it passes")

    def test_scan_at_the_table_names_the_hold(self):
        site, label = self.site(), s10(5)
        self.queue.append(label)
        hold = eventually(lambda: site.client("thao").get("/api/holds")["holds"], "a hold")[0]
        self.host.scan("newland", label, "newland")
        scan = eventually(lambda: site.client("thao").get("/api/live/now").get("scan"), "the scan is seen")
        self.assertEqual(scan["hold"], hold["id"])

    def test_malicious_label_is_data_and_no_more(self):
        site = self.site()
        for label in (b"<script>alert(1)</script>", b"'; DROP TABLE hold;--", b"\x1b]0;x\x07\x1b[2J", b"\x00\xff\xfe" * 10):
            self.host.scan("newland", label, "newland")
        eventually(lambda: len([e for e in site.journal() if e["kind"] == "reading.received"]) == 4, "all four")
        shown = site.run("audit", "show", "--from", "1", "--count", "10000", "--site", site.folder + "/site.yaml").stdout
        for bad in ("<script>", "DROP TABLE", "\x1b", "\x00"):
            self.assertNotIn(bad, shown)
        site.verify()


if __name__ == "__main__":
    unittest.main()
