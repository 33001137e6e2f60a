"""The documents say what is so: named tests exist, links lead somewhere, paths are there, commands are commands."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = [path for path in ROOT.rglob("*.md") if ".build" not in path.parts]
TABLE = ROOT / "docs/failure-table.md"


def named_tests():
    """Folder/test of every test that there is."""
    found = set()
    for path in (ROOT / "Tests").rglob("*"):
        pattern = {".swift": r"@Test[^{]*?func\s+(\w+)", ".py": r"^\s+def (test_\w+)"}.get(path.suffix)
        if pattern:
            folder = path.relative_to(ROOT / "Tests").parts[0]
            found |= {f"{folder}/{name}" for name in re.findall(pattern, path.read_text(), re.MULTILINE | re.DOTALL)}
    return found


class FailureTable(unittest.TestCase):
    def test_every_named_test_exists(self):
        named = set(re.findall(r"`(\w+/\w+)`", TABLE.read_text()))
        folders = {path.name for path in (ROOT / "Tests").iterdir()}
        named = {name for name in named if name.split("/")[0] in folders}
        self.assertGreater(len(named), 40)
        self.assertEqual(sorted(named - named_tests()), [])

    def test_every_row_names_a_test_or_says_not_yet(self):
        rows = [line for line in TABLE.read_text().splitlines() if line.startswith("| ") and not line.startswith("| case")]
        self.assertGreater(len(rows), 25)
        for row in rows:
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            self.assertEqual(len(cells), 3, row[:60])
            self.assertRegex(cells[2], r"`\w+/\w+`|not yet", row[:60])


class Lists(unittest.TestCase):
    """Lists that stand in several places name the same things."""

    def read(self, path):
        return (ROOT / path).read_text()

    def test_the_journal_page_offers_every_kind_of_entry(self):
        kinds = set(re.findall(r'case \w+ = "([a-z.]+)"', self.read("Sources/Entries/EntryKind.swift")))
        listed = re.search(r"const KINDS = \[(.*?)\];", self.read("Sources/Console/Pages/journal.js"), re.DOTALL)[1]
        self.assertGreater(len(kinds), 40)
        # The heartbeat of the site is no entry that anybody searches: the index leaves it out.
        self.assertEqual(set(re.findall(r"'([a-z.]+)'", listed)), kinds - {"site.alive"})

    def test_every_fuzz_target_is_built_and_run(self):
        targets = set(re.findall(r'^ {8}fuzz\("(\w+)"', self.read("Package.swift"), re.MULTILINE))
        started = set(re.findall(r"with\(Fuzz(\w+)_main\)", self.read("Tests/Fuzz/CFuzzer/include/CFuzzer.h")))
        run = set(re.search(r'^all="(.*?)"', self.read("Tests/Fuzz/run.sh"), re.MULTILINE | re.DOTALL)[1].split())
        corpora = {path.name for path in (ROOT / "Tests/Fuzz/Corpus").iterdir() if path.is_dir()}
        self.assertGreater(len(targets), 10)
        self.assertEqual((started, run, corpora), (targets, targets, targets))

    def test_every_family_has_a_tape_and_says_who_made_it(self):
        families = [path.parent for path in sorted((ROOT / "drivers").glob("*/driver.yaml"))]
        self.assertGreater(len(families), 25)
        for family in families:
            tapes, says = sorted(family.glob("tapes/*.tape")), (family / "README.md").read_text().split("\n## Tapes\n")[1]
            # Nothing passes between a folder and the gateway that a tape could hold.
            if "\ntransport: image-folder\n" in (family / "driver.yaml").read_text():
                self.assertEqual(tapes, [], family.name)
                continue
            self.assertTrue(tapes, f"{family.name}: no tape; Tests/Tapes/tapes.txt says how one is made")
            for tape in tapes:
                text = tape.read_text()
                self.assertIn(f"\nfamily: {family.name}\n", text, tape)
                self.assertRegex(text, r"(?m)^expect ", f"{tape}: nothing that must be read")
                self.assertIn(f"`{tape.stem}`", says, f"{family.name}/README.md")
                if "\nmade-by: simulator " in text:
                    self.assertRegex(says, r"made by the simulator `.*until a real device's tape takes its place", family.name)
        simulated = {path.parent.parent.name for path in (ROOT / "drivers").glob("*/tapes/*.tape")}
        self.assertEqual(simulated - {family.name for family in families}, set(), "a tape of no family")

    def test_faults_of_files_have_vietnamese_words(self):
        words = "".join(path.read_text() for path in (ROOT / "Sources/Words/Faults").glob("*.swift"))
        known = {json.loads(f'"{text}"') for text in re.findall(r'FaultPhrase\(\s*"((?:[^"\\]|\\.)*)"', words)}
        places = ["Sources/Manifests", "Sources/Screening", "Sources/Passages/Policy", "Sources/System/YAML"]
        files = [path for place in places for path in (ROOT / place).rglob("*.swift") if "Expression" not in path.parts]
        text = r'"((?:[^"\\]|\\.)*)"( \+ )?'
        said = set()
        for path in files:
            source = re.sub(r'"\s*\+\s*"', "", path.read_text())
            source = re.sub(r"\\\((?:[^()]|\([^()]*\))*\)", "{}", source)
            forms = [rf"(?:expected|found):\s*{text}", rf"\bfault\((?:field, |\.\w+, )?\s*{text}", rf"\bproblem\(\w+, {text}",
                     rf"\.text\({text}\)", rf'\bfault\(\s*[.\w]+, "[^"]*", {text}', rf'\bproblem\(mark, "[^"]*", {text}']
            for form in forms:
                for literal, goes_on in re.findall(form, source):
                    said.add(json.loads(f'"{literal}"') + ("{}" if goes_on else ""))
        self.assertGreater(len(said), 80)
        # What is only a part of the file, or only a figure, needs no words.
        open_ = {fault for fault in said if fault.replace("{}", "").strip("'., ")}
        self.assertEqual(sorted(open_ - known), [])

    def test_the_rights_of_the_roles_are_the_programs(self):
        permissions, table = self.read("Sources/People/Permissions.swift").split("public enum PermissionTable")
        codes = {name: code or name for name, code in re.findall(r"case (\w+)(?: = \"([a-z-]+)\")?$", permissions, re.MULTILINE)}
        roles = re.findall(r"case \.(\w+):\s*\[(.*?)\]", table, re.DOTALL)
        allowed = {
            (re.sub(r"([A-Z])", lambda letter: f"-{letter[1].lower()}", role), codes[right])
            for role, rights in roles
            for right in re.findall(r"\.(\w+)", rights)
        }
        rows = [row.strip("| ").split("|") for row in self.read("docs/integrator/accounts.md").splitlines() if row[:1] == "|"]
        names = [cell.strip(" `") for cell in rows[0][2:]]
        told = {
            (role, row[0].strip(" `"))
            for row in rows[2:]
            for role, cell in zip(names, row[2:], strict=False)
            if cell.strip() == "yes"
        }
        self.assertGreater(len(allowed), 30)
        self.assertEqual(told, allowed)

    def test_the_operators_guide_says_the_same_in_both_languages(self):
        halves = re.split(r"^## ", self.read("docs/operator/guide.md"), flags=re.MULTILINE)[1:3]
        shapes = [re.findall(r"^(###|- |\d\. )", half, re.MULTILINE) for half in halves]
        self.assertGreater(len(shapes[0]), 30)
        self.assertEqual(*shapes)


class Links(unittest.TestCase):
    def test_relative_links_lead_to_files(self):
        for document in DOCUMENTS:
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text()):
                if "://" not in target:
                    self.assertTrue((document.parent / target).exists(), f"{document.relative_to(ROOT)}: {target}")

    def test_named_paths_are_there(self):
        places = "Sources|Tests|docs|drivers|calibration|packaging"
        for document in DOCUMENTS:
            for path in re.findall(rf"`((?:{places})/[\w./-]+)`", document.read_text()):
                if re.fullmatch(r"\w+/\w+", path) or "…" in path:
                    continue
                self.assertTrue((ROOT / path).exists(), f"{document.relative_to(ROOT)}: {path}")


PROGRAM = os.environ.get("PARCELGATE_PROGRAM", ROOT / ".build/release/parcelgate")


class Examples(unittest.TestCase):
    """Blocks of YAML whose first line names the document that they are."""

    def test_rules_lists_and_policies_are_taken(self):
        taken = 0
        for document in DOCUMENTS:
            for kind, text in re.findall(r"```yaml\n# (rules|lists|policy)\n(.*?)```", document.read_text(), re.DOTALL):
                with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
                    file.write(text)
                    file.flush()
                    answer = subprocess.run(
                        [PROGRAM, "rules", "check", "--kind", kind, file.name], capture_output=True, text=True, timeout=30
                    )
                self.assertEqual(answer.returncode, 0, f"{document.relative_to(ROOT)}: {answer.stdout}{answer.stderr}")
                taken += 1
        self.assertGreaterEqual(taken, 3)


class Facts(unittest.TestCase):
    def test_the_pages_of_facts_are_the_schemas(self):
        for language in ("en", "vi"):
            said = subprocess.run([PROGRAM, "rules", "facts", "--language", language], capture_output=True, text=True, timeout=30)
            self.assertEqual(said.returncode, 0, said.stderr)
            page = ROOT / f"docs/integrator/facts.{language}.md"
            self.assertEqual(page.read_text(), said.stdout, f"parcelgate rules facts --language {language} > {page}")


class Commands(unittest.TestCase):
    """Lines of `sh` blocks that call parcelgate."""

    def commands(self):
        for document in DOCUMENTS:
            for block in re.findall(r"```sh\n(.*?)```", document.read_text(), re.DOTALL):
                for line in block.replace("\\\n", " ").splitlines():
                    if line.strip().startswith("parcelgate "):
                        yield document.relative_to(ROOT), line.strip().split("#")[0].split()

    def test_commands_and_their_options_are_known(self):
        self.assertGreater(len(list(self.commands())), 8)
        for document, words in self.commands():
            path = []
            for word in words[1:]:
                if not re.fullmatch(r"[a-z]+", word) or len(path) == 2:
                    break
                path.append(word)
            if path[0] not in ("rules", "simulate", "manifest", "audit"):
                path = path[:1]
            answer = subprocess.run([PROGRAM, *path, "--help"], capture_output=True, text=True, timeout=30)
            self.assertEqual(answer.returncode, 0, f"{document}: {' '.join(words)}: {answer.stderr}")
            for option in re.findall(r"--[a-z-]+", " ".join(words)):
                self.assertIn(option, answer.stdout, f"{document}: {' '.join(words)}")


if __name__ == "__main__":
    unittest.main()
