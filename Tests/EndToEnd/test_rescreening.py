"""Parcels that have passed are asked about again when lists change: what is found now takes the clear back."""
import unittest

from plc import Plc, Reader, s10
from site_rig import EXAMPLE, Site, approve, eventually

LIST = """
  - id: later
    kind: bulletin
    title: {vi: bản tin mới, en: later bulletin}
    source: công an
    ground: công văn
    valid_from: 2020-01-01
    phones: ["0905999888"]
"""


class Rescreening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = Reader()
        cls.reader.start()
        cls.queue = []
        cls.plc = Plc(scan=cls.reader.send, labels=lambda: cls.queue.pop(0) if cls.queue else False)
        cls.plc.start()
        cls.site = Site(cls.plc.port, cls.reader.port, more="hold_budget: {percent: 100}\n")
        cls.site.__enter__()
        cls.labels = [s10(n) for n in range(1, 7)]
        cls.wanted = cls.labels[3]
        cls.site.declare(cls.labels, phone=lambda label: "0905999888" if label == cls.wanted else "0912345678")
        eventually(lambda: cls.plc.accepted, "agreed")
        cls.plc.running.set()
        cls.queue += cls.labels
        eventually(lambda: cls.plc.exited == 6, "all have left the belt", 60)
        assert cls.wanted in [label for _, label, _, _ in cls.plc.passed], cls.plc.inspected

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()
        cls.plc.close()
        cls.reader.close()

    def recalls(self):
        holds = self.site.client("thao").get("/api/holds?which=open&limit=200")["holds"]
        return [h for h in holds if h["recall"]]

    def propose(self, kind, text):
        number = self.site.client("chi").post(f"/api/documents/{kind}", text.encode())["number"]
        for account in ("chi", "binh"):
            approve(self.site.client(account), kind, number)

    def test_1_a_later_list_recalls_a_parcel_that_has_passed(self):
        self.assertEqual(self.recalls(), [])
        lists = (EXAMPLE / "lists.yaml").read_text().replace("lists:\n", "lists:" + LIST, 1)
        self.propose("lists", lists)
        recall = eventually(self.recalls, "the recall", 60)
        self.assertEqual([h["number"] for h in recall], [self.wanted.decode()])
        self.assertIn("later bulletin", recall[0]["reasons"][0]["en"])
        ordered = [e["body"] for e in self.site.journal() if e["kind"] == "recall.ordered"]
        self.assertEqual(len(ordered), 1)
        self.assertNotIn("by", ordered[0])
        self.assertIn("recall", [a["code"] for a in self.site.client("op").get("/api/live/now")["alarms"]])

    def test_2_what_was_recalled_or_released_for_the_same_reason_is_not_recalled_again(self):
        inspector = self.site.client("thao")
        hold = self.recalls()[0]["id"]
        for step in ({"step": "inspecting"}, {"step": "found", "finding": "as-declared"}, {"step": "released"}):
            inspector.post(f"/api/holds/{hold}/steps", step)
        # A restart asks about all of them again, and so does each new version.
        self.site.stop()
        self.site.start()
        self.propose("rules", (EXAMPLE / "rules.yaml").read_text() + "\n# the same once more\n")
        eventually(lambda: len([e for e in self.site.journal() if e["kind"] == "document.activated"]) >= 5, "in force")
        # What is found later in order is behind what was found before: a list that hits another parcel comes last.
        other = LIST.replace("later", "last").replace("0905999888", "0912345678")
        lists = (EXAMPLE / "lists.yaml").read_text().replace("lists:\n", "lists:" + LIST + other, 1)
        self.propose("lists", lists)
        eventually(lambda: len(self.recalls()) >= 4, "the others are recalled", 60)
        self.assertNotIn(self.wanted.decode(), [h["number"] for h in self.recalls()])
