"""A camera's pictures in a folder → labels read in sandboxed workers → decisions; the photograph on the hold."""
import http.client
import os
import pathlib
import shutil
import signal
import threading
import unittest
from urllib.parse import quote

from plc import Plc
from site_rig import ROOT, Problem, Site, eventually

PICTURES = ROOT / "Tests/Labels/Images"
NUMBER = b"EB123456785VN"
STATION = "      - {name: camera, distance_mm: 800, tolerance_mm: 150, readers: [camera]}\n"


class Camera(unittest.TestCase):
    def setUp(self):
        self.queue = []
        self.count = 0
        self.inspectors = {}
        # What a parcel's "label" is here: the name of its picture, or what writes it.
        self.plc = Plc(scan=self.photograph, labels=lambda: self.queue.pop(0) if self.queue else False)
        # A picture takes longer than a telegram.
        self.plc.speed = 0.7
        self.plc.start()
        self.addCleanup(self.plc.close)

    def site(self, limit_ms=None):
        site = Site(
            self.plc.port, usb_devices="  - {id: camera, driver: image-folder, folder: frames}\n", stations=STATION
        )
        self.frames = pathlib.Path(site.folder, "frames")
        self.frames.mkdir()
        if limit_ms:
            drivers = pathlib.Path(site.folder, "drivers")
            shutil.copytree(ROOT / "drivers/image-folder", drivers / "image-folder")
            driver = drivers / "image-folder/driver.yaml"
            driver.write_text(driver.read_text().replace("decode_limit_ms: 1000", f"decode_limit_ms: {limit_ms}"))
            file = pathlib.Path(site.folder, "site.yaml")
            file.write_text(file.read_text().replace(str(ROOT / "drivers"), "drivers"))
        site.__enter__()
        self.addCleanup(site.__exit__)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        eventually(lambda: len(self.workers(site)) == 2, "the workers are there")
        self.plc.running.set()
        return site

    def photograph(self, picture):
        """As a careful camera does: under a passing name, then renamed."""
        if callable(picture):
            return picture()
        if picture:
            self.count += 1
            passing = self.frames / f".{self.count}"
            shutil.copy(PICTURES / picture, passing)
            passing.rename(self.frames / f"{self.count}{pathlib.Path(picture).suffix}")

    def workers(self, site):
        """The process numbers of the gateway's decoders."""
        found = []
        for task in os.listdir(f"/proc/{site.process.pid}/task"):
            try:
                children = pathlib.Path(f"/proc/{site.process.pid}/task/{task}/children").read_text().split()
            except FileNotFoundError:
                continue  # a thread that has ended since
            for child in children:
                try:
                    if b"decode" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                        found.append(int(child))
                except OSError:
                    pass
        return found

    def thao(self, site):
        """Signed in once in each run of the gateway."""
        if site.port not in self.inspectors:
            self.inspectors[site.port] = site.client("thao")
        return self.inspectors[site.port]

    def hold(self, site, which=lambda hold: True):
        holds = self.thao(site).get("/api/holds")["holds"]
        return next((hold for hold in holds if which(hold)), None)

    def detail(self, site, hold):
        return self.thao(site).get(f"/api/holds/{hold['id']}")

    def fetch(self, site, account, hold, picture):
        client = site.client(account)
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        connection.request("GET", f"/api/holds/{hold['id']}/pictures/{picture['sequence']}", headers={"Cookie": client.cookie})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheader("Content-Type"), body

    def picture_of(self, site, hold):
        return eventually(lambda: self.detail(site, hold)["pictures"], "the picture is on the hold")[0]

    def test_a_label_in_a_picture_lets_its_parcel_pass(self):
        site = self.site()
        site.declare([NUMBER])
        self.queue.append("code128.jpg")
        eventually(lambda: self.plc.passed, "it passes")
        reading = next(e for e in site.journal() if e["kind"] == "reading.received")
        self.assertEqual(reading["body"]["number"]["number"], NUMBER.decode())
        self.assertEqual(len(reading["body"]["frame"]), 64)
        # A parcel that passes leaves no picture behind.
        self.assertFalse(pathlib.Path(site.folder, "data/pictures").exists())
        self.assertEqual(list(self.frames.iterdir()), [])
        site.verify()

    def test_an_unread_label_is_keyed_with_its_photograph_beside_it(self):
        site = self.site()
        site.declare([NUMBER])
        self.queue.append("blank.png")
        hold = eventually(lambda: self.hold(site), "it is held")
        self.assertEqual([reason["code"] for reason in hold["reasons"]], ["no-read"])
        picture = self.picture_of(site, hold)
        self.assertEqual((picture["device"], picture["withheld"]), ("camera", False))
        original = (PICTURES / "blank.png").read_bytes()
        self.assertEqual(self.fetch(site, "thao", hold, picture), (200, "image/png", original))
        # An operator may not see it, and nobody sees it on the disk.
        self.assertEqual(self.fetch(site, "op", hold, picture)[0], 403)
        stored = [path.read_bytes() for path in pathlib.Path(site.folder, "data/pictures").rglob("*") if path.is_file()]
        self.assertEqual(len(stored), 1)
        self.assertNotIn(original[16:48], stored[0])
        shown = [e["body"] for e in site.journal() if e["kind"] == "personal.shown"]
        self.assertEqual([body["account"] for body in shown], ["thao"])
        thao = self.thao(site)
        for step in ({"step": "received"}, {"step": "inspecting"}, {"step": "identified", "number": NUMBER.decode()}):
            thao.post(f"/api/holds/{hold['id']}/steps", step)
        eventually(lambda: self.detail(site, hold).get("declared"), "it is screened by its number")
        # What rules said of it there can be asked like any other parcel's.
        step = next(step for step in self.detail(site, hold)["steps"] if step["step"] == "screened")
        told = lambda: thao.get(f"/api/passages/{quote(step['asked'], safe='')}/explanation?rule=declared-weapon")
        found = eventually(lambda: told() if told()["state"] == "asked" else None, "it is explained")
        self.assertEqual((found["hold"], found["number"], found["entry"]), (hold["id"], NUMBER.decode(), step["sequence"]))
        self.assertEqual((found["rules"][0]["id"], found["rules"][0]["answer"]), ("declared-weapon", "silent"))
        site_file = site.folder + "/site.yaml"
        said = site.run("rules", "explain", "--site", site_file, "--language", "en", NUMBER.decode(), "declared-weapon").stdout
        self.assertIn("declared-weapon v1 ", said)
        self.assertIn(step["asked"], said)
        site.verify()

    def test_a_picture_that_no_browser_shows_is_made_anew_by_a_worker(self):
        site = self.site()
        self.queue.append("code128.pgm")
        hold = eventually(lambda: self.hold(site), "it is held: undeclared")
        status, kind, body = self.fetch(site, "thao", hold, self.picture_of(site, hold))
        self.assertEqual((status, kind, body[:3]), (200, "image/jpeg", b"\xff\xd8\xff"))

    def test_a_person_brings_a_picture_to_a_hold(self):
        site = self.site()
        self.queue.append(None)
        hold = eventually(lambda: self.hold(site), "it is held")
        path = f"/api/holds/{hold['id']}/pictures"
        thao = self.thao(site)
        self.assertEqual(thao.post(path, (PICTURES / "code128.jpg").read_bytes()), {"labels": [NUMBER.decode()]})
        picture = self.picture_of(site, hold)
        self.assertEqual((picture["by"], picture.get("device")), ("thao", None))
        self.assertEqual(self.fetch(site, "chi", hold, picture)[2], (PICTURES / "code128.jpg").read_bytes())
        for body in (b"<svg/>", (PICTURES / "cut-code128.jpg").read_bytes()):
            with self.assertRaises(Problem) as refused:
                thao.post(path, body)
            self.assertIn("no-picture", str(refused.exception))
        with self.assertRaises(Problem) as refused:
            site.client("op").post(path, (PICTURES / "code128.jpg").read_bytes())
        self.assertEqual(refused.exception.status, 403)
        self.assertEqual(len(self.detail(site, hold)["pictures"]), 1)
        # As large as a telephone makes them.
        self.assertEqual(thao.post(path, b"P5 1500 1000 255\n" + bytes(1_500_000)), {"labels": []})
        eventually(lambda: len(self.detail(site, hold)["pictures"]) == 2, "it is kept too")
        self.assertEqual(os.listdir(site.folder + "/data/uploads"), [])

    def test_a_picture_cut_off_in_the_middle_is_no_evidence(self):
        site = self.site()
        site.declare([NUMBER])
        content = (PICTURES / "code128.png").read_bytes()
        writer = None

        def write_half():
            nonlocal writer
            writer = open(self.frames / "half.png", "wb", buffering=0)
            writer.write(content[:150])

        def die():
            (self.frames / "dead.png").write_bytes(content[:150])

        self.queue += [write_half, die]
        eventually(lambda: len(self.plc.inspected) == 2, "both are in the lane")
        codes = lambda: [e["body"].get("trouble", "").split(":")[0] for e in site.journal() if e["kind"] == "reading.received"]
        eventually(lambda: sorted(codes()) == ["picture-cut-off", "picture-damaged"], "both pictures are told")
        writer.close()
        self.assertEqual(self.plc.passed, [])

    def test_a_picture_that_ends_its_decoder_is_a_no_read_and_twice_is_set_aside(self):
        site = self.site(limit_ms=100)
        site.declare([NUMBER])

        def stopped():
            # Whatever this picture does to its decoder: it does not come back.
            for worker in self.workers(site):
                os.kill(worker, signal.SIGSTOP)
            self.photograph("code128.png")

        self.queue.append(stopped)
        first = eventually(lambda: self.hold(site), "it is held")
        self.assertEqual([reason["code"] for reason in first["reasons"]], ["no-read"])
        failed = lambda: [e["body"] for e in site.journal() if e["kind"] == "frame.failed"]
        eventually(lambda: len(failed()) == 1, "the picture's hash is kept")
        self.assertEqual(failed()[0]["trouble"], "worker-hung: 100")
        self.queue.append(stopped)
        aside = lambda hold: [reason["code"] for reason in hold["reasons"]] == ["label-set-aside"]
        eventually(lambda: len(failed()) == 2, "the second time")
        self.assertTrue(failed()[1]["setAside"])
        self.assertEqual(failed()[0]["frame"], failed()[1]["frame"])
        # From here on no worker sees it, in a later run neither; other pictures are read as before. The belt is empty: behind
        # parcels of the run before the first ones would be held for that.
        eventually(lambda: len(self.plc.inspected) == 2, "both are in the lane")
        site.stop()
        site.start()
        eventually(lambda: self.plc.accepted == 2, "the next epoch is agreed")
        eventually(lambda: len(self.workers(site)) == 2, "the workers are there")
        before = self.workers(site)
        self.queue += ["code128.png", "code128.jpg"]
        hold = eventually(lambda: self.hold(site, aside), "it is held with a reason of its own")
        eventually(lambda: self.plc.passed, "the other picture of the same label passes")
        self.assertEqual(sorted(self.workers(site)), sorted(before))
        picture = self.picture_of(site, hold)
        self.assertTrue(picture["withheld"])
        # The console says what became of each, and shows neither.
        seen = self.thao(site).get("/api/frames?unread=true")["frames"]
        self.assertEqual([frame["picture"] for frame in seen], ["withheld"])
        self.assertTrue(seen[0]["trouble"].startswith("frame-set-aside"))
        with self.assertRaises(Problem) as refused:
            self.thao(site).get(f"/api/frames/{seen[0]['frame']}/picture")
        self.assertIn("picture-withheld", str(refused.exception))
        read = next(frame for frame in self.thao(site).get("/api/frames?device=camera")["frames"] if frame["isRead"])
        self.assertEqual([symbol["number"] for symbol in read["symbols"]], [NUMBER.decode()])
        self.assertEqual(self.fetch(site, "thao", hold, picture)[0], 409)

    def test_killed_decoders_are_replaced_and_their_parcels_held(self):
        site = self.site()
        site.declare([NUMBER])
        ending = threading.Event()

        def kill():
            while not ending.is_set():
                for worker in self.workers(site):
                    try:
                        os.kill(worker, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                ending.wait(0.005)

        killer = threading.Thread(target=kill)
        killer.start()
        self.queue += ["gs1-128.png"] * 3
        eventually(lambda: len(self.plc.inspected) == 3, "all are in the lane")
        ending.set()
        killer.join()
        self.queue.append("code128.jpg")
        eventually(lambda: self.plc.passed, "a picture is read again")
        site.verify()


if __name__ == "__main__":
    unittest.main()
