"""A scanner that behaves as a keyboard, on the virtual USB bus, through the real libusb, by the unmodified binary."""
import json
import re
import time
import unittest

from plc import Plc, s10
from site_rig import ROOT, Site, eventually
from test_usb import Host

STATIONS = "      - {name: hand, distance_mm: 800, tolerance_mm: 80, readers: [hand]}\n"
ZEBRA = "  - {{id: hand, driver: zebra-keyboard, usb: {{vendor: 0x05e0, product: 0x1200}}{more}}}\n"
ENTER = 0x28


class Typist:
    """Types texts with a layout, read here from its file by other code than the gateway's."""

    def __init__(self, layout):
        text = (ROOT / f"drivers/keyboard-layouts/{layout}.yaml").read_text()
        self.keys = {}
        for key, levels in re.findall(r"(?m)^  (0x..): (\[.*\])$", text):
            for level, character in enumerate(json.loads(levels)):
                self.keys.setdefault(character, [(int(key, 16), level)])
        for accent, made in re.findall(r'(?m)^  "(.)": (\{.*\})$', text):
            for base, character in json.loads(made).items():
                if "dead " + accent in self.keys and base in self.keys:
                    self.keys.setdefault(character, self.keys["dead " + accent] + self.keys[base])

    def reports(self, text, end=ENTER):
        for character in text:
            for key, level in self.keys[character]:
                yield bytes([[0, 2, 0x40, 0x42][level], 0, key, 0, 0, 0, 0, 0])
                yield bytes(8)
        if end is not None:
            yield bytes([0, 0, end, 0, 0, 0, 0, 0])
            yield bytes(8)


class KeyboardScanner(unittest.TestCase):
    def setUp(self):
        self.queue = []
        self.plc = Plc(labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)

    def site(self, layout=None, more=""):
        devices = ZEBRA.format(more=f", layout: {layout}" if layout else more)
        site = Site(self.plc.port, usb=["zebra-keyboard", "keyboard"], usb_devices=devices, stations=STATIONS)
        site.__enter__()
        self.addCleanup(site.__exit__)
        self.host = Host(site.control)
        self.typist = Typist(layout or "us")
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.live = lambda: site.client("op").get("/api/live/now")
        self.device = lambda: {d["id"]: d for d in self.live()["devices"]}["hand"]
        eventually(lambda: self.device()["state"] == "working", "the scanner works")
        self.plc.scan = lambda label: self.type(label.decode()) if label else None
        self.plc.running.set()
        self.site_ = site
        return site

    def type(self, text, end=ENTER):
        for report in self.typist.reports(text, end):
            self.host.say(f"report scanner {report.hex()}")

    def key(self, key, modifiers=0):
        self.host.say(f"report scanner {bytes([modifiers, 0, key, 0, 0, 0, 0, 0]).hex()}")
        self.host.say(f"report scanner {bytes(8).hex()}")

    def readings(self):
        return [e["body"] for e in self.site_.journal() if e["kind"] == "reading.received"]

    def test_a_typed_label_passes_and_a_suspicious_one_is_held(self):
        site, good, bad = self.site(), s10(31), s10(32)
        site.declare([good])
        site.declare([bad], contents="linh kiện súng")
        self.queue += [good, bad]
        eventually(lambda: [p[1] for p in self.plc.passed] == [good], "the harmless one passes")
        hold = eventually(lambda: site.client("thao").get("/api/holds")["holds"], "a hold")[0]
        self.assertEqual(hold["number"], bad.decode())

    def test_the_kernels_driver_is_detached_and_typing_reaches_only_the_gateway(self):
        self.site()
        self.assertEqual(self.host.say("driver scanner"), "usbfs")
        self.assertTrue(self.host.say("claims scanner").startswith("yes"))
        log = self.host.say("log scanner")
        # SET_PROTOCOL 0 (boot), SET_IDLE 0, and Caps Lock's light off.
        self.assertIn("c:210b000000000000", log)
        self.assertIn("c:210a000000000000", log)
        self.assertIn("c:2109000200000100:00", log)
        # A keyboard that the site file does not name is nobody's.
        self.assertEqual(self.host.say("opened keyboard").split()[0], "0")

    def test_every_layout_of_the_site_file_gives_the_same_label(self):
        for layout in ("de", "fr", "cs", "vn"):
            with self.subTest(layout=layout):
                # Z and the digits lie elsewhere in these layouts; only the declared number passes.
                site, label = self.site(layout), s10(33, "EZ")
                site.declare([label])
                self.queue.append(label)
                eventually(lambda: label in [p[1] for p in self.plc.passed], "it passes")
                self.type("02422288-YZ/aq@[]{}^~`")
                eventually(lambda: [len(label), 22] == [r["size"] for r in self.readings()], "every character")
                self.plc.passed.clear()
                site.stop()

    def test_text_typed_as_telex_is_put_together_and_numbers_are_not(self):
        self.site(more=", compose: telex")
        self.type("Nguyeenx Vawn AAn, 12 Lee Lowij")
        self.type("AA123456785VN")
        text = "Nguyễn Văn Ân, 12 Lê Lợi".encode()
        eventually(lambda: [len(text), 13] == [r["size"] for r in self.readings()], "text with its accents, the number as typed")

    def test_doubled_digits_are_kept(self):
        self.site()
        self.type("EB022288993VN")
        self.assertEqual([13], [r["size"] for r in eventually(self.readings, "a reading")])

    def test_a_device_that_types_like_a_person_is_set_aside_and_nothing_becomes_a_reading(self):
        self.site()
        self.type("12", end=None)
        self.key(0x2A)  # backspace
        eventually(lambda: self.device()["state"] == "refused", "it is set aside")
        self.assertEqual(self.device()["detail"], "types-like-person: key 0x2a")
        self.assertIn("device-suspicious", [a["code"] for a in self.live()["alarms"]])
        # Still claimed, and nothing that it types is taken, however fast.
        self.type("EB123456785VN")
        self.host.say("wait-idle scanner")
        self.assertEqual(self.host.say("driver scanner"), "usbfs")
        self.assertEqual(self.readings(), [])
        # Plugged in again it gets another chance.
        self.host.say("unplug scanner")
        eventually(lambda: self.device()["state"] == "gone", "it is gone")
        self.host.say("plug scanner")
        eventually(lambda: self.device()["state"] == "working", "it is back")
        self.type("EB123456785VN")
        self.assertEqual([13], [r["size"] for r in eventually(self.readings, "a reading")])

    def test_texts_without_their_end_set_it_aside(self):
        self.site()
        for _ in range(3):
            self.type("EB123456785VN", end=None)
            self.host.say("wait-idle scanner")
            time.sleep(0.6)  # longer than the pause after which the rest of a label does not come
        eventually(lambda: self.device()["state"] == "refused", "it is set aside")
        self.assertEqual(self.device()["detail"], "types-like-person: no end key")
        self.assertEqual(self.readings(), [])

    def test_the_combinations_of_an_attacker_never_become_readings(self):
        self.site()
        self.key(0x15, modifiers=0x08)  # the system key and R
        self.type("cmd")
        eventually(lambda: self.device()["state"] == "refused", "it is set aside")
        self.assertEqual(self.readings(), [])


if __name__ == "__main__":
    unittest.main()
