"""Builds virtual-usb and drives it, with the self-test's client or any other command under it."""

import os
import pathlib
import shlex
import socket
import subprocess
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
DEVICES = HERE / "devices"
PATIENCE_S = 10

HONEYWELL, NEWLAND, KEYBOARD, ZEBRA = "0c2e:0b6a", "1eab:1d10", "046d:c31c", "05e0:1300"
ALL_DEVICES = ("honeywell-voyager-1200g", "newland-fm430", "keyboard", "zebra-ds8108")


def pkg_config(*arguments):
    return shlex.split(subprocess.check_output(("pkg-config",) + arguments, text=True))


def compile_c(output, sources, packages):
    subprocess.check_call(
        ["gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread",
         *pkg_config("--cflags", *packages), "-o", str(output), *map(str, sources),
         *pkg_config("--libs", *packages)])


def build(folder):
    """Compiles the host and the client into the folder; returns their paths."""
    host, client = folder / "virtual-usb", folder / "client"
    compile_c(host, [HERE / "virtual_usb.c", *sorted((HERE / "host").glob("*.c"))],
              ["umockdev-1.0", "gio-unix-2.0"])
    compile_c(client, [HERE / "client.c"], ["libusb-1.0"])
    return host, client


class Control:
    """One connection to the control channel."""

    def __init__(self, path):
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                self.socket.connect(str(path))
                break
            except OSError:
                self.socket.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
        self.socket.settimeout(PATIENCE_S)
        self.lines = self.socket.makefile("r")

    def send(self, line):
        self.socket.sendall((line + "\n").encode())

    def answer(self):
        return self.lines.readline().rstrip("\n")

    def ask(self, line):
        self.send(line)
        return self.answer()

    def close(self):
        self.lines.close()
        self.socket.close()


class Rig:
    """A running virtual-usb, its control channel, and what its command prints."""

    def __init__(self, host, command, devices=ALL_DEVICES, wrap=lambda arguments: arguments):
        self.folder = tempfile.TemporaryDirectory(prefix="vu.")
        self.control_path = pathlib.Path(self.folder.name) / "control"
        arguments = [str(host), "--control", str(self.control_path)]
        for device in devices:
            path = device if os.path.isabs(str(device)) else DEVICES / f"{device}.device"
            arguments += ["--device", str(path)]
        self.process = subprocess.Popen(
            wrap([*arguments, "--", *map(str, command)]), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, "TMPDIR": self.folder.name})
        self.said = []
        self.news = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.control = Control(self.control_path)

    def _read(self):
        for line in self.process.stdout:
            with self.news:
                self.said.append(line.rstrip("\n"))
                self.news.notify_all()

    def ask(self, line):
        return self.control.ask(line)

    def child(self):
        return int(self.ask("child").split()[1])

    def tell(self, line):
        self.process.stdin.write(line + "\n")

    def expect(self, prefix, count=1, patience_s=PATIENCE_S):
        """Waits for that many lines that begin so; takes them, in order, from what was said."""
        deadline = time.monotonic() + patience_s
        with self.news:
            while True:
                found = [line for line in self.said if line.startswith(prefix)][:count]
                if len(found) == count:
                    for line in found:
                        self.said.remove(line)
                    return found if count > 1 else found[0]
                if not self.news.wait(deadline - time.monotonic()):
                    raise AssertionError(f"{prefix!r} {count} times is not in {self.said[-20:]}")

    def heard(self, prefix):
        with self.news:
            return [line for line in self.said if line.startswith(prefix)]

    def do(self, command, device, rest=""):
        """Has the client do something; returns what it answers behind the device's name."""
        self.tell(f"{command} {device} {rest}")
        return self.expect(f"{command} {device}").split(" ", 2)[2]

    def opened(self, device, transfers=1, length=64):
        """Has the client open, claim and listen."""
        answers = [self.do("open", device), self.do("claim", device)]
        if transfers:
            answers.append(self.do("listen", device, f"{transfers} {length}"))
        if set(answers) != {"ok"}:
            raise AssertionError(answers)

    def leave(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.reader.join(PATIENCE_S)
        self.process.stdout.close()
        self.process.stdin.close()
        self.control.close()
        self.folder.cleanup()
