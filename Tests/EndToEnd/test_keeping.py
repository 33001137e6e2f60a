"""What is kept and what is not: anchors, records made anew, backup and restore, erasure."""
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import unittest

from plc import Plc, Reader, s10
from site_rig import EXAMPLE, ROOT, Client, Problem, Site, approve, eventually

PICTURE = ROOT / "Tests/Labels/Images/code128.png"
TWIN = ROOT / "docs/developer/verify_journal.py"


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes anchors; the first call is refused."""

    calls = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.calls.append((self.headers.get("Authorization"), body))
        self.send_response(503 if len(self.calls) == 1 else 204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Keeping(unittest.TestCase):
    def setUp(self):
        self.reader = Reader()
        self.reader.start()
        self.queue = []
        self.plc = Plc(scan=self.reader.send, labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.site = Site(self.plc.port, self.reader.port)
        self.folder = pathlib.Path(self.site.folder)
        self.share = self.folder / "share"
        self.share.mkdir()

    def tearDown(self):
        self.site.stop(signal.SIGKILL)
        self.plc.close()
        self.reader.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def configure(self, text):
        path = self.folder / "site.yaml"
        path.write_text(path.read_text() + text)

    def begin(self):
        self.site.start()
        self.site.set_up()

    @property
    def file(self):
        return str(self.folder / "site.yaml")

    def command(self, *words, check=True):
        return self.site.run(*words, "--site", self.file, check=check)

    def newest(self, folder=None):
        names = sorted((folder or self.share).glob("anchor-*.json"))
        return names[-1] if names else None

    def pass_parcel(self, label):
        """Lets a declared parcel go through the line."""
        eventually(self.plc.runs_on, "the belt runs")
        count = len(self.plc.passed)
        self.queue.append(label)
        self.plc.running.set()
        over = lambda: len(self.plc.passed) > count or label in [held for _, held in self.plc.inspected]
        eventually(over, "a declared parcel leaves")
        self.assertGreater(len(self.plc.passed), count, self.site.decisions()[-1:])
        # Behind a parcel that a restart finds on the belt the next ones would be held.
        known = lambda: self.site.client("op").get("/api/live/now")["lines"][0]["passages"] == []
        eventually(known, "the gateway knows that it has left")

    def photograph(self):
        """An undeclared parcel is held, and somebody adds a photograph: the hold and the picture's entry."""
        self.queue.append(s10(90))
        inspector = self.site.client("thao")
        hold = eventually(lambda: inspector.get("/api/holds?which=open")["holds"], "it is held")[0]["id"]
        inspector.ask("POST", f"/api/holds/{hold}/pictures", PICTURE.read_bytes())
        return hold, eventually(lambda: inspector.get(f"/api/holds/{hold}")["pictures"], "it is kept")[0]["sequence"]

    def picture(self, hold, sequence):
        client = self.site.client("thao")
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        connection.request("GET", f"/api/holds/{hold}/pictures/{sequence}", headers={"Cookie": client.cookie})
        return connection.getresponse().read()

    def test_anchors_reach_share_and_webhook_and_both_verifiers_check_them(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (self.folder / "token").write_text("geheim\n")
        self.configure(
            f"anchors:\n  every_s: 1\n  to:\n    - {{folder: share, keep: 3}}\n"
            f'    - {{webhook: "http://127.0.0.1:{server.server_port}/", token_file: token}}\n'
        )
        Receiver.calls.clear()
        self.begin()
        eventually(lambda: len(Receiver.calls) > 1, "the webhook gets an anchor after a refusal", 30)
        eventually(lambda: len(list(self.share.glob("anchor-*.json"))) == 3, "the share keeps three")
        self.assertEqual(Receiver.calls[1][0], "Bearer geheim")
        statement = json.loads(Receiver.calls[1][1]["statement"])
        self.assertEqual((statement["format"], statement["site"]), ("parcelgate-anchor-1", "e2e"))
        receipts = lambda: {e["body"]["target"] for e in self.site.journal() if e["kind"] == "anchor.sent"}
        eventually(lambda: receipts() == {"folder", "webhook"}, "receipts are entries")
        anchor = self.site.client("chi").get("/api/journal/anchor")
        self.assertEqual(anchor["epoch"], 1)
        self.site.stop()
        server.shutdown()
        path = str(self.newest())
        self.assertIn("ok: anchor", self.command("audit", "verify", "--anchor", path).stdout)
        twin = ["python3", str(TWIN), str(self.folder / "data/journal"), "e2e", path, str(self.share / "anchor.pub")]
        subprocess.run(twin, check=True, capture_output=True)
        printed = self.command("journal", "anchor", "--print", "--language", "en").stdout
        self.assertIn("Anchor of the journal, site e2e", printed)
        # A statement that somebody changed is not signed any more.
        text = self.newest().read_text()
        self.newest().chmod(0o644)
        self.newest().write_text(text.replace('"epoch":1', '"epoch":2'))
        self.assertEqual(self.command("audit", "verify", "--anchor", path, check=False).returncode, 1)
        self.assertEqual(subprocess.run(twin, capture_output=True).returncode, 1)

    def test_a_journal_shorter_than_its_anchor_clears_nothing_until_somebody_accepts_it(self):
        self.configure("anchors:\n  every_s: 1\n  to:\n    - {folder: share}\n")
        self.begin()
        self.site.declare([s10(1), s10(2)])
        self.pass_parcel(s10(1))
        anchored = eventually(self.newest, "an anchor")
        eventually(lambda: self.newest() != anchored, "a later anchor")
        self.site.stop()
        self.site.start()
        first = eventually(lambda: self.newest() if "0000000002-" in self.newest().name else None, "one of epoch 2")
        self.site.stop()
        # Somebody takes the last epoch away, and what this machine remembers of it.
        for path in (self.folder / "data/journal").glob("segment-000002-*"):
            path.unlink()
        shutil.rmtree(self.folder / "data/anchors")
        for path in (self.folder / "data").glob("records.db*"):
            path.unlink()
        path = str(self.newest())
        self.assertEqual(self.command("audit", "verify", "--anchor", path, check=False).returncode, 1)
        self.site.start()
        client = self.site.client("chi")
        eventually(lambda: self.missing() == ["anchor"], "it says why")
        self.assertIn("journal-anchor", [a["code"] for a in client.get("/api/live/now")["alarms"]])
        self.queue.append(s10(2))
        eventually(lambda: self.plc.inspected, "the declared parcel is held")
        self.assertEqual(len(self.plc.passed), 1)
        self.assertEqual(self.newest(), pathlib.Path(path), "no anchor covers it up")
        self.site.stop()
        self.command("journal", "accept", "--ground", "đĩa hỏng, không có bản sao lưu")
        self.site.start()
        eventually(lambda: self.missing() == [], "it clears again")
        accepted = [e for e in self.site.journal() if e["kind"] == "journal.accepted"]
        self.assertEqual([e["body"]["how"] for e in accepted], ["accepted"])
        self.assertGreater(accepted[0]["epoch"], 2)
        eventually(lambda: self.newest() != pathlib.Path(path), "anchors go on")
        self.site.stop()
        self.site.start()
        eventually(lambda: self.missing() == [], "and the next start fits")

    def test_lists_whose_key_is_lost_clear_nothing_until_they_are_approved_again(self):
        self.begin()
        self.site.declare([s10(1), s10(2)])
        self.pass_parcel(s10(1))
        proposed = next(e for e in self.site.journal() if e["kind"] == "document.proposed" and e["body"]["document"] == "lists")
        self.site.stop()
        with open(self.folder / f"data/keys/keys-{proposed['slot'] // 4096}.bin", "r+b") as keys:
            keys.seek(proposed["slot"] % 4096 * 32)
            keys.write(bytes(32))
        self.site.start()
        eventually(lambda: self.missing() == ["rules"], "it says why")
        self.queue.append(s10(2))
        eventually(lambda: self.plc.inspected, "the declared parcel is held")
        self.assertEqual(len(self.plc.passed), 1)
        first, second = self.site.client("chi"), self.site.client("binh")
        number = first.post("/api/documents/lists", (EXAMPLE / "lists.yaml").read_bytes())["number"]
        for person in (first, second):
            approve(person, "lists", number)
        eventually(lambda: self.missing() == [], "it clears again")

    def missing(self):
        try:
            return json.loads(self.site.client("chi").ask("GET", "/api/health", raw=True).text)["missing"]
        except Problem as problem:
            return json.loads(problem.body)["missing"]

    def dump(self):
        database = sqlite3.connect(self.folder / "data/records.db")
        names = [n for (n,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL") if not n.startswith("parcel_part")]
        found = {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names}
        database.close()
        return found

    def test_records_made_anew_are_what_they_were(self):
        self.begin()
        self.site.declare([s10(n) for n in range(1, 9)])
        self.queue += [s10(n) for n in range(1, 12)] + [None]
        self.plc.running.set()
        eventually(lambda: len(self.plc.passed) + len(self.plc.inspected) == 12, "twelve parcels", 40)
        inspector = self.site.client("thao")
        hold = inspector.get("/api/holds")["holds"][0]["id"]
        for step in [{"step": "received"}, {"step": "inspecting"}, {"step": "found", "finding": "as-declared", "note": "không có gì"}]:
            inspector.post(f"/api/holds/{hold}/steps", step)
        self.site.stop()
        # The next start brings the records up to the last entry; then they are at rest.
        self.site.start()
        eventually(lambda: self.missing() == [], "started again")
        self.site.stop()
        self.command("journal", "rebuild")
        anew = self.dump()
        self.command("journal", "rebuild")
        self.assertEqual(self.dump(), anew)
        # Those that were kept up to date entry by entry end where the journal does, or before.
        self.site.start()
        eventually(lambda: self.missing() == [], "it runs on them")
        before = inspector = self.site.client("thao").get(f"/api/holds/{hold}")
        self.assertEqual([s["step"] for s in before["steps"]][-3:], ["received", "inspecting", "found"])

    def test_a_restored_site_has_a_higher_epoch_and_old_permits_are_void(self):
        self.configure("anchors:\n  every_s: 1\n  to:\n    - {folder: share}\n")
        self.begin()
        self.site.declare([s10(n) for n in range(1, 9)], phone="0987654321")
        self.pass_parcel(s10(1))
        hold, sequence = self.photograph()
        backup, keys = str(self.folder / "backup"), str(self.folder / "keys")
        self.command("backup", backup, "--keys", keys)
        self.pass_parcel(s10(2))
        self.command("backup", backup, "--keys", keys)
        length = len(self.site.journal())
        self.pass_parcel(s10(3))
        last = self.newest()
        eventually(lambda: self.newest() != last, "an anchor beyond the backup")
        self.site.stop(signal.SIGKILL)
        # No plain text in the backup: neither of a declaration nor of the site's own lists.
        listed = re.search(r'phones: \["([^"]+)"', (EXAMPLE / "lists.yaml").read_text())[1]
        for folder in (backup, self.folder / "data/journal"):
            for path in pathlib.Path(folder).rglob("*"):
                for text in ("0987654321", listed, listed.replace(" ", "")):
                    if path.is_file():
                        self.assertNotIn(text.encode(), path.read_bytes(), path)
        proposed = {e["body"]["document"]: e["body"] for e in self.site.journal() if e["kind"] == "document.proposed"}
        self.assertNotIn("text", proposed["lists"])
        self.assertIn("text", proposed["rules"])
        full = self.command("restore", backup, "--keys", keys, check=False)
        self.assertEqual(full.returncode, 3, full.stderr)
        self.assertIn("not empty", full.stderr)
        shutil.move(self.folder / "data", self.folder / "lost")
        refused = self.command("restore", backup, "--keys", keys, check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--accept-loss", refused.stderr)
        self.assertFalse((self.folder / "data").exists())
        # A backup with one byte changed is none.
        bad = self.folder / "bad"
        shutil.copytree(backup, bad)
        segment = sorted((bad / "journal").glob("*.db"))[-1]
        segment.chmod(0o600)
        content = bytearray(segment.read_bytes())
        place = content.index(b"passage.decided")
        content[place] = ord("P")
        segment.write_bytes(content)
        broken = self.command("restore", str(bad), "--keys", keys, "--accept-loss", "x", check=False)
        self.assertEqual(broken.returncode, 1, broken.stdout)
        done = self.command("restore", backup, "--keys", keys, "--accept-loss", "đĩa hỏng").stdout
        self.assertIn("1 of 1 imports", done)
        old_epoch = self.plc.highest
        self.site.start()
        eventually(lambda: self.plc.accepted and self.plc.accepted > old_epoch, "the sorter agrees on a higher epoch")
        entries = self.site.journal()
        self.assertEqual([e["sequence"] for e in entries], list(range(1, len(entries) + 1)))
        accepted = [e for e in entries if e["kind"] == "journal.accepted"]
        self.assertEqual([(e["body"]["how"], e["body"]["ground"]) for e in accepted], [("restored", "đĩa hỏng")])
        self.assertGreaterEqual(accepted[0]["body"]["sequence"], length - 5)
        # A permit of the time before is refused by the sorter.
        with self.plc.lock:
            self.assertEqual(self.plc.accept(1, (old_epoch, 1, "E", 2**31)), "E")
        self.assertEqual(self.picture(hold, sequence), PICTURE.read_bytes())
        self.pass_parcel(s10(4))
        self.assertGreater(self.plc.passed[-1][2], old_epoch)
        self.site.verify()

    def plain_files(self, texts, *folders):
        return [
            (str(path), text)
            for folder in folders
            for path in pathlib.Path(folder).rglob("*")
            if path.is_file()
            for text in texts
            if text.encode() in path.read_bytes()
        ]

    def check_pictures_are_erased_too(self, client):
        hold, sequence = self.photograph()
        self.assertEqual(self.picture(hold, sequence), PICTURE.read_bytes())
        erasure = client.post("/api/erasures", {"number": s10(90).decode(), "ground": "thử"})["erasure"]
        self.site.client("binh").post(f"/api/erasures/{erasure}/approval")
        eventually(lambda: all(e["done"] for e in client.get("/api/erasures")["erasures"]), "the erasure is done", 60)
        self.assertNotEqual(self.picture(hold, sequence)[:100], PICTURE.read_bytes()[:100])

    def indexed(self, trigram):
        """How many items the index of the search holds under three letters in a row."""
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/data/search.db?mode=ro", uri=True)) as index:
            return len(index.execute("SELECT rowid FROM words WHERE words MATCH ?", (f'"{trigram}"',)).fetchall())

    def test_after_an_erasure_no_file_has_the_plain_text(self):
        self.begin()
        secret = ["0966111222", "Nguyễn Thị Kín Đáo", "99 Phố Không Tên"]
        other = "0977333444"
        header = "item_number,service,origin,destination,sender_name,sender_phone,sender_address,receiver_name,receiver_phone,receiver_address,contents,quantity,weight_g,office\n"
        row = lambda label, phone, name, address: f'{label.decode()},EMS,VN,VN,An,0901234567,"12 Trần Phú","{name}",{phone},"{address}",sách,1,500,580000\n'
        text = header + row(s10(1), *secret) + row(s10(2), other, "Bình", "5 Lê Lợi")
        client = self.site.client("chi")
        client.ask("POST", "/api/manifests?name=a.csv", text.encode())
        client.ask("POST", "/api/manifests?name=b.csv", text.replace("sách", "vở").encode())
        self.pass_parcel(s10(1))
        self.pass_parcel(s10(2))
        data, backup, keys = self.folder / "data", self.folder / "backup", self.folder / "keys"
        self.command("backup", str(backup), "--keys", str(keys))
        shutil.copytree(backup, self.folder / "older")
        self.assertTrue(self.plain_files(secret, data), "the search finds what is there")
        eventually(lambda: self.indexed("966") and self.indexed("977"), "both are searchable")
        ground = "người nhận yêu cầu bằng văn bản"
        erasure = client.post("/api/erasures", {"number": s10(1).decode(), "ground": ground})["erasure"]
        with self.assertRaises(Problem):
            client.post(f"/api/erasures/{erasure}/approval")
        self.site.client("binh").post(f"/api/erasures/{erasure}/approval")
        eventually(lambda: client.get("/api/erasures")["erasures"][0]["done"], "the erasure is done", 60)
        self.command("backup", str(backup), "--keys", str(keys))
        self.assertEqual(self.plain_files(secret + [ground], data, backup, keys, self.folder / "older"), [])
        self.assertTrue(self.plain_files([other], data), "the other parcel's data stay")
        # Not even groups of three letters of what was erased are left.
        eventually(lambda: self.indexed("977"), "the other one is searchable again")
        self.assertEqual(self.indexed("966"), 0)
        page = client.get(f"/api/journal?number={s10(1).decode()}&kind=passage.decided")["entries"]
        self.assertEqual(client.get(f"/api/journal/{page[0]['sequence']}")["sealed"], "erased")
        page = client.get(f"/api/journal?number={s10(2).decode()}&kind=passage.decided")["entries"]
        self.assertEqual(client.get(f"/api/journal/{page[0]['sequence']}")["sealed"], "sealed")
        self.check_pictures_are_erased_too(client)
        self.site.verify()
        self.site.stop()
        # The copies of the keys have forgotten too: nothing older brings the data back.
        shutil.move(data, self.folder / "before")
        self.command("restore", str(self.folder / "older"), "--keys", str(keys), "--accept-loss", "thử")
        self.assertEqual(self.plain_files(secret, self.folder / "data"), [])


if __name__ == "__main__":
    unittest.main()
