"""A conveyor under load, and the law checked against the journal afterwards."""
import itertools
import json

from plc import Plc, Reader, s10
from site_rig import Problem, Site, eventually


class LoadedLine:
    """Declared parcels without end, every eleventh of them undeclared, on a site with a hostile machine."""

    DECLARED = 3000

    def __init__(self, case, environment=None, data=None, stops=True, declared=DECLARED, **options):
        self.case = case
        self.reader = Reader()
        self.reader.start()
        self.serial = itertools.count(1)
        self.plc = Plc(scan=self.reader.send, labels=lambda: s10(next(self.serial)))
        self.plc.stops = stops
        self.plc.speed, self.plc.patient = 3.0, False
        self.plc.start()
        case.addCleanup(self.plc.close)
        case.addCleanup(self.reader.close)
        self.environment = environment
        self.site = Site(self.plc.port, self.reader.port, **options)
        if data:
            data(self.site.folder + "/data")
        case.addCleanup(self.site.__exit__)
        self.start()
        self.site.set_up()
        self.site.declare([s10(n) for n in range(1, declared + 1) if n % 11])
        self.people = {name: self.site.client(name) for name in ("op", "thao", "chi")}
        self.plc.running.set()
        self.passes(3)

    def start(self):
        epoch = self.plc.highest
        self.site.start(self.environment)
        eventually(lambda: self.plc.accepted and self.plc.highest > epoch, "a new epoch is agreed")

    def restart(self):
        self.site.stop()
        self.start()
        self.people = {name: self.site.client(name) for name in ("op", "thao", "chi")}

    def live(self):
        return self.people["op"].get("/api/live/now")

    def passes(self, more=2, limit=30):
        before = len(self.plc.passed)
        eventually(lambda: len(self.plc.passed) >= before + more, f"{more} more parcels pass", limit)

    def journal_fault(self):
        return self.live().get("journalFault")

    def health(self):
        """What the health check says is missing; nothing when the gateway is ready."""
        try:
            return self.people["op"].get("/api/health")["missing"]
        except Problem as problem:
            self.case.assertEqual(problem.status, 503)
            return json.loads(problem.body)["missing"]

    def check_law(self):
        """Nothing passed without its durable clear, and the journal is whole."""
        self.plc.running.clear()
        self.site.stop()
        clears = {}
        for entry in self.site.journal():
            body = entry["body"]
            if entry["kind"] == "passage.decided" and body["verdict"] == "clear":
                clears[(entry["epoch"], body["permit"]["number"])] = body
        for track, label, epoch, permit in self.plc.passed:
            clear = clears.get((epoch, permit))
            self.case.assertIsNotNone(clear, f"permit {permit} of epoch {epoch} has no durable clear")
            self.case.assertEqual((clear["permit"]["track"], clear["number"]["number"]), (track, label.decode()))
        self.site.verify()
