"""Help, wrong usage and output: what every command has in common."""

import os
import re
import subprocess
import unittest

from command_case import DRIVERS, ENVIRONMENT, NOT_SO, PROGRAM, SUCCESS, USAGE, Case

SUBCOMMANDS = {
    "audit": ["verify", "show"],
    "backup": [],
    "bulletin": ["check", "import"],
    "calibrate": ["camera"],
    "demo": [],
    "devices": ["families", "list", "udev"],
    "doctor": [],
    "erase": [],
    "holds": ["list", "show"],
    "identify": [],
    "keywords": ["match", "test", "starter"],
    "journal": ["anchor", "rebuild", "accept"],
    "labels": ["benchmark", "decode"],
    "worker": ["decode"],
    "manifest": ["check", "import"],
    "rules": ["check", "test", "propose", "approve", "backtest", "benchmark", "explain", "shadow", "quality", "draws", "facts", "starter", "conformance"],
    "restore": [],
    "run": [],
    "simulate": ["line", "reader", "hand", "scan", "manifest", "law"],
}


class Help(Case):
    def test_overview_lists_every_command_and_the_statuses(self):
        for words in (["--help"], ["help"]):
            answer = self.expect(SUCCESS, *words)
            listed = re.findall(r"^  ([a-z]+)  +\S", answer.stdout, re.MULTILINE)
            self.assertEqual(sorted(listed), sorted(SUBCOMMANDS))
            self.assertIn("exit status: 0 success, 1 the thing checked is not so, 2 wrong usage, 3 environment", answer.stdout)

    def test_every_command_has_help_with_an_example(self):
        for command, subcommands in SUBCOMMANDS.items():
            for words in [[command], *([command, name] for name in subcommands)]:
                answer = self.expect(SUCCESS, *words, "--help")
                self.assertIn(f"usage: parcelgate {command}", answer.stdout)
                self.assertRegex(answer.stdout, rf"(?m)^example: parcelgate {command}( |$)", words)
                self.assertEqual(answer.stderr, "")
                for name in subcommands:
                    self.assertRegex(answer.stdout, rf"\b{name}\b", words)

    def test_help_comes_before_all_else(self):
        self.expect(SUCCESS, "run", "--help", "--site")
        self.expect(SUCCESS, "identify", "--nonsense", "--help")

    def test_behind_two_hyphens_everything_counts_as_it_stands(self):
        answer = self.expect(NOT_SO, "identify", "--", "--help", "--x")
        self.assertEqual(answer.stdout, "--help: no number of a known scheme\n--x: no number of a known scheme\n")

    def test_version_is_one_line(self):
        self.assertRegex(self.expect(SUCCESS, "--version").stdout, r"\Aparcelgate \d+\.\d+\.\d+\n\Z")


class Usage(Case):
    def test_no_command_shows_the_commands(self):
        self.expect(USAGE, says="usage: parcelgate COMMAND")

    def test_an_unknown_command_is_named(self):
        for word in ("nonsense", "--nonsense", "", "RUN", "identify ", "\x1b[2J"):
            answer = self.expect(USAGE, word, says="there is no command '")
            self.assertNotIn("\x1b", answer.stderr)

    def test_an_unknown_subcommand_is_named_with_those_that_are(self):
        for command, says in {
            "audit": "expected verify or show, found 'nonsense'",
            "devices": "expected families, layouts, list, udev, usbguard, record, replay or labels, found 'nonsense'",
            "manifest": "expected check or import, found 'nonsense'",
            "rules": "expected check, test, propose, approve, backtest, benchmark, explain, shadow, quality, draws, facts, starter or conformance, found 'nonsense'",
            "keywords": "expected match, test or starter, found 'nonsense'",
            "simulate": "'nonsense' cannot be simulated; see 'parcelgate simulate --help'",
        }.items():
            self.expect(USAGE, command, "nonsense", says=says)

    def test_a_missing_word_is_named(self):
        for words, says in [
            (["audit"], "verify or show is missing"),
            (["audit", "verify"], "--data is missing"),
            (["audit", "verify", "--data", "x"], "--id is missing"),
            (["devices"], "families, layouts, list, udev, usbguard, record, replay or labels is missing"),
            (["devices", "list"], "--drivers is missing"),
            (["doctor"], "--site is missing"),
            (["identify"], "a number is missing"),
            (["holds"], "--account is missing"),
            (["manifest", "check"], "FILE is missing"),
            (["manifest", "import"], "FILE is missing"),
            (["manifest", "import", "x"], "--account is missing"),
            (["rules"], "check, test, propose, approve, backtest, benchmark, explain, shadow, quality, draws, facts, starter or conformance is missing"),
            (["rules", "check"], "a FILE is missing"), (["rules", "test"], "a FILE is missing"),
            (["rules", "approve"], "NUMBER is missing"),
            (["rules", "conformance"], "FILE.json is missing"),
            (["keywords"], "match, test or starter is missing"),
            (["run"], "--site is missing"),
            (["simulate"], "what to simulate is missing"),
            (["simulate", "line"], "--listen is missing"),
        ]:
            self.expect(USAGE, *words, says=says)

    def test_an_unknown_option_is_named(self):
        site = self.path("none.yaml")
        for words in (
            ["demo"], ["devices", "list", "--drivers", "x"],
            ["doctor", "--site", site], ["identify", "x"], ["manifest", "check", "x"], ["rules", "check", "x"],
            ["rules", "conformance", "x"], ["run", "--site", site], ["simulate", "manifest"], ["simulate", "law"],
        ):
            self.expect(USAGE, *words, "--nonsense", says=f"unknown option --nonsense; see 'parcelgate {words[0]} --help'")

    def test_a_word_too_much_is_named(self):
        for words in (
            ["demo"], ["devices", "list", "--drivers", "x"], ["doctor", "--site", "x"], ["manifest", "check", "x"],
            ["run", "--site", "x"], ["simulate", "manifest"], ["simulate", "law"],
        ):
            self.expect(USAGE, *words, "surplus", says=f"'surplus' is too much; see 'parcelgate {words[0]} --help'")

    def test_an_option_without_its_value_is_named(self):
        for words in (["run", "--site"], ["identify", "--format"], ["doctor", "--site", "--sorters"], ["rules", "check", "--kind"]):
            self.expect(USAGE, *words, says="--(site|format|kind) needs a value")

    def test_a_value_that_is_none_is_answered_with_what_was_expected(self):
        for words, says in [
            (["identify", "--format", "xml", "x"], "--format: expected text or json, found 'xml'"),
            (["keywords", "match", "--format", "xml"], "--format: expected text or json, found 'xml'"),
            (["doctor", "--site", "x", "--language", "fr"], "--language: expected vi or en, found 'fr'"),
            (["rules", "check", "--kind", "laws", "x"], "--kind: expected rules, lists or policy, found 'laws'"),
            (["holds", "--which", "most"], "--which: expected open, closed or all, found 'most'"),
            (["holds", "--format", "xml"], "--format: expected text or json, found 'xml'"),
            (["simulate", "law", "--parcels", "many"], "--parcels: expected a whole number from 1 to .*, found 'many'"),
            (["simulate", "law", "--parcels", "0"], "--parcels: expected a whole number from 1 to .*, found '0'"),
        ]:
            self.expect(USAGE, *words, says=says)

    def test_no_password_and_no_terminal_is_said(self):
        self.expect(USAGE, "holds", "--account", "lan", says="no password: set PARCELGATE_PASSWORD", start_new_session=True)


class Output(Case):
    """Whoever reads may leave, and the disk may be full."""

    COMMANDS = (["--help"], ["identify", "--help"], ["simulate", "manifest"], ["devices", "udev", "--drivers", DRIVERS])

    def test_a_closed_pipe_ends_the_program_quietly(self):
        for words in self.COMMANDS:
            reader, writer = os.pipe()
            os.close(reader)
            with os.fdopen(writer, "wb") as closed:
                answer = subprocess.run(
                    [PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=closed, stderr=subprocess.PIPE,
                    cwd=self.folder, timeout=60, restore_signals=True,
                )
            # By SIGPIPE, as other programs end, or as an output that could not be written.
            self.assertIn(answer.returncode, (-13, ENVIRONMENT), words)
            self.assertNotRegex(answer.stderr, rb"Fatal|crashed|Backtrace", words)

    def test_a_full_disk_is_no_success(self):
        for words in self.COMMANDS[2:]:
            with open("/dev/full", "wb") as full:
                answer = self.run_it(*words, stdout=full)
            self.assertEqual(answer.returncode, ENVIRONMENT, words)
            self.assertIn("the output could not be written", answer.stderr)


if __name__ == "__main__":
    unittest.main()
