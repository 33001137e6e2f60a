"""What every browser test has: browsers, people who sign in, and the checks that hold on every page."""

import json
import re
import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from site_client import ACCOUNTS, URL, SiteClient, words

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
TOUCH_PX = 44

# A key of the catalogue that is seen is a text that is missing.
KEY = re.compile(
    r"\b(?:page|header|alarm|alarm-next|line|figure|balance|hold|holds|step|steps|state|action|passage|problem|role|device"
    r"|scan|help|finding|readiness|items|imports|upload|refusal|ground|field|devices|rate|why|cause|journal|entry|entry-fact"
    r"|sealing|people|frames|print|symbology|documents|document-field|editor|explain|explanation|quality|function|fact|bulletins|document|halt|induction|order|control|recall|table|table-[a-z]+|stop|tag"
    r")\.[a-z][\w-]*|\{[a-z_]+\}"
)

# A page that is fed by the test instead of the gateway's event stream: `feed(state)`.
FEED = """
delete window.SharedWorker;
window.EventSource = class extends EventTarget {
  constructor() {
    super();
    window.feed = (state) => this.dispatchEvent(new MessageEvent('live', { data: JSON.stringify(state) }));
  }
  close() {}
};
"""


class ConsoleCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        cls.words = {language: words(language) for language in ("vi", "en")}
        cls.inspector = SiteClient("inspector")
        expect.set_options(timeout=15_000)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()

    def setUp(self):
        self.complaints = []
        self.expected = []

    def tearDown(self):
        known = re.compile("|".join(self.expected) or "(?!)")
        unexpected = [text for text in self.complaints if not known.search(text)]
        self.assertEqual(unexpected, [], "the browser complained")

    def expect_complaint(self, pattern):
        """The browser itself logs each refused request; a test that provokes one says so."""
        self.expected.append(pattern)

    def person(self, role=None, language="vi", size=DESK, url=URL, script=None, **options):
        """A browser of its own, signed in unless role is None. Returns its page."""
        context = self.browser.new_context(viewport=size, base_url=url, **options)
        self.addCleanup(context.close)
        place = "'parcelgate.language'"
        context.add_init_script(f"localStorage.getItem({place}) ?? localStorage.setItem({place}, '{language}')")
        if script:
            context.add_init_script(script)
        page = self.tab(context)
        page.goto("/")
        expect(page.locator("h1")).to_be_visible()
        if role:
            self.sign_in(page, role)
        return page

    def tab(self, context):
        page = context.new_page()
        # Before the browser closes: what a test is answering would be answered into nothing.
        self.addCleanup(lambda: page.is_closed() or page.unroute_all(behavior="wait"))
        page.on("console", lambda told: told.type in ("error", "warning") and self.complaints.append(told.text))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        return page

    def sign_in(self, page, role):
        page.fill("#account", ACCOUNTS[role]["account"])
        page.fill("#password", ACCOUNTS[role]["password"])
        page.keyboard.press("Enter")
        expect(page.locator(".line-page")).to_be_visible()

    def fed(self, role, language="vi", permissions=None, **options):
        """A page whose live states the test makes from a real one. Returns the page and that state."""
        page = self.person(None, language, script=FEED, **options)
        if permissions is not None:
            page.route("**/api/session", lambda route: self._reduce(route, permissions))
        self.sign_in(page, role)
        state = self.inspector.get("/api/live/now")
        state["alarms"] = []
        self.feed(page, state)
        return page, state

    def feed(self, page, state):
        page.evaluate("(state) => feed(state)", state)

    def say(self, page, key, **values):
        """The catalogue's text in the language that the page speaks, once it speaks."""
        expect(page.locator("h1")).to_be_visible()
        text = self.words[page.evaluate("document.documentElement.lang")][key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def press_twice(self, button):
        button.click()
        expect(button).to_have_attribute("data-armed", "ready")
        button.click()

    def check(self, page):
        """What holds on every page and in every state."""
        self.assertNotRegex(page.inner_text("body"), KEY)
        for title in page.eval_on_selector_all("[aria-label]", "nodes => nodes.map((node) => node.ariaLabel)"):
            self.assertNotRegex(title, KEY)
        found = Axe().run(page).response
        broken = [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
        self.assertEqual(broken, [], "axe found something")
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        self.assertLessEqual(width[0], width[1], "the page scrolls sideways")

    def check_touch_sizes(self, page):
        boxes = page.eval_on_selector_all(
            "button, .button, nav a, .hold-row, .held-parcel, input, select, .choice label",
            """nodes => nodes.filter((node) => node.checkVisibility() && !(node.type === 'radio' || node.type === 'checkbox'))
                .map((node) => [node.outerHTML.slice(0, 120), node.offsetWidth, node.offsetHeight])""",
        )
        self.assertTrue(boxes)
        small = [box for box in boxes if box[1] < TOUCH_PX or box[2] < TOUCH_PX]
        self.assertEqual(small, [], f"smaller than {TOUCH_PX} px")

    @staticmethod
    def _reduce(route, permissions):
        answer = route.fetch()
        described = answer.json()
        if answer.ok and "permissions" in described:
            described["permissions"] = permissions
        route.fulfill(response=answer, body=json.dumps(described))
