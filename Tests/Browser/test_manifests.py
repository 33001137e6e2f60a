"""Manifests at the console: a file is taken in, what was wrong is read, items are found, names are shown with a ground."""

import json
import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase
from site_client import SiteClient, s10

SERIAL = 71_000_000


class Manifests(ConsoleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serial = SERIAL

    def number(self):
        Manifests.serial += 1
        return s10(Manifests.serial)

    def open(self, page):
        page.goto("/manifests")
        expect(page.locator("h1")).to_have_text(self.say(page, "page.manifests"))

    def send(self, page, name, content):
        page.set_input_files("#manifest-file", {"name": name, "mimeType": "text/csv", "buffer": content})

    def declared(self, name="Hoàng Thị Mơ", phone="0977123456"):
        """An item that is declared and can be searched."""
        number = self.number()
        supervisor = SiteClient("supervisor")
        line = json.dumps({"item_number": number, "sender_name": name, "sender_phone": phone, "contents": ["sách"]})
        supervisor.import_manifest("item.ndjson", line.encode())
        supervisor.wait(lambda: supervisor.get(f"/api/items?text={number}")["items"], 60)
        return number

    def test_a_file_is_chosen_its_mistakes_are_read_and_a_better_one_is_taken(self):
        for language in ("vi", "en"):
            with self.subTest(language):
                self.expect_complaint("status of 422")
                page = self.person("supervisor", language)
                self.open(page)
                good, bad = self.number(), self.number()
                self.send(page, "bad.csv", f"item_number,weight_g\n{good},500\n{bad},heavy\n".encode())
                expect(page.locator(".upload .problem")).to_have_text(self.say(page, "upload.refused", name="bad.csv", count=1))
                refusal = page.locator(".upload .refusals li")
                expect(refusal).to_contain_text(self.say(page, "refusal.place", line=3, column=15))
                wanted = {"vi": "một số nguyên từ 0 đến", "en": "a whole number from 0 to"}[language]
                expect(refusal).to_contain_text(wanted)
                expect(refusal).to_contain_text("weight_g")
                self.check(page)
                self.check_touch_sizes(page)
                page.locator("label[for=leave-out]").click()
                self.send(page, "bad.csv", f"item_number,weight_g\n{good},500\n{bad},heavy\n".encode())
                counts = {"rows": 1, "added": 1, "updated": 0, "unchanged": 0, "withdrawn": 0, "refused": 1}
                outcome = self.say(page, "imports.outcome", **counts)
                expect(page.locator(".upload > .strong")).to_have_text(outcome)
                expect(page.locator(".imports li").first).to_contain_text(outcome)
                page.locator(".upload a.button").click()
                expect(page.locator(".import-page")).to_contain_text(outcome)
                expect(page.locator(f"[data-item={good}]")).to_be_visible()
                self.check(page)

    def test_a_file_is_dropped(self):
        page = self.person("supervisor", "en")
        self.open(page)
        row = f"item_number\n{self.number()}\n"
        page.evaluate(
            """(text) => {
              const carried = new DataTransfer();
              carried.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
              const drop = document.querySelector('.drop');
              for (const type of ['dragover', 'drop']) {
                drop.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
              }
            }""",
            row,
        )
        expect(page.locator(".imports li").first).to_contain_text("dropped.csv")

    def test_an_item_is_found_without_diacritics_and_its_names_need_a_ground(self):
        self.expect_complaint("status of 400")
        number = self.declared()
        page = self.person("inspector", "en")
        page.keyboard.press("3")
        expect(page.locator(".manifests-page")).to_be_visible()
        self.assertEqual(page.locator(".upload").count(), 0)
        page.keyboard.press("/")
        expect(page.locator("#item-search")).to_be_focused()
        page.keyboard.insert_text("hoang thi mo")
        row = page.locator(f"[data-item={number}]")
        expect(row).to_contain_text("H••• T••• M•••")
        self.assertNotIn("0977123456", page.inner_text("body"))
        self.check(page)
        row.click()
        expect(page.locator("h1")).to_have_text(number)
        expect(page.locator(".timeline li")).to_have_count(1)
        page.keyboard.press("p")
        expect(page.locator("#ground")).to_be_focused()
        page.select_option("#ground", "authority")
        show = page.get_by_role("button", name=self.say(page, "ground.show"))
        show.click()
        expect(page.locator(".personal .problem")).to_have_text(self.say(page, "problem.ground-needs-note"))
        self.check(page)
        page.fill("#ground-note", "CV 12/PC04")
        page.keyboard.press("Enter")
        expect(page.locator(".parties")).to_contain_text("Hoàng Thị Mơ")
        expect(page.locator(".parties")).to_contain_text("0977123456")
        self.check(page)
        page.locator(".personal > button").click()
        expect(page.locator(".parties")).not_to_contain_text("0977123456")

    def test_on_a_telephone(self):
        number = self.declared("Lý Văn Sáu", "0977000111")
        page = self.person("supervisor", "vi", PHONE, has_touch=True)
        self.open(page)
        page.fill("#item-search", "0977000111")
        expect(page.locator(f"[data-item={number}]")).to_be_visible()
        self.check(page)
        self.check_touch_sizes(page)
        page.locator(f"[data-item={number}]").tap()
        expect(page.locator("h1")).to_have_text(number)
        self.check(page)
        self.check_touch_sizes(page)

    def test_an_operator_has_no_manifests(self):
        page = self.person("operator", "en")
        expect(page.locator("a[data-page=manifests]")).to_be_hidden()
        page.goto("/manifests")
        expect(page.locator(".line-page")).to_be_visible()

    def test_a_search_that_is_too_short_says_so(self):
        self.expect_complaint("status of 400")
        page = self.person("inspector", "en")
        self.open(page)
        page.fill("#item-search", "mo")
        expect(page.locator("form[role=search] .problem")).to_have_text(self.say(page, "problem.search-too-short", shortest=3))
        self.check(page)


if __name__ == "__main__":
    unittest.main()
