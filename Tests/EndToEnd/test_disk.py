"""A disk that fails under load: nothing passes without a durable clear, somebody is told, and it recovers as designed."""
import os
import pathlib
import shutil
import subprocess
import time
import unittest

from hostile import Disk
from loaded_line import LoadedLine
from site_rig import EXAMPLE, Problem, eventually

# A document that the journal keeps whole: it fills the journal's log quickly.
PADDING = (EXAMPLE / "rules.yaml").read_bytes() + b"# " + b"x" * 200_000 + b"\n"


def fill_the_log(line, documents, pause=0.0):
    """Hands documents in until the journal takes no more; `pause` lets a copying of the log end before the next one."""
    for _ in range(documents):
        time.sleep(pause)
        try:
            line.people["chi"].post("/api/documents/rules", PADDING)
        except Problem as problem:
            line.case.assertEqual(problem.status, 503)
            return


def fill(path):
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass


class FailingDisk(unittest.TestCase):
    def setUp(self):
        self.disk = Disk()
        self.addCleanup(self.disk.close)

    def line(self, **options):
        return LoadedLine(self, self.disk.environment, **options)

    def refuses_people(self, line):
        with self.assertRaises(Problem) as refused:
            line.people["chi"].post("/api/documents/rules", PADDING)
        self.assertEqual(refused.exception.status, 503)

    def latches(self, line, fault, *plan):
        """The plan's fault stops the journal: said on the console, in the health check and in the machine's log."""
        self.disk.fail(*plan)
        eventually(lambda: line.journal_fault() == fault, "the journal is stopped")
        self.assertGreater(self.disk.met(), 0)
        self.assertIn("journal", line.health())
        self.assertIn("nothing is cleared", line.site.said())

    def stays_shut_until_a_restart(self, line):
        """The disk is well again, and a clear is refused all the same."""
        self.disk.mend()
        eventually(lambda: line.plc.stopped, "the sorter sees no progress any more", 6)
        passed, inspected = len(line.plc.passed), len(line.plc.inspected)
        eventually(lambda: len(line.plc.inspected) > inspected + 5, "parcels go to inspection")
        self.assertEqual(len(line.plc.passed), passed)
        self.assertEqual(line.journal_fault(), "io")
        self.refuses_people(line)
        line.restart()
        line.passes()
        self.assertIsNone(line.journal_fault())

    def test_a_flush_that_failed_clears_nothing_until_a_restart_although_the_disk_is_well_again(self):
        line = self.line(stops=False)
        self.latches(line, "io", "sync /journal/segment- eio")
        self.stays_shut_until_a_restart(line)
        line.check_law()

    def test_a_write_that_failed_clears_nothing_until_a_restart(self):
        line = self.line(stops=False)
        self.latches(line, "io", "write /journal/segment- eio")
        self.stays_shut_until_a_restart(line)
        line.check_law()

    def test_a_failed_flush_beside_the_writer_is_not_forgotten(self):
        # The copying of the log into the file is not waited for; the system reports its failure once, to whoever asks first.
        line = self.line(stops=False)
        self.disk.fail("sync .db$ eio")
        # The file is flushed only by a copying that reaches the log's end: nothing may be written meanwhile.
        line.plc.running.clear()
        eventually(lambda: not line.plc.things, "the belt is empty")
        fill_the_log(line, 150, pause=0.25)
        line.plc.running.set()
        eventually(lambda: line.journal_fault() == "io", "the journal is stopped")
        self.stays_shut_until_a_restart(line)
        line.check_law()

    def test_short_writes_pass_nothing_and_it_goes_on_by_itself(self):
        line = self.line()
        self.latches(line, "full", "write /journal/segment- short")
        eventually(lambda: line.plc.stopped, "the belt is stopped", 6)
        passed = len(line.plc.passed)
        time.sleep(1)
        self.assertEqual(len(line.plc.passed), passed)
        self.disk.mend()
        eventually(lambda: not line.plc.stopped, "the belt runs again", 10)
        line.passes()
        said = [e["body"] for e in line.site.journal() if e["kind"] == "journal.verified"]
        self.assertEqual([s["after"] for s in said], ["the disk is full"])
        line.check_law()

    def test_a_slow_disk_holds_what_is_late_and_passes_nothing_undurable(self):
        line = self.line()
        self.disk.fail("sync /journal/segment- slow 1200")
        inspected = len(line.plc.inspected)
        eventually(lambda: len(line.plc.inspected) > inspected + 6, "parcels go to inspection", 40)
        self.disk.mend()
        line.passes()
        reasons = [r["code"] for e in line.site.journal() if e["kind"] == "hold.raised" for r in e["body"]["reasons"]]
        self.assertIn("late", reasons)
        line.check_law()

    def test_records_that_cannot_be_written_stop_no_decision_and_catch_up(self):
        line = self.line()
        self.disk.fail("write records.db eio")
        line.passes(8)
        eventually(lambda: "records-behind" in [a["code"] for a in line.live()["alarms"]], "people are told")
        self.assertIsNone(line.journal_fault())
        self.disk.mend()
        before = len(line.people["thao"].get("/api/holds?limit=200")["holds"])
        eventually(lambda: len(line.people["thao"].get("/api/holds?limit=200")["holds"]) > before, "the holds are listed again")
        line.check_law()

    def test_a_manifest_that_cannot_be_read_holds_every_parcel(self):
        line = self.line(declared=20_000)
        self.disk.fail("read manifest.db eio")
        inspected = len(line.plc.inspected)
        eventually(lambda: len(line.plc.inspected) > inspected + 6, "parcels go to inspection")
        self.assertGreater(self.disk.met(), 0)
        passed = len(line.plc.passed)
        eventually(lambda: len(line.plc.inspected) > inspected + 12, "all of them")
        self.assertLessEqual(len(line.plc.passed), passed + 1)
        self.disk.mend()
        line.passes()
        reasons = [r["code"] for e in line.site.journal() if e["kind"] == "hold.raised" for r in e["body"]["reasons"]]
        self.assertIn("lookup-failed", reasons)
        line.check_law()


@unittest.skipUnless(os.geteuid() == 0, "a small disk is mounted by root only")
class FullDisk(unittest.TestCase):
    def small(self, path):
        """A disk of its own for the data folder."""
        os.makedirs(path)
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", path])
        self.addCleanup(lambda: subprocess.check_call(["umount", "-l", path]))

    def test_a_full_disk_stops_the_belt_and_frees_it_by_itself_after_verification(self):
        line = LoadedLine(self, data=self.small)
        site = line.site
        filler = pathlib.Path(site.folder, "data/filler")
        fill(filler)
        fill_the_log(line, 300)
        eventually(lambda: line.journal_fault() == "full", "the journal is stopped")
        self.assertIn("the disk is full", site.said())
        self.assertIn("Free space", site.said())
        eventually(lambda: line.plc.stopped, "the belt is stopped", 6)
        passed = len(line.plc.passed)
        time.sleep(1)
        self.assertEqual(len(line.plc.passed), passed)
        with self.assertRaises(Problem) as problem:
            site.declare([b"EB000000018VN"], client=line.people["chi"])
        self.assertIn(problem.exception.status, (422, 503, 507))
        filler.unlink()
        eventually(lambda: not line.plc.stopped, "the belt runs again", 15)
        line.passes()
        self.assertIsNone(line.journal_fault())
        verified = [e["body"] for e in site.journal() if e["kind"] == "journal.verified"]
        self.assertEqual([v["after"] for v in verified][:1], ["the disk is full"])
        line.check_law()

    def refusal(self, site, filler):
        """What a start on a full disk says."""
        for _ in range(5):
            fill(filler)
            try:
                site.start()
            except RuntimeError as refused:
                return str(refused)
            # What it cleans up as it starts may be room enough: then the disk was not full.
            site.stop()
            filler.unlink()
        self.fail("it never met a full disk")

    def test_a_start_on_a_full_disk_says_so_and_starts_when_there_is_room(self):
        line = LoadedLine(self, data=self.small)
        site = line.site
        site.stop()
        filler = pathlib.Path(site.folder, "data/filler")
        self.assertIn("the disk is full", self.refusal(site, filler))
        self.assertEqual(site.process.returncode, 3)
        filler.unlink()
        line.start()
        line.passes()
        line.check_law()


if __name__ == "__main__":
    unittest.main()
