"""The site as a test sees it through the API: signs in, and waits for holds of a wanted kind."""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("PARCELGATE_URL", "http://127.0.0.1:8480").rstrip("/")
ACCOUNTS = json.loads(os.environ.get("PARCELGATE_ACCOUNTS", "null")) or {
    role: {"account": role, "password": f"demo-{role}"} for role in ("operator", "inspector", "supervisor", "deputy-head", "security")
}

# The demo holds about every fifteenth parcel, and one in eighty because nobody could read it.
HOLD_WAIT_S = 420


class Refused(Exception):
    """An answer that is a refusal, with its status and its code."""

    def __init__(self, status, code):
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class SiteClient:
    """One signed-in person."""

    # Holds that a test of this run works on: two tests never share one.
    taken = set()

    def __init__(self, role):
        self.account = ACCOUNTS[role]["account"]
        self.cookie = None
        self.csrf = None
        described, headers = self._ask("POST", "/api/session", ACCOUNTS[role])
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = described["csrf"]

    def get(self, path):
        return self._ask("GET", path)[0]

    def post(self, path, body):
        return self._ask("POST", path, body)[0]

    def import_manifest(self, name, content):
        return self._ask("POST", f"/api/manifests?name={name}", content)[0]

    def hold(self, number):
        return self.get("/api/holds/" + urllib.parse.quote(number, safe=""))

    def step(self, number, step, **more):
        return self.post(f"/api/holds/{urllib.parse.quote(number, safe='')}/steps", {"step": step, **more})

    def wait_for_hold(self, code=None, rule=None, numbered=None, states=("raised", "diverted", "received")):
        """The newest open hold that nobody works on.

        code: the code of its first reason, such as "no-read" or "rule".
        rule: the beginning of the name of the rule that spoke, such as "declared-"; empty for any rule.
        numbered: whether it has an item number; None for either.
        states: where it may stand.
        """

        def fits(hold):
            reason = hold["reasons"][0] if hold["reasons"] else {}
            return (
                hold["id"] not in SiteClient.taken
                and "inspector" not in hold
                and hold["state"] in states
                and (code is None or reason.get("code") == code)
                and (rule is None or ("rule" in reason and reason["rule"].startswith(rule)))
                and (numbered is None or ("number" in hold) == numbered)
            )

        def find():
            return next(filter(fits, self.get("/api/holds?which=open&limit=200")["holds"]), None)

        found = self.wait(find, HOLD_WAIT_S)
        SiteClient.taken.add(found["id"])
        return found

    def wait(self, condition, limit_s=20):
        """Asks until the condition gives something."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"not so after {limit_s} s")

    def _ask(self, method, path, body=None):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(URL + path, method=method, data=data)
        request.add_header("Content-Type", "application/json")
        if self.cookie:
            request.add_header("Cookie", self.cookie)
            request.add_header("X-CSRF-Token", self.csrf)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer), answer.headers
        except urllib.error.HTTPError as error:
            raise Refused(error.code, json.load(error).get("code")) from None


def words(language):
    """The catalogue in a language, as the pages have it."""
    with urllib.request.urlopen(f"{URL}/api/words?language={language}", timeout=20) as answer:
        return json.load(answer)


def s10(serial):
    """A valid item number that the demo's manifest does not declare (UPU S10, check digit by weights 8 6 4 2 3 5 9 7)."""
    digits = f"{serial:08d}"
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7))) % 11
    return f"EB{digits}{ {10: 0, 11: 5}.get(check, check) }VN"
