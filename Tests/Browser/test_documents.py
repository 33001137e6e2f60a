"""The documents' page: what a proposal would do to the last shift's parcels, who approves it, and the bulletins."""

import pathlib
import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase
from site_client import SiteClient

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "packaging/example"
RULE = """
  - id: tried-in-the-browser
    version: 1
    name: {vi: thử, en: tried}
    text: {vi: thử, en: tried}
    when: weight_g > 0
    optional: [weight_g]
    ground: thử
"""
ISSUERS = {
    "issuers": [
        {
            "issuer": "police", "name": {"vi": "Công an tỉnh", "en": "Provincial police"}, "state": "gap", "serial": 44,
            "issued_ms": 1795700000000, "validUntil_ms": 1796300000000, "key": "AB", "missing": [42, 43], "lists": 3,
        },
        {
            "issuer": "customs", "name": {"vi": "Hải quan", "en": "Customs"}, "state": "current", "serial": 7,
            "issued_ms": 1795700000000, "validUntil_ms": 1796300000000, "key": "CD", "missing": [], "lists": 1,
        },
    ]
}


class Documents(ConsoleCase):
    def open_page(self, language="en", **options):
        page = self.person("supervisor", language, **options)
        page.goto("/documents")
        expect(page.locator(".documents-page h1")).to_be_visible()
        expect(page.locator(".documents-page")).to_contain_text("supervisor")
        return page

    def propose(self, page):
        page.set_input_files(
            "#propose-rules",
            {"name": "rules.yaml", "mimeType": "text/yaml", "buffer": ((EXAMPLE / "rules.yaml").read_text() + RULE).encode()})
        panel = page.locator(".panel", has=page.locator("#propose-rules"))
        panel.get_by_role("button", name=self.say(page, "documents.propose")).click()
        return panel.locator(".proposal").first

    def test_a_proposal_is_tried_before_it_is_approved(self):
        page = self.open_page()
        proposal = self.propose(page)
        verdict = proposal.locator(".verdict")
        expect(verdict).to_contain_text("Over the budget", timeout=60_000)
        expect(verdict).to_have_attribute("data-over", "true")
        expect(proposal.locator(".shares")).to_contain_text("tried-in-the-browser")
        self.check(page)
        self.check_touch_sizes(page)
        button = proposal.locator("button.approve")
        button.click()
        expect(button).to_contain_text("Press again to confirm")
        self.press_twice_done(button)
        expect(proposal.locator(".proposal-who")).to_contain_text("approved by supervisor")
        # The proposer's approval and the deputy's are not enough: two besides the proposer are needed.
        number = SiteClient("supervisor").get("/api/documents")["documents"]
        self.assertFalse(any(d["isActive"] and "tried-in-the-browser" in d.get("text", "") for d in number))

    def press_twice_done(self, button):
        expect(button).to_have_attribute("data-armed", "ready")
        button.click()

    def test_a_file_with_an_error_says_where(self):
        self.expect_complaint("422")
        page = self.open_page()
        page.set_input_files("#propose-rules", {"name": "r.yaml", "mimeType": "text/yaml", "buffer": b"rules:\n  - nonsense\n"})
        panel = page.locator(".panel", has=page.locator("#propose-rules"))
        panel.get_by_role("button", name="Propose").click()
        expect(panel.locator(".proposing .problem")).to_contain_text("rules:2:")
        self.check(page)

    def test_without_a_file_nothing_is_sent(self):
        page = self.open_page("vi")
        page.locator("#propose-lists").press("Tab")
        page.keyboard.press("Enter")
        panel = page.locator(".panel", has=page.locator("#propose-lists"))
        expect(panel.locator(".proposing .problem")).to_have_text("Hãy chọn tệp.")
        self.check(page)

    def test_bulletins_say_what_is_missing(self):
        for language, missing in (("vi", "thiếu bản tin số 42, 43"), ("en", "missing: 42, 43")):
            page = self.person(None, language, size=PHONE)
            page.route("**/api/bulletins", lambda route: route.fulfill(json=ISSUERS))
            self.sign_in(page, "supervisor")
            page.goto("/documents")
            expect(page.locator(".issuer").first).to_contain_text(missing)
            expect(page.locator(".issuer").last).not_to_contain_text(missing)
            expect(page.locator("#bulletin-signature")).to_be_visible()
            self.check(page)
            self.check_touch_sizes(page)

    def test_an_operator_has_no_documents_page(self):
        page = self.person("operator")
        page.goto("/documents")
        expect(page.locator(".line-page")).to_be_visible()
        expect(page.locator(".top nav a[data-page=documents]")).to_be_hidden()


class RollBack(ConsoleCase):
    ALARM = {"sequence": 99, "code": "hold-budget", "detail": "rules 5 31 50 15", "at_ms": 1795700000000}

    def test_one_key_pressed_twice_rolls_back(self):
        page, state = self.fed("supervisor", "en")
        sent = []
        page.route("**/api/alarms/99/roll-back", lambda route: (sent.append(1), route.fulfill(json={})))
        self.feed(page, {**state, "alarms": [self.ALARM]})
        alarm = page.locator(".alarm", has_text="rules, version 5, holds 31 of the newest 50 parcels; the site's budget is 15 %.")
        expect(alarm).to_be_visible()
        self.check(page)
        self.check_touch_sizes(page)
        page.keyboard.press("r")
        button = page.locator("[data-roll-back]")
        expect(button).to_have_attribute("data-armed", "ready")
        self.assertEqual(sent, [])
        page.keyboard.press("r")
        expect(button).not_to_have_attribute("data-armed", "ready")
        self.inspector.wait(lambda: page.evaluate("true") and sent == [1])

    def test_only_who_approves_documents_sees_the_button(self):
        page, state = self.fed("operator", "vi")
        self.feed(page, {**state, "alarms": [self.ALARM]})
        expect(page.locator(".alarm")).to_contain_text("bộ quy tắc phiên bản 5 giữ 31 trong 50 bưu gửi")
        expect(page.locator("[data-roll-back]")).to_have_count(0)


if __name__ == "__main__":
    unittest.main()
