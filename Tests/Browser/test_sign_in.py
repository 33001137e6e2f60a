"""Signing in, the language, and who sees what."""

import unittest

from playwright.sync_api import expect

from console_case import ConsoleCase
from relay import Relay
from site_client import ACCOUNTS, URL


class SignIn(ConsoleCase):
    def test_speaks_vietnamese_first_and_remembers_english(self):
        context = self.browser.new_context(base_url=URL)
        self.addCleanup(context.close)
        page = self.tab(context)
        page.goto("/")
        expect(page.locator("h1")).to_have_text("Đăng nhập")
        page.get_by_role("button", name="English").click()
        expect(page.locator("h1")).to_have_text("Sign in")
        page.reload()
        expect(page.locator("h1")).to_have_text("Sign in")
        self.assertEqual(page.evaluate("document.documentElement.lang"), "en")

    def test_says_in_both_languages_that_the_password_is_wrong(self):
        self.expect_complaint("status of 403")
        page = self.person()
        page.fill("#account", ACCOUNTS["operator"]["account"])
        page.fill("#password", "certainly not this one")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("Tài khoản hoặc mật khẩu không đúng.")
        expect(page.locator("#password")).to_be_focused()
        self.check(page)
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("alert")).to_have_text("The account or the password is wrong.")
        self.check(page)
        self.sign_in(page, "operator")

    def test_asks_for_both_fields_before_it_asks_the_gateway(self):
        page = self.person(language="en")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_have_text(self.words["en"]["problem.fields-empty"])
        expect(page.locator("#account")).to_be_focused()

    def test_stays_signed_in_after_a_reload_and_leaves_when_asked(self):
        page = self.person("operator", "en")
        page.reload()
        expect(page.locator(".line-page")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("h1")).to_have_text("Sign in")
        page.reload()
        expect(page.locator("h1")).to_have_text("Sign in")

    def test_signing_out_in_one_tab_signs_the_other_out(self):
        first = self.person("operator", "en")
        second = self.tab(first.context)
        second.goto("/holds")
        expect(second.locator("h1")).to_have_text("Holds")
        first.get_by_role("button", name="Sign out").click()
        expect(second.locator("h1")).to_have_text("Sign in")
        expect(second.get_by_role("alert")).to_have_text(self.words["en"]["sign-in.over"])

    def test_a_sign_out_that_does_not_arrive_is_no_sign_out(self):
        self.expect_complaint("net::ERR_|Failed to load resource")
        relay = Relay(URL)
        self.addCleanup(relay.close)
        page = self.person("operator", "en", url=relay.url)
        relay.cut()
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator(".top .problem")).to_have_text(self.words["en"]["problem.unreachable"])
        expect(page.locator(".line-page")).to_be_visible()

    def test_an_administrator_sees_the_lines_alone(self):
        page, _ = self.fed("operator", "en", permissions=["see-line", "manage-accounts"])
        expect(page.locator(".line-card").first).to_be_visible()
        self.assertEqual(page.locator(".hold-panel").count(), 0)
        expect(page.get_by_role("link", name="Holds")).to_have_count(0)
        page.goto("/holds")
        expect(page.locator(".line-page")).to_be_visible()
        self.check(page)


if __name__ == "__main__":
    unittest.main()
