"""Do not open, do not move; a full lane; recalls: on the console."""

import re
import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase
from site_client import SiteClient, s10

HALT = {"sequence": 70, "lines": ["L1"], "hold": "1F-1X", "by": "operator", "at_ms": 1_795_000_000_000, "isInLane": True,
        "number": "EB123456785VN", "state": "raised"}
ASKED = {"sequence": 71, "order": "return-to-work", "line": "L1", "halt": 70, "by": "deputy-head", "at_ms": 1_795_000_000_000}


class OrdersTest(ConsoleCase):
    def let_run(self):
        """Whatever became of a test, the next one finds a belt that runs."""
        first, second = SiteClient("supervisor"), SiteClient("deputy-head")
        for halt in first.get("/api/live/now")["halts"]:
            order = {"order": "return-to-work", "line": halt["lines"][0], "halt": halt["sequence"], "ground": "test"}
            first.post("/api/orders", order)
            asked = next(o for o in first.get("/api/live/now")["orders"] if o.get("halt") == halt["sequence"])
            second.post(f"/api/orders/{asked['sequence']}/confirmation", {})

    def test_a_suspected_parcel_stops_the_belt_and_two_persons_let_it_run(self):
        self.addCleanup(self.let_run)
        operator = self.person("operator")
        operator.locator(".line-card .halt-start summary").click()
        # The parcels move and leave: the one that was chosen is the one that is pressed twice.
        known = operator.locator(".suspects button:enabled").filter(has_text=re.compile(r"[A-Z]{2}\d{9}"))
        number = re.search(r"[A-Z]{2}\d{9}[A-Z]{2}", known.last.inner_text())[0]
        self.press_twice(operator.locator(".suspects button").filter(has_text=number))
        card = operator.locator(".halt")
        expect(card).to_be_visible()
        expect(card.locator(".halt-which")).to_contain_text(number)
        expect(card).to_contain_text(self.say(operator, "halt.do-1"))
        expect(card.locator(".halt-contacts a").first).to_have_attribute("href", "tel:0900000001")
        expect(operator.locator(".line-card .line-state")).not_to_contain_text(
            self.say(operator, "line.running").split(" {")[0]
        )
        self.check(operator)
        # A held parcel of that class is nobody's to open.
        inspector = self.person("inspector")
        inspector.locator(".halt .halt-where a").click()
        inspector.keyboard.press("r")
        expect(inspector.locator(".steps .why.asked")).to_have_text(self.say(inspector, "problem.do-not-open"))
        # One person asks, and cannot confirm.
        first = self.person("supervisor")
        first.get_by_label(self.say(first, "halt.ground")).fill("công binh đã xử lý")
        first.keyboard.press("Enter")
        expect(first.locator(".halt-return")).to_contain_text(self.say(first, "halt.not-you"))
        expect(first.locator(".halt-confirm")).to_be_hidden()
        self.check(first)
        # Another person confirms.
        second = self.person("deputy-head", "en")
        expect(second.locator(".halt-return")).to_contain_text("supervisor")
        self.check(second)
        self.press_twice(second.locator(".halt-confirm"))
        for page in (operator, first, second):
            expect(page.locator(".halt")).to_be_hidden()
        expect(operator.locator(".line-card .line-state")).to_contain_text(
            self.say(operator, "line.running").split(" {")[0], timeout=30_000
        )

    def test_the_card_is_read_on_a_telephone_in_both_languages(self):
        for language in ("vi", "en"):
            page, state = self.fed("supervisor", language, size=PHONE)
            self.feed(page, {**state, "halts": [HALT], "orders": [ASKED]})
            card = page.locator(".halt")
            expect(card).to_contain_text(self.say(page, "halt.heading"))
            expect(card.locator(".halt-lane")).to_be_visible()
            expect(card).to_contain_text(self.say(page, "halt.confirm"))
            self.check(page)
            self.check_touch_sizes(page)

    def test_a_full_lane_says_why_and_two_persons_may_let_it_run(self):
        page, state = self.fed("supervisor")
        line = {**state["lines"][0], "induction": "stop", "inductionWhy": "lane-full", "laneFree": 0, "laneFull": True}
        self.feed(page, {**state, "lines": [line]})
        strip = page.locator(".induction")
        expect(strip).to_contain_text(self.say(page, "induction-why.lane-full"))
        strip.locator("summary").click()
        expect(strip.locator("form")).to_be_visible()
        self.check(page)
        order = {"sequence": 9, "order": "run-with-full-lane", "line": "L1", "minutes": 7, "by": "deputy-head", "at_ms": 1}
        self.feed(page, {**state, "lines": [line], "orders": [order]})
        expect(strip).to_contain_text("deputy-head")
        expect(strip.get_by_role("button", name=self.say(page, "order.confirm"))).to_be_visible()
        self.check(page)

    def test_a_clear_is_taken_back_by_number(self):
        # No other test reads this number: whoever reads a held one is taken to its hold.
        number = s10(12)
        page = self.person("inspector", "en")
        page.goto("/holds")
        page.locator(".recall summary").click()
        page.fill("#recall-number", "EB123456789VN")
        page.fill("#recall-ground", "letter 12")
        self.expect_complaint("400")
        page.keyboard.press("Enter")
        expect(page.locator(".recall .problem")).to_contain_text("not valid")
        page.fill("#recall-number", number)
        page.keyboard.press("Enter")
        expect(page.locator(".recall [role=status]")).to_contain_text(number)
        self.check(page)
        holds = SiteClient("inspector").get(f"/api/holds?text={number}")["holds"]
        self.assertEqual([hold["recall"] for hold in holds], [False])


if __name__ == "__main__":
    unittest.main()
