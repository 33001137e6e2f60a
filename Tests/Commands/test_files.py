"""Commands that check numbers and files."""

import json
import re
import unittest

from command_case import ENVIRONMENT, EXAMPLE, NOT_SO, SUCCESS, USAGE, Case


class Identify(Case):
    def lines(self, *numbers, status=SUCCESS):
        answer = self.expect(status, "identify", "--format", "json", *numbers)
        return [json.loads(line) for line in answer.stdout.split("\n")[:-1]]

    def test_good_numbers(self):
        for text, scheme, carrier, canonical in [
            ("EB123456785VN", "s10", "post:VN", "EB123456785VN"),
            ("eb 123456785 vn", "s10", "post:VN", "EB123456785VN"),
            ("340123450000000000", "sscc", None, "340123450000000000"),
        ]:
            fixed = {"number": text, "scheme": scheme, "carrier": carrier, "valid": True, "canonical": canonical, "reason": None}
            (found,) = self.lines(text)
            # What is said beside these may grow.
            self.assertEqual(list(found.items())[: len(fixed)], list(fixed.items()))

    def test_bad_numbers_say_why(self):
        wrong, unknown = self.lines("EB123456784VN", "12", status=NOT_SO)
        self.assertEqual((wrong["scheme"], wrong["valid"], wrong["canonical"]), ("s10", False, None))
        self.assertEqual(wrong["reason"], "the check digit is 4, it should be 5")
        self.assertEqual((unknown["scheme"], unknown["valid"]), (None, False))
        self.assertEqual(unknown["reason"], "no number of a known scheme")

    def test_one_bad_number_among_good_ones_is_the_status(self):
        self.assertEqual(len(self.lines("EB123456785VN", "x", "EB123456785VN", status=NOT_SO)), 3)

    def test_any_text_is_one_line_of_json(self):
        texts = ["", '"\\', "\x1b[2J", "đ", "a\nb", "\x7f\x9b", "9" * 100_000, "EB123456785VN\u2028"]
        found = self.lines("--", *texts, status=NOT_SO)
        self.assertEqual([line["number"] for line in found], texts)

    def test_text_steers_no_terminal(self):
        answer = self.expect(NOT_SO, "identify", "\x1b[2J\x9bx\ny")
        self.assertEqual(answer.stdout, "·[2J·x·y: no number of a known scheme\n")


class Documents(Case):
    def test_the_examples_are_without_error(self):
        for kind, count in (("rules", "14 rules"), ("lists", "2 lists"), ("policy", "2 flows")):
            answer = self.expect(SUCCESS, "rules", "check", "--kind", kind, EXAMPLE / f"{kind}.yaml")
            self.assertEqual(answer.stdout, f"{EXAMPLE / f'{kind}.yaml'}: {count}, no error\n")

    def test_a_mistake_is_named_with_file_line_and_column(self):
        text = (EXAMPLE / "rules.yaml").read_text()
        line = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("when:"))
        broken = text.splitlines()
        column = broken[line - 1].index("when:") + len("when: ") + 1
        broken[line - 1] = broken[line - 1][: column - 1] + "weigth_g > 1"
        file = self.write("rules.yaml", "\n".join(broken[:line]) + "\n    ground: x\n")
        answer = self.expect(NOT_SO, "rules", "check", file, says=rf"{re.escape(file)}:{line}:{column}: expected .*weight_g")
        self.assertEqual(answer.stdout, "")

    def test_the_first_broken_file_of_several_is_named(self):
        good, bad = EXAMPLE / "rules.yaml", self.write("bad.yaml", "rules:\n  - x\n")
        answer = self.expect(NOT_SO, "rules", "check", good, bad, good, says=rf"{re.escape(bad)}:2:5: expected")
        self.assertEqual(len(answer.stdout.splitlines()), 1)

    def test_a_file_of_another_kind_is_refused(self):
        self.expect(NOT_SO, "rules", "check", "--kind", "policy", EXAMPLE / "rules.yaml", says=r"rules\.yaml:\d+:\d+: expected")

    def test_what_is_no_text_is_refused(self):
        for name, content in (("empty", b""), ("zeros", bytes(1000)), ("bytes", bytes(range(128, 256))), ("deep", b"[" * 100_000)):
            for kind in ("rules", "lists", "policy"):
                self.expect(NOT_SO, "rules", "check", "--kind", kind, self.write(name, content), says=rf"{name}:1:\d+: expected")

    def test_a_files_words_steer_no_terminal(self):
        file = self.write("rules.yaml", 'rules:\n  - id: "\\e[2J\\x9bx"\n')
        answer = self.expect(NOT_SO, "rules", "check", file, says=r":2:9: expected .*'·\[2J·x'")
        self.assertNotRegex(answer.stderr, "[\x00-\x09\x0b-\x1f\x7f-\x9f]")

    def test_a_file_that_cannot_be_read_is_the_environments_fault(self):
        for words in (["rules", "check"], ["manifest", "check"], ["rules", "conformance"]):
            self.expect(ENVIRONMENT, *words, "none", says="open none: No such file or directory")
            self.expect(ENVIRONMENT, *words, ".", says=r"read \.: Is a directory")

    def test_a_file_without_conformance_cases_is_refused(self):
        self.expect(NOT_SO, "rules", "conformance", self.write("x.json", "{}"), says=r"x\.json: no file of conformance cases")

    def test_the_demos_manifest_is_without_error(self):
        manifest = self.write("demo.csv", self.expect(SUCCESS, "simulate", "manifest").stdout)
        self.assertRegex(self.expect(SUCCESS, "manifest", "check", manifest).stdout, r"demo\.csv: \d+ items, utf-8, no error")

    def test_a_mistake_in_a_manifest_is_named_with_line_and_column(self):
        manifest = self.expect(SUCCESS, "simulate", "manifest").stdout.splitlines()
        manifest[2] = "EB1" + manifest[2][13:]
        file = self.write("m.csv", "\n".join(manifest) + "\n")
        answer = self.expect(NOT_SO, "manifest", "check", file, says=r"m\.csv: line 3, column 1 \(item_number\): expected .*, found 'EB1'")
        self.assertEqual(answer.stdout, "")

    def test_every_mistake_in_a_manifest_is_named(self):
        rows = ["item_number,weight_g"] + ["EB123456785VN,x"] * 25 + ["RB123456785GB,1"]
        answer = self.expect(NOT_SO, "manifest", "check", self.write("m.csv", "\n".join(rows) + "\n"), says="line 2, column 15")
        self.assertEqual(len(answer.stderr.strip().splitlines()), 21)
        self.assertIn("and 5 more", answer.stderr)

    def test_a_manifest_may_be_ndjson(self):
        good = '{"item_number":"EB123456785VN","contents":["sách","vở"],"weight_g":1200}\n'
        answer = self.expect(SUCCESS, "manifest", "check", self.write("m.ndjson", good))
        self.assertRegex(answer.stdout, r"m\.ndjson: 1 items, utf-8, no error")
        broken = good + '{"item_number":"RB123456785GB","weight_g":1.5}\n'
        self.expect(NOT_SO, "manifest", "check", self.write("b.ndjson", broken), says=r"line 2, column 43 \(weight_g\)")

    def test_a_manifest_in_an_old_encoding_is_recognised_or_asked_about(self):
        header = b"item_number;sender_name;sender_address\r\n"
        # Nguyễn Văn Đức, 12 đường Trần Phú, phường Thống Nhất, in TCVN3 and in VNI.
        tcvn3 = header + b"EB123456785VN;Nguy\xd4n V\xa8n \xa7\xf8c;12 \xae\xad\xeang Tr\xc7n Ph\xf3, ph\xad\xeang Th\xe8ng Nh\xcat\r\n"
        vni = header + b"EB123456785VN;Nguye\xe3n Va\xean \xd1\xf6\xf9c;12 \xf1\xf6\xf4\xf8ng Tra\xe0n Phu\xf9, ph\xf6\xf4\xf8ng Tho\xe1ng Nha\xe1t\r\n"
        for name, content in (("tcvn3", tcvn3), ("vni", vni)):
            answer = self.expect(SUCCESS, "manifest", "check", self.write(f"{name}.csv", content))
            self.assertIn(f"1 items, {name}, no error", answer.stdout)
        short = header + b"EB123456785VN;V\xa8n;\r\n"
        self.expect(NOT_SO, "manifest", "check", self.write("short.csv", short), says="line 1, column 1: expected an encoding .*--encoding")
        self.expect(SUCCESS, "manifest", "check", self.path("short.csv"), "--encoding", "TCVN3")
        self.expect(USAGE, "manifest", "check", self.path("short.csv"), "--encoding", "latin1", says="expected one of utf-8, .*vni")


if __name__ == "__main__":
    unittest.main()
