"""The devices, the journal and the people: what each role sees of them, by keyboard and touch, in both languages."""

import json
import re
import unittest

from playwright.sync_api import expect

from console_case import DESK, PHONE, ConsoleCase

HOSTILE = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>\u202e\u001b[2J\u0007'\";--"


def answered(page, pattern, change):
    """Lets the test change the gateway's answer before the page has it."""

    def handle(route):
        answer = route.fetch()
        body = answer.json()
        change(body)
        route.fulfill(response=answer, body=json.dumps(body))

    page.route(pattern, handle)


class Devices(ConsoleCase):
    def test_health_and_the_causes_of_holds(self):
        for language, size in (("vi", DESK), ("en", PHONE)):
            with self.subTest(language):
                page = self.person("security", language, size)
                page.goto("/devices")
                rows = page.locator(".table tbody tr")
                expect(rows.first).to_contain_text(self.say(page, "device.working"))
                self.assertEqual(rows.count(), len(self.inspector.get("/api/live/now")["devices"]))
                expect(page.locator(".hold-rate .rate-now")).not_to_be_empty()
                self.check(page)
                self.check_touch_sizes(page)

    def test_a_scanner_is_made_to_sound(self):
        page = self.person("operator", "en", PHONE)
        page.goto("/devices")
        buttons = page.locator("[data-check]:visible")
        expect(buttons).to_have_count(1)
        buttons.click()
        expect(page.locator(".device-check:visible [role=status]")).to_have_text(self.say(page, "devices.checked"))
        self.check(page)
        self.check_touch_sizes(page)
        # Who looks and changes nothing has no such button.
        looking = self.person("security", "en")
        looking.goto("/devices")
        expect(looking.locator(".table tbody tr").first).to_be_visible()
        expect(looking.locator("[data-check]")).to_have_count(0)

    def test_a_cause_that_rises_is_said_with_what_explains_it(self):
        page = self.person("supervisor", "en")

        def change(rate):
            why = {"code": "manifest-limit", "arguments": {"age_min": "40", "limit_min": "30"}}
            rate["causes"] = [{"code": "evidence-stale", "subject": "manifest", "now": 12, "before": 8, "isRising": True, "why": why}]
            rate.update(holdsNow=12, parcelsNow=100, holdsBefore=8, parcelsBefore=800, manifestAge_min=40, manifestLimit_min=30)

        answered(page, "**/api/hold-rate", change)
        page.keyboard.press("4")
        expect(page.locator(".rate-now")).to_have_text("Last hour: 12 holds on 100 parcels (12%).")
        cause = page.locator(".cause")
        expect(cause.locator(".cause-why")).to_have_text("manifest feed 40 min old, the limit is 30 min")
        expect(cause.locator(".badge")).to_be_visible()
        expect(cause).to_contain_text("12 in the last hour; 1/h before")
        self.check(page)


class Journal(ConsoleCase):
    def test_filters_results_and_an_entry_by_keyboard(self):
        for language in ("vi", "en"):
            with self.subTest(language):
                page = self.person("security", language)
                page.keyboard.press("5")
                rows = page.locator(".journal-page tbody tr")
                expect(rows.nth(5)).to_be_visible()
                self.check(page)
                self.check_touch_sizes(page)
                page.keyboard.press("/")
                expect(page.locator("#journal-number")).to_be_focused()
                page.select_option("#journal-kind", "session.changed")
                page.fill("#journal-account", "security")
                page.keyboard.press("Enter")
                expect(rows.first).to_contain_text(self.say(page, "entry.session-changed"))
                expect(page).to_have_url(re.compile("account=security.*kind=session.changed"))
                rows.first.locator(".row-link").press("Enter")
                expect(page.locator(".entry-content")).to_contain_text('"account": "security"')
                expect(page.locator(".entry-facts")).to_contain_text(self.say(page, "sealing.none"))
                self.assertRegex(page.locator(".entry-facts").inner_text(), "[0-9a-f]{64}")
                self.check(page)
                page.go_back()
                expect(page.locator("#journal-account")).to_have_value("security")

    def test_times_are_the_sites(self):
        page = self.person("supervisor", "en")
        page.goto("/journal?from=1795561588000")
        expect(page.locator("#journal-from")).to_have_value("2026-11-25T06:06:28")
        page.fill("#journal-from", "2026-11-25T07:00")
        page.get_by_role("button", name="Search").click()
        expect(page).to_have_url(re.compile("from=1795564800000"))

    def test_nothing_found_and_a_part_that_is_too_short_are_said(self):
        self.expect_complaint("400")
        page = self.person("inspector", "en", PHONE)
        page.goto("/journal?device=nowhere")
        expect(page.locator(".journal-page > .problem")).to_have_text(self.say(page, "journal.none"))
        self.check(page)
        page.fill("#journal-number", "EB")
        page.keyboard.press("Enter")
        expect(page.locator(".journal-page > .problem")).to_contain_text("3")
        self.check(page)
        self.check_touch_sizes(page)


class People(ConsoleCase):
    ACCOUNTS = {
        "accounts": [
            {"account": "lan", "isActive": True, "roles": ["inspector"], "sessions": [{"opened_ms": 1, "used_ms": 1795561588000}]},
            {"account": "old", "isActive": False, "roles": ["operator", "supervisor"], "sessions": []},
        ]
    }

    def administrator(self, language="en", size=DESK):
        """Somebody whose page takes him for an administrator; what he changes is kept by the test."""
        page, _ = self.fed("operator", language, permissions=["see-line", "manage-accounts", "see-accounts"], size=size)
        self.told = []

        def handle(route):
            if route.request.method == "GET":
                return route.fulfill(json=self.ACCOUNTS)
            self.told.append((route.request.method, route.request.url.split("/api/")[1], route.request.post_data))
            return route.fulfill(json={})

        page.route("**/api/accounts**", handle)
        return page

    def test_a_security_officer_looks_and_changes_nothing(self):
        page = self.person("security", "en")
        page.keyboard.press("6")
        row = page.locator("tbody tr", has_text="inspector").first
        expect(row).to_contain_text(self.say(page, "people.active"))
        self.assertEqual(page.locator(".person-form").count(), 0)
        self.assertEqual(page.locator("[data-change]").count(), 0)
        self.check(page)

    def test_an_administrator_makes_changes_and_closes_accounts(self):
        page = self.administrator()
        page.keyboard.press("6")
        expect(page.locator("tbody tr")).to_have_count(2)
        self.check(page)
        page.get_by_role("button", name="New account").click()
        page.fill("#person-account", "Minh")
        page.check("#person-security-officer")
        page.fill("#person-password", "correct horse battery")
        self.check(page)
        self.check_touch_sizes(page)
        page.keyboard.press("Enter")
        expect(page.locator(".person-form [role=status]")).to_have_text("Account minh is saved.")
        method, path, body = self.told.pop()
        wanted = {"account": "minh", "roles": ["security-officer"], "active": True, "password": "correct horse battery"}
        self.assertEqual((method, path, json.loads(body)), ("POST", "accounts", wanted))
        page.locator("[data-change=lan]").click()
        expect(page.locator("#person-account")).to_be_disabled()
        self.press_twice(page.get_by_role("button", name="End the sessions"))
        expect(page.locator(".person-form [role=status]")).to_have_text("All sessions of lan have ended.")
        self.assertEqual(self.told.pop()[:2], ("DELETE", "accounts/lan/sessions"))
        self.press_twice(page.get_by_role("button", name="Close the account"))
        expect(page.locator(".person-form [role=status]")).to_have_text("Account lan is closed.")
        self.assertEqual(json.loads(self.told.pop()[2]), {"account": "lan", "roles": ["inspector"], "active": False})
        self.check(page)

    def test_a_telephone_shows_people_and_the_form(self):
        page = self.administrator("vi", PHONE)
        page.goto("/people")
        expect(page.locator("tbody tr")).to_have_count(2)
        self.check(page)
        page.locator("[data-change=old]").click()
        expect(page.get_by_role("button", name=self.say(page, "people.reopen"))).to_be_visible()
        self.check(page)
        self.check_touch_sizes(page)


class Hostile(ConsoleCase):
    def test_hostile_texts_are_texts_on_every_page(self):
        """HTML, scripts, terminal escapes, marks that turn the writing: in every text that comes from outside."""

        def poison(value):
            kept = {"csrf", "at_ms", "state", "kind", "permissions", "roles", "sealed"}
            if isinstance(value, dict):
                return {name: part if name in kept else poison(part) for name, part in value.items()}
            if isinstance(value, list):
                return [poison(part) for part in value]
            return HOSTILE + value if isinstance(value, str) else value

        hold = self.inspector.wait(lambda: self.inspector.get("/api/holds?which=open")["holds"], 120)[0]
        page = self.person("supervisor", "en")
        entry = self.inspector.get("/api/journal?limit=1")["entries"][0]["sequence"]

        def change(body):
            for name, part in list(body.items()):
                body[name] = poison(part)

        for pattern in ("**/api/holds*", "**/api/holds/*", "**/api/hold-rate", "**/api/journal*", "**/api/journal/*"):
            answered(page, pattern, change)
        for path in ("/holds", f"/holds/{hold['id']}", "/devices", "/journal", f"/journal/{entry}", "/"):
            with self.subTest(path):
                page.goto(path)
                expect(page.locator("body")).to_contain_text("<img src=x onerror")
                self.assertIsNone(page.evaluate("window.pwned ?? null"))
                self.assertNotRegex(page.inner_text("body"), "[\u202e\u001b\u0007]")
                self.assertEqual(page.locator("main img, main script").count(), 0)


if __name__ == "__main__":
    unittest.main()
