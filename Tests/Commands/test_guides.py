"""The guides of docs/integrator, followed to the letter: their files are written, their commands run, and what they say comes."""

import html
import os
import pathlib
import pty
import re
import shutil
import socket
import subprocess
import threading
import time
import unittest

from command_case import DRIVERS, PROGRAM, ROOT, Case

GUIDES = ROOT / "docs/integrator"
VIRTUAL_USB = os.environ.get("PARCELGATE_VIRTUAL_USB", str(ROOT / ".build/virtual-usb"))
SITE = """site: {id: t, name: {vi: thử, en: test}, zone: Asia/Ho_Chi_Minh}
data: data
drivers: drivers
console: {listen: "127.0.0.1:8480"}
devices:
  - {id: eye, driver: text-tcp, tcp: {listen: "127.0.0.1:9"}}
DEVICES
lines:
  - id: L1
    name: {vi: Dây chuyền, en: Line}
    sorter: "127.0.0.1:1"
    belt: {encoder_um_per_count: 1000}
    maximum_length_mm: 700
    minimum_gap_mm: 200
    stations: [{name: s, distance_mm: 800, tolerance_mm: 80, readers: [eye]}]
    diverter_mm: 1600
    exits: [{number: 1, kind: inspection, distance_mm: 2200}, {number: 2, kind: outbound, distance_mm: 2400}]
"""


class Guide(Case):
    """Follows a document: `yaml` blocks that begin with the comment of a path are files, those that begin with `- {id:` the device
    of the site, `sh` blocks are commands, and a block without a language behind them is what they say, in order, with more between."""

    def follow(self, name, places, usb=(), scan=None):
        shutil.copytree(DRIVERS, self.path("drivers"))
        # What the guide calls it, and what it is here.
        self.places = {"/usr/share/parcelgate/drivers": "drivers", "/etc/parcelgate/site.yaml": "site.yaml", **places}
        self.device, self.usb, self.scan, said, checked = "", usb, scan, "", 0
        for language, block in re.findall(r"^ *```(\w*)\n(.*?)^ *```$", (GUIDES / name).read_text(), re.DOTALL | re.MULTILINE):
            lines = [line.strip() if language != "yaml" else line for line in block.splitlines()]
            if language == "yaml" and (path := re.match(r" *# (drivers/\S+)\n", block)):
                file = pathlib.Path(self.path(path[1]))
                file.parent.mkdir(exist_ok=True)
                file.write_text(block)
            elif language == "yaml":
                self.device = block.strip()
            elif language == "sh":
                said = "\n".join(self.command(line) for line in lines if line.startswith("parcelgate "))
            elif not language:
                rest = said
                for line in lines:
                    if line and line != "…":
                        self.assertIn(line, rest, f"{name}: what it says is not so; it says:\n{said}")
                        rest = rest[rest.index(line) + len(line) :]
                        checked += 1
        return checked

    def command(self, line):
        self.write("site.yaml", self.here(SITE.replace("DEVICES", "  " + self.device if self.device else "")))
        words = self.here(line.split(" > ")[0]).split()[1:]
        command = [PROGRAM, *words]
        # What makes the virtual bus knows no settings of serial ports.
        if "usb:" in self.device or words[1] == "list":
            bus = [VIRTUAL_USB, "--control", self.path("usb.sock")]
            for device in self.usb:
                bus += ["--device", str(ROOT / f"Tests/VirtualUSB/devices/{device}.device")]
            command = [*bus, "--", *command]
        process = subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        said = ""
        if "--listen" in words:
            while (next_line := process.stdout.readline()) and "ready" not in next_line:
                said += next_line
            said += next_line
            self.scan(said)
        said += process.communicate(timeout=60)[0]
        for there, here in self.places.items():
            said = said.replace(here, there) if "/" in here or ":" in here else said
        return said

    def here(self, text):
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text

    def port(self):
        """A serial port, and the scanner's end of it."""
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        self.addCleanup(os.close, slave)
        return master, os.ttyname(slave)

    def labels(self):
        page = self.run_it("devices", "labels", "--language", "en").stdout
        found = re.findall(r"<h2>(\w)</h2>.*?<code>(.*?)</code>", page, re.DOTALL)
        return [html.unescape(text).replace("␣", " ").replace("<GS>", "\x1d") for _, text in found]

    # --- the guides

    def test_a_family_of_ones_own_in_fifteen_minutes(self):
        master, port = self.port()
        identifiers = "CCCCCCCQEIAAQC"

        def scan(_):
            for place, (letter, label) in enumerate(zip(identifiers, self.labels(), strict=True)):
                modifier = 1 if place in (4, 7, 12) else 0
                os.write(master, f"]{letter}{modifier}{label}\r\n".encode())
                time.sleep(0.02)

        checked = self.follow(
            "own-family.md", {"/dev/serial/by-id/usb-Unitech_MS840-if00": port}, scan=scan
        )
        self.assertGreater(checked, 9)

    def test_one_device_of_each_kind(self):
        _, usb_port = self.port()
        _, rs232 = self.port()
        reader = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(reader.close)
        threading.Thread(target=lambda: [reader.accept() for _ in range(20)], daemon=True).start()
        checked = self.follow(
            "guides.md",
            {
                "/dev/serial/by-id/usb-Newland_FM430-if00": usb_port,
                "/dev/ttyS0": rs232,
                "192.168.10.21:9004": f"127.0.0.1:{reader.getsockname()[1]}",
                "0.0.0.0:9310": "127.0.0.1:9310",
            },
            usb=["honeywell-voyager-1200g", "zebra-keyboard"],
        )
        self.assertGreater(checked, 8)


if __name__ == "__main__":
    unittest.main()
