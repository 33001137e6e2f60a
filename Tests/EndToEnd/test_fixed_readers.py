"""Makers' readers over the belt, each speaking its own protocol from the documents, read by the unmodified binary."""
import unittest

from fixed_readers import ColaA, ColaB, DataMan, KeyenceSR
from plc import Plc, s10
from site_rig import Site, eventually

FAMILIES = [("cognex-dataman", DataMan), ("sick-cola-a", ColaA), ("sick-cola-b", ColaB), ("keyence-sr", KeyenceSR)]


class FixedReaders(unittest.TestCase):
    def setUp(self):
        self.readers = {family: peer() for family, peer in FAMILIES}
        self.queue, self.by = [], None
        self.plc = Plc(
            scan=self.look, labels=lambda: self.queue.pop(0) if self.queue else False
        )
        self.plc.start()
        self.addCleanup(self.plc.close)
        devices = stations = ""
        for place, (family, reader) in enumerate(self.readers.items()):
            self.addCleanup(reader.close)
            devices += f'  - {{id: r{place}, driver: {family}, tcp: {{connect: "127.0.0.1:{reader.port}"}}}}\n'
        stations = "      - {name: tunnel, distance_mm: 800, tolerance_mm: 150, readers: [r0, r1, r2, r3]}\n"
        self.site = Site(self.plc.port, usb_devices=devices, stations=stations)
        self.site.__enter__()
        self.addCleanup(self.site.__exit__)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.plc.running.set()

    def look(self, label):
        """Each of them says of each parcel what it saw of it; one sees its label."""
        for family, reader in self.readers.items():
            if not reader.is_mute:
                reader.send(label if family == self.by else None)

    def devices(self):
        return [(d["state"], d["detail"]) for d in self.site.client("op").get("/api/live/now")["devices"]]

    def identities(self):
        devices = self.site.client("op").get("/api/live/now")["devices"]
        return {device["id"]: device["identity"] for device in devices if "identity" in device}

    def written(self):
        return [e["body"] for e in self.site.journal() if e["kind"] == "device.identified"]

    def test_what_a_reader_says_it_is_is_written_once_and_known_after_a_restart(self):
        eventually(lambda: len(self.written()) == 3, "three said what they are")
        known = self.identities()
        self.site.stop()
        self.readers["keyence-sr"].version = b"1.13"
        self.site.start()
        self.assertLessEqual(set(known), set(self.identities()), "known before they are asked")
        eventually(lambda: len(self.written()) == 4, "the new firmware is written")
        self.assertEqual(self.written()[3], {"device": "r3", "identity": {"model": "SR-1000", "firmware": "1.13"}})
        eventually(lambda: self.devices() == [("working", "")] * 4, "all are set up")
        self.assertEqual(len(self.written()), 4, "and nothing that was known")

    def test_each_is_read_in_its_own_protocol_and_tells_what_is_wrong(self):
        eventually(lambda: self.devices() == [("working", "")] * 4, "all are set up")
        self.assertEqual(
            self.readers["cognex-dataman"].heard[:2], ["||0:1>SET COM.DMCC-RESPONSE 1", "||0:2>GET DEVICE.TYPE"]
        )
        told = {"r0": {"model": "DM370", "firmware": "6.1.16_sr4"}, "r1": {"model": "CLV690-0000", "firmware": "V7.10"},
                "r3": {"model": "SR-1000", "firmware": "1.12"}}
        eventually(lambda: self.identities() == told, "what they say they are is shown; one does not know the question")
        labels = [s10(700 + place) for place in range(4)]
        self.site.declare(labels)
        for place, (family, _) in enumerate(FAMILIES):
            self.by = family
            self.queue.append(labels[place])
            eventually(lambda: [p[1] for p in self.plc.passed] == labels[: place + 1], f"a parcel read by {family} passes")
        # What they send beside codes is no reading: every label was read once, and nothing else.
        sizes = [e["body"].get("size") for e in self.site.journal() if e["kind"] == "reading.received"]
        self.assertEqual(sorted(sizes), [0] * 12 + [13] * 4)

        keyence, sick, dataman = (self.readers[name] for name in ("keyence-sr", "sick-cola-b", "cognex-dataman"))
        keyence.lose = 1
        self.queue.append(s10(704))
        sick.raw(ColaB.frame(b"sFA\x00\x0d"))
        # The connection hangs: nothing comes, nothing is closed.
        dataman.is_mute = True
        eventually(lambda: self.devices()[2] == ("faulty", "device-says: the method is busy"), "its complaint is shown")
        eventually(lambda: self.devices()[3] == ("faulty", "reads-lost: 1"), "the lost result is shown")
        eventually(lambda: self.devices()[0][1].startswith(("silent: ", "setup-refused: ")), "the hanging one is missed")
        alarms = {e["body"]["detail"] for e in self.site.journal() if e["kind"] == "alarm.raised"}
        self.assertLessEqual({"device-says: the method is busy", "reads-lost: 1"}, alarms)
        dataman.is_mute, keyence.blocked = False, True
        eventually(lambda: self.devices()[0] == ("working", ""), "it is connected again")
        self.assertGreater(dataman.connections, 1)
        eventually(lambda: self.devices()[3][1].startswith("device-says: 23 the setup program"), "who holds it is shown")
        keyence.blocked = False
        eventually(lambda: self.devices()[3] == ("working", ""), "it is well again")


class Triggered(unittest.TestCase):
    def test_a_reader_looks_when_the_gateway_tells_it_to(self):
        reader, queue = DataMan(), []
        plc = Plc(scan=lambda label: None, labels=lambda: queue.pop(0) if queue else False)
        plc.start()
        self.addCleanup(plc.close)
        self.addCleanup(reader.close)
        device = f'  - {{id: r, driver: cognex-dataman, tcp: {{connect: "127.0.0.1:{reader.port}"}}}}\n'
        station = "      - {name: tunnel, distance_mm: 800, tolerance_mm: 150, readers: [r], trigger: gateway}\n"
        site = Site(plc.port, usb_devices=device, stations=station)
        site.__enter__()
        self.addCleanup(site.__exit__)
        eventually(lambda: plc.accepted, "the epoch is agreed")
        eventually(lambda: site.client("op").get("/api/live/now")["devices"][0]["state"] == "working", "it is set up")
        label = s10(710)
        site.declare([label])
        plc.running.set()
        # It sees the label only while it looks, and it looks only when it is told to.
        reader.label = label
        queue.append(label)
        eventually(lambda: [p[1] for p in plc.passed] == [label], "the parcel passes")
        eventually(lambda: "||>TRIGGER OFF" in reader.heard, "it need not look any more")
        self.assertEqual([word for word in reader.heard if "TRIGGER" in word], ["||>TRIGGER ON", "||>TRIGGER OFF"])


if __name__ == "__main__":
    unittest.main()
