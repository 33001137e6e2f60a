"""Signed bulletins: taken in, left out, played again, frozen; and the parcels whose flow needs them."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from plc import Plc, Reader, s10
from site_rig import Problem, Site, eventually

POLICY = """
flows:
  - name: all
    requires: [identity, manifest, singled-out, bulletin]
"""
LIST = """
  - id: {id}
    kind: bulletin
    title: {{vi: bản tin, en: bulletin}}
    source: công an
    ground: công văn
    valid_from: 2020-01-01
    phones: ["{phone}"]
"""


class Bulletins(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if shutil.which("minisign") is None:
            raise unittest.SkipTest("minisign is not installed (packaging/deps.sh)")
        cls.folder = tempfile.mkdtemp(prefix="pg-bulletins-")
        cls.keys = {}
        for name in ("police", "stranger"):
            public, secret = f"{cls.folder}/{name}.pub", f"{cls.folder}/{name}.key"
            subprocess.run(["minisign", "-G", "-W", "-p", public, "-s", secret], check=True, capture_output=True)
            cls.keys[name] = pathlib.Path(public).read_text().splitlines()[1]
        cls.reader = Reader()
        cls.reader.start()
        cls.queue = []
        cls.plc = Plc(scan=cls.reader.send, labels=lambda: cls.queue.pop(0) if cls.queue else False)
        cls.plc.start()
        cls.watched = pathlib.Path(cls.folder, "in")
        cls.watched.mkdir()
        more = f"""bulletins:
  folder: {cls.watched}
  issuers:
    - {{id: police, name: {{vi: Công an, en: Police}}, keys: [{cls.keys["police"]}], first_serial: 7}}
"""
        cls.site = Site(cls.plc.port, cls.reader.port, policy=POLICY, more=more)
        cls.site.__enter__()
        cls.labels = [s10(n) for n in range(1, 61)]
        cls.site.declare(cls.labels, phone=lambda label: "0905111333" if int(label[2:10]) % 5 == 0 else "0912345678")
        eventually(lambda: cls.plc.accepted, "agreed")
        cls.plc.running.set()

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()
        cls.plc.close()
        cls.reader.close()
        shutil.rmtree(cls.folder)

    def bulletin(self, serial, lists="", key="police", valid="2099-01-01", complete=False, legacy=False):
        path = pathlib.Path(self.folder, f"b{serial}.yaml")
        whole = ", complete: yes" if complete else ""
        path.write_text(
            f"bulletin: {{issuer: police, serial: {serial}, issued: 2026-01-01, valid_until: {valid}{whole}}}\n"
            + (f"lists:{lists}" if lists else "")
        )
        subprocess.run(
            ["minisign", "-S", "-W", "-s", f"{self.folder}/{key}.key", "-m", str(path)] + (["-l"] if legacy else []),
            check=True, capture_output=True)
        return path

    def upload(self, path, account="chi"):
        form = {"bulletin": path.read_text(), "signature": pathlib.Path(f"{path}.minisig").read_text(), "name": path.name}
        return self.site.client(account).post("/api/bulletins", form)

    def refused(self, code, path):
        with self.assertRaises(Problem) as problem:
            self.upload(path)
        self.assertEqual(json.loads(problem.exception.body)["code"], code)

    def state(self):
        return self.site.client("op").get("/api/bulletins")["issuers"][0]

    def alarms(self):
        return [a["code"] for a in self.site.client("op").get("/api/live/now")["alarms"]]

    def send(self, count):
        """Sends parcels, and gives how many of them passed and what the first held one's reasons say."""
        passed, exited = len(self.plc.passed), self.plc.exited
        self.queue += self.labels[:count]
        del self.labels[:count]
        eventually(lambda: self.plc.exited == exited + count, "all have left the belt", 60)
        eventually(lambda: self.site.client("thao").get("/api/live/now")["lines"][0]["passages"] == [], "and are known", 20)
        return len(self.plc.passed) - passed

    def reasons(self):
        return {r["en"] for h in self.site.client("thao").get("/api/holds?which=open&limit=200")["holds"] for r in h["reasons"]}

    def test_1_without_a_bulletin_nothing_of_the_flow_is_cleared(self):
        self.assertEqual(self.state()["state"], "none")
        eventually(lambda: "bulletin-stale" in self.alarms(), "the alarm")
        self.assertEqual(self.send(2), 0)
        self.assertIn("missing evidence: the authorities' current bulletins", self.reasons())

    def test_2_a_signed_bulletin_counts_at_once(self):
        with self.assertRaises(Problem) as problem:
            self.upload(self.bulletin(7, LIST.format(id="a", phone="0905 111 333")), "thao")
        self.assertEqual(problem.exception.status, 403)
        taken = self.upload(self.bulletin(7, LIST.format(id="a", phone="0905 111 333")))
        self.assertEqual((taken["issuer"], taken["serial"], taken["lists"]), ("police", 7, 1))
        eventually(lambda: self.state()["state"] == "current", "current")
        self.assertGreaterEqual(self.send(5), 3)
        self.assertIn("The receiver's telephone number is in bulletin", self.reasons())
        type(self).wanted = next(
            h["number"] for h in self.site.client("thao").get("/api/holds?which=open&limit=200")["holds"]
            if any(r.get("rule", "").startswith("bulletin-receiver-phone") for r in h["reasons"]))
        self.explained()

    def explained(self):
        """By the bulletins of then, whatever has come since."""
        said = self.site.run(
            "rules", "explain", "--site", self.site.folder + "/site.yaml", "--language", "en", self.wanted).stdout
        self.assertIn("bulletin-receiver-phone v1 ", said)
        self.assertNotIn("cannot be read any more", said)

    def test_3_what_is_not_signed_by_its_issuer_is_refused(self):
        self.refused("signature-unknown-key", self.bulletin(8, key="stranger"))
        path = self.bulletin(8)
        path.write_text(path.read_text() + "# changed\n")
        self.refused("signature-invalid", path)
        self.refused("bulletin-old", self.bulletin(6))
        self.refused("bulletin-old", self.bulletin(7))
        self.assertEqual(self.state()["serial"], 7)

    def test_4_one_left_out_is_alarmed_and_nothing_is_cleared_until_it_comes(self):
        for path in (self.bulletin(9, legacy=True),):
            shutil.copy(path, self.watched)
            shutil.copy(f"{path}.minisig", self.watched)
        eventually(lambda: self.state()["state"] == "gap", "the gap")
        self.assertEqual(self.state()["missing"], [8])
        eventually(lambda: "bulletin-gap" in self.alarms(), "the alarm")
        self.assertEqual(self.send(3), 0)
        self.site.run("bulletin", "check", "--site", self.site.folder + "/site.yaml", str(self.bulletin(8)))
        self.upload(self.bulletin(8))
        eventually(lambda: self.state()["state"] == "current", "current again")
        self.assertGreaterEqual(self.send(3), 2)

    def test_5_a_bulletin_that_was_taken_in_is_known_after_a_restart(self):
        self.site.stop()
        # What is played again while nobody looks is noticed: it lies in the folder.
        path = self.bulletin(5)
        shutil.copy(path, self.watched)
        shutil.copy(f"{path}.minisig", self.watched)
        self.site.start()
        self.assertEqual((self.state()["state"], self.state()["serial"], self.state()["lists"]), ("current", 9, 1))
        eventually(lambda: "bulletin-refused" in self.alarms(), "the alarm")
        self.site.verify()

    def test_5_and_after_a_restore(self):
        folder = pathlib.Path(self.site.folder)
        site, backup, keys = str(folder / "site.yaml"), str(folder / "backup"), str(folder / "keys")
        self.site.run("backup", backup, "--keys", keys, "--site", site)
        # Who is looked for is nobody's to read who has the backup and not the keys.
        for path in pathlib.Path(backup).rglob("*"):
            if path.is_file():
                self.assertFalse(b"0905 111 333" in path.read_bytes(), path)
        self.site.stop()
        (folder / "data").rename(folder / "lost")
        self.site.run("restore", backup, "--keys", keys, "--accept-loss", "đĩa hỏng", "--site", site)
        self.site.start()
        self.assertEqual((self.state()["state"], self.state()["serial"], self.state()["lists"]), ("current", 9, 1))
        eventually(self.plc.runs_on, "agreed again")
        self.assertGreaterEqual(self.send(3), 2)

    def test_6_a_complete_one_says_all_and_a_changed_file_is_noticed(self):
        self.upload(self.bulletin(12, complete=True))
        eventually(lambda: self.state()["state"] == "current", "current")
        self.assertEqual(self.state()["lists"], 0)
        self.explained()
        self.site.stop()
        kept = [f for f in pathlib.Path(self.site.folder, "data/bulletins").glob("*.yaml") if "serial: 12" in f.read_text()]
        kept[0].write_text(kept[0].read_text() + "# changed\n")
        self.site.start()
        self.assertEqual(self.state()["state"], "damaged")
        eventually(lambda: "bulletin-damaged" in self.alarms(), "the alarm")
