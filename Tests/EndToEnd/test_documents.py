"""A new rule that would hold everything: tried on the last shift's parcels, agreed by a third person, alarmed, taken back."""
import hashlib
import json
import re
import signal
import unittest

from plc import Plc, Reader, s10
from site_rig import EXAMPLE, Problem, Site, eventually

EVERYTHING = """
  - id: everything
    version: 1
    name: {vi: tất cả, en: everything}
    text: {vi: giữ tất cả, en: everything is held}
    when: weight_g > 0
    ground: thử
"""
SOME = EVERYTHING.replace("everything", "rice").replace("weight_g > 0", "contents.exists(c, c == 'gạo')")
TRIAL = EVERYTHING.replace("everything", "trial") + "    life: shadow\n    action: do-not-open\n"


class Documents(unittest.TestCase):
    """One site whose parcels pass before the documents change."""

    @classmethod
    def setUpClass(cls):
        cls.reader = Reader()
        cls.reader.start()
        cls.queue = []
        cls.plc = Plc(scan=cls.reader.send, labels=lambda: cls.queue.pop(0) if cls.queue else False)
        cls.plc.start()
        cls.site = Site(cls.plc.port, cls.reader.port, more="hold_budget: {percent: 20, hours: 1, parcels: 1000}\n")
        cls.site.__enter__()
        cls.labels = [s10(n) for n in range(1, 201)]
        cls.site.declare(cls.labels, contents=lambda label: "gạo" if int(label[2:10]) % 10 == 0 else "quần áo")
        eventually(lambda: cls.plc.accepted, "agreed")
        cls.plc.running.set()
        cls.send(30)
        eventually(lambda: cls.plc.exited == 30, "thirty parcels have left the belt", 60)
        # A machine that is busy elsewhere may hold one or the other, or give the sorter its permit too late. A replay asks about
        # what was decided by the evidence: a parcel's first decision.
        decided = [e["body"] for e in cls.site.journal() if e["kind"] == "passage.decided"]
        cls.passed = list({body["passage"]: body["verdict"] for body in reversed(decided)}.values()).count("clear")
        assert cls.passed > 20, cls.plc.inspected

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()
        cls.plc.close()
        cls.reader.close()

    @classmethod
    def send(cls, count):
        cls.queue += cls.labels[:count]
        del cls.labels[:count]

    def refused(self, code, call):
        with self.assertRaises(Problem) as problem:
            call()
        self.assertEqual(json.loads(problem.exception.body)["code"], code)

    def document(self, kind, number):
        documents = self.site.client("chi").get("/api/documents")["documents"]
        return next(d for d in documents if (d["kind"], d["number"]) == (kind, number))

    def propose(self, rules):
        text = (EXAMPLE / "rules.yaml").read_text() + rules
        number = self.site.client("chi").post("/api/documents/rules", text.encode())["number"]
        eventually(lambda: "replay" in self.document("rules", number), "the replay")
        return number

    def approve(self, number, account):
        return self.site.client(account).post(f"/api/documents/rules/{number}/approvals")["isActive"]

    def test_1_a_rule_within_the_budget_needs_two_persons(self):
        number = self.propose(SOME + TRIAL)
        replay = self.document("rules", number)["replay"]
        self.assertEqual((replay["parcels"], replay["heldThen"]), (30, 30 - self.passed))
        self.assertIn(replay["newlyHeld"], (1, 2, 3))
        self.assertFalse(replay["isOverBudget"])
        share = replay["shares"][0]
        self.assertEqual((share["what"], share["fresh"]), ("rice", replay["newlyHeld"]))
        self.assertEqual(len(share["examples"]), replay["newlyHeld"])
        self.assertFalse(self.approve(number, "chi"))
        self.assertTrue(self.approve(number, "binh"))

    def test_2_backtest_says_the_same_as_the_replay(self):
        path = self.site.folder + "/everything.yaml"
        with open(path, "w") as file:
            file.write((EXAMPLE / "rules.yaml").read_text() + EVERYTHING)
        command = ["rules", "backtest", "--site", self.site.folder + "/site.yaml"]
        answer = self.site.run(*command, "--format", "json", path, check=False)
        self.assertEqual(answer.returncode, 1, answer.stderr)
        told = json.loads(answer.stdout)
        self.assertEqual((told["parcels"], told["newlyHeld"]), (30, self.passed))
        answer = self.site.run(*command, "--parcels", "10", str(EXAMPLE / "rules.yaml"))
        self.assertIn("10 parcels asked about, ", answer.stdout)
        self.assertIn("newly held: 0, no longer held: 0", answer.stdout)

    def test_3_a_rule_that_holds_everything_needs_a_third_person_and_is_taken_back_by_one(self):
        number = self.propose(EVERYTHING)
        replay = self.document("rules", number)["replay"]
        self.assertEqual((replay["parcels"], replay["newlyHeld"], replay["isOverBudget"]), (30, self.passed, True))
        self.assertFalse(self.approve(number, "chi"))
        self.assertFalse(self.approve(number, "binh"), "two persons are not enough")
        self.assertTrue(self.approve(number, "dung"))

        supervisor = self.site.client("chi")
        self.send(60)
        alarm = eventually(
            lambda: next((a for a in supervisor.get("/api/live/now")["alarms"] if a["code"] == "hold-budget"), None), "the alarm", 60)
        document, version, held, parcels, budget = alarm["detail"].split()
        self.assertEqual((document, int(version), int(budget)), ("rules", number, 20))
        self.assertGreater(int(held) * 100, 20 * int(parcels))
        path = f"/api/alarms/{alarm['sequence']}/roll-back"
        with self.assertRaises(Problem) as problem:
            self.site.client("thao").post(path)
        self.assertEqual(problem.exception.status, 403)
        before = len(self.site.client("thao").get("/api/holds?which=open&limit=200")["holds"])
        supervisor.post(path)
        self.assertFalse(self.document("rules", number)["isActive"])
        self.assertTrue(self.document("rules", number)["isRolledBack"])
        self.assertTrue(self.document("rules", number - 1)["isActive"])
        self.refused("unknown-alarm", lambda: supervisor.post(path))
        self.refused("rolled-back", lambda: self.approve(number, "dung"))

        # What comes now is decided by the version before; what was held stays held.
        eventually(lambda: not self.queue, "the rest is on the belt", 60)
        passed = len(self.plc.passed)
        self.send(10)
        eventually(lambda: len(self.plc.passed) >= passed + 5, "parcels pass again", 60)
        after = self.site.client("thao").get("/api/holds?which=open&limit=200")["holds"]
        self.assertGreaterEqual(len(after), before)
        self.assertGreaterEqual(sum(h["reasons"][0].get("rule", "").startswith("everything") for h in after), 30)
        kinds = [e["kind"] for e in self.site.journal()]
        self.assertEqual(kinds.count("document.reverted"), 1)
        self.assertGreaterEqual(kinds.count("document.replayed"), 5)

    def test_4_a_restart_knows_what_was_rolled_back(self):
        self.site.stop()
        self.site.start()
        documents = self.site.client("chi").get("/api/documents")["documents"]
        self.assertEqual([d["number"] for d in documents if d["kind"] == "rules" and d["isActive"]], [2])
        self.assertEqual([d["number"] for d in documents if d["isRolledBack"]], [3])
        self.site.verify()

    def test_7_earlier_parcels_are_counted_through_a_crash(self):
        eventually(lambda: not self.queue and self.plc.exited == 200 - len(self.labels), "the belt is empty")
        declared = {json.dumps(body["number"]) for body in self.site.decisions() if "declared" in body}
        count = len(declared)
        often = EVERYTHING.replace("everything", "often").replace("weight_g > 0", f"history.sender.parcels_1d >= {count + 3}")
        often += "    optional: [history.sender.parcels_1d]\n"
        lot = EVERYTHING.replace("everything", "lot") + "    optional: [weight_g]\n    action: sample\n    one_in: 4\n"
        number = self.propose(often + lot)
        shares = {share["what"] for share in self.document("rules", number)["replay"]["shares"]}
        self.assertEqual(shares, {"lot"}, "none of them had so many before it")
        # A quarter is over the budget: a third person.
        self.assertTrue([self.approve(number, account) for account in ("chi", "binh", "dung")][-1])
        self.site.stop(signal.SIGKILL)
        self.site.start()
        lines = lambda: self.site.client("thao").get("/api/live/now")["lines"]
        eventually(lambda: not lines()[0]["missing"], "the line is ready")
        before = len(self.site.decisions())
        self.send(12)
        eventually(lambda: len(self.site.decisions()) >= before + 12, "twelve more are decided")
        decided = {json.dumps(body["number"]): body for body in self.site.decisions()[before:] if "declared" in body}
        self.assertFalse(declared & set(decided), "each is new")
        says = ["often" in json.dumps(body.get("reasons", [])) for body in decided.values()]
        self.assertEqual(says, [place >= 3 for place in range(len(says))])
        last = list(decided.values())[-1]["number"]["number"]
        site = ["--site", self.site.folder + "/site.yaml"]
        said = self.site.run("rules", "explain", *site, last).stdout
        self.assertIn(f"[history.sender.parcels_1d = {count + len(says) - 1}]", said)
        path = self.site.folder + "/often.yaml"
        with open(path, "w") as file:
            file.write((EXAMPLE / "rules.yaml").read_text() + often)
        told = json.loads(self.site.run("rules", "backtest", *site, "--format", "json", path, check=False).stdout)
        self.assertEqual({share["what"]: share["held"] for share in told["shares"]}["often"], len(says) - 3)

        # What was drawn by lot can be checked by anybody once the secret is shown: here by the next start.
        told = self.site.run("rules", "draws", *site).stdout
        self.assertIn(f"{len(decided)} whose secret has not been shown yet", told)
        self.site.stop()
        self.site.start()
        seedings = lambda: [(e["sequence"], e["body"]) for e in self.site.journal() if e["kind"] == "sampling.seeded"]
        eventually(lambda: len(seedings()) == 4, "the start shows the secret of the run before")
        (sequence, used), (_, shown) = seedings()[-2:]
        secret = bytes.fromhex(shown["revealed"])
        self.assertEqual((shown["of"], used["commitment"]), (sequence, hashlib.blake2b(secret, digest_size=32).hexdigest()))
        for body in decided.values():
            label = body["number"]["number"].encode()
            drawn = int.from_bytes(hashlib.blake2b(secret + label + b"\0lot", digest_size=32).digest()[:8], "big") < 2**64 // 4
            self.assertEqual("lot" in json.dumps(body.get("reasons", [])), drawn, body)
        told = self.site.run("rules", "draws", *site).stdout
        self.assertIn("; 0 whose secret has not been shown yet, 0 whose documents cannot be read, ", told)

    def test_5_a_rule_on_trial_has_held_nothing_and_says_what_it_would_have(self):
        site = ["--site", self.site.folder + "/site.yaml"]
        told = json.loads(self.site.run("rules", "shadow", *site, "--format", "json").stdout)
        (trial,) = told["rules"]
        self.assertEqual((trial["id"], trial["version"], trial["would_note"], trial["failed"]), ("trial", 1, 0, 0))
        self.assertGreaterEqual(trial["would_hold"] - trial["held_anyway"], 5)
        # The belt goes on meanwhile.
        self.assertRegex(self.site.run("rules", "shadow", *site).stdout, r"trial v1: would hold \d+, \d+ of them held anyway")
        held = self.site.client("thao").get("/api/holds?which=open&limit=200")["holds"]
        self.assertFalse([h for h in held if any(r.get("rule", "").startswith("trial") for r in h["reasons"])])
        answer = self.site.run("rules", "benchmark", *site, "--parcels", "30", str(EXAMPLE / "rules.yaml"))
        self.assertIn("14 rules, 30 parcels: ", answer.stdout)

        # Nothing was inspected here, and everything was held by the rule that was taken back.
        path = self.site.folder + "/everything.yaml"
        told = json.loads(self.site.run("rules", "quality", *site, "--format", "json", path).stdout)
        rules = {rule["id"]: rule for rule in told["rules"]}
        self.assertGreaterEqual(rules["everything"]["speaks"], 90)
        self.assertEqual((told["inspected"], told["found"], rules["everything"]["found"]), (0, 0, 0))
        self.assertIn("none inspected", self.site.run("rules", "quality", *site, path).stdout)

    def test_6_a_parcel_is_explained_by_the_documents_of_its_decision(self):
        site = ["--site", self.site.folder + "/site.yaml"]
        decided = [e["body"] for e in self.site.journal() if e["kind"] == "passage.decided"]
        body = next(b for b in reversed(decided) if any(r.get("rule", {}).get("id") == "everything" for r in b.get("reasons", [])))
        number = body["number"]["number"]
        said = self.site.run("rules", "explain", *site, number).stdout
        self.assertIn(f"{number}, passage ", said)
        self.assertIn("rules 3, lists ", said.splitlines()[0])
        self.assertRegex(said, r"everything v1 \(everything\) speaks\n  yes  weight_g > 0   \[weight_g = \d+\]")
        # Why another rule of then did not speak; one that came later or before is none of them.
        silent = self.site.run("rules", "explain", *site, "--language", "vi", number, "value-against-weight").stdout
        self.assertIn("value-against-weight v1 (Giá trị cao bất thường) không lên tiếng\n  sai  tất cả:\n", silent)
        # A terminal is shown no persons.
        person = self.site.run("rules", "explain", *site, number, "bulletin-receiver-phone", "bulletin-names").stdout
        self.assertIn("no  listed('bulletin', receiver.phone)   [receiver.phone = (personal)]", person)
        self.assertEqual(set(re.findall(r"(?:sender|receiver)\.\w+ = ([^],]*)", person)), {"(personal)"})
        answer = self.site.run("rules", "explain", *site, number, "trial", check=False)
        self.assertEqual((answer.returncode, answer.stdout), (1, ""))
        self.assertIn("there was no rule 'trial' in rules 3", answer.stderr)
        self.assertEqual(self.site.run("rules", "explain", *site, "EB000000005VN", check=False).returncode, 1)
