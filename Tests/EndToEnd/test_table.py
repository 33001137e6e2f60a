"""A table without a belt: GO or STOP, hold tag, cage, and the second barrier at bag closing."""
import os
import pathlib
import signal
import socket
import threading
import time
import unittest

import table_rig
from plc import s10
from site_rig import Problem, eventually

BAG = "VNSGNDVNHANAAUN60001001000045"


class Table(unittest.TestCase):
    def site(self, **options):
        self.site_, self.scanner, self.printer = table_rig.start(self, **options)
        self.mai = self.site_.client("mai")
        self.turn("screening")
        eventually(lambda: self.scanner.host, "the gateway has connected to the scanner")
        return self.site_

    def turn(self, mode):
        self.mai.post("/api/tables/Q1/mode", {"mode": mode})

    def scan(self, label):
        self.mai.post("/api/tables/Q1/scans", {"label": label if isinstance(label, str) else label.decode()})

    def table(self):
        return self.mai.get("/api/live/now")["tables"][0]

    def showing(self, state):
        return eventually(lambda: (lambda t: t.get("showing", {}).get("state") == state and t)(self.table()), state)

    def pause(self):
        """Past the time within which a label scanned again is the same scan."""
        time.sleep(0.3)

    def test_cleared_parcel_shows_go_after_its_decision_is_durable(self):
        site, label = self.site(), s10(1)
        site.declare([label])
        self.scanner.send(label)
        shown = eventually(lambda: (lambda t: "goUntil_ms" in t and t)(self.table()), "GO")
        self.assertEqual(shown["showing"]["number"], label.decode())
        kinds = [e["kind"] for e in site.journal()]
        self.assertLess(kinds.index("passage.scanned"), kinds.index("passage.decided"))
        self.assertLess(kinds.index("passage.decided"), kinds.index("permit.answered"))
        self.assertEqual(shown["counts"]["cleared"], 1)
        site.verify()

    def test_held_parcel_gets_its_tag_and_is_scanned_into_the_cage(self):
        site, label = self.site(), s10(2)
        self.scan(label)
        held = self.showing("held")
        self.assertNotIn("goUntil_ms", held)
        hold = held["showing"]["hold"]
        tag = eventually(lambda: self.printer.labels, "the tag is printed")[0].decode()
        self.assertTrue(tag.startswith("^XA^CI28"), tag)
        self.assertIn(f">:{hold.replace('~', '_7E')}^FS", tag)
        self.assertIn("GIỮ LẠI", tag)
        self.assertIn("Bưu cục Đắk Tô", tag)
        self.turn("cage")
        self.assertEqual(self.table()["uncaged"], [hold])
        self.scan(hold)
        self.showing("caged")
        steps = [e["body"] for e in site.journal() if e["kind"] == "hold.stepped"]
        self.assertEqual([(s["step"], s["by"]) for s in steps], [("received", "mai")])
        ended = [e["body"]["how"] for e in site.journal() if e["kind"] == "passage.ended"]
        self.assertEqual(ended, ["inspected"])
        self.assertTrue([e for e in site.journal() if e["kind"] == "tag.printed" and e["body"]["isPrinted"]])

    def test_tag_is_left_as_a_file_where_there_is_no_printer(self):
        folder = "{id: tags, folder: tags}"
        site = self.site(printer=folder)
        self.scan(s10(3))
        hold = self.showing("held")["showing"]["hold"]
        path = pathlib.Path(site.folder, "tags", f"hold-{hold}.zpl")
        eventually(path.exists, "the tag is there")
        self.assertIn("^BCN,", path.read_text())

    def test_printer_that_does_not_answer_is_shown_and_tried_again(self):
        silent = socket.create_server(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        silent.close()
        self.site(printer=f'{{id: tags, address: "127.0.0.1:{port}"}}')
        self.scan(s10(4))
        self.showing("held")
        eventually(lambda: "cannot-print" in self.table().get("printerTrouble", ""), "the trouble is shown")
        late = socket.create_server(("127.0.0.1", port))
        self.addCleanup(late.close)
        late.settimeout(20)
        peer, _ = late.accept()
        with peer:
            self.assertTrue(peer.recv(4096).startswith(b"^XA"))
        eventually(lambda: "printerTrouble" not in self.table(), "all is well again")

    def test_bag_takes_only_parcels_with_a_valid_clear_and_is_closed_with_its_counts(self):
        site = self.site(table="    rescan_ms: 200\n")
        labels = [s10(n) for n in (10, 11)]
        site.declare(labels)
        for label in labels:
            self.scan(label)
            eventually(lambda: "goUntil_ms" in self.table(), "GO")
        self.turn("bag")
        self.scan(BAG)
        self.showing("bag-opened")
        for label in labels:
            self.scan(label)
            self.showing("bagged")
            self.pause()
        self.scan(s10(12))
        refused = self.showing("refused")
        self.assertEqual(refused["showing"]["reasons"][0]["en"], "not cleared")
        self.pause()
        self.scan(labels[0])
        self.showing("refused")
        with self.assertRaises(Problem) as found:
            self.mai.post("/api/tables/Q1/bags/closing")
        self.assertIn("table-bag-has-recall", str(found.exception))
        recall = self.table()["recalls"][0]
        self.assertEqual((recall["number"], recall["bag"]), (labels[0].decode(), BAG))
        self.turn("cage")
        self.scan(recall["hold"])
        eventually(lambda: not self.table()["recalls"], "it is out of the bag")
        self.turn("bag")
        self.scan(BAG)
        self.showing("bag-closed")
        closed = [e["body"] for e in site.journal() if e["kind"] == "bag.closed"]
        self.assertEqual([(c["parcels"], c["refused"], c["takenOut"]) for c in closed], [(1, 2, 1)])
        site.verify()

    def test_go_of_before_is_void_after_kill_and_clears_and_bags_go_on(self):
        site = self.site(table="    go_s: 60\n    rescan_ms: 200\n")
        passed, shown = s10(20), s10(21)
        site.declare([passed, shown])
        self.scan(passed)
        eventually(lambda: "goUntil_ms" in self.table(), "GO")
        self.turn("bag")
        self.scan(BAG)
        self.turn("screening")
        self.scan(shown)
        eventually(lambda: "goUntil_ms" in self.table(), "GO for the second")
        site.stop(signal.SIGKILL)
        site.start()
        self.mai = site.client("mai")
        table = self.table()
        self.assertNotIn("goUntil_ms", table)
        self.assertEqual(table["bag"]["label"], BAG)
        self.assertEqual(table["counts"]["cleared"], 2)
        self.turn("bag")
        self.scan(passed)
        self.showing("bagged")
        self.scan(shown)
        self.assertEqual(self.showing("refused")["showing"]["reasons"][0]["en"], "not cleared")
        ends = [e["body"]["how"] for e in site.journal() if e["kind"] == "passage.ended"]
        self.assertIn("restarted", ends)

    def test_kills_between_scan_and_go_leave_no_go_without_a_durable_clear(self):
        site = self.site(table="    rescan_ms: 200\n")
        site.declare([s10(n) for n in range(100, 400)])
        serial, shown = iter(range(100, 400)), set()
        for _ in range(int(os.environ.get("PARCELGATE_KILLS", "20")) // 7 + 1):
            ending = threading.Event()

            def watch(client):
                while not ending.is_set():
                    try:
                        table = client.get("/api/live/now")["tables"][0]
                    except OSError:
                        return
                    if "goUntil_ms" in table:
                        shown.add(table["showing"]["number"])

            watcher = threading.Thread(target=watch, args=(site.client("nam"),), daemon=True)
            watcher.start()
            for _ in range(6):
                self.scan(s10(next(serial)))
            self.scanner.send(s10(next(serial)))
            site.stop(signal.SIGKILL)
            ending.set()
            watcher.join(5)
            site.start()
            self.mai = site.client("mai")
            self.turn("screening")
        clear = {
            e["body"]["number"]["number"]
            for e in site.journal()
            if e["kind"] == "passage.decided" and e["body"]["verdict"] == "clear"
        }
        self.assertTrue(shown)
        self.assertLessEqual(shown, clear, "GO was shown for what the journal does not clear")
        site.verify()

    def test_clerk_reports_a_dangerous_object_and_two_persons_let_the_table_work_again(self):
        site = self.site()
        good, suspect = s10(6), s10(7)
        site.declare([good, suspect])
        self.scan(suspect)
        eventually(lambda: "goUntil_ms" in self.table(), "GO")
        self.mai.post("/api/halts", {"table": "Q1"})
        shown = self.table()
        self.assertEqual(shown["showing"]["state"], "do-not-open")
        self.assertNotIn("goUntil_ms", shown)
        with self.assertRaises(Problem) as refused:
            self.mai.post("/api/halts", {"table": "Q1"})
        self.assertIn("already-halted", refused.exception.body)
        with self.assertRaises(Problem) as refused:
            self.mai.post("/api/halts", {"table": "Q9"})
        self.assertIn("unknown-table", refused.exception.body)
        first, second = site.client("chi"), site.client("binh")
        halt = first.get("/api/live/now")["halts"][0]
        self.assertEqual((halt["lines"], halt["number"], halt["by"]), (["Q1"], suspect.decode(), "mai"))
        self.scan(good)
        self.assertNotIn("goUntil_ms", self.showing("held"))
        order = {"order": "return-to-work", "line": "Q1", "halt": halt["sequence"], "ground": "công binh đã xử lý"}
        first.post("/api/orders", order)
        second.post(f"/api/orders/{first.get('/api/live/now')['orders'][0]['sequence']}/confirmation")
        self.assertEqual(second.get("/api/live/now")["halts"], [])
        self.turn("bag")
        self.mai.post("/api/tables/Q1/bags", {"label": BAG})
        self.scan(suspect)
        self.showing("refused")
        site.verify()

    def test_only_who_may_work_at_a_table_gives_it_orders(self):
        site = self.site()
        for account in ("op", "thao", "chi"):
            with self.assertRaises(Problem) as found:
                site.client(account).post("/api/tables/Q1/scans", {"label": "X"})
            self.assertEqual(found.exception.status, 403)
        for path in ("/api/holds", "/api/accounts"):
            with self.assertRaises(Problem) as found:
                self.mai.get(path)
            self.assertEqual(found.exception.status, 403)
        with self.assertRaises(Problem) as found:
            site.client("nam").post("/api/tables/Q1/scans", {"label": s10(5).decode()})
        self.assertIn("table-taken", str(found.exception))


if __name__ == "__main__":
    unittest.main()
