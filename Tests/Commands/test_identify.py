"""What `identify` says, and the page of the guide about it, followed to the letter."""

import json
import re
import shlex
import shutil
import unittest

from command_case import DRIVERS, ENVIRONMENT, NOT_SO, ROOT, SUCCESS, USAGE, Case
from test_guides import SITE

PAGE = ROOT / "docs/integrator/identifiers.md"


class Identify(Case):
    def lines(self, *numbers, status=SUCCESS, **more):
        answer = self.expect(status, "identify", "--format", "json", *numbers, **more)
        return [json.loads(line) for line in answer.stdout.split("\n")[:-1]]

    def typed(self, content):
        """Standard input with these bytes."""
        file = open(self.write("typed", content), "rb")
        self.addCleanup(file.close)
        return file

    def test_the_page_says_what_the_program_says(self):
        shutil.copytree(DRIVERS, self.path("drivers"))
        said, checked, site = "", 0, SITE.replace("DEVICES", "")
        for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE):
            if language == "yaml" and block.startswith("numbers:"):
                self.write("site.yaml", site + block)
            elif language == "sh":
                words = shlex.split(block.replace("/etc/parcelgate/site.yaml", self.path("site.yaml")))[1:]
                said = self.run_it(*words).stdout
            elif not language:
                for line in block.splitlines():
                    self.assertIn(line, said)
                    checked += 1
        self.assertGreater(checked, 9)

    def test_evidence_candidates_and_choice_are_part_of_the_answer(self):
        (found,) = self.lines("320595463938")
        self.assertEqual((found["scheme"], found["carrier"], found["evidence"], found["check"]), ("purolator", "purolator", "check-digit", "luhn"))
        self.assertEqual(found["choice"], "strongest")
        self.assertEqual([(one["scheme"], one["holds"]) for one in found["candidates"]][:2], [("fedex-12", False), ("purolator", True)])

    def test_an_unconfirmed_operator_is_no_carrier(self):
        (found,) = self.lines("VTP12345678")
        self.assertEqual((found["scheme"], found["carrier"], found["confirmed"]), ("viettel-post", None, False))
        self.assertIn("not confirmed", found["reason"])

    def test_gs1_elements_are_named(self):
        (found,) = self.lines("]C100106141412345678908" + "10AB\x1d15261231")
        self.assertEqual(found["form"], "element-string")
        self.assertEqual([one["name"] for one in found["elements"]], ["00", "10", "15"])
        self.assertEqual(found["elements"][0]["title"], "SSCC")

    def test_look_alikes_are_proposed_and_not_taken(self):
        (found,) = self.lines("EBI23456785VN", status=NOT_SO)
        self.assertEqual(found["lookalikes"], [{"number": "EB123456785VN", "scheme": "s10"}])
        self.assertIsNone(found["canonical"])

    def test_numbers_come_from_standard_input(self):
        found = self.lines("-", status=NOT_SO, stdin=self.typed(b"EB123456785VN\r\n\xff\xfe\n106141412345678908"))
        self.assertEqual([one["valid"] for one in found], [True, False, True])

    def test_an_endless_line_is_refused(self):
        endless = self.typed(b"9" * 70_000)
        self.expect(NOT_SO, "identify", "-", stdin=endless, says="standard input, line 1: expected a number, found more than 65536")

    def test_it_speaks_vietnamese(self):
        answer = self.expect(SUCCESS, "identify", "--language", "vi", "EB123456785VN")
        self.assertIn("chữ số kiểm tra khớp", answer.stdout)
        self.expect(USAGE, "identify", "--language", "fr", "EB123456785VN", says="expected vi or en")

    def test_a_site_file_that_is_not_there_is_the_environments_fault(self):
        self.expect(ENVIRONMENT, "identify", "--site", self.path("none.yaml"), "EB123456785VN", says="none.yaml")


if __name__ == "__main__":
    unittest.main()
