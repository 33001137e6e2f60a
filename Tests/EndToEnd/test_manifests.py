"""Manifests: taken in, looked through, searched; personal data behind a ground."""
import json
import os
import pathlib
import subprocess
import unittest
import urllib.parse

from plc import Plc, Reader, s10
from site_rig import PASSWORD, PROGRAM, Problem, Site, eventually

NUMBERS = [s10(n).decode() for n in range(20, 30)]
# Nguyễn Văn Đức, Trần Thị Bình, Phạm Hồng Thúy in TCVN3.
NAMES = [b"Nguy\xd4n V\xa8n \xa7\xf8c", b"Tr\xc7n Th\xde B\xd7nh", b"Ph\xb9m H\xe5ng Th\xf3y"]


class Manifests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = Reader()
        cls.reader.start()
        cls.plc = Plc()
        cls.plc.start()
        cls.site = Site(cls.plc.port, cls.reader.port)
        cls.site.__enter__()
        cls.supervisor = cls.site.client("chi")
        cls.inspector = cls.site.client("thao")

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()
        cls.plc.close()
        cls.reader.close()

    def command(self, name, content, *options):
        """`manifest import` as a person calls it."""
        path = pathlib.Path(self.site.folder, name)
        path.write_bytes(content)
        return subprocess.run(
            [PROGRAM, "manifest", "import", str(path), *options, "--url", f"http://127.0.0.1:{self.site.port}", "--account", "chi"],
            capture_output=True, text=True, timeout=60, env={**os.environ, "PARCELGATE_PASSWORD": PASSWORD.format("chi")},
        )

    def refused(self, status, call):
        with self.assertRaises(Problem) as problem:
            call()
        self.assertEqual(problem.exception.status, status, problem.exception.body)
        return json.loads(problem.exception.body)

    def search(self, words, client=None):
        path = "/api/items?text=" + urllib.parse.quote(words)
        return [item["number"] for item in (client or self.inspector).get(path)["items"]]

    def searched(self, words):
        """The index follows the import."""
        return eventually(lambda: self.search(words), f"{words} to be searchable")

    def test_1_a_file_in_tcvn3_is_taken_in_and_found_by_name(self):
        rows = b"".join(n.encode() + b";" + name + b";0905 111 22%d\r\n" % i for i, (n, name) in enumerate(zip(NUMBERS, NAMES)))
        said = self.command("tcvn3.csv", b"item_number;sender_name;sender_phone\r\n" + rows)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertRegex(said.stdout, r"import \d+: 3 items, 3 new, 0 changed, 0 as before, 0 withdrawn")
        newest = self.supervisor.get("/api/manifests")["imports"][0]
        self.assertEqual((newest["encoding"], newest["by"], newest["file"]), ("tcvn3", "chi", "tcvn3.csv"))
        for words in ("Nguyễn Văn Đức", "nguyen van duc", "0905111220", NUMBERS[0][2:11]):
            self.assertEqual(self.searched(words), [NUMBERS[0]], words)
        item = self.inspector.get("/api/items?text=duc")["items"][0]
        self.assertEqual(item["sender"], {"name": "N••• V••• Đ•••", "phone": "•••••••220"})

    def test_2_a_second_import_says_what_changed(self):
        lines = [{"item_number": NUMBERS[0], "sender_name": "Nguyễn Văn Đức", "sender_phone": "0905111220", "weight_g": 1200},
                 {"item_number": NUMBERS[1], "sender_name": "Trần Thị Bình", "sender_phone": "0905111221"},
                 {"item_number": NUMBERS[2], "action": "withdraw"}, {"item_number": NUMBERS[3], "contents": ["sách", "vở"]}]
        said = self.command("m.ndjson", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode())
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertRegex(said.stdout, r"4 items, 1 new, 1 changed, 1 as before, 1 withdrawn")
        number = self.supervisor.get("/api/manifests")["imports"][0]["number"]
        items = {c: self.inspector.get(f"/api/manifests/{number}/items?change={c}")["items"] for c in ("added", "updated", "withdrawn")}
        self.assertEqual([(i["number"], i["fields"]) for i in items["updated"]], [(NUMBERS[0], ["weight_g"])])
        self.assertEqual([i["number"] for i in items["added"]], [NUMBERS[3]])
        self.assertEqual([i["number"] for i in items["withdrawn"]], [NUMBERS[2]])
        versions = self.inspector.get(f"/api/items/{NUMBERS[0]}")["versions"]
        self.assertEqual([(v["change"], v["fields"]) for v in versions], [("updated", ["weight_g"]), ("added", [])])
        self.assertNotIn("0905111220", json.dumps(versions))

    def test_3_broken_rows_refuse_the_file_or_are_left_out(self):
        content = f"item_number,weight_g\n{NUMBERS[5]},heavy\n{NUMBERS[6]},1.200\nEB1,5\n".encode()
        said = self.command("broken.csv", content)
        self.assertEqual(said.returncode, 1)
        for words in ("line 2, column 15 (weight_g)", "line 4, column 1 (item_number)", "nothing of it was taken in"):
            self.assertIn(words, said.stderr)
        record = self.inspector.get(f"/api/manifests/{self.supervisor.get('/api/manifests')['imports'][0]['number']}")
        self.assertEqual([(r["line"], r["field"]) for r in record["refusals"]], [(2, "weight_g"), (4, "item_number")])
        self.assertEqual((record["rows"], record["refused"]), (0, 2))
        self.refused(404, lambda: self.inspector.get(f"/api/items/{NUMBERS[6]}"))
        said = self.command("broken.csv", content, "--broken-rows", "leave-out")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn("these rows were left out", said.stdout)
        self.assertEqual(self.inspector.get(f"/api/items/{NUMBERS[6]}")["versions"][0]["declared"]["weight_g"], 1200)

    def test_4_an_encoding_that_is_not_sure_is_asked_for(self):
        content = b"item_number,sender_name\n" + NUMBERS[7].encode() + b",V\xa8n\n"
        said = self.command("short.csv", content)
        self.assertEqual(said.returncode, 1)
        self.assertIn("--encoding with one of", said.stderr)
        self.assertEqual(self.command("short.csv", content, "--encoding", "tcvn3").returncode, 0)
        problem = self.refused(400, lambda: self.supervisor.ask("POST", "/api/manifests?encoding=latin1", content))
        self.assertEqual(problem["code"], "encoding")

    def test_5_names_are_shown_with_a_ground_that_is_written_down(self):
        path = f"/api/items/{NUMBERS[0]}/personal"
        self.refused(403, lambda: self.site.client("op").post(path, {"ground": "contact"}))
        self.assertEqual(self.refused(400, lambda: self.inspector.post(path, {"ground": "other"}))["code"], "ground-needs-note")
        shown = self.inspector.post(path, {"ground": "contact"})["versions"]
        self.assertEqual([v["sender"]["phone"] for v in shown], ["0905111220"] * 2)
        look = [e["body"] for e in self.site.journal() if e["kind"] == "personal.shown"][-1]
        self.assertEqual(look, {"account": "thao", "number": {"scheme": "s10", "number": NUMBERS[0]}, "ground": "contact"})

    def test_6_who_may_not_see_manifests_finds_nobody_by_name(self):
        operator = self.site.client("op")
        self.refused(403, lambda: self.search("duc", operator))
        self.assertEqual(operator.get("/api/holds?which=all&text=duc")["holds"], [])

    def test_7_nothing_of_a_name_is_found_by_tricks_of_the_search_language(self):
        for words in ('" OR "abc', "text:duc*", "NEAR(duc)", "%_%", "'; DROP TABLE item"):
            try:
                self.assertEqual(self.search(words), [], words)
            except Problem as problem:
                self.assertEqual(problem.status, 400, words)
        self.assertEqual(self.searched("duc"), [NUMBERS[0]])
        self.assertEqual(self.refused(400, lambda: self.search("du"))["code"], "search-too-short")


if __name__ == "__main__":
    unittest.main()
