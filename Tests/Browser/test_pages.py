"""The pages and the way to them: the navigation, its keys, and the telephone's menu."""

import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase


class Navigation(ConsoleCase):
    def test_each_page_is_opened_by_its_key_and_its_link(self):
        page = self.person("supervisor", "en")
        links = page.locator(".top nav a:visible")
        expect(links.first).to_have_attribute("aria-current", "page")
        for place in range(links.count()):
            name = links.nth(place).get_attribute("data-page")
            page.keyboard.press(links.nth(place).locator("kbd").inner_text())
            expect(links.nth(place)).to_have_attribute("aria-current", "page")
            self.assertIn(self.say(page, f"page.{name}"), page.title())
            page.keyboard.press("1")
            expect(links.first).to_have_attribute("aria-current", "page")
            links.nth(place).click()
            expect(links.nth(place)).to_have_attribute("aria-current", "page")

    def test_an_address_that_leads_nowhere_leads_to_the_first_page(self):
        self.expect_complaint("404")
        page = self.person("operator")
        for path in ("/nothing", "/holds/%E0%A4%A", "/people"):
            page.goto(path)
            expect(page.locator("h1")).to_be_attached()
        expect(page.locator(".line-page")).to_be_visible()

    def test_a_telephone_unfolds_the_pages_and_folds_them_away(self):
        page = self.person("inspector", size=PHONE, has_touch=True)
        menu, nav = page.locator(".menu"), page.locator(".top nav")
        expect(nav).to_be_hidden()
        expect(menu).to_have_text(self.say(page, "page.line"))
        menu.tap()
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(nav).to_be_visible()
        self.check(page)
        self.check_touch_sizes(page)
        nav.locator("a[data-page=holds]").tap()
        expect(page.locator(".holds-page")).to_be_visible()
        expect(nav).to_be_hidden()
        expect(menu).to_have_text(self.say(page, "page.holds"))


if __name__ == "__main__":
    unittest.main()
