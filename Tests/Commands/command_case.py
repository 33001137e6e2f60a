"""The program, run in an empty folder of its own."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("PARCELGATE_PROGRAM", ROOT / ".build/release/parcelgate"))
EXAMPLE = ROOT / "packaging/example"
DRIVERS = ROOT / "drivers"
SUCCESS, NOT_SO, USAGE, ENVIRONMENT = 0, 1, 2, 3


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="pg-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        pathlib.Path(self.path(name)).write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def run_it(self, *words, environment=None, **more):
        """Runs the program in an empty folder; it must end by itself, without a signal and without a stack trace."""
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("PARCELGATE")} | (environment or {})
        more = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
        answer = subprocess.run(
            [PROGRAM, *map(str, words)], cwd=self.folder, env=surroundings, timeout=60, encoding="utf-8", **more
        )
        said = (answer.stdout or "") + (answer.stderr or "")
        self.assertGreaterEqual(answer.returncode, 0, f"{words}: ended by signal {-answer.returncode}\n{said}")
        for trace in ("Fatal error", "crashed", "Backtrace", "Thread 0", ".swift:"):
            self.assertNotIn(trace, said, words)
        return answer

    def expect(self, status, *words, says=None, **more):
        """The status; what a failure says on standard error, and nothing of it among the output."""
        answer = self.run_it(*words, **more)
        self.assertEqual(answer.returncode, status, f"{words}\n{answer.stdout}{answer.stderr}")
        if status in (USAGE, ENVIRONMENT):
            self.assertEqual(answer.stdout, "", words)
            self.assertNotEqual(answer.stderr.strip(), "", words)
        if says:
            self.assertRegex(answer.stderr, says, words)
        return answer
