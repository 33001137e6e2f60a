"""USB devices that are not what they say, and units that are alike: what is opened, what is not, and what people see."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from plc import Plc
from site_rig import DEVICES, PROGRAM, ROOT, VIRTUAL_USB, Site, eventually
from test_usb import Host

STATIONS = "      - {name: hand, distance_mm: 800, tolerance_mm: 80, readers: [hand]}\n"
HONEYWELL = "  - {{id: {}, driver: honeywell-hid-pos, usb: {{vendor: 0x0c2e, product: 0x0b6a{}}}}}\n"
KEYBOARD_DESCRIPTOR = "05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 06 75 08 26 ff 00 19 00 2a ff 00 81 00 c0"
STICK = """name: stick
path: 1-6
bus: 1
device-number: 9
speed: 480
vendor: 0781
product: 5567
interface-class: 8
interface-subclass: 6
interface-protocol: 80
in-endpoint: 0x81
in-packet-bytes: 512
in-interval: 0
kernel-driver: no
plugged: no
"""


class Bus(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="pg-usb-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.files = []

    def unit(self, name, port, number, serial="S1", extra=(), plugged="yes", model="honeywell-voyager-1200g", **changes):
        """A copy of a described device under another name, at another port, with more interfaces."""
        text = (DEVICES / f"{model}.device").read_text()
        changes = {"name": name, "path": port, "device-number": str(number), "plugged": plugged, "serial": serial, **changes}
        for key, value in changes.items():
            text = re.sub(rf"(?m)^{key}:.*\n", "" if value is None else f"{key}: {value}\n", text)
        self.write(name, text + "".join(f"extra-interface: {interface}\n" for interface in extra))

    def write(self, name, text):
        path = pathlib.Path(self.folder, name + ".device")
        path.write_text(text)
        self.files.append(str(path.with_suffix("")))

    def site(self, devices):
        plc = Plc(labels=lambda: False)
        plc.start()
        self.addCleanup(plc.close)
        site = Site(plc.port, usb=self.files, usb_devices=devices, stations=STATIONS)
        site.__enter__()
        self.addCleanup(site.__exit__)
        self.host, self.site_ = Host(site.control), site
        operator = site.client("op")
        self.live = lambda: operator.get("/api/live/now")
        return site

    def devices(self):
        return {device["id"]: (device["state"], device["detail"]) for device in self.live()["devices"]}

    def becomes(self, name, state, detail=""):
        eventually(lambda: (found := self.devices().get(name)) and found[0] == state and detail in found[1],
                   f"{name} is {state} {detail}")

    def alarms(self):
        return [(alarm["code"], alarm["device"]) for alarm in self.live()["alarms"]]

    def opened(self, name):
        return int(self.host.say(f"opened {name}").split()[0])


class Disguise(Bus):
    def test_a_scanner_with_a_keyboard_or_storage_beside_it_is_never_opened(self):
        self.unit("typist", "1-1", 2, extra=["3 1 1"])
        self.unit("holder", "1-2", 3, serial="S2", extra=["8 6 80"])
        self.unit("good", "1-3", 4, serial="S3")
        self.write("stick", STICK)
        site = self.site(HONEYWELL.format("hand", ", serial: S1") + HONEYWELL.format("table", ", serial: S2")
                         + HONEYWELL.format("other", ", serial: S3"))
        self.becomes("hand", "refused", "interfaces-not-allowed: keyboard 03:01:01 · 0c2e:0b6a · 1-1")
        self.becomes("table", "refused", "storage 08:06:50")
        self.becomes("other", "working", "03:00:00")
        self.assertLessEqual({("device-suspicious", "hand"), ("device-suspicious", "table")}, set(self.alarms()))
        self.host.say("plug stick")
        self.becomes("usb.1-6", "refused", "foreign-storage: 0781:5567 · 1-6 · 08:06:50")
        self.assertIn(("device-refused", "usb.1-6"), self.alarms())
        self.assertEqual([self.opened(name) for name in ("typist", "holder", "stick")], [0, 0, 0])
        self.assertTrue(self.host.say("claims typist").startswith("no"))
        # Shown while it is there; what happened is on record.
        self.host.say("unplug stick")
        eventually(lambda: "usb.1-6" not in self.devices(), "it is gone")
        self.host.say("unplug typist")
        self.becomes("hand", "gone")
        changes = [(e["body"]["device"], e["body"]["state"]) for e in site.journal() if e["kind"] == "device.changed"]
        self.assertEqual([state for device, state in changes if device == "hand"], ["refused", "gone"])
        self.assertEqual([state for device, state in changes if device == "usb.1-6"], ["refused", "gone"])

    def test_a_unit_that_comes_back_changed_or_hides_a_keyboard_is_refused(self):
        self.unit("honeywell", "1-1", 2)
        self.unit("changed", "1-5", 3, plugged="no", extra=["3 0 0"])
        self.unit("hiding", "1-2", 4, serial="S2", extra=[f"3 0 0 {KEYBOARD_DESCRIPTOR}"])
        self.site(HONEYWELL.format("hand", ", serial: S1") + HONEYWELL.format("table", ", serial: S2"))
        self.becomes("hand", "working")
        # Its class says nothing of a keyboard, its report descriptor does: closed again, and never read.
        self.becomes("table", "refused", "hidden-keyboard: 1 · 0c2e:0b6a · 1-2")
        self.assertEqual(self.host.say("opened hiding").split()[1], "0")
        self.host.say("unplug honeywell")
        self.becomes("hand", "gone")
        # A set that its family may show, and not the one that it showed before.
        self.host.say("plug changed")
        self.becomes("hand", "refused", "interfaces-changed: 03:00:00 → 0c2e:0b6a · 1-5 · 03:00:00 03:00:00")
        self.assertEqual(self.opened("changed"), 0)
        self.assertIn(("device-suspicious", "hand"), self.alarms())
        self.host.say("unplug changed")
        self.becomes("hand", "gone")
        self.host.say("plug honeywell")
        self.becomes("hand", "working")
        self.host.scan("honeywell", b"8934563138165")
        eventually(lambda: [e for e in self.site_.journal() if e["kind"] == "reading.received"], "it is read again")


class Alike(Bus):
    def readings(self):
        return [(e["body"]["device"], e["body"]["size"]) for e in self.site_.journal() if e["kind"] == "reading.received"]

    def test_identical_units_are_told_apart_by_serial_number_wherever_they_are_plugged_in(self):
        self.unit("one", "1-1", 2, "S1")
        self.unit("two", "1-2", 3, "S2")
        self.unit("one-moved", "1-4", 4, "S1", plugged="no")
        self.unit("two-moved", "1-5", 5, "S2", plugged="no")
        self.unit("stranger", "1-6", 6, "S9", plugged="no")
        self.unit("nameless", "1-7", 7, None, plugged="no")
        self.site(HONEYWELL.format("hand", ", serial: S1") + HONEYWELL.format("table", ", serial: S2"))
        self.becomes("hand", "working", "1-1")
        self.becomes("table", "working", "1-2")
        # Swapped: each is who it is, at whichever port.
        for name in ("one", "two"):
            self.host.say(f"unplug {name}")
        for name in ("two-moved", "one-moved"):
            self.host.say(f"plug {name}")
        self.becomes("hand", "working", "1-4")
        self.becomes("table", "working", "1-5")
        # One unplugged: the other goes on.
        self.host.say("unplug one-moved")
        self.becomes("hand", "gone")
        self.host.scan("two-moved", b"A" * 20)
        eventually(lambda: self.readings() == [("table", 20)], "the other is read")
        self.host.say("plug stranger")
        self.becomes("usb.1-6", "refused", "serial-unknown: 0c2e:0b6a · 1-6 · 03:00:00 · S9")
        self.host.say("plug nameless")
        self.becomes("usb.1-7", "refused", "serial-missing: 0c2e:0b6a · 1-7")
        self.assertEqual([self.opened("stranger"), self.opened("nameless")], [0, 0])
        self.assertEqual(self.devices()["hand"][0], "gone")

    def test_identical_units_without_numbers_are_told_apart_by_their_ports(self):
        self.unit("one", "1-1", 2, None)
        self.unit("two", "1-2.4", 3, None)
        self.unit("three", "1-5", 4, None, plugged="no")
        self.site(HONEYWELL.format("hand", ', port: "1-1"') + HONEYWELL.format("table", ', port: "1-2.4"'))
        self.becomes("hand", "working", "1-1")
        self.becomes("table", "working", "1-2.4")
        self.host.scan("two", b"A" * 20)
        self.host.scan("one", b"A" * 10)
        eventually(lambda: sorted(self.readings()) == [("hand", 10), ("table", 20)], "each by its port")
        self.host.say("plug three")
        self.becomes("usb.1-5", "refused", "other-port: 0c2e:0b6a · 1-5")
        self.assertEqual(self.opened("three"), 0)

    def test_a_second_unit_that_nothing_tells_apart_is_refused_with_what_to_do(self):
        self.unit("one", "1-1", 2, None)
        self.unit("two", "1-2", 3, None, plugged="no")
        self.site(HONEYWELL.format("hand", ""))
        self.becomes("hand", "working", "1-1")
        self.host.say("plug two")
        self.becomes("usb.1-2", "refused", "second-unit: 0c2e:0b6a · 1-2")
        self.assertEqual(self.opened("two"), 0)
        # The first one moved to another port is no second unit.
        self.host.say("unplug two")
        self.host.say("unplug one")
        self.host.say("plug two")
        self.becomes("hand", "working", "1-2")


class Listing(Bus):
    def test_the_list_says_what_devices_show_and_their_texts_steer_no_terminal(self):
        self.unit("good", "1-1", 2)
        self.unit("evil", "1-2", 3, serial="\x1b]0;x\x07S2", extra=["8 6 80"],
                  **{"product-name": "\x1b[2J\u202escanner<script>"})
        host = [VIRTUAL_USB, "--control", self.folder + "/usb.sock"]
        for file in self.files:
            host += ["--device", file + ".device"]
        said = subprocess.run([*host, "--", PROGRAM, "devices", "list", "--drivers", str(ROOT / "drivers")],
                              capture_output=True, text=True, check=True, timeout=30).stdout
        lines = sorted(said.splitlines())
        self.assertEqual(lines[0], "0c2e:0b6a · 1-1 · Honeywell Voyager 1200g · serial S1 · HID 03:00:00: honeywell-hid-pos")
        self.assertRegex(lines[1], r"^0c2e:0b6a · 1-2 · .*HID 03:00:00, storage 08:06:50: it would not be opened: "
                                   r"honeywell-hid-pos has no storage 08:06:50$")
        for bad in ("\x1b", "\x07", "\u202e"):
            self.assertNotIn(bad, said)


if __name__ == "__main__":
    unittest.main()
