"""Writing rules on a page, by the keyboard alone: errors, suggestions, meanings, the rule's own tests, last month's parcels, changes."""

import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase
from site_client import SiteClient

RULE = """  - id: written-here
    version: 1
    name: {vi: thử, en: tried}
    text: {vi: "nặng {grouped(weight_g, 'vi')} g", en: "weighs {grouped(weight_g, 'en')} g"}
    when: weight_g > 0
    optional: [weight_g]
    ground: thử
    tests:
      - {facts: {weight_g: 1}, expect: speaks}
      - {facts: {weight_g: 1}, expect: silent}
"""


class RuleEditor(ConsoleCase):
    def open_page(self, language, kind="rules", **options):
        page = self.person("supervisor", language, **options)
        page.goto("/documents")
        edit = page.locator(f"a[href='/documents/edit/{kind}']")
        expect(edit).to_be_visible()
        edit.press("Enter")
        text = page.locator(".edit-text")
        expect(text).not_to_have_value("")
        expect(page.locator(".check-state")).to_have_text(self.say(page, "editor.no-faults"))
        text.focus()
        page.keyboard.press("Control+End")
        return page, text

    def test_a_rule_is_written_tried_and_proposed(self):
        page, text = self.open_page("en")
        page.keyboard.insert_text(RULE)
        tests = page.locator(".rule-test")
        expect(tests).to_have_count(2)
        expect(page.locator(".rule-panel h2")).to_have_text("Rule written-here")
        expect(page.locator(".test-summary")).to_have_text("1 of 2 tests pass")
        expect(tests.last).to_contain_text("expected is silent, found speaks")
        self.check(page)
        self.check_touch_sizes(page)
        # The caret goes to the test that does not pass, and the test is mended there.
        tests.last.press("Enter")
        page.keyboard.press("End")
        for _ in range(len("silent}")):
            page.keyboard.press("Backspace")
        page.keyboard.type("sil")
        expect(page.get_by_role("option")).to_have_text("silenta value of the field")
        page.keyboard.press("Escape")
        for _ in range(3):
            page.keyboard.press("Backspace")
        page.keyboard.type("spe")
        page.keyboard.press("Tab")
        page.keyboard.type("}")
        expect(page.locator(".test-summary")).to_have_text("2 of 2 tests pass")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".trial-state")).to_contain_text("parcels were asked about, from", timeout=60_000)
        expect(page.locator("[data-figure=speaks] dd")).not_to_have_text("0")
        expect(page.locator(".trial-example").first).to_contain_text("weighs ")
        self.check(page)
        # A reload loses nothing.
        written = text.input_value()
        page.reload()
        expect(text).to_have_value(written)
        expect(page.locator(".editor-origin")).to_contain_text("Your draft")
        page.get_by_role("button", name="Review the changes to propose them").press("Enter")
        expect(page.locator(".change-line.added").first).to_contain_text("written-here")
        expect(page.locator(".change-line.removed")).to_have_count(0)
        self.check(page)
        page.locator(".changes").get_by_role("button", name="Propose").press("Enter")
        expect(page.locator(".documents-page")).to_be_visible()
        documents = SiteClient("supervisor").get("/api/documents")["documents"]
        self.assertTrue(any("written-here" in document.get("text", "") for document in documents))
        self.assertIsNone(page.evaluate("sessionStorage.getItem('parcelgate.draft.rules')"))

    def test_errors_are_marked_and_names_suggested_in_vietnamese(self):
        page = self.open_page("vi")[0]
        page.keyboard.insert_text(RULE.replace("weight_g > 0", "weigth_g > 0"))
        fault = page.locator(".fault")
        expect(fault).to_contain_text("tên lạ 'weigth_g'; có phải 'weight_g'?")
        expect(page.locator(".edit-mark mark")).to_have_text("weigth_g")
        expect(page.locator(".edit-numbers b")).to_be_visible()
        self.check(page)
        # The next error, and the name written anew with the help of the list.
        page.keyboard.press("Control+Home")
        page.keyboard.press("F8")
        for _ in "weigth_g":
            page.keyboard.press("Delete")
        page.keyboard.type("wei")
        option = page.get_by_role("option").first
        expect(option).to_contain_text("khối lượng đã khai, gam")
        expect(option).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page.locator(".check-state")).to_have_text("Không có lỗi.")
        expect(page.locator(".meaning")).to_contain_text("dữ kiện, kiểu int")
        expect(page.locator(".meaning")).to_contain_text("khối lượng đã khai, gam")
        page.keyboard.press("Control+Space")
        expect(page.get_by_role("listbox")).to_be_visible()
        self.check(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()

    def test_what_is_suggested_fits_the_place(self):
        page = self.person(None)
        rule = "rules:\n  - id: a\n    "
        places = {
            "ve": "field ve", "severity: me": "value me", "when: wei": "expression wei", "when: \"service == 'EMS' && wei": "expression wei",
            "when: listed('bu": "quoted bu", "when: >\n      service == 'E'\n      && li": "expression li", "text: {v": "field v",
            "text: {vi: \"nặng {grou": "expression grou", "text: {vi: \"nặng": "none", "ground: kế hoạch ki": "none", "# we": "none",
            "optional: [wei": "fact wei", "optional:\n      - wei": "fact wei", "tests:\n      - {fa": "field fa",
            "tests:\n      - {facts: {weight_g: 1, rec": "fact-key rec", "tests:\n      - facts:\n          wei": "fact-key wei",
            "tests:\n      - {facts: {}, expect: sp": "value sp",
        }
        found = page.evaluate(
            "async (texts) => { const { contextOf } = await import('/editwords.js'); const told = texts.map((text) => contextOf(text, 'rules'));"
            " return told.map((one) => (one ? `${one.sort} ${one.token}` : 'none')); }",
            [rule + place for place in places])
        self.assertEqual(dict(zip(places, found)), places)

    def test_a_list_leaves_nothing_in_the_browser(self):
        page = self.open_page("vi", "lists", size=PHONE)[0]
        page.keyboard.insert_text("\n  - nonsense\n")
        expect(page.locator(".fault").first).to_contain_text("dòng ")
        expect(page.locator(".rule-panel")).to_have_count(0)
        self.assertEqual(page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('draft'))"), [])
        self.check(page)
        self.check_touch_sizes(page)


if __name__ == "__main__":
    unittest.main()
