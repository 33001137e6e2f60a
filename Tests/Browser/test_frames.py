"""The cameras' pictures: what was read in each, why another was not, and who may see them; and how well labels are printed."""

import json
import os
import pathlib
import shutil
import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase

PICTURES = pathlib.Path(__file__).resolve().parents[1] / "Labels/Images"
CAMERA = os.environ.get("PARCELGATE_CAMERA")
DOUBTS = ("disagreement", "one-witness", "spent-check", "no-quiet-zone", "unknown-length")
HOSTILE = "<img src=x onerror=alert(1)>\u202e"


def polygon(left, top, width, height):
    return [{"x": x, "y": y} for x, y in ((left, top), (left + width, top), (left + width, top + height), (left, top + height))]


def symbol(symbology, number=None, doubt=None, **more):
    told = {"symbology": symbology, "size": 9, "corners": [], "decoders": ["zbar"], **more}
    if number:
        told |= {"number": number, "pass": "whole", "lines": 12, "check": "held"}
    return told | ({"doubt": doubt} if doubt else {})


def told_frames():
    """One of every kind that a camera's day has."""
    base = {"device": "camera-1", "width": 800, "height": 600, "isCutShort": False, "elapsed_us": 12_345}
    quality = {"grade": 1, "lowest": "modulation", "contrast": 70, "edgeContrast": 30, "modulation": 42, "defects": 9, "decodability": 60}
    read = symbol("code128", HOSTILE, corners=polygon(100, 100, 300, 120), quality=quality)
    doubts = [symbol("itf", doubt=doubt, corners=polygon(20, 20 + 110 * place, 160, 60)) for place, doubt in
              enumerate(DOUBTS)]
    frames = [
        base | {"isRead": True, "symbols": [read, doubts[3]]},
        base | {"isRead": False, "symbols": doubts, "isCutShort": True},
        base | {"isRead": False, "symbols": []},
        {"device": "camera-1", "isRead": False, "symbols": [], "trouble": "picture-cut-off: 150"},
        {"device": "camera-1", "isRead": False, "symbols": [], "trouble": f"worker-died: {HOSTILE}"},
    ]
    pictures = ["gone", "withheld", "gone", "gone", "withheld"]
    return [frame | {"serial": 9 - place, "at_ms": 1_790_000_000_000 - place, "frame": f"{place:064x}", "picture": picture}
            for place, (frame, picture) in enumerate(zip(frames, pictures))]


class ToldFrames(ConsoleCase):
    """Answers that the test makes: every reason there is."""

    def open(self, role="inspector", language="en", size=None, frames=None):
        page = self.person(role, language, **({"size": size} if size else {}))
        answer = json.dumps({"frames": told_frames() if frames is None else frames})
        page.route("**/api/frames?*", lambda route: route.fulfill(body=answer, content_type="application/json"))
        page.goto("/frames")
        if frames != []:
            expect(page.locator(".frame-row").first).to_be_visible()
        return page

    def test_every_reason_is_said_in_words_in_both_languages_and_on_a_telephone(self):
        for language, size in (("en", None), ("vi", PHONE)):
            page = self.open(language=language, size=size)
            rows = page.locator(".frame-row")
            expect(rows).to_have_count(5)
            for place in range(5):
                rows.nth(place).click()
                expect(rows.nth(place)).to_have_attribute("aria-current", "true")
                self.check(page)
                self.check_touch_sizes(page)
            rows.nth(1).click()
            for doubt in DOUBTS:
                expect(page.locator(".frame-symbols")).to_contain_text(self.say(page, f"frames.why-{doubt}"))
            expect(page.locator(".frame-detail")).to_contain_text(self.say(page, "frames.cut-short"))
            expect(page.locator(".frame-outline.refused")).to_have_count(len(DOUBTS))
            rows.nth(2).click()
            expect(page.locator(".frame-detail")).to_contain_text(self.say(page, "frames.why-nothing"))

    def test_what_a_label_says_is_text_and_nothing_else(self):
        page = self.open()
        expect(page.locator(".frame-symbols")).to_contain_text("<img src=x onerror=alert(1)>\ufffd")
        expect(page.locator(".frame-text")).to_contain_text("<img src=x")
        self.assertEqual(page.locator(".frames-page img").count(), 0)

    def test_the_list_is_walked_by_the_keyboard(self):
        page = self.open()
        chosen = page.locator(".frame-row[aria-current]")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".frame-row").nth(1)).to_be_focused()
        page.keyboard.press("j")
        expect(chosen).to_have_text(page.locator(".frame-row").nth(2).inner_text().replace("\n", ""), use_inner_text=False)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator(".frame-row").first).to_be_focused()
        with page.expect_request(lambda asked: "unread=true" in asked.url):
            page.keyboard.press("u")
        self.assertIn("unread=true", page.url)

    def test_who_may_not_see_pictures_sees_the_outlines(self):
        page = self.open("operator")
        expect(page.locator(".frame-outline")).to_have_count(2)
        expect(page.locator(".frame-detail button")).to_be_hidden()
        expect(page.locator(".frame-detail")).to_contain_text(self.say(page, "declared.not-for-you"))
        self.check(page)

    def test_a_site_without_pictures_says_so(self):
        page = self.open(frames=[])
        expect(page.locator(".frames-page")).to_contain_text(self.say(page, "frames.none"))
        self.check(page)


class ToldPrint(ConsoleCase):
    """How labels are printed, by answers that the test makes."""

    LINES = [
        {"office": "700000", "service": "EMS", "labels": 1200, "bad": 300, "grades": [100, 200, 300, 300, 300], "lowest": lowest,
         "weeks": [{"labels": 150, "bad": bad} for bad in (5, 10, 20, 30, 40, 55, 60, 80)]}
        for lowest in ("contrast", "edge-contrast", "modulation", "defects", "decodability")
    ]

    def open(self, role, language="en", lines=None, **options):
        page = self.person(role, language, **options)
        told = [line | {"office": f"70000{place}"} for place, line in enumerate(self.LINES if lines is None else lines)]
        page.route("**/api/print-quality", lambda route: route.fulfill(body=json.dumps({"lines": told}), content_type="application/json"))
        page.goto("/frames")
        page.locator(".frame-tabs a[href='/print-quality']").click()
        expect(page.locator("h1")).to_have_text(self.say(page, "page.print-quality"))
        return page

    def test_each_fault_says_what_to_do_about_the_printer(self):
        for language, size in (("en", None), ("vi", PHONE)):
            page = self.open("operator", language, **({"size": size} if size else {}))
            for line in self.LINES:
                expect(page.locator(".print-page")).to_contain_text(self.say(page, f"print.do-{line['lowest']}"))
            expect(page.locator(".week-bars").first.locator(".week-bad")).to_have_count(8)
            self.check(page)
            self.check_touch_sizes(page)
            # Who sends them is not for an operator.
            self.assertEqual(page.locator("#ground").count(), 0)

    def test_senders_are_named_to_who_gives_a_ground(self):
        self.expect_complaint("400")
        page = self.open("supervisor", "en")
        sender = {"name": HOSTILE, "phone": "0905123456", "offices": ["700000"], "labels": 12, "lowest": "defects"}
        answer = json.dumps({"senders": [sender]})
        page.get_by_role("button", name=self.say(page, "ground.show")).click()
        expect(page.locator(".problem:visible")).to_have_text(self.say(page, "problem.choose-ground"))
        expect(page.locator("#ground")).to_be_focused()
        page.route("**/api/print-quality/senders", lambda route: route.fulfill(body=answer, content_type="application/json"))
        page.select_option("#ground", "contact")
        with page.expect_request("**/api/print-quality/senders") as asked:
            page.get_by_role("button", name=self.say(page, "ground.show")).click()
        self.assertEqual(asked.value.post_data_json, {"ground": "contact"})
        expect(page.locator(".print-page")).to_contain_text("0905123456")
        expect(page.locator(".print-page")).to_contain_text("<img src=x onerror=alert(1)>\ufffd")
        self.check(page)

    def test_before_anything_was_measured_the_page_says_so(self):
        page = self.open("operator", lines=[])
        expect(page.locator(".print-page")).to_contain_text(self.say(page, "print.none"))
        self.check(page)


@unittest.skipUnless(CAMERA, "this site has no camera of ours")
class Camera(ConsoleCase):
    def photograph(self, name):
        passing = pathlib.Path(CAMERA, f".{name}")
        shutil.copy(PICTURES / name, passing)
        passing.rename(pathlib.Path(CAMERA, name))

    def test_a_picture_appears_and_is_shown_to_who_asks(self):
        page = self.person("inspector", "en")
        page.goto("/devices")
        page.get_by_role("link", name=self.say(page, "page.frames")).click()
        expect(page.locator(".frames-page")).to_be_visible()
        self.photograph("blank.png")
        rows = page.locator(".frame-row")
        expect(rows.first).to_contain_text(self.say(page, "frames.nothing"))
        self.photograph("two.png")
        expect(rows.first).to_contain_text("EB123456785VN")
        rows.first.click()
        # Nothing personal stands there before somebody asks.
        expect(page.locator(".frame-outline")).to_have_count(2)
        self.assertNotIn("Số 12 Trần Phú", page.inner_text("body"))
        image = page.locator(".frame-figure image")
        self.assertIsNone(image.get_attribute("href"))
        looks = lambda: len(self.inspector.get("/api/journal?kind=personal.shown&device=camera-1&limit=200")["entries"])
        before = looks()
        with page.expect_response(lambda answer: answer.url.endswith("/picture")) as given:
            page.keyboard.press("o")
        self.assertEqual((given.value.status, given.value.headers["content-type"]), (200, "image/jpeg"))
        expect(page.locator(".frame-symbols")).to_contain_text("Số 12 Trần Phú")
        self.assertEqual(looks(), before + 2)
        self.check(page)
        page.keyboard.press("o")
        expect(page.locator(".frame-symbols")).not_to_contain_text("Số 12 Trần Phú")
        self.assertIsNone(image.get_attribute("href"))


if __name__ == "__main__":
    unittest.main()
