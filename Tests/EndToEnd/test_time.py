"""A wall clock that jumps, is not to be trusted or stands in 2099: nothing expires, nothing is deleted, no window moves."""
import time
import unittest

from hostile import Clock
from plc import Plc, Reader, s10
from site_rig import EXAMPLE, Site, approve, eventually

YEARS = 365 * 86_400
ENDS_SOON, BEGINS_LATE = "0905000001", "0905000002"


def lists(now):
    """A bulletin that ends in a year and one that begins in fifty."""
    day = lambda moment: time.strftime("%Y-%m-%d", time.gmtime(moment))
    one = lambda id, phone, start, end: (
        f"  - {{id: {id}, kind: bulletin, title: {{vi: bản tin {id}, en: bulletin {id}}}, source: công an, ground: thử,\n"
        f"     valid_from: {day(start)}, valid_until: {day(end)}, phones: ['{phone}']}}\n"
    )
    return ("lists:\n" + one("a", ENDS_SOON, now - YEARS, now + YEARS) + one("b", BEGINS_LATE, now + 50 * YEARS, now + 60 * YEARS)).encode()


class WrongClock(unittest.TestCase):
    def setUp(self):
        self.reader = Reader()
        self.reader.start()
        self.queue = []
        self.plc = Plc(scan=self.reader.send, labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        self.addCleanup(self.reader.close)
        self.serial = 0

    def site(self, **clock):
        self.clock = Clock(**clock)
        self.addCleanup(self.clock.close)
        site = Site(self.plc.port, self.reader.port)
        self.addCleanup(site.__exit__)
        site.start(self.clock.environment)
        site.set_up()
        first, second = site.client("chi"), site.client("binh")
        number = first.post("/api/documents/lists", lists(time.time()))["number"]
        for person in (first, second):
            approve(person, "lists", number)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.plc.running.set()
        self.person = site.client("op")
        return site

    def send(self, site, phone):
        """Sends a declared parcel; whether it passed."""
        self.serial += 1
        label = s10(self.serial)
        site.declare([label], phone=phone, client=self.chi)
        self.queue.append(label)
        eventually(lambda: [p for p in self.plc.passed + self.plc.inspected if p[1] == label], "it leaves")
        return any(p[1] == label for p in self.plc.passed)

    def sends(self, site):
        """What happens to a plain parcel, to one of the list that ends soon and to one of the list that begins late."""
        return [self.send(site, phone) for phone in ("0912345678", ENDS_SOON, BEGINS_LATE)]

    def holds(self, site):
        """How many holds are open, and the numbers that a list recalled after they had passed."""
        found = site.client("thao").get("/api/holds?limit=200")["holds"]
        return len([h for h in found if not h["recall"]]), sorted(h["number"] for h in found if h["recall"])

    def changes(self, site):
        return [(e["body"]["jump_ms"] // 1000, e["body"]["trusted"]) for e in site.journal() if e["kind"] == "clock.changed"]

    def test_jumps_both_ways_expire_nothing_delete_nothing_and_move_no_window(self):
        site = self.site()
        self.chi = site.client("chi")
        self.assertEqual(self.sends(site), [True, False, True])
        holds, recalled = self.holds(site)
        self.assertEqual((holds, recalled), (1, []))
        # A list that counts as begun reaches back: what passed before it is recalled, once.
        late = s10(self.serial)
        for ahead_s in (73 * YEARS, -50 * YEARS, 0):
            under_way = [s10(self.serial + n) for n in (1, 2, 3)]
            self.serial += 3
            site.declare(under_way, client=self.chi)
            before = len(self.plc.passed)
            self.queue += under_way
            time.sleep(0.3)
            # Parcels are on the belt when it happens: their windows and deadlines do not know of it.
            self.clock.set(ahead_s)
            eventually(lambda: len(self.plc.passed) == before + 3, "all of them pass")
            eventually(lambda: abs(self.person.get("/api/live/now")["now_ms"] / 1000 - time.time() - ahead_s) < 5, "the wall clock moved")
            time.sleep(1.1)
            # Nothing has ended, everything has begun, and nobody was signed out.
            self.assertEqual(self.sends(site), [True, False, False])
            holds += 2
            eventually(lambda: self.holds(site) == (holds, [late.decode()]), "every hold is still open")
        jumps = self.changes(site)
        self.assertEqual([round(jump / YEARS) for jump, _ in jumps], [73, -123, 50])
        self.assertEqual({trusted for _, trusted in jumps}, {False})
        reasons = {r["code"] for e in site.journal() if e["kind"] == "hold.raised" for r in e["body"]["reasons"]}
        self.assertEqual(reasons, {"rule"})
        monotonic = [e["at"]["monotonic"] for e in site.journal()]
        self.assertEqual(monotonic, sorted(monotonic))
        site.verify()

    def test_a_clock_that_nobody_synchronises_counts_every_list_as_begun_and_none_as_ended(self):
        site = self.site(ahead_s=2 * YEARS, synchronised=False)
        self.chi = site.client("chi")
        self.assertEqual(self.sends(site), [True, False, False])
        self.clock.set(2 * YEARS, synchronised=True)
        eventually(lambda: self.changes(site) == [(0, True)], "the clock is trusted now")
        eventually(lambda: self.sends(site) == [True, True, True], "by a trusted clock the first list has ended")

    def test_another_boot_and_another_year_forget_no_hold_and_no_parcel_that_passed(self):
        site = self.site()
        self.chi = site.client("chi")
        self.assertEqual(self.sends(site), [True, False, True])
        passed, late = self.plc.passed[0][1], self.plc.passed[1][1]
        epoch = self.plc.highest
        site.stop()
        # The machine started again: another boot id, and a clock far ahead.
        self.clock.set(20 * YEARS, synchronised=False, boot=b"0b00b008")
        site.start(self.clock.environment)
        eventually(lambda: self.plc.accepted and self.plc.accepted > epoch, "a new epoch")
        self.chi = site.client("chi")
        # No hold is forgotten; the list that counts as begun now takes back the parcel that passed before it.
        eventually(lambda: self.holds(site) == (1, [late.decode()]), "the hold is there")
        inspected = len(self.plc.inspected)
        self.queue.append(passed)
        eventually(lambda: len(self.plc.inspected) == inspected + 1, "the number that passed is held as a copy")
        copies = [r for e in site.journal() if e["kind"] == "hold.raised" for r in e["body"]["reasons"] if r["code"] == "copied-label"]
        self.assertEqual(len(copies), 1)
        boots = [e["body"]["boot"] for e in site.journal() if e["kind"] == "site.started"]
        self.assertEqual(boots, ["0b00b007", "0b00b008"])
        self.assertEqual(self.sends(site), [True, False, False])
        site.verify()


if __name__ == "__main__":
    unittest.main()
