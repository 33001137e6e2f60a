"""The documents say what is so: named tests exist, links lead somewhere, paths are there, commands are commands."""

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
