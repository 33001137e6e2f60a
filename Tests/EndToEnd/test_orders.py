"""Do not open, do not move; a full lane; an earlier clear taken back: what people order, and what the sorter is told."""
import signal
import time
import unittest

from plc import Plc, Reader, s10
from site_rig import Problem, Site, eventually

DANGEROUS = "kíp nổ điện"


class Orders(unittest.TestCase):
    def setUp(self):
        self.reader = Reader()
        self.reader.start()
        self.queue = []
        self.plc = Plc(scan=self.reader.send, labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        self.addCleanup(self.reader.close)
        self.site = Site(self.plc.port, self.reader.port)
        self.site.__enter__()
        self.addCleanup(self.site.__exit__)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.plc.running.set()

    def live(self, account="op"):
        return self.site.client(account).get("/api/live/now")

    def halted(self):
        """A dangerous parcel has been seen: its halt."""
        label = s10(1)
        self.site.declare([label], contents=DANGEROUS)
        self.queue.append(label)
        return eventually(lambda: self.live()["halts"], "the line is halted")[0]

    def test_dangerous_parcel_stops_the_belt_and_two_persons_let_it_run(self):
        halt = self.halted()
        eventually(lambda: self.plc.ordered, "the belt was ordered to stop")
        self.assertEqual(halt["lines"], ["L1"])
        self.assertIn("halt", self.live()["lines"][0]["missing"])
        # No heartbeat comes either: the sorter would stand by itself.
        eventually(lambda: self.plc.stopped, "the heartbeat is withheld")
        inspector = self.site.client("thao")
        with self.assertRaises(Problem) as refused:
            inspector.post(f"/api/holds/{halt['hold']}/steps", {"step": "received"})
        self.assertIn("do-not-open", refused.exception.body)
        order = {"order": "return-to-work", "line": "L1", "halt": halt["sequence"], "ground": "công binh đã xử lý"}
        with self.assertRaises(Problem):
            inspector.post("/api/orders", order)
        first = self.site.client("chi")
        with self.assertRaises(Problem) as refused:
            first.post("/api/orders", {**order, "ground": ""})
        self.assertIn("needs-ground", refused.exception.body)
        first.post("/api/orders", order)
        asked = self.live()["orders"][0]
        with self.assertRaises(Problem) as refused:
            first.post(f"/api/orders/{asked['sequence']}/confirmation")
        self.assertIn("needs-another-person", refused.exception.body)
        self.assertEqual(len(self.live()["halts"]), 1)
        second = self.site.client("binh")
        # Who stands behind the ground too sees it, and nobody else does.
        self.assertEqual(second.get("/api/live/now")["orders"][0]["ground"], order["ground"])
        self.assertNotIn("ground", inspector.get("/api/live/now")["orders"][0])
        self.assertIn("halt", [alarm["code"] for alarm in self.live()["alarms"]])
        second.post(f"/api/orders/{asked['sequence']}/confirmation")
        self.assertEqual(self.live()["halts"], [])
        self.assertNotIn("halt", [alarm["code"] for alarm in self.live()["alarms"]])
        for what in ("account=binh&kind=order.confirmed", f"hold={halt['hold']}&kind=line.halted"):
            eventually(lambda: second.get(f"/api/journal?{what}")["entries"], f"found in the journal: {what}")
        eventually(lambda: not self.plc.stopped, "the heartbeat comes again")
        self.plc.start_by_hand()
        good = s10(2)
        self.site.declare([good])
        self.queue.append(good)
        eventually(lambda: any(label == good for _, label, _, _ in self.plc.passed), "the line works again")
        self.assertNotIn(s10(1), [label for _, label, _, _ in self.plc.passed])
        self.site.verify()

    def test_belt_stands_although_the_stop_was_lost(self):
        self.plc.deaf_to_stop = True
        self.halted()
        eventually(lambda: self.plc.stopped, "the withheld heartbeat stops the belt")
        self.assertFalse(self.plc.ordered)
        self.assertEqual(self.plc.passed, [])

    def test_halt_outlives_a_crash(self):
        halt = self.halted()
        eventually(lambda: self.plc.ordered, "the belt was ordered to stop")
        self.plc.ordered = False
        self.site.stop(signal.SIGKILL)
        self.site.start()
        eventually(lambda: self.plc.ordered, "the stop is ordered again")
        self.assertEqual([h["sequence"] for h in self.live()["halts"]], [halt["sequence"]])
        with self.assertRaises(Problem) as refused:
            self.site.client("thao").post(f"/api/holds/{halt['hold']}/steps", {"step": "received"})
        self.assertIn("do-not-open", refused.exception.body)

    def test_operator_halts_the_belt_for_a_parcel_at_the_table(self):
        self.queue.append(None)
        hold = eventually(lambda: self.site.client("thao").get("/api/holds")["holds"], "an unread parcel is held")[0]
        self.site.client("op").post("/api/halts", {"hold": hold["id"]})
        eventually(lambda: self.plc.ordered, "the belt was ordered to stop")
        with self.assertRaises(Problem) as refused:
            self.site.client("op").post("/api/halts", {"hold": hold["id"]})
        self.assertIn("already-halted", refused.exception.body)

    def test_full_lane_stops_the_induction_and_two_persons_let_it_run_for_a_while(self):
        self.plc.lane(20)
        eventually(lambda: self.live()["lines"][0].get("laneFree") == 20, "the lane is known")
        self.plc.lane(0, full=True)
        eventually(lambda: self.plc.induction == "T", "the induction is stopped")
        self.assertIn("lane-full", [alarm["code"] for alarm in self.live()["alarms"]])
        order = {"order": "run-with-full-lane", "line": "L1", "minutes": 5, "ground": "cảm biến hỏng"}
        with self.assertRaises(Problem):
            self.site.client("chi").post("/api/orders", {**order, "minutes": 61})
        self.site.client("chi").post("/api/orders", order)
        asked = self.live()["orders"][0]
        self.site.client("binh").post(f"/api/orders/{asked['sequence']}/confirmation")
        eventually(lambda: self.plc.induction == "S", "the induction is let run slowly")
        self.plc.lane(20)
        eventually(lambda: self.plc.induction == "R", "the induction runs")

    def test_clear_is_taken_back_after_the_parcel_has_left(self):
        label = s10(3)
        self.site.declare([label])
        self.queue.append(label)
        eventually(lambda: self.plc.passed, "it passes")
        eventually(
            lambda: any(e["kind"] == "passage.ended" and e["body"]["how"] == "passed" for e in self.site.journal()),
            "its exit is in the journal",
        )
        recall = {"number": label.decode(), "ground": "công văn 12"}
        with self.assertRaises(Problem):
            self.site.client("op").post("/api/recalls", recall)
        self.site.client("thao").post("/api/recalls", recall)
        hold = eventually(lambda: self.site.client("thao").get("/api/holds")["holds"], "it is sought")[0]
        self.assertTrue(hold["recall"])
        self.assertEqual(hold["number"], label.decode())
        self.assertIn("recall", [alarm["code"] for alarm in self.live()["alarms"]])
        # It comes again: it is held.
        self.queue.append(label)
        eventually(lambda: self.plc.inspected, "it is held when it comes again")

    def test_a_hold_that_no_decision_made_shows_what_is_declared_by_now(self):
        label = s10(5)
        self.site.declare([label], contents="áo sơ mi")
        inspector = self.site.client("thao")
        inspector.post("/api/recalls", {"number": label.decode(), "ground": "công văn 13"})
        hold = eventually(lambda: inspector.get("/api/holds")["holds"], "it is held before it comes")[0]
        path = f"/api/holds/{hold['id']}"
        detail = inspector.get(path)
        self.assertTrue(detail["isDeclaredLater"])
        self.assertEqual([line["description"] for line in detail["declared"]["contents"]], ["áo sơ mi"])
        self.assertNotIn("declared", self.site.client("op").get(path))
        self.assertIn("sender", inspector.post(f"{path}/personal", {"ground": "inspection"}))
        shown = [e["body"] for e in self.site.journal() if e["kind"] == "personal.shown"]
        self.assertEqual([one["account"] for one in shown], ["thao"])

    def test_controlled_delivery_needs_two_persons_and_passes_once(self):
        label = s10(4)
        self.site.declare([label], contents="nòng thép")
        self.queue.append(label)
        hold = eventually(lambda: self.site.client("thao").get("/api/holds")["holds"], "it is held")[0]
        eventually(lambda: self.plc.inspected, "it is in the lane")
        inspector, first, second = (self.site.client(name) for name in ("thao", "chi", "binh"))
        order = {"order": "controlled-delivery", "line": "L1", "hold": hold["id"], "ground": "công văn 7/PC04"}
        with self.assertRaises(Problem) as refused:
            first.post("/api/orders", order)
        self.assertIn("not-taken", refused.exception.body)
        inspector.post(f"/api/holds/{hold['id']}/steps", {"step": "inspecting"})
        inspector.post(f"/api/holds/{hold['id']}/steps", {"step": "found", "finding": "weapon"})
        with self.assertRaises(Problem):
            inspector.post(f"/api/holds/{hold['id']}/steps", {"step": "controlled-delivery"})
        first.post("/api/orders", order)
        asked = self.live()["orders"][0]
        with self.assertRaises(Problem) as refused:
            first.post(f"/api/orders/{asked['sequence']}/confirmation")
        self.assertIn("needs-another-person", refused.exception.body)
        second.post(f"/api/orders/{asked['sequence']}/confirmation")
        # The order outlives a restart.
        self.site.stop(signal.SIGKILL)
        self.site.start()
        eventually(lambda: self.plc.hellos[-1] == 2 and self.plc.runs_on(), "the epoch is agreed again")
        self.queue.append(label)
        eventually(lambda: self.plc.passed, "it goes on")
        clear = [e for e in self.site.journal() if e["kind"] == "passage.decided" and e["body"]["verdict"] == "clear"][-1]
        self.assertIn("controlled", clear["body"])
        self.assertEqual(clear["body"]["notes"][0]["rule"]["id"], "declared-gun-part")
        self.site.verify()


if __name__ == "__main__":
    unittest.main()
