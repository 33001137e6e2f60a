"""A label read by a fixed reader over TCP → a durable decision → the sorter, the API."""
import time
import unittest

from plc import Plc, Reader, s10, telegram
from site_rig import Problem, Site, eventually


class Line(unittest.TestCase):
    def setUp(self):
        self.reader = Reader()
        self.reader.start()
        self.queue = []
        self.plc = Plc(scan=self.reader.send, labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        self.addCleanup(self.reader.close)

    def site(self, **options):
        site = Site(self.plc.port, self.reader.port, **options)
        site.__enter__()
        self.addCleanup(site.__exit__)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.plc.running.set()
        return site

    def test_declared_parcel_passes_and_its_clear_is_in_the_journal_before(self):
        site, label = self.site(), s10(1)
        site.declare([label])
        self.queue.append(label)
        track, _, epoch, permit = eventually(lambda: self.plc.passed, "it passes")[0]
        clear = next(
            e for e in site.journal() if e["kind"] == "passage.decided" and e["body"]["verdict"] == "clear"
        )
        self.assertEqual(clear["body"]["permit"]["number"], permit)
        self.assertEqual(clear["body"]["permit"]["track"], track)
        self.assertEqual(clear["epoch"], epoch)
        self.assertEqual(clear["body"]["number"]["number"], label.decode())
        site.verify()

    def test_reasons_of_a_hold_are_words_that_a_person_understands(self):
        site = self.site()
        labels = [s10(10 + i) for i in range(4)]
        site.declare(
            labels[:3],
            contents=lambda l: {labels[1]: "nòng thép", labels[2]: "s.ú.n.g hơi"}.get(l, "quần áo"),
            phone=lambda l: "0905 000 111" if l == labels[0] else "0912345678",
        )
        self.queue += labels + [None]
        eventually(lambda: len(self.plc.inspected) == 5, "all five are in the lane")
        holds = eventually(
            lambda: (lambda h: len(h) == 5 and h)(site.client("thao").get("/api/holds")["holds"]), "five holds"
        )
        said = {h.get("number"): (h["reasons"][0]["vi"], h["reasons"][0]["en"]) for h in holds}
        self.assertEqual(said[labels[0].decode()][0], "Số điện thoại người nhận có trong bản tin công an số 12/2026")
        self.assertEqual(said[labels[1].decode()][0], "khai báo nghi là linh kiện súng: 'nòng thép'")
        self.assertEqual(said[labels[2].decode()][0], "khai báo nghi là vũ khí: 'súng hơi'")
        self.assertEqual(said[labels[3].decode()][1], "missing evidence: the declaration in the manifest")
        self.assertEqual(said[None][0], "không đọc được mã")

    def test_inspection_from_hold_to_release_and_seizure(self):
        site = self.site()
        labels = [s10(20), s10(21)]
        site.declare(labels, contents="nòng thép")
        self.queue += labels
        eventually(lambda: len(self.plc.inspected) == 2, "both are in the lane")
        inspector = site.client("thao")
        holds = eventually(lambda: (lambda h: len(h) == 2 and h)(inspector.get("/api/holds")["holds"]), "two holds")
        first, second = sorted(holds, key=lambda h: h["number"])
        step = lambda hold, **body: inspector.post(f"/api/holds/{hold['id']}/steps", body)
        with self.assertRaises(Problem) as refused:
            step(first, step="released")
        self.assertIn("not-taken", str(refused.exception))
        for hold in (first, second):
            step(hold, step="received")
            step(hold, step="inspecting")
        step(first, step="found", finding="as-declared", note="ống nước bằng thép")
        step(first, step="released")
        step(second, step="found", finding="weapon", note="nòng súng hơi")
        with self.assertRaises(Problem):
            step(second, step="released")
        step(second, step="seized")
        step(second, step="handed-over")
        state = lambda: [inspector.get(f"/api/holds/{h['id']}")["hold"]["state"] for h in (first, second)]
        eventually(lambda: state() == ["released", "handed-over"], "the records show it")
        # A release settles its reason: the same parcel may pass; the seized one may not.
        self.queue += labels
        eventually(lambda: [p[1] for p in self.plc.passed] == [labels[0]], "the released parcel passes")
        eventually(lambda: len(self.plc.inspected) == 3, "the seized one does not")
        notes = [e for e in site.journal() if e["kind"] == "hold.stepped" and e["body"]["step"] == "found"]
        self.assertNotIn("ống nước", str(notes))

    def test_telegrams_split_and_joined_anywhere_are_read(self):
        site = self.site()
        labels = [s10(30), s10(31)]
        site.declare(labels)
        eventually(lambda: self.reader.host, "the gateway is connected")
        pieces = b"noise\x02" + labels[0] + b"\x03\x02HB\x03"
        self.plc.scan = lambda label: [self.reader.raw(bytes([b])) or time.sleep(0.001) for b in b"\x02" + label + b"\x03"]
        self.reader.raw(pieces[:3])
        self.queue += labels
        eventually(lambda: len(self.plc.passed) == 2, "both pass")

    def test_codes_of_one_telegram_are_decided_together(self):
        site = self.site()
        declared, old = s10(40), s10(41)
        site.declare([declared])
        self.plc.scan = lambda label: self.reader.send(old + b";8934563138165;" + label)
        self.queue.append(declared)
        eventually(lambda: self.plc.passed, "it passes by the number that the manifest knows")

    def test_flood_of_readings_is_bounded_and_holds_nobody_up_for_good(self):
        site = self.site()
        labels = [s10(50), s10(51)]
        site.declare(labels)
        self.queue.append(labels[0])
        eventually(lambda: len(self.plc.passed) == 1, "the line works")
        for _ in range(20):
            self.reader.raw((b"\x02" + s10(99) + b"\x03") * 500)
        eventually(
            lambda: any(e["kind"] == "load.refused" for e in site.journal()), "the flood is counted in the journal"
        )
        time.sleep(3)
        self.queue.append(labels[1])
        eventually(lambda: len(self.plc.passed) == 2, "the line works again")

    def test_reader_that_comes_back_is_read_again(self):
        site, label = self.site(), s10(60)
        site.declare([label])
        eventually(lambda: self.reader.host, "connected").close()
        self.reader.host = None
        eventually(lambda: self.reader.host, "connected again")
        self.queue.append(label)
        eventually(lambda: self.plc.passed, "it passes")


class Refusals(unittest.TestCase):
    def test_sorter_wired_the_other_way_never_gets_a_permit(self):
        reader = Reader()
        reader.start()
        plc = Plc(scan=reader.send, labels=lambda: False)
        original = plc.send
        plc.send = lambda kind, body: original(kind, body[:38] + "02" + body[40:] if kind == "HI" else body)
        plc.start()
        try:
            with Site(plc.port, reader.port) as site:
                live = lambda: site.client("op").get("/api/live/now")["lines"][0]
                time.sleep(1.5)
                self.assertFalse(live()["isConnected"])
                self.assertIn("sorter", live()["missing"])
                self.assertEqual(plc.hellos, [])
                entries = [e["body"] for e in site.journal() if e["kind"] == "sorter.changed"]
                self.assertEqual(entries[0]["state"], "disagreed")
        finally:
            plc.close()
            reader.close()

    def test_a_sorter_whose_hello_was_damaged_greets_again(self):
        reader = Reader()
        reader.start()
        plc = Plc(scan=reader.send, labels=lambda: False)
        damaged = []

        def send(kind, body):
            if kind == "HI" and not damaged:
                # Its checksum says so; everything after it is whole.
                damaged.append(body)
                plc.sent += 1
                plc.peer.sendall(telegram(plc.sent, kind, body).replace(b"L1 ", b"L7 ", 1))
            else:
                original(kind, body)

        original, plc.send = plc.send, send
        plc.start()
        try:
            with Site(plc.port, reader.port) as site:
                eventually(lambda: plc.accepted, "the epoch is agreed over another connection")
                self.assertTrue(damaged)
                faults = [e["body"] for e in site.journal() if e["kind"] == "alarm.raised" and "malformed" in str(e["body"])]
                self.assertTrue(faults, "the damaged telegram is told")
        finally:
            plc.close()
            reader.close()


if __name__ == "__main__":
    unittest.main()
