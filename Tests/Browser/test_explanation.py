"""Why a parcel was held, part by part; why another rule was silent; and how good the rules are."""

import unittest

from playwright.sync_api import expect

from console_case import PHONE, ConsoleCase


class Explanation(ConsoleCase):
    def explain(self, page, hold):
        page.goto("/holds/" + hold["id"])
        page.locator(".passages a.more").first.press("Enter")
        expect(page.locator(".explain-page")).to_be_visible()

    def choose(self, page, wanted, rule):
        """Chooses a rule by the keyboard."""
        page.fill("#why-not-rule", wanted)
        page.locator(f".why-not-rule[data-rule='{rule}']").press("Enter")
        answer = page.locator(f".why-not-answer [data-rule='{rule}']")
        expect(answer.locator(".rule-name")).to_be_focused()
        return answer

    def test_what_made_a_rule_true_and_why_another_was_silent(self):
        hold = self.inspector.wait_for_hold(rule="declared-")
        rule = hold["reasons"][0]["rule"].split(" v")[0]
        page = self.person("inspector", "en")
        self.explain(page, hold)
        spoke = page.locator(f".explained-rules [data-rule='{rule}']")
        expect(spoke.locator(".rule-answer")).to_have_text("spoke")
        true = spoke.locator(".part[data-outcome=yes]").first
        expect(true.locator(".part-outcome").first).to_have_text("yes")
        expect(true.locator(".part-facts").first).to_contain_text("keywords.strong{'")
        self.check(page)
        self.check_touch_sizes(page)
        silent = self.choose(page, "unusually high", "value-against-weight")
        expect(silent.locator(".rule-answer")).to_have_text("was silent")
        expect(silent.locator(".part[data-outcome=no]").first).to_contain_text("value_vnd")
        expect(page.locator(".personal")).to_be_hidden()
        # A rule about persons: masked until a ground is given, and again when they are hidden.
        persons = self.choose(page, "receiver-phone", "bulletin-receiver-phone")
        fact = persons.locator(".part-facts dd")
        expect(fact).to_have_text("(personal)")
        self.check(page)
        page.keyboard.press("p")
        expect(page.locator("#ground")).to_be_focused()
        page.locator(".ground button[type=submit]").press("Enter")
        expect(fact).to_contain_text("'0")
        self.check(page)
        page.keyboard.press("p")
        expect(fact).to_have_text("(personal)")
        # A reload shows the same rule again.
        page.reload()
        expect(page.locator(".why-not-answer .rule-answer")).to_be_visible()

    def test_a_parcel_that_passed_is_explained_from_the_journal(self):
        self.inspector.wait(lambda: any("number" in entry for entry in self.inspector.get("/api/journal?kind=passage.decided")["entries"]), 60)
        page = self.person("security", "vi", size=PHONE)
        page.goto("/journal?kind=passage.decided")
        page.locator("tbody tr", has_text="EB").locator("a[href^='/explain/']").first.click()
        expect(page.locator(".explain-facts")).to_contain_text("Quyết định:")
        persons = self.choose(page, "điện thoại người gửi", "bulletin-sender-phone")
        expect(persons.locator(".part-facts dd")).to_have_text("(dữ liệu cá nhân)")
        expect(page.locator(".personal")).to_contain_text(self.say(page, "declared.not-for-you"))
        self.check(page)
        self.check_touch_sizes(page)

    def test_what_cannot_be_told_is_said_so(self):
        page = self.person("operator", "en")
        facts = {"passage": "1-2", "number": "EB123456785VN", "line": "L1", "at_ms": 0, "entry": 9, "verdict": "hold", "rulesVersion": 1, "listsVersion": 2}
        states = {
            "not-asked": {}, "undecided": {}, "failed": {},
            "no-document": {"document": "lists", "documentVersion": 2},
        }
        for state, more in states.items():
            page.route("**/api/passages/*/explanation", lambda route: route.fulfill(json={"state": state, **facts, **more}))
            page.goto("/explain/1-2")
            words = self.say(page, f"explanation.{state}", document=self.say(page, "document.lists"), version=2)
            expect(page.locator(".explain-state")).to_have_text(words)
            expect(page.locator(".why-not")).to_be_hidden()
        late = {"state": "asked", "earlier": "late", "isErased": True, "lacksBulletins": True, "said": 0, "ruleCount": 3, "rules": []}
        page.route("**/api/passages/*/explanation", lambda route: route.fulfill(json={**facts, **late}))
        page.route("**/api/passages/*/rules*", lambda route: route.fulfill(json={"rules": [], "count": 0}))
        page.goto("/explain/1-2")
        notes = ["earlier-late", "bulletins", "erased"]
        expect(page.locator(".explain-notes li")).to_have_text([self.say(page, f"explanation.{note}") for note in notes])
        self.check(page)

    def test_rules_are_judged_and_the_result_stays(self):
        page = self.person("supervisor", "en")
        page.goto("/documents")
        page.locator("a[href='/documents/quality']").press("Enter")
        page.get_by_role("button", name="Judge the rules").press("Enter")
        rows = page.locator(".quality-rules tbody tr")
        expect(rows.first).to_be_visible()
        count = rows.count()
        speaks = lambda: [int(text.replace(",", "")) for text in rows.locator("td:nth-child(3)").all_inner_texts()]
        self.assertEqual(speaks(), sorted(speaks(), reverse=True))
        page.locator(".sort[data-column=speaks]").press("Enter")
        expect(page.locator("th[aria-sort=ascending]")).to_have_text("Spoke▲")
        self.assertEqual(speaks(), sorted(speaks()))
        page.locator(".sort[data-column=precision]").press("Enter")
        self.check(page)
        self.check_touch_sizes(page)
        page.fill("#quality-filter", "gun")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text("declared-gun-part")
        # Leaving the page loses nothing.
        page.goto("/documents")
        page.goto("/documents/quality")
        expect(rows).to_have_count(count)
        expect(page.locator(".quality-state")).to_contain_text("parcels were asked about, from")


if __name__ == "__main__":
    unittest.main()
