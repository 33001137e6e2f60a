"""The page of the lines: the belt that moves, parcels that are held before one's eyes, alarms and stale data."""

import copy
import unittest

from playwright.sync_api import expect

from console_case import ConsoleCase
from relay import Relay
from site_client import HOLD_WAIT_S, URL

# How far the parcels of the drawing have come, by the order in which they came.
PLACES = """() => Object.fromEntries([...document.querySelectorAll('g.parcel:not(.leaving)')].map((group, place) => [
    group.dataset.seen ??= String(window.seen = (window.seen ?? 0) + 1),
    new DOMMatrix(getComputedStyle(group).transform === 'none' ? '' : getComputedStyle(group).transform).e]))"""

FARTHER = f"([before, by]) => Object.entries(({PLACES})()).some(([parcel, place]) => place > before[parcel] + by)"

# What can be wrong at once.
ALARMS = [
    ("escape", "2"),
    ("recall", ""),
    ("missing", ""),
    ("permit-refused", "expired"),
    ("device-fault", "<b>no power</b>"),
]
FIRST_ALARM = 900_000_000


class Line(ConsoleCase):
    def test_parcels_move_along_the_belt_and_never_back(self):
        page = self.person("operator")
        page.wait_for_selector("g.parcel[transform]")
        before = page.evaluate(PLACES)
        page.wait_for_function(FARTHER, arg=[before, 100])
        backwards = page.evaluate(
            f"""() => new Promise((done) => {{
                const places = {PLACES};
                let last = places(), frames = 0, backwards = 0;
                requestAnimationFrame(function look() {{
                  const now = places();
                  for (const parcel in now) if (now[parcel] < last[parcel] - 0.2) backwards += 1;
                  last = now;
                  if ((frames += 1) < 180) requestAnimationFrame(look); else done(backwards);
                }});
            }})"""
        )
        self.assertEqual(backwards, 0)

    def test_a_parcel_is_held_before_ones_eyes(self):
        page = self.person("operator", "en")
        held = page.locator("a.held-parcel").first
        held.wait_for(timeout=HOLD_WAIT_S * 1000)
        hold = held.locator(".code").first.inner_text()
        expect(held).to_contain_text(" ", timeout=5_000)
        expect(page.locator(f".hold-panel [data-hold='{hold}']")).to_be_visible()
        page.locator(f".hold-panel [data-hold='{hold}']").click()
        expect(page.locator("h1")).to_have_text(hold)
        expect(page.locator(".reason").first).not_to_be_empty()

    def test_parcels_move_in_steps_where_motion_is_not_wanted(self):
        page = self.person("operator", reduced_motion="reduce")
        page.wait_for_selector("g.parcel[transform]")
        before = page.evaluate(PLACES)
        page.wait_for_function(FARTHER, arg=[before, 50])

    def test_all_is_quiet_when_all_is_well(self):
        page, state = self.fed("operator")
        state["devices"] = [device for device in state["devices"] if device["state"] == "working"]
        for line in state["lines"]:
            line.update(missing=[], isConnected=True, isMoving=True, speed_mm_s=500, laneFree=9, laneFull=False, passages=[])
            line.pop("stopped", None)
        self.feed(page, state)
        expect(page.locator(".line-card .figure").first).to_contain_text(self.words["vi"]["figure.clears-yes"])
        marks = page.locator(".line-card, .alarm-panel, .site-panel").locator(
            ".mark.urgent, .mark.attention, .mark.notice"
        )
        self.assertEqual([mark.evaluate("mark => mark.parentElement.outerHTML") for mark in marks.all()], [])
        self.check(page)

    def trouble(self, state):
        """Everything that can be wrong on a line, at once."""
        state = copy.deepcopy(state)
        line = state["lines"][0]
        for sequence, (code, detail) in enumerate(ALARMS, FIRST_ALARM):
            place = {"line": line["id"], "at_ms": state["now_ms"]}
            state["alarms"].append({"sequence": sequence, "code": code, "detail": detail, **place})
        state["devices"].append({"id": "camera-9", "state": "faulty", "detail": "no power", "readings": 0})
        state["journalIsWell"], state["journalFault"] = False, "io"
        line.update(missing=["escape", "journal"], laneFree=0, laneFull=True, isMoving=False, stopped="lane-full")
        line["balance"].update(unexplained=2, missing=1, escaped=1)
        line["passages"] = [
            {"id": "7M-1B", "track": 77, "front_mm": 9000, "length_mm": 300, "state": "missing", "number": "EB100000480VN"},
            {"id": "7N-1C", "track": 78, "front_mm": 1500, "length_mm": 300, "state": "held", "hold": "7P-1D"},
        ]
        return state

    def test_shows_every_trouble_with_its_next_action(self):
        for language in ("vi", "en"):
            page, state = self.fed("supervisor", language)
            self.feed(page, self.trouble(state))
            banner = page.locator(".escape")
            expect(banner).to_contain_text(self.words[language]["alarm-next.escape"])
            self.assertEqual(round(banner.bounding_box()["width"]), 1280)
            alarms = page.locator(".alarms .alarm")
            expect(alarms).to_have_count(4)
            expect(alarms.first).to_contain_text(self.words[language]["alarm-next.recall"])
            expect(alarms.nth(1)).to_contain_text("<b>no power</b>")
            expect(page.locator("[data-term=unexplained]")).to_have_attribute("data-urgency", "1")
            expect(page.locator(".line-state")).to_contain_text(self.words[language]["stopped.lane-full"])
            expect(page.locator(".missing-parcel button")).to_have_text(self.words[language]["line.close"])
            self.check(page)
            self.check_touch_sizes(page)
            self.feed(page, state)
            expect(banner).to_be_hidden()

    def test_an_escape_is_acknowledged_only_at_the_second_press(self):
        page, state = self.fed("operator", "en")
        asked = []
        page.route("**/api/alarms/**", lambda route: (asked.append(route.request.url), route.fulfill(json={})))
        self.feed(page, self.trouble(state))
        button = page.locator(".escape button")
        expect(button).to_be_visible()
        page.keyboard.press("a")
        expect(button).to_have_attribute("data-armed", "ready")
        expect(button).to_contain_text("Press again to confirm: Acknowledge")
        self.check(page)
        # That took its time: the button may have let go meanwhile.
        page.wait_for_function("() => !document.querySelector('.escape [data-armed]')")
        self.assertEqual(asked, [])
        page.keyboard.press("a")
        expect(button).to_have_attribute("data-armed", "ready")
        with page.expect_response("**/api/alarms/**"):
            page.keyboard.press("a")
        page.wait_for_function("() => !document.querySelector('.escape [data-armed]')")
        self.assertEqual(len(asked), 1)
        self.assertIn(f"/api/alarms/{FIRST_ALARM}/acknowledgement", asked[0])

    def test_a_supervisor_closes_a_missing_parcel_and_reads_why_not(self):
        self.expect_complaint("status of 409")
        page, state = self.fed("supervisor", "en")
        refusal = {"code": "unknown-passage", "status": 409}
        page.route("**/api/passages/**", lambda route: route.fulfill(status=409, json=refusal))
        self.feed(page, self.trouble(state))
        self.press_twice(page.locator(".missing-parcel button"))
        expect(page.locator(".missing-parcel .problem")).to_have_text(self.words["en"]["problem.unknown-passage"])

    def test_an_operator_does_not_close_missing_parcels(self):
        page, state = self.fed("operator")
        self.feed(page, self.trouble(state))
        expect(page.locator(".missing-parcel")).to_be_visible()
        self.assertEqual(page.locator(".missing-parcel button").count(), 0)


class Connection(ConsoleCase):
    def cut_and_mend(self, script):
        relay = Relay(URL)
        self.addCleanup(relay.close)
        self.expect_complaint("net::ERR_|Failed to load resource")
        page = self.person("operator", "vi", url=relay.url, script=script)
        page.wait_for_selector("g.parcel")
        relay.cut()
        bar = page.locator(".stale-bar")
        expect(bar).to_be_visible()
        expect(bar).to_contain_text("Mất kết nối")
        self.assertRegex(bar.inner_text(), r"\d\d:\d\d:\d\d")
        self.assertTrue(page.evaluate("document.documentElement.classList.contains('stale')"))
        self.check(page)
        old = page.locator(".live-time").inner_text()
        relay.mend()
        expect(bar).to_be_hidden()
        expect(page.locator(".live-time")).not_to_have_text(old)
        expect(page.locator("g.parcel").first).to_be_visible()

    def test_old_data_looks_old_until_the_connection_is_there_again(self):
        self.cut_and_mend(None)

    def test_so_does_a_browser_without_shared_workers(self):
        self.cut_and_mend("delete window.SharedWorker")

    def test_all_tabs_of_a_browser_share_one_event_stream(self):
        relay = Relay(URL)
        self.addCleanup(relay.close)
        first = self.person("operator", url=relay.url)
        second = self.tab(first.context)
        second.goto("/holds")
        expect(second.locator(".live-time")).not_to_be_empty()
        expect(first.locator(".live-time")).not_to_be_empty()
        self.assertEqual(relay.asked("/api/live"), 1)


if __name__ == "__main__":
    unittest.main()
