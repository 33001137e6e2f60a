"""What `keywords` says, and the page of the guide about it, followed to the letter."""

import json
import re
import unittest

from command_case import NOT_SO, ROOT, SUCCESS, Case

PAGE = ROOT / "docs/integrator/keywords.md"
STARTER = ROOT / "packaging/starter/keywords"
PACK = "keywords: [{category: ARM, strong: [súng hơi], weak: [nòng], tests: {held: [súng hơi], free: [nòng]}}]\n"


class Keywords(Case):
    def match(self, *lines, words=(), status=SUCCESS, content=None):
        file = open(self.write("typed", content if content is not None else "".join(line + "\n" for line in lines)), "rb")
        self.addCleanup(file.close)
        return self.expect(status, "keywords", "match", "--format", "json", *words, stdin=file)

    def lines(self, *lines, **more):
        return [json.loads(line) for line in self.match(*lines, **more).stdout.split("\n")[:-1]]

    def test_every_line_is_answered_in_its_order(self):
        answers = self.lines("bán s.ú.n.g h.ơ.i mới", "", "sách giáo khoa", "súng bắn keo")
        self.assertEqual([one["text"] for one in answers], ["bán s.ú.n.g h.ơ.i mới", "", "sách giáo khoa", "súng bắn keo"])
        self.assertEqual([one["flagged"] for one in answers], [True, False, False, False])
        self.assertEqual(list(answers[0]), ["text", "flagged", "category", "score", "matches"])
        self.assertEqual((answers[0]["category"], answers[2]["category"], answers[2]["matches"]), ("SPORT", None, []))
        self.assertGreaterEqual(answers[0]["score"], 1)
        for match in answers[0]["matches"]:
            self.assertEqual(list(match), ["term", "category", "weight", "start", "end"])
            place = answers[0]["text"].encode()[match["start"] : match["end"]].decode()
            self.assertIn(place, ("s.ú.n.g h.ơ.i", "s.ú.n.g"))

    def test_packs_of_a_file_take_the_place_of_the_programs_own(self):
        file = self.write("lists.yaml", PACK)
        answers = self.lines("súng hơi", "nòng", "cần sa", words=["--lists", file])
        self.assertEqual([(one["flagged"], one["score"]) for one in answers], [(True, 1), (False, 0.5), (False, 0)])

    def test_any_bytes_are_answered(self):
        answers = self.match(content=b"\xff\xfe s\xc3\xbang h\xc6\xa1i\n\x00\x1b[2J\n\n" + "súng".encode() * 9000 + b"\n").stdout
        lines = [json.loads(line) for line in answers.split("\n")[:-1]]
        self.assertEqual(len(lines), 4)
        self.assertTrue(lines[0]["flagged"])
        self.assertNotIn("\x1b", answers)
        self.match(content=b"a" * 70_000, status=NOT_SO)

    def test_text_is_told_for_people(self):
        file = open(self.write("typed", "kính ngắm\nnòng súng\x1b[2J\n"), "rb")
        self.addCleanup(file.close)
        answer = self.expect(SUCCESS, "keywords", "match", stdin=file)
        self.assertRegex(answer.stdout, r"\Afree \| kính ngắm \| ARM-PART 0\.50: 'kính ngắm' \(weak\)\nflagged \| nòng súng")
        self.assertNotIn("\x1b", answer.stdout)

    def test_the_starter_packs_are_those_of_the_folder_and_tell_their_declarations_rightly(self):
        starter = self.expect(SUCCESS, "keywords", "starter").stdout
        for pack in STARTER.glob("*.yaml"):
            body = pack.read_text().replace("keywords:\n", "").strip()
            self.assertIn(body, starter, f"{pack.name}: list it in Sources/System/CStarter/starter.c, and touch that")
        alone = self.expect(SUCCESS, "keywords", "test").stdout
        held, of, free, all_ = map(int, re.search(r"held: (\d+) of (\d+), free: (\d+) of (\d+)", alone).groups())
        self.assertEqual((held, free), (of, all_))
        self.assertGreaterEqual(min(held, free), 150)
        file = self.write("lists.yaml", starter)
        self.assertEqual(self.expect(SUCCESS, "keywords", "test", file).stdout, alone)
        self.expect(SUCCESS, "rules", "check", "--kind", "lists", file)

    def test_the_starter_rules_pass_their_tests_with_the_starter_packs(self):
        rules = self.expect(SUCCESS, "rules", "starter").stdout
        self.assertEqual(rules.strip(), (STARTER.parent / "rules.yaml").read_text().strip(), "touch Sources/System/CStarter/starter.c")
        file = self.write("rules.yaml", rules)
        self.assertRegex(self.expect(SUCCESS, "rules", "test", file).stdout, r"\A([5-9]\d|\d{3,}) tests of rules, 0 failed\n\Z")
        # Without the packs that they ask they are silent, and say so.
        lists = self.write("lists.yaml", "lists: []\n")
        self.expect(NOT_SO, "rules", "test", "--lists", lists, file)
        categories = set(re.findall(r"^    category: (\S+)$", self.expect(SUCCESS, "keywords", "starter").stdout, re.MULTILINE))
        self.assertEqual({found for found in re.findall(r"'([A-Z-]+)' in keywords.flagged", rules)}, categories)

    def test_what_rules_take_is_told_for_each(self):
        file = self.write("rules.yaml", self.expect(SUCCESS, "rules", "starter").stdout)
        told = json.loads(self.expect(SUCCESS, "rules", "benchmark", "--format", "json", file).stdout)
        rules = {rule["id"]: rule for rule in told["rules"]}
        self.assertGreater(told["parcels"], 50)
        self.assertGreater(len(rules), 20)
        self.assertTrue(all(rule["speaks"] + rule["fails"] <= rule["asked"] for rule in rules.values()), rules)
        self.assertEqual((rules["declared-weapon"]["speaks"], rules["bulletin-sender-phone"]["speaks"]), (1, 0))
        answer = self.expect(SUCCESS, "rules", "benchmark", file).stdout
        self.assertRegex(answer, r"never speaks: .*bulletin-sender-phone")
        bare = self.write("bare.yaml", re.sub(r"    tests:\n(      - .*\n)+", "", self.expect(SUCCESS, "rules", "starter").stdout))
        self.expect(NOT_SO, "rules", "benchmark", bare, says="expected rules with tests, found none: give --site")

    def test_a_declaration_that_is_told_wrongly_is_named(self):
        file = self.write("lists.yaml", PACK.replace("free: [nòng]", "free: [súng hơi cũ]"))
        answer = self.expect(NOT_SO, "keywords", "test", file)
        self.assertIn("lists.yaml:1:95: expected ARM not to be flagged in 'súng hơi cũ', found 'súng hơi' (ARM)", answer.stdout)
        self.assertIn("held: 1 of 1, free: 0 of 1", answer.stdout)
        # A phrase that would take back too much is one thing wrong, although each declaration is told rightly.
        idle = self.write("idle.yaml", "keywords: [{category: A, weak: [mìn], except: [min]}]\n")
        self.assertIn("idle.yaml:1:48: expected a phrase that is more", self.expect(NOT_SO, "keywords", "test", idle).stdout)

    def test_the_page_says_what_the_program_says(self):
        checked = 0
        for command, said in re.findall(r"```sh\necho '([^\n]*)' \| parcelgate keywords match\n```\n+```\n(.*?)```", PAGE.read_text(), re.DOTALL):
            file = open(self.write("typed", command + "\n"), "rb")
            self.addCleanup(file.close)
            self.assertEqual(self.expect(SUCCESS, "keywords", "match", stdin=file).stdout, said)
            checked += 1
        self.assertGreaterEqual(checked, 3)


if __name__ == "__main__":
    unittest.main()
