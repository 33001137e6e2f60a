"""A day's work by one person at a counter: sign in, scan, GO and STOP, tag, cage, bag, sign out."""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))

import table_rig  # noqa: E402
from plc import s10  # noqa: E402
from playwright.sync_api import expect  # noqa: E402
from site_rig import PASSWORD, eventually  # noqa: E402

from console_case import PHONE, ConsoleCase  # noqa: E402

BAG = "VNDAKTO0001"

# Counts the tones that a page plays: there is nobody to hear them.
TONES = """
window.tones = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.tones.push(Math.round(this.frequency.value));
  return start.apply(this, when);
};
"""


def answer_later(route):
    answer = route.fetch()
    time.sleep(3)
    route.fulfill(response=answer)


class Counter(ConsoleCase):
    def open(self, language, script=TONES, **options):
        self.site, self.scanner, self.printer = table_rig.start(self, "    rescan_ms: 300\n    go_s: 20\n")
        eventually(lambda: self.scanner.host, "the scanner is connected")
        self.labels = [s10(n).decode() for n in (1, 2)]
        self.site.declare([label.encode() for label in self.labels])
        page = self.person(None, language, url=f"http://127.0.0.1:{self.site.port}", script=script, **options)
        page.fill("#account", "mai")
        page.fill("#password", PASSWORD.format("mai"))
        page.keyboard.press("Enter")
        expect(page.locator(".counter-page")).to_be_visible()
        expect(page.locator('[data-mode="screening"]')).to_have_attribute("aria-pressed", "true")
        return page

    def sign(self, page, kind, key=None):
        expect(page.locator(".counter-sign")).to_have_attribute("data-sign", kind)
        if key:
            expect(page.locator(".sign-word")).to_have_text(self.say(page, f"table-state.{key}"))

    def wedge(self, page, label):
        """A scanner that types, wherever the focus is. Its keys carry a scanner's pace, however busy this machine is."""
        page.evaluate("document.activeElement.blur()")
        keyboard = page.context.new_cdp_session(page)
        began = time.time()
        for place, key in enumerate([*label, "Enter"]):
            text = "\r" if key == "Enter" else key
            for kind, more in (("keyDown", {"text": text}), ("keyUp", {})):
                keyboard.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "timestamp": began + place * 0.004, **more})
        keyboard.detach()

    def pause(self, page):
        page.wait_for_timeout(400)

    def test_a_day_at_the_counter_with_scanner_and_keyboard(self):
        page = self.open("vi")
        self.check(page)
        self.scanner.send(self.labels[0].encode())
        self.sign(page, "go", "go")
        expect(page.locator(".sign-number")).to_have_text(self.labels[0])
        self.check(page)
        self.assertIn(1320, page.evaluate("tones"))
        self.wedge(page, self.labels[1])
        expect(page.locator(".sign-number")).to_have_text(self.labels[1])
        self.sign(page, "go")

        self.scanner.send(s10(7))
        self.sign(page, "stop", "held")
        expect(page.locator(".sign-reasons")).to_contain_text("thiếu căn cứ")
        expect(page.locator(".sign-note")).to_contain_text("lồng đỏ sau quầy")
        self.assertIn(220, page.evaluate("tones"))
        self.check(page)
        tag = eventually(lambda: self.printer.labels, "the tag is printed")[0].decode()
        hold = page.locator(".counter-uncaged .code").inner_text()
        self.assertIn(f">:{hold.replace('~', '_7E')}^FS", tag)

        page.locator("h1").focus()
        page.keyboard.press("c")
        expect(page.locator('[data-mode="cage"]')).to_have_attribute("aria-pressed", "true")
        self.scanner.send(hold.encode())
        self.sign(page, "done", "caged")
        expect(page.locator(".counter-uncaged li")).to_have_count(0)

        page.keyboard.press("b")
        expect(page.locator('[data-mode="bag"]')).to_have_attribute("aria-pressed", "true")
        self.scanner.send(BAG.encode())
        self.sign(page, "done", "bag-opened")
        for label in self.labels:
            self.scanner.send(label.encode())
            expect(page.locator(".sign-number")).to_have_text(label)
            self.sign(page, "done", "bagged")
        self.scanner.send(s10(8))
        self.sign(page, "stop", "refused")
        self.check(page)
        self.pause(page)
        self.scanner.send(BAG.encode())
        self.sign(page, "done", "bag-closed")
        closed = [e["body"] for e in self.site.journal() if e["kind"] == "bag.closed"]
        self.assertEqual([(bag["parcels"], bag["refused"]) for bag in closed], [(2, 1)])
        counts = [text.inner_text() for text in page.locator(".counter-counts dd").all()]
        self.assertEqual(counts, ["3", "2", "1", "1", "2", "1"])

        # A slow answer: the gateway has let go of the table, and the page, still open, must not take it up again.
        page.route("**/api/session", answer_later)
        page.get_by_role("button", name=self.say(page, "header.sign-out")).click()
        expect(page.locator(".sign-in")).to_be_visible()
        eventually(lambda: self.site.table()["mode"] == "left", "who signs out leaves the table")

    def test_a_day_at_the_counter_by_touch_on_a_telephone(self):
        page = self.open("en", size=PHONE, has_touch=True)
        self.check(page)
        self.check_touch_sizes(page)

        def enter(label):
            page.fill("#counter-label", label)
            page.get_by_role("button", name=self.say(page, "table.enter")).tap()

        enter(self.labels[0])
        self.sign(page, "go", "go")
        self.check(page)
        page.get_by_role("button", name=self.say(page, "table.unread")).tap()
        self.sign(page, "stop", "held")
        eventually(lambda: self.printer.labels, "the tag is printed")
        page.get_by_role("button", name=self.say(page, "table.print")).tap()
        eventually(lambda: len(self.printer.labels) == 2, "and printed again")
        hold = page.locator(".counter-uncaged .code").inner_text()
        page.locator('[data-mode="cage"]').tap()
        enter(hold)
        self.sign(page, "done", "caged")
        page.locator('[data-mode="bag"]').tap()
        page.get_by_role("button", name=self.say(page, "table.bag-open")).tap()
        self.sign(page, "done", "bag-opened")
        enter(self.labels[0])
        self.sign(page, "done", "bagged")
        page.get_by_role("button", name=self.say(page, "table.bag-close")).tap()
        self.sign(page, "done", "bag-closed")
        self.check_touch_sizes(page)

    def test_sound_can_be_switched_off_and_stays_off(self):
        page = self.open("en")
        page.locator(".sign-sound").click()
        page.evaluate("tones.length = 0")
        self.scanner.send(self.labels[0].encode())
        self.sign(page, "go")
        page.reload()
        expect(page.locator(".sign-sound")).to_have_attribute("aria-pressed", "true")
        self.assertEqual(page.evaluate("tones"), [])

    def test_go_ends_on_the_page_when_the_gateway_is_not_heard(self):
        page = self.open("en")
        self.scanner.send(self.labels[0].encode())
        self.sign(page, "go")
        self.expect_complaint("ERR_|Failed to load")
        self.site.stop(9)
        expect(page.locator(".sign-word")).to_have_text(self.say(page, "table-state.stale"))
        self.sign(page, "wait")

    def test_parcel_that_is_held_already_says_so_and_where_the_cage_is(self):
        page = self.open("en")
        held = s10(9)
        self.scanner.send(held)
        self.sign(page, "stop", "held")
        self.scanner.send(self.labels[0].encode())
        self.sign(page, "go")
        self.scanner.send(held)
        expect(page.locator(".sign-note")).to_have_text(
            self.say(page, "table-note.already-held", cage="the red cage behind the counter")
        )
        self.sign(page, "stop")

    def test_a_clerk_reports_a_dangerous_object(self):
        page = self.open("vi")
        self.scanner.send(self.labels[0].encode())
        self.sign(page, "go")
        self.press_twice(page.locator(".counter-main .danger"))
        self.sign(page, "stop", "do-not-open")
        expect(page.locator(".sign-number")).to_have_text(self.labels[0])
        card = page.locator(".halt")
        expect(card.locator(".halt-which")).to_contain_text(self.labels[0])
        expect(card.locator(".halt-what")).to_contain_text("Quầy")
        self.check(page)
        self.check_touch_sizes(page)
        self.scanner.send(self.labels[1].encode())
        self.sign(page, "stop", "held")

    def test_another_clerk_sees_who_works_there_and_may_take_over(self):
        page = self.open("en")
        other = self.person(None, "en", url=f"http://127.0.0.1:{self.site.port}")
        other.fill("#account", "nam")
        other.fill("#password", PASSWORD.format("nam"))
        other.keyboard.press("Enter")
        expect(other.get_by_text(self.say(other, "table.taken", account="mai"))).to_be_visible()
        other.get_by_role("button", name=self.say(other, "table.take")).click()
        expect(page.get_by_text(self.say(page, "table.taken", account="nam"))).to_be_visible()


if __name__ == "__main__":
    unittest.main()
