"""What holds on every page: accessible, large enough to touch, no sideways scroll; and scans at the table."""

import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase


class Everywhere(ConsoleCase):
    def visit(self, page, look):
        """Every page and panel in turn."""
        hold = self.inspector.wait(lambda: self.inspector.get("/api/holds?which=open")["holds"], 120)[0]
        page.wait_for_selector(".hold-panel .hold-row")
        look(page)
        page.get_by_role("button", name=self.say(page, "header.help")).click()
        expect(page.locator("#help")).to_be_visible()
        look(page)
        page.keyboard.press("Escape")
        page.goto("/holds?which=all")
        page.wait_for_selector(".hold-row")
        look(page)
        page.fill("#search", "there is no such number")
        expect(page.locator(".holds-page > .problem")).to_have_text(self.say(page, "holds.none-found"))
        look(page)
        page.goto("/holds/" + hold["id"])
        page.wait_for_selector(".steps button")
        look(page)

    def test_every_page_is_accessible_in_both_languages(self):
        for language in ("vi", "en"):
            with self.subTest(language):
                page = self.person(None, language)
                self.check(page)
                self.sign_in(page, "inspector")
                self.visit(page, self.check)

    def test_everything_is_large_enough_to_touch(self):
        page = self.person("inspector")
        self.visit(page, self.check_touch_sizes)

    def test_a_telephone_does_not_scroll_sideways(self):
        for language in ("vi", "en"):
            with self.subTest(language):
                page = self.person(None, language, PHONE)
                self.check(page)
                self.sign_in(page, "inspector")
                self.visit(page, self.check)
                self.check_touch_sizes(page)

    def test_the_skip_link_leads_to_the_content(self):
        page = self.person("operator", "en")
        page.reload()
        expect(page.locator(".line-page")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()

    def test_the_language_key_changes_everything_at_once(self):
        page = self.person("operator")
        page.wait_for_selector(".hold-row")
        page.keyboard.press("l")
        expect(page.locator(".hold-panel h2")).to_have_text("Newest holds")
        self.assertNotIn(self.words["vi"]["line.newest-holds"], page.inner_text("body"))
        self.check(page)


class Scan(ConsoleCase):
    def scanned(self, state, serial, **more):
        return {**state, "scan": {"serial": serial, "device": "table-1", **more}}

    def test_a_scan_opens_the_hold(self):
        hold = self.inspector.wait_for_hold()
        page, state = self.fed("inspector")
        self.feed(page, self.scanned(state, 7, number="EB1", hold=hold["id"]))
        expect(page.locator("h1")).to_have_text(hold["id"])

    def test_a_scan_only_offers_the_hold_to_who_writes(self):
        hold = self.inspector.wait_for_hold()
        other = self.inspector.wait_for_hold()
        page, state = self.fed("inspector", "en")
        self.feed(page, self.scanned(state, 7, hold=hold["id"]))
        page.fill("#step-note", "a note that is not yet kept")
        self.feed(page, self.scanned(state, 8, number="EB2", hold=other["id"]))
        expect(page.locator(".scan-notice")).to_contain_text(f"Scanned EB2: hold {other['id']}.")
        expect(page.locator("h1")).to_have_text(hold["id"])
        expect(page.locator("#step-note")).to_have_value("a note that is not yet kept")
        self.check(page)
        self.check_touch_sizes(page)
        page.locator(".scan-notice a").click()
        expect(page.locator("h1")).to_have_text(other["id"])
        expect(page.locator(".scan-notice")).to_be_hidden()

    def test_a_scan_without_a_hold_is_said_quietly(self):
        page, state = self.fed("inspector")
        self.feed(page, self.scanned(state, 7, number="EB100000017VN"))
        expect(page.locator(".scan-notice")).to_contain_text("Không có hồ sơ giữ nào cho EB100000017VN.")
        self.check(page)
        page.keyboard.press("Escape")
        expect(page.locator(".scan-notice")).to_be_hidden()

    def test_an_operators_screen_is_not_taken_away_by_a_scan(self):
        hold = self.inspector.wait_for_hold()
        page, state = self.fed("operator", "en")
        self.feed(page, self.scanned(state, 7, number="EB3", hold=hold["id"]))
        expect(page.locator(".scan-notice a")).to_be_visible()
        expect(page.locator(".line-page")).to_be_visible()


if __name__ == "__main__":
    unittest.main()
