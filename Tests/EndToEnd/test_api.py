"""The API against its description: every route is asked, and every answer has the shape that is written for it."""
import http.client
import json
import pathlib
import unittest

import jsonschema

from plc import Plc, Reader, s10
from site_rig import PASSWORD, ROOT, Site, eventually

COMMITTED = ROOT / "docs/integrator/openapi.json"
PROBLEM = "application/problem+json"


def closed(schema):
    """The same shape with nothing beside what is written: a field that nobody described fails."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(part) for name, part in schema.items()}
    if made.get("type") == "object" and "properties" in made:
        made.setdefault("additionalProperties", False)
    return made


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = Reader()
        cls.reader.start()
        cls.queue = []
        cls.plc = Plc(scan=cls.reader.send, labels=lambda: cls.queue.pop(0) if cls.queue else False)
        cls.plc.start()
        cls.site = Site(cls.plc.port, cls.reader.port)
        cls.site.__enter__()
        label = s10(1)
        cls.site.declare([label], contents="nòng thép")
        admin = cls.site.admin()
        everything = ["operator", "inspector", "supervisor", "administrator", "security-officer"]
        admin.post("/api/accounts", {"account": "all", "roles": everything, "password": PASSWORD.format("all")})
        cls.all = cls.site.client("all")
        eventually(lambda: cls.plc.accepted, "agreed")
        cls.plc.running.set()
        cls.queue.append(label)
        cls.hold = eventually(lambda: cls.all.get("/api/holds")["holds"], "a hold")[0]["id"]
        cls.document = json.loads(cls.raw("GET", "/api/openapi.json")[2])

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()
        cls.plc.close()
        cls.reader.close()

    @classmethod
    def raw(cls, method, path, body=None, headers=None, client=None):
        """Status, media type and body."""
        connection = http.client.HTTPConnection("127.0.0.1", cls.site.port, timeout=60)
        sent = dict(headers or {})
        if client:
            sent["Cookie"] = client.cookie
            if method != "GET":
                sent["X-CSRF-Token"] = client.csrf
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        kind = (answer.getheader("Content-Type") or "").split(";")[0]
        text = answer.read(200) if kind == "text/event-stream" else answer.read()
        connection.close()
        return answer.status, kind, text

    def validate(self, schema, value):
        root = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": closed(self.document["components"])}
        jsonschema.Draft202012Validator({**root, **closed(schema)}).validate(value)

    def check(self, operation, answer, where):
        """An answer has the shape of its status, or is a problem. Says whether it went well."""
        status, kind, body = answer
        described = operation["responses"].get(str(status))
        if described is None:
            self.assertEqual(kind, PROBLEM, (where, status, body[:300]))
            problem = json.loads(body)
            self.validate({"$ref": "#/components/schemas/Problem"}, problem)
            self.assertEqual((problem["status"], problem["type"]), (status, "urn:parcelgate:" + problem["code"]), where)
            self.assertLess(status, 500, (where, problem))
            return False
        self.assertIn(kind, described["content"], where)
        schema = described["content"][kind].get("schema")
        if kind == "application/json":
            self.validate(schema, json.loads(body))
        elif kind == "text/event-stream":
            self.assertIn(b"event: live", body)
        return True

    def operations(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                yield method.upper(), path, operation

    def place(self, path, wrong=False):
        """An address with something at its places."""
        entry = self.all.get("/api/journal?kind=session.changed&limit=1")["entries"][0]["sequence"]
        known = {"hold": self.hold, "sequence": entry, "account": "op", "kind": "rules", "number": "1"}
        parts = [part[1:-1] if part.startswith("{") else None for part in path.split("/")]
        return "/".join(
            whole if name is None else "x" if wrong else str(known.get(name, "1")) for whole, name in zip(path.split("/"), parts)
        )

    def test_description_is_the_committed_one(self):
        self.assertEqual(self.document, json.loads(COMMITTED.read_text()))
        self.assertEqual(self.document["openapi"], "3.1.0")

    def test_every_reading_route_answers_in_its_shape(self):
        well = set()
        for method, path, operation in self.operations():
            if method != "GET":
                continue
            answer = self.raw(method, self.place(path), client=self.all)
            if self.check(operation, answer, path):
                well.add(path)
        # What a fresh site with one hold can show.
        expected = {
            "/api/health", "/api/words", "/api/site", "/api/openapi.json", "/api/session", "/api/live", "/api/live/now", "/api/holds",
            "/api/holds/{hold}", "/api/hold-rate", "/api/documents", "/api/journal", "/api/journal/{sequence}",
            "/api/accounts", "/api/manifests", "/api/bulletins", "/api/erasures", "/api/journal/anchor", "/api/rules/language",
        }
        self.assertEqual(expected - well, set())

    def test_every_changing_route_answers_in_its_shape(self):
        bodies = {
            ("POST", "/api/holds/{hold}/steps"): json.dumps({"step": "inspecting"}),
            ("POST", "/api/accounts"): json.dumps({"account": "new", "roles": ["operator"], "password": "x" * 12}),
            ("POST", "/api/holds/{hold}/personal"): json.dumps({"ground": "inspection"}),
            ("POST", "/api/manifests"): "item_number,contents,weight_g\n",
            ("POST", "/api/documents/{kind}/check"): "rules: [{id: r, when: weigth_g > 1}]",
        }
        well = set()
        for method, path, operation in self.operations():
            if method == "GET" or path == "/api/session":
                continue
            body = bodies.get((method, path), "{}")
            if self.check(operation, self.raw(method, self.place(path), body, client=self.all), (method, path)):
                well.add((method, path))
        self.assertEqual(set(bodies) - well - {("POST", "/api/manifests")}, set())
        self.assertIn(("DELETE", "/api/accounts/{account}/sessions"), well)

    def test_a_rule_that_is_tried_answers_in_its_shape(self):
        rules = (ROOT / "packaging/example/rules.yaml").read_bytes()
        paths = self.document["paths"]
        status, _, body = self.raw("POST", "/api/rules/try?rule=declared-gun-part", rules, client=self.all)
        self.assertEqual(status, 202, body)
        self.validate(paths["/api/rules/try"]["post"]["responses"]["202"]["content"]["application/json"]["schema"], json.loads(body))
        path = f"/api/rules/try/{json.loads(body)['number']}"

        def answer():
            found = self.raw("GET", path, client=self.all)
            return found if json.loads(found[2])["state"] != "running" else None

        found = eventually(answer, "an answer")
        self.assertTrue(self.check(paths["/api/rules/try/{number}"]["get"], found, path))
        tried = json.loads(found[2])
        self.assertEqual((tried["state"], tried["asked"], tried["speaks"], tried["speaksHeld"]), ("done", 1, 1, 1))
        self.assertEqual([example["hold"] for example in tried["examples"]], [self.hold])

    def eventually_told(self, path, is_over):
        """What a path answers once it is complete, in its shape."""

        def answer():
            found = self.raw("GET", path, client=self.all)
            return found if is_over(json.loads(found[2])) else None

        return eventually(answer, "an answer")

    def explained(self, passage, query=""):
        """What is told of a passage once everything is known of it."""
        path = f"/api/passages/{passage}/explanation{query}"
        found = self.eventually_told(path, lambda told: "reading" not in (told["state"], told.get("earlier")))
        self.assertTrue(self.check(self.document["paths"]["/api/passages/{passage}/explanation"]["get"], found, path))
        return json.loads(found[2])

    def test_a_held_parcel_is_explained_by_the_rule_and_its_fact(self):
        passage = self.all.get(f"/api/holds/{self.hold}")["passages"][0]["id"]
        told = self.explained(passage)
        self.assertEqual((told["state"], told["hold"], told["verdict"]), ("asked", self.hold, "hold"))
        rule = told["rules"][0]
        self.assertEqual((rule["id"], rule["answer"], rule["isInDecision"]), ("declared-gun-part", "speaks", True))
        self.assertEqual((rule["condition"]["outcome"], rule["condition"]["facts"][0]["name"]), ("yes", "keywords.strong"))
        self.assertIn("ARM-PART", rule["condition"]["facts"][0]["value"])
        # Another one was silent: its parts say why not.
        silent = self.explained(passage, "?rule=declared-weapon")["rules"][0]
        self.assertEqual((silent["answer"], silent["condition"]["outcome"]), ("silent", "no"))
        # Names, telephone numbers and addresses come by a way that is written down.
        masked = self.explained(passage, "?rule=bulletin-receiver-phone")["rules"][0]["condition"]["facts"]
        self.assertTrue(all("value" not in fact for fact in masked), masked)
        before = self.all.get("/api/journal?kind=personal.shown")["entries"]
        shown = self.raw("POST", f"/api/passages/{passage}/explanation/personal", json.dumps({"ground": "inspection"}), client=self.all)
        self.assertTrue(self.check(self.document["paths"]["/api/passages/{passage}/explanation/personal"]["post"], shown, passage))
        after = eventually(lambda: [entry for entry in self.all.get("/api/journal?kind=personal.shown")["entries"] if entry not in before], "an entry")
        self.assertEqual((after[0]["hold"], after[0]["account"]), (self.hold, "all"))

    def test_the_rules_in_force_are_judged(self):
        self.assertEqual(self.raw("POST", "/api/rules/quality", client=self.all)[0], 202)
        found = self.eventually_told("/api/rules/quality", lambda told: told["state"] != "running")
        self.assertTrue(self.check(self.document["paths"]["/api/rules/quality"]["get"], found, "quality"))
        told = json.loads(found[2])
        self.assertEqual((told["state"], told["judged"]["parcels"]), ("done", 1))
        spoke = [rule["id"] for rule in told["judged"]["rules"] if rule["speaks"]]
        self.assertIn("declared-gun-part", spoke)

    def test_every_route_refuses_in_the_shape_of_a_problem(self):
        stranger_opens = {"/api/health", "/api/words", "/api/site", "/api/openapi.json"}
        for method, path, operation in self.operations():
            if path in stranger_opens:
                continue
            status, kind, body = self.raw(method, self.place(path), "{}" if method != "GET" else None)
            self.assertEqual(kind, PROBLEM, (method, path))
            self.assertIn(status, (400, 401), (method, path))
            if "{" in path:
                answer = self.raw(method, self.place(path, wrong=True), "{}" if method != "GET" else None, client=self.all)
                self.check(operation, answer, (method, path, "wrong"))

    def test_what_the_server_itself_refuses_is_a_problem_too(self):
        """Also what never reaches the API: other methods, large bodies, pages that are not there."""
        large = b"x" * (300 << 10)
        for method, path, body, status, code in [
            ("PUT", "/api/holds", b"{}", 405, "method-not-allowed"),
            ("DELETE", "/api/words", None, 401, "not-signed-in"),
            ("HEAD", "/api/holds", None, 405, None),
            ("GET", "/nothing.js", None, 404, "not-found"),
            ("POST", "/index.html", large, 413, "body-not-taken"),
            ("POST", "/api/session", b"{", 400, "body-malformed"),
            ("POST", "/api/session", None, 400, "body-missing"),
        ]:
            for language, word in [("vi", "Content-Language"), ("en", "Content-Language")]:
                connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
                connection.request(method, path, body, {"Accept-Language": language})
                answer = connection.getresponse()
                self.assertEqual((answer.status, answer.getheader("Content-Type")), (status, PROBLEM), (method, path))
                self.assertEqual(answer.getheader(word), language, (method, path))
                text = answer.read()
                connection.close()
                if code:
                    problem = json.loads(text)
                    self.validate({"$ref": "#/components/schemas/Problem"}, problem)
                    self.assertEqual((problem["code"], problem["instance"]), (code, path))
        words = [json.loads(self.raw("GET", "/nothing.js", headers={"Accept-Language": code})[2])["detail"] for code in ("vi", "en")]
        self.assertNotEqual(*words)

    def test_a_field_that_nobody_described_would_be_seen(self):
        health = json.loads(self.raw("GET", "/api/health")[2])
        shape = {"$ref": "#/components/schemas/Health"}
        self.validate(shape, health)
        with self.assertRaises(jsonschema.ValidationError):
            self.validate(shape, {**health, "more": 1})


if __name__ == "__main__":
    unittest.main()
