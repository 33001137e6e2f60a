"""The console's door: who gets in, who may do what, and what is written down about it."""
import http.client
import json
import pathlib
import time
import unittest

from plc import Plc, Reader, s10
from site_rig import EXAMPLE, PASSWORD, Client, Problem, Site, approve, eventually


class Door(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = Reader()
        cls.reader.start()
        cls.queue = []
        cls.plc = Plc(scan=cls.reader.send, labels=lambda: cls.queue.pop(0) if cls.queue else False)
        cls.plc.start()
        cls.site = Site(cls.plc.port, cls.reader.port)
        cls.site.__enter__()
        cls.label = s10(1)
        cls.site.declare([cls.label], contents="nòng thép", phone="0987654321")
        eventually(lambda: cls.plc.accepted, "agreed")
        cls.plc.running.set()
        cls.queue.append(cls.label)
        cls.hold = eventually(lambda: cls.site.client("thao").get("/api/holds")["holds"], "a hold")[0]["id"]

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()
        cls.plc.close()
        cls.reader.close()

    def refused(self, status, call):
        with self.assertRaises(Problem) as problem:
            call()
        self.assertEqual(problem.exception.status, status, problem.exception.body)
        return json.loads(problem.exception.body)

    def raw(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=10)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def test_wrong_password_is_refused_and_slowed_down(self):
        for _ in range(5):
            self.refused(403, lambda: Client(self.site.port, "binh", "wrong password"))
        self.refused(429, lambda: Client(self.site.port, "binh", PASSWORD.format("binh")))
        refusals = [e for e in self.site.journal() if e["kind"] == "session.changed" and e["body"]["change"] == "refused"]
        self.assertGreaterEqual(len(refusals), 5)

    def test_nothing_is_answered_without_a_session(self):
        for path in ("/api/holds", "/api/live/now", "/api/documents", "/api/accounts", f"/api/holds/{self.hold}", "/api/items?text=abc"):
            self.assertEqual(self.raw("GET", path).status, 401, path)

    def test_request_without_the_csrf_token_changes_nothing(self):
        client = self.site.client("thao")
        self.refused(403, lambda: client.ask("POST", f"/api/holds/{self.hold}/steps", {"step": "received"}, csrf=False))

    def test_roles_may_only_what_the_table_says(self):
        operator, inspector, supervisor = (self.site.client(a) for a in ("op", "thao", "chi"))
        self.refused(403, lambda: operator.post(f"/api/holds/{self.hold}/steps", {"step": "received"}))
        self.refused(403, lambda: operator.post(f"/api/holds/{self.hold}/personal", {"ground": "inspection"}))
        self.refused(403, lambda: operator.get("/api/manifests"))
        self.refused(403, lambda: operator.get("/api/items?text=0987"))
        self.refused(403, lambda: inspector.post("/api/manifests", b"item_number\n"))
        self.refused(403, lambda: inspector.post("/api/documents/rules", b"rules: []"))
        self.refused(403, lambda: supervisor.post(f"/api/holds/{self.hold}/steps", {"step": "received"}))
        self.refused(403, lambda: supervisor.post("/api/accounts", {"account": "x", "roles": ["operator"], "password": "y" * 12}))

    def test_only_a_missing_parcel_is_closed_and_only_a_raised_alarm_acknowledged(self):
        supervisor = self.site.client("chi")
        self.assertEqual(self.refused(404, lambda: supervisor.post("/api/passages/x/closing"))["code"], "unknown-passage")
        self.queue.append(s10(7))
        passage = eventually(lambda: supervisor.get("/api/live/now")["lines"][0]["passages"], "a parcel on the belt")[0]["id"]
        problem = self.refused(409, lambda: supervisor.post(f"/api/passages/{passage}/closing"))
        self.assertEqual(problem["code"], "passage-under-way")
        problem = self.refused(409, lambda: supervisor.post("/api/alarms/999999/acknowledgement"))
        self.assertEqual(problem["code"], "unknown-alarm")

    def test_personal_data_is_shown_to_those_who_need_it_and_each_look_is_written_down(self):
        inspector = self.site.client("thao")
        detail = json.dumps(inspector.get(f"/api/holds/{self.hold}"), ensure_ascii=False)
        self.assertNotIn("0987654321", detail)
        before = sum(e["kind"] == "personal.shown" for e in self.site.journal())
        path = f"/api/holds/{self.hold}/personal"
        for wrong, code in (({}, "body-malformed"), ({"ground": "curiosity"}, "choose-ground"), ({"ground": "authority"}, "ground-needs-note")):
            self.assertEqual(self.refused(400, lambda: inspector.post(path, wrong))["code"], code)
        shown = inspector.post(path, {"ground": "authority", "note": "CV 12/PC04 Nguyễn"})
        self.assertEqual(shown["receiver"]["phone"], "0987654321")
        looks = [e["body"] for e in self.site.journal() if e["kind"] == "personal.shown"]
        self.assertEqual(len(looks), before + 1)
        self.assertEqual((looks[-1]["account"], looks[-1]["ground"], looks[-1]["number"]), ("thao", "authority", {"scheme": "s10", "number": self.label.decode()}))
        self.assertNotIn("PC04", json.dumps(looks))

    def test_personal_data_is_nowhere_in_plain_but_in_the_manifest(self):
        time.sleep(0.5)
        data = pathlib.Path(self.site.folder, "data")
        for path in data.rglob("*"):
            if not path.is_file() or path.name.startswith("manifest.db") or path.parent.name == "manifests":
                continue
            self.assertNotIn(b"0987654321", path.read_bytes(), path.name)
        self.assertNotIn("0987654321", pathlib.Path(self.site.folder, "gateway.log").read_text())

    def test_document_needs_two_different_persons_and_a_broken_one_is_not_taken(self):
        first, second = self.site.client("chi"), self.site.client("chi")
        problem = self.refused(422, lambda: first.post("/api/documents/rules", "rules:\n  - {id: x, version: 1, name: {vi: a, en: b}, text: {vi: a, en: b}, when: weigth_g > 1, ground: g}\n".encode()))
        self.assertIn("rules:2:", problem["arguments"]["error"])
        self.assertIn("weight_g", problem["arguments"]["error"])
        number = first.post("/api/documents/rules", (EXAMPLE / "rules.yaml").read_bytes())["number"]
        self.assertFalse(approve(first, "rules", number))
        self.assertEqual(self.refused(409, lambda: second.post(f"/api/documents/rules/{number}/approvals"))["code"], "already-approved")

    def test_hostile_requests_get_an_answer_and_break_nothing(self):
        client = self.site.client("thao")
        big = "x" * 5000
        for method, path, body in [
            ("GET", "/api/holds/" + "%00" * 50, None), ("GET", "/api/holds/%3Cscript%3E", None), ("GET", "/api/holds?which='%20OR%201", None),
            ("GET", "/api/holds?text=%25%5F%5C'%22&limit=99999999999999999999", None), ("GET", "/../../etc/passwd", None),
            ("PUT", "/api/holds", b"x"), ("POST", f"/api/holds/{self.hold}/steps", b"{"), ("POST", f"/api/holds/{self.hold}/steps", b"[" * 100000),
            ("POST", f"/api/holds/{self.hold}/steps", json.dumps({"step": "found", "finding": "other", "note": big}).encode()),
            ("POST", "/api/session", b"\xff\xfe"), ("DELETE", "/api/holds", None), ("HEAD", "/api/holds", None),
        ]:
            answer = self.raw(method, path, body, {"Cookie": client.cookie, "X-CSRF-Token": client.csrf})
            self.assertIn(answer.status, (200, 400, 401, 403, 404, 405, 409, 413, 422), (method, path, answer.status))
        self.assertTrue(self.raw("GET", "/api/health").status in (200, 503))
        self.assertIsNone(self.site.process.poll())

    def test_hold_is_taken_by_one_inspector_only(self):
        secret = pathlib.Path(self.site.folder, "data/first-sign-in.txt").read_text().split("password: ")[1].strip()
        Client(self.site.port, "admin", secret).post(
            "/api/accounts", {"account": "hoa", "roles": ["inspector"], "password": PASSWORD.format("hoa")})
        first, second = self.site.client("thao"), self.site.client("hoa")
        first.post(f"/api/holds/{self.hold}/steps", {"step": "inspecting"})
        problem = self.refused(409, lambda: second.post(f"/api/holds/{self.hold}/steps", {"step": "inspecting"}))
        self.assertEqual((problem["code"], problem["arguments"]), ("taken-by", {"account": "thao"}))


class Manifest(unittest.TestCase):
    def test_import_is_all_or_nothing_names_its_first_error_and_screening_goes_on(self):
        reader = Reader()
        reader.start()
        queue = []
        plc = Plc(scan=reader.send, labels=lambda: queue.pop(0) if queue else False)
        plc.start()
        try:
            with Site(plc.port, reader.port) as site:
                good, bad = s10(1), s10(2)
                header = "item_number,contents,weight_g\n"
                supervisor = site.client("chi")
                with self.assertRaises(Problem) as problem:
                    supervisor.ask("POST", "/api/manifests?name=bad.csv", (header + f"{good.decode()},a,5\n{bad.decode()},b,heavy\n").encode())
                answer = json.loads(problem.exception.body)
                self.assertEqual(problem.exception.status, 422)
                self.assertEqual(answer["error"], "line 3, column 17 (weight_g): expected a whole number from 0 to 1000000, or nothing, found 'heavy'")
                plc.running.set()
                queue.append(good)
                eventually(lambda: plc.inspected, "nothing of the broken file was taken in")
                first = supervisor.ask("POST", "/api/manifests?name=one.csv", (header + f"{bad.decode()},a,5\n").encode())
                again = supervisor.ask("POST", "/api/manifests?name=two.csv", (header + f"{bad.decode()},a,6\n").encode())
                same = supervisor.ask("POST", "/api/manifests?name=two.csv", (header + f"{bad.decode()},a,6\n").encode())
                self.assertEqual([(r["added"], r["updated"], r["unchanged"]) for r in (first, again, same)], [(1, 0, 0), (0, 1, 0), (0, 0, 1)])
                queue.append(bad)
                eventually(lambda: plc.passed, "it is matched with the newest declaration")
                clear = [e["body"] for e in site.journal() if e["kind"] == "passage.decided" and e["body"]["verdict"] == "clear"][0]
                self.assertEqual((clear["declared"]["weight_g"], clear["declared"]["source"]["version"]), (6, 2))
                imports = [e["body"] for e in site.journal() if e["kind"] == "manifest.imported"]
                self.assertEqual([bool(i.get("error")) for i in imports], [True, False, False, False])
        finally:
            plc.close()
            reader.close()


if __name__ == "__main__":
    unittest.main()
