"""A shift at ten times its speed: a PLC, a tunnel reader with all its faults, a scanner at the table, an importer and inspectors,
each by its real protocol, against the released binary; the parcel balance is closed at its end.

PARCELGATE_SHIFT_S says how many seconds it lasts (a shift of eight hours: 2880), PARCELGATE_SEED which one it is.
"""
import collections
import itertools
import os
import random
import threading
import time
import unittest

from faulty_reader import FaultyReader
from plc import Plc, s10
from site_rig import Problem, Site, eventually
from test_usb import Host, NEWLAND

SHIFT_S = float(os.environ.get("PARCELGATE_SHIFT_S", "45"))
SEED = int(os.environ.get("PARCELGATE_SEED", str(random.SystemRandom().randrange(10**6))))


class Shift:
    def __init__(self, dice):
        self.dice, self.ending, self.lock = dice, threading.Event(), threading.Lock()
        self.failures = []
        self.serial = itertools.count(1)
        self.declared = 0
        # Released by an inspector and put on the belt again.
        self.returning = collections.deque()
        self.released = self.seized = self.closed = 0
        self.reader = FaultyReader(random.Random(dice.random()))
        self.reader.start()
        self.plc = self.reader.plc = Plc(scan=self.reader.read, labels=self.label)
        # Ten times 0.4 m/s.
        self.plc.speed, self.plc.gap, self.plc.patient = 4.0, 500, False
        self.plc.start()
        self.site = Site(self.plc.port, self.reader.port, usb=("newland-fm430",), usb_devices=NEWLAND)

    # --- the belt

    def label(self):
        if self.ending.is_set():
            return False
        if self.returning:
            return self.returning.popleft()
        serial = next(self.serial)
        if serial > self.declared:
            return False
        return s10(serial)

    # --- people

    def people(self, work):
        """Runs work of one person again and again until the shift ends; a restart under way is waited for."""
        def run():
            while not self.ending.is_set():
                try:
                    client = self.site.client(work.account)
                    while not self.ending.is_set():
                        work(client)
                except (Problem, OSError, KeyError) as problem:
                    if isinstance(problem, Problem) and problem.status not in (401, 409, 503):
                        self.failures.append(f"{work.__name__}: {problem}")
                    time.sleep(0.1)
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    def import_more(self, client):
        """The next manifest comes before its parcels; every fortieth is forgotten, every fiftieth is suspicious."""
        if self.declared - self.plc.inducted < 200:
            labels = [s10(n) for n in range(self.declared + 1, self.declared + 401)]
            self.site.declare([l for n, l in enumerate(labels) if n % 40], client=client,
                              contents=lambda l: "nòng thép" if int(l[2:10]) % 50 == 0 else "quần áo")
            self.declared += 400
        time.sleep(0.05)

    import_more.account = "chi"

    def inspect(self, client):
        holds = client.get("/api/holds?which=open&limit=50")["holds"]
        lying = [h for h in holds if h["state"] == "diverted"]
        if not lying:
            return time.sleep(0.1)
        hold = self.dice.choice(lying)
        number = hold.get("number")
        if number:
            self.host.scan("newland", number.encode(), "newland")
        step = lambda **body: client.post(f"/api/holds/{hold['id']}/steps", body)
        step(step="received")
        step(step="inspecting")
        if self.dice.random() < 0.05:
            step(step="found", finding="weapon", note="nòng súng hơi")
            step(step="seized")
            self.seized += 1
        elif number and not hold["recall"]:
            step(step="found", finding="as-declared", note="đúng khai báo")
            step(step="released")
            self.returning.append(number.encode())
            self.released += 1
        else:
            step(step="found", finding="other", note="không đọc được")
            step(step="returned")

    inspect.account = "thao"

    def run(self):
        self.site.start()
        self.site.set_up()
        self.host = Host(self.site.control)
        eventually(lambda: self.plc.accepted and self.reader.host, "all are connected")
        threads = [self.people(self.import_more), self.people(self.inspect), self.people(self.inspect)]
        eventually(lambda: self.declared, "the first manifest is in")
        self.plc.running.set()
        start, restarts = time.monotonic(), 0
        while time.monotonic() - start < SHIFT_S:
            time.sleep(SHIFT_S / 5 + self.dice.random())
            if restarts < 1 + SHIFT_S / 900:
                # Somebody starts the gateway again, or the line's cable is pulled.
                restarts += 1
                if restarts % 2:
                    # The belt stands so long, so that no telegram goes into a link that nobody reads any more.
                    with self.plc.lock:
                        self.site.stop()
                        self.plc.drop()
                        self.plc.then = time.monotonic()
                    epoch = self.plc.highest
                    self.site.start()
                    eventually(lambda: self.plc.accepted and self.plc.accepted > epoch, "a new epoch")
                else:
                    with self.plc.lock:
                        self.plc.drop()
        self.ending.set()
        for thread in threads:
            thread.join(30)
        # The belt runs empty.
        eventually(lambda: not self.plc.things, "the belt is empty", 30)
        time.sleep(1.5)

    # --- the books

    def check(self):
        """What is broken, in words."""
        broken = list(self.failures)
        plc, line = self.plc, self.site.client("op").get("/api/live/now")["lines"][0]
        balance = line["balance"]
        if balance["unexplained"] or balance["escaped"] or balance["strays"] or balance["underWay"]:
            broken.append(f"the balance is not closed: {balance}")
        if plc.inducted != len(plc.passed) + len(plc.inspected):
            broken.append(f"{plc.inducted} came, {len(plc.passed)} passed, {len(plc.inspected)} were inspected")
        self.site.stop()
        self.site.verify()
        clears, opened, ended, held, again = {}, {}, {}, set(), 0
        for entry in self.site.journal():
            kind, body, place = entry["kind"], entry["body"], f"{entry['epoch']}/{entry['sequence']}"
            if kind == "passage.decided" and body["verdict"] == "clear":
                clears[(entry["epoch"], body["permit"]["number"])] = body
            elif kind == "passage.opened":
                opened[place] = body
            elif kind == "passage.ended":
                if body["passage"] in ended:
                    broken.append(f"passage {body['passage']} ended twice")
                ended[body["passage"]] = body["how"]
            elif kind in ("hold.raised", "hold.joined") and body.get("passage"):
                held.add(body["passage"])
        how = collections.Counter(ended.values())
        if set(opened) != set(ended):
            broken.append(f"{len(set(opened) ^ set(ended))} passages are open or were never opened")
        if len(opened) != plc.inducted:
            broken.append(f"{plc.inducted} parcels came and {len(opened)} passages were opened")
        if not how["passed"] <= len(plc.passed) <= how["passed"] + how["restarted"]:
            broken.append(f"{len(plc.passed)} passed, the journal has {how}")
        if not how["inspected"] <= len(plc.inspected) <= how["inspected"] + how["restarted"]:
            broken.append(f"{len(plc.inspected)} were inspected, the journal has {how}")
        broken += [f"passage {p} ended as {h} without a hold" for p, h in ended.items() if h != "passed" and p not in held]
        for track, label, epoch, permit in plc.passed:
            clear = clears.get((epoch, permit))
            if clear is None or clear["permit"]["track"] != track or clear["number"]["number"] != label.decode():
                broken.append(f"{label} passed by permit {permit} of epoch {epoch}, which is not its own durable clear: {clear}; "
                              f"the reader {self.reader.about(label)}")
        return broken

    def close(self):
        self.ending.set()
        self.plc.close()
        self.reader.close()
        self.site.__exit__()


class OneShift(unittest.TestCase):
    def test_the_parcel_balance_of_a_shift_is_closed_at_its_end(self):
        shift = Shift(random.Random(SEED))
        self.addCleanup(shift.close)
        shift.run()
        broken = shift.check()
        for fault in broken[:20]:
            print(fault)
        print(f"\n{shift.plc.inducted} parcels, {len(broken)} broken invariants, seed {SEED}")
        self.assertEqual(broken, [])
        self.assertGreater(len(shift.plc.passed), SHIFT_S)
        self.assertGreater(shift.released, SHIFT_S / 60)
        self.assertEqual(set(shift.reader.faults) - set(shift.reader.seen), set())


if __name__ == "__main__":
    unittest.main()
