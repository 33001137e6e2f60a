"""`parcelgate calibrate camera`: the printed sheet, the example of calibration/cameras, and what is out of a baseline."""

import importlib.util
import json
import pathlib
import random
import re
import unittest

from command_case import ENVIRONMENT, NOT_SO, ROOT, SUCCESS, USAGE, Case

FOLDER = ROOT / "calibration/cameras"
EXAMPLE = FOLDER / "example"
BELT = EXAMPLE / "belt.jpg"
VIEWS = sorted(EXAMPLE.glob("view-*.jpg"))


def simulation():
    """The example's truth."""
    spec = importlib.util.spec_from_file_location("simulate", FOLDER / "simulate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Calibrate(Case):
    def camera(self, status, *words, **more):
        return self.expect(status, "calibrate", "camera", *words, **more)

    def objects(self, status, *words):
        return [json.loads(line) for line in self.camera(status, "--format", "json", *words).stdout.splitlines()]

    # --- the sheet

    def test_the_sheet_is_drawn_in_its_true_size(self):
        self.camera(SUCCESS, "--print-target", self.path("a4.svg"))
        self.camera(SUCCESS, "--print-target", self.path("a3.svg"), "--sheet", "a3", "--language", "vi")
        small, large = (pathlib.Path(self.path(name)).read_text() for name in ("a4.svg", "a3.svg"))
        self.assertIn('width="297mm" height="210mm" viewBox="0 0 297 210"', small)
        self.assertIn("255 mm wide", small)
        self.assertIn('width="420mm" height="297mm"', large)
        self.assertIn("380 mm", large)
        self.assertIn("chiều băng chuyền", large)

    def test_the_simulation_reads_the_drawing(self):
        self.camera(SUCCESS, "--print-target", self.path("a4.svg"))
        grey, middle = simulation().sheet(self.path("a4.svg"))
        self.assertEqual(middle, (148.5, 79.5))
        # The first square is black, its neighbour white; beside the page is the belt.
        self.assertLess(grey(21 + 2, 12 + 2), 50)
        self.assertGreater(grey(21 + 17, 12 + 2), 150)
        self.assertEqual(grey(-1, 5), simulation().BELT)

    # --- a profile

    def test_the_example_gives_back_its_truth(self):
        truth = simulation()
        (found,) = self.objects(SUCCESS, "--camera", "example", "--parcel-mm", "200", BELT, *VIEWS)
        lens, deviations = found["lens"], found["lens"]["deviations"]
        for name, value in zip(("fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2"), (
            *truth.FOCAL, *truth.CENTRE, truth.K1, truth.K2, truth.P1, truth.P2,
        )):
            self.assertLess(abs(lens[name] - value), 6 * deviations[name], name)
        self.assertLess(deviations["fx"], 1)
        self.assertLess(lens["error_px"], 0.1)
        belt = found["belt"]
        self.assertAlmostEqual(belt["tilt_deg"], 5, delta=0.2)
        self.assertAlmostEqual(belt["camera_height_mm"], 339, delta=2)
        self.assertAlmostEqual(belt["middle"]["along_mm"], 340 / truth.FOCAL[0], delta=0.005)
        self.assertLess(belt["parcel"]["along_mm"], 0.5 * belt["middle"]["along_mm"])
        self.assertEqual([usual["reads"] for usual in found["readable"]["usual"]], [False, False, False])
        self.assertAlmostEqual(found["light"]["white"], truth.WHITE, delta=2)

    def test_a_profile_is_kept_and_its_camera_is_within_it(self):
        answer = self.camera(SUCCESS, "--camera", "top-1", "--out", self.path("p.yaml"), "--language", "vi", BELT, *VIEWS)
        self.assertIn("Ống kính từ 6 ảnh", answer.stdout)
        text = pathlib.Path(self.path("p.yaml")).read_text()
        self.assertIn('camera: "top-1"', text)
        self.assertEqual(len(re.findall(r'^  - "[0-9a-f]{64}"$', text, re.MULTILINE)), 6)
        answer = self.camera(SUCCESS, "--check", self.path("p.yaml"), BELT)
        self.assertIn("within its baseline", answer.stdout)

    def test_one_picture_gives_the_plane_alone(self):
        answer = self.camera(SUCCESS, "--camera", "one", "--out", self.path("p.yaml"), BELT)
        self.assertIn("the belt's plane alone is known", answer.stdout)
        text = pathlib.Path(self.path("p.yaml")).read_text()
        self.assertIn("homography:", text)
        self.assertNotIn("lens:", text)

    def test_the_kept_example_is_what_the_readme_says(self):
        said = self.camera(SUCCESS, "--camera", "example", BELT, *VIEWS).stdout
        readme = (FOLDER / "README.md").read_text()
        block = re.findall(r"^```\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)[-1]
        for line in block.splitlines():
            if line != "…":
                self.assertIn(line, said)
        self.camera(SUCCESS, "--check", EXAMPLE / "example.yaml", BELT)

    # --- out of the baseline

    def test_what_is_out_of_the_baseline_is_said_with_what_to_do(self):
        profile = (EXAMPLE / "example.yaml").read_text()
        sharper = self.write("sharper.yaml", re.sub(r"spread_px: 1\.\d+", "spread_px: 1.2", profile))
        (found,) = self.objects(NOT_SO, "--check", sharper, BELT)
        self.assertFalse(found["within"])
        self.assertEqual({one["code"] for one in found["findings"]}, {"focus-along", "focus-across"})
        darker = self.write("darker.yaml", re.sub(r"white: 205\.\d+", "white: 160", profile))
        (found,) = self.objects(NOT_SO, "--check", darker, "--language", "vi", BELT)
        (finding,) = found["findings"]
        self.assertEqual((finding["code"], round(finding["measured"])), ("bright", 205))
        self.assertIn("che nắng", finding["text"])
        # A sheet that is held up is nearer than the belt.
        answer = self.camera(NOT_SO, "--check", EXAMPLE / "example.yaml", BELT, VIEWS[0])
        self.assertRegex(answer.stdout, r"belt\.jpg: within.*\n.*view-1\.jpg: a pixel is")

    def test_pictures_without_the_sheet_are_refused_and_nothing_is_kept(self):
        blank = self.write("blank.pgm", b"P5\n320 240\n255\n" + bytes([90]) * 76_800)
        answer = self.camera(NOT_SO, "--camera", "x", "--out", self.path("p.yaml"), BELT, blank)
        self.assertIn("blank.pgm: no chessboard is seen", answer.stderr)
        self.assertFalse(pathlib.Path(self.path("p.yaml")).exists())
        answer = self.camera(NOT_SO, "--camera", "x", BELT, self.write("x.png", "<svg/>"))
        self.assertIn("expected a PNG", answer.stderr)
        answer = self.camera(NOT_SO, "--camera", "x", BELT, BELT, BELT)
        self.assertIn("nearly alike", answer.stderr)
        (found,) = self.objects(NOT_SO, "--check", EXAMPLE / "example.yaml", blank)
        self.assertIn("no chessboard", found["error"])

    # --- ordinary pictures

    def frames(self, count, start, dice, dark=False):
        """Belt pictures of the example's size: rails, and a label that lies anywhere."""
        files = []
        for number in range(start, start + count):
            rail, belt, white = (150, 60, 210) if not dark else (80, 30, 110)
            rows = [bytearray([rail if y < 40 or y > 560 else belt] * 800) for y in range(600)]
            x, y = dice.randrange(20, 500), dice.randrange(60, 300)
            for row in rows[y : y + 200]:
                row[x : x + 260] = bytes([white]) * 260
                for bar in range(12):
                    row[x + 20 + 18 * bar : x + 28 + 18 * bar] = bytes([20]) * 8
            files.append(self.write(f"frame-{number:03}.pgm", b"P5\n800 600\n255\n" + b"".join(map(bytes, rows))))
        return files

    def test_ordinary_pictures_are_learnt_and_watched(self):
        dice = random.Random(5)
        profile = self.write("p.yaml", (EXAMPLE / "example.yaml").read_bytes())
        usual = self.frames(80, 0, dice)
        self.camera(NOT_SO, "--watch", profile, *usual, says="run --learn")
        self.camera(NOT_SO, "--learn", profile, *usual[:8], says="at least 32")
        # What cannot be learnt from is named and left out.
        blank = self.write("blank.pgm", b"P5\n320 240\n255\n" + bytes([90]) * 76_800)
        one = self.write("one.pgm", b"P5\n1 1\n255\n\0")
        answer = self.camera(SUCCESS, "--learn", profile, *usual, blank, one)
        self.assertIn("learnt from 80 pictures", answer.stdout)
        self.assertRegex(answer.stderr, r"blank\.pgm: another size .*: not used\n.*one\.pgm: smaller than 64 pixels")
        self.assertIn("within the baseline", self.camera(SUCCESS, "--watch", profile, *usual).stdout)
        self.camera(NOT_SO, "--watch", profile, *usual[:70], says="at least 80")
        dark = usual + self.frames(80, 80, dice, dark=True)
        codes = [change["code"] for change in self.objects(NOT_SO, "--watch", profile, *dark)]
        self.assertIn("too-dark", codes)
        self.assertNotIn("moved", codes)
        self.assertIn("white is 110, was 210", self.camera(NOT_SO, "--watch", profile, *dark).stdout)

    # --- wrong usage

    def test_wrong_usage_and_files_that_are_not_there(self):
        self.expect(USAGE, "calibrate", says="camera is missing")
        self.expect(USAGE, "calibrate", "scale", says="expected camera")
        self.camera(USAGE, says="--camera is missing")
        self.camera(USAGE, "--camera", "x", says="a picture is missing")
        self.camera(USAGE, "--camera", "a b", BELT, says="letters, digits")
        self.camera(USAGE, "--camera", "x", "--board-mm", "3", BELT, says="from 50 to 1000")
        self.camera(USAGE, "--print-target", self.path("x.png"), says="ends with .svg")
        self.camera(USAGE, "--print-target", self.path("x.svg"), "--sheet", "a5", says="a4 or a3")
        self.camera(USAGE, "--camera", "x", "--language", "fr", BELT, says="vi or en")
        self.camera(ENVIRONMENT, "--camera", "x", self.path("nothing.png"), says="nothing.png")
        self.camera(ENVIRONMENT, "--check", self.write("bad.yaml", "camera: x\n"), BELT, says=r"bad\.yaml:1:1: expected a field 'made'")
        self.camera(ENVIRONMENT, "--check", self.path("none.yaml"), BELT, says="none.yaml")


if __name__ == "__main__":
    unittest.main()
