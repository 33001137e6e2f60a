"""`parcelgate devices labels`: what is printed is read back, in its true size, from the page as a browser draws it."""

import html
import json
import pathlib
import re
import unittest

from command_case import SUCCESS, USAGE, Case
from playwright.sync_api import sync_playwright


def contents(page):
    """The labels of a page: their letters and what is printed below each."""
    found = re.findall(r"<h2>(\w)</h2>.*?<code>(.*?)</code>", page, re.DOTALL)
    return {letter: html.unescape(text).replace("␣", " ").replace("<GS>", "\x1d") for letter, text in found}


class DeviceLabels(Case):
    def test_every_label_of_the_page_is_read_back_in_millimetres(self):
        page = self.expect(SUCCESS, "devices", "labels", "--language", "vi").stdout
        printed = contents(page)
        self.assertEqual("".join(printed), "ABCDEFGHIJKLMN")
        file = pathlib.Path(self.write("labels.html", page))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
            tab = browser.new_page(viewport={"width": 800, "height": 1100}, device_scale_factor=3)
            # Nothing is asked of a network.
            asked = []
            tab.on("request", lambda request: asked.append(request.url))
            tab.goto(file.as_uri())
            self.assertEqual(asked, [file.as_uri()])
            files, sizes = [], []
            for place, drawing in enumerate(tab.query_selector_all("section svg")):
                files.append(self.path(f"{place:02}.png"))
                drawing.screenshot(path=files[-1])
                sizes.append([drawing.bounding_box()[side] * 25.4 / 96 for side in ("width", "height")])
            pdf = tab.pdf(prefer_css_page_size=True)
            browser.close()
        answer = self.expect(SUCCESS, "labels", "decode", "--format", "json", *files)
        read = [json.loads(line)["symbols"] for line in answer.stdout.splitlines()]
        self.assertEqual([[symbol["text"] for symbol in symbols] for symbols in read], [[text] for text in printed.values()])
        self.assertEqual(read[4][0]["aim"], "]C1")
        # Code 128 of 80 characters: 45 symbols and a stop of 0.33 mm modules, between quiet zones of ten.
        self.assertAlmostEqual(sizes[6][0], (45 * 11 + 13 + 20) * 0.33, delta=0.1)
        self.assertLess(max(width for width, _ in sizes), 182)
        # EAN-13 has 95 modules, with 11 and 7 blank ones beside them.
        self.assertAlmostEqual(sizes[8][0], 113 * 0.33, delta=0.1)
        self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 2)

    def test_it_is_said_in_both_languages_and_needs_one(self):
        vietnamese, english = (self.expect(SUCCESS, "devices", "labels", "--language", word).stdout for word in ("vi", "en"))
        self.assertIn("Nhãn thử máy quét", vietnamese)
        self.assertIn("finds a wrong keyboard layout", english)
        self.assertEqual(contents(vietnamese), contents(english))
        for page in (vietnamese, english):
            self.assertNotIn("commissioning.", page)
        self.expect(USAGE, "devices", "labels", says="--language is missing")
        self.expect(USAGE, "devices", "labels", "--language", "de", says="expected vi or en")


if __name__ == "__main__":
    unittest.main()
