"""A scanner on a serial port (a pseudo terminal, which is a real tty), read by the unmodified binary."""
import os
import pty
import subprocess
import termios
import time
import unittest

from plc import Plc, s10
from site_rig import Site, eventually

STATIONS = "      - {name: hand, distance_mm: 800, tolerance_mm: 150, readers: [port]}\n"


class SerialScanner(unittest.TestCase):
    def setUp(self):
        self.queue = []
        self.plc = Plc(labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        self.master = None

    def plug(self):
        """A port under the site's stable name; the scanner's end of it is `self.master`."""
        self.master, slave = pty.openpty()
        self.target = os.ttyname(slave)
        os.symlink(self.target, self.name + ".new")
        os.replace(self.name + ".new", self.name)
        os.close(slave)

    def unplug(self):
        os.unlink(self.name)
        os.close(self.master)
        self.master = None

    def site(self, settings="", plugged=True):
        devices = f"  - {{id: port, driver: serial-text, serial: {{path: PATH{settings}}}}}\n"
        site = Site(self.plc.port, usb_devices=devices, stations=STATIONS)
        self.name = site.folder + "/usb-Zebra_Scanner-if00"
        file = site.folder + "/site.yaml"
        with open(file) as handle:
            text = handle.read()
        with open(file, "w") as handle:
            handle.write(text.replace("PATH", self.name))
        if plugged:
            self.plug()
        site.__enter__()
        self.addCleanup(site.__exit__)
        eventually(lambda: self.plc.accepted, "the epoch is agreed")
        self.device = lambda: {d["id"]: d for d in site.client("op").get("/api/live/now")["devices"]}["port"]
        self.plc.scan = lambda label: os.write(self.master, label + b"\r") if label else None
        self.plc.running.set()
        return site

    def sizes(self, site):
        return [e["body"]["size"] for e in site.journal() if e["kind"] == "reading.received"]

    def test_a_port_made_by_socat_is_read_in_pieces_and_comes_back(self):
        site = self.site(", baud: 115200", plugged=False)

        def plug():
            self.socat = subprocess.Popen(
                ["socat", "-", f"PTY,raw,echo=0,link={self.name}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self.addCleanup(self.socat.communicate)
            self.addCleanup(self.socat.terminate)
            eventually(lambda: self.device()["state"] == "working", "the port is open")

        def scan(*pieces):
            for piece in pieces:
                self.socat.stdin.write(piece)
                self.socat.stdin.flush()
                time.sleep(0.05)

        plug()
        scan(b"EB0000", b"00014VN", b"\r", b"EB000000028VN\rABC", b"\r")
        eventually(lambda: self.sizes(site) == [13, 13, 3], "three labels")
        scan(b"half")
        self.socat.terminate()
        self.socat.wait()
        eventually(lambda: self.device()["state"] == "gone", "it is gone")
        plug()
        scan(b"EB000000031VN\r")
        eventually(lambda: self.sizes(site) == [13, 13, 3, 13], "what was half is forgotten")

    def test_a_label_over_a_serial_port_passes_and_a_suspicious_one_is_held(self):
        site, good, bad = self.site(), s10(41), s10(42)
        eventually(lambda: self.device()["state"] == "working", "the port is open")
        site.declare([good])
        site.declare([bad], contents="linh kiện súng")
        self.queue += [good, bad]
        eventually(lambda: [p[1] for p in self.plc.passed] == [good], "the harmless one passes")
        hold = eventually(lambda: site.client("thao").get("/api/holds")["holds"], "a hold")[0]
        self.assertEqual(hold["number"], bad.decode())

    def test_the_port_is_raw_and_bytes_come_as_they_are(self):
        site = self.site()
        eventually(lambda: self.device()["state"] == "working", "the port is open")
        # What a terminal in its usual mode would act upon: interrupt, end of file, erase, XOFF, NUL; split anywhere.
        label = b"A\x03\x04\x7f\x13\x11\x00\x1a\xffB\x1dC\n\x15"
        for place in range(len(label)):
            os.write(self.master, label[place : place + 1])
        os.write(self.master, b"\rSECOND\r")
        eventually(lambda: self.sizes(site) == [len(label), 6], "both, whole")
        # No echo comes back to the scanner.
        os.set_blocking(self.master, False)
        with self.assertRaises(BlockingIOError):
            os.read(self.master, 100)

    def test_a_port_that_vanishes_is_opened_again(self):
        site, label = self.site(), s10(43)
        site.declare([label])
        eventually(lambda: self.device()["state"] == "working", "the port is open")
        os.write(self.master, b"HALF A LAB")
        self.unplug()
        eventually(lambda: self.device()["detail"].startswith("port-missing: open "), "it is gone, and why is shown")
        self.assertEqual(self.device()["state"], "gone")
        self.plug()
        eventually(lambda: self.device()["state"] == "working", "it is back")
        self.queue.append(label)
        eventually(lambda: [p[1] for p in self.plc.passed] == [label], "the next label is whole")
        self.assertEqual(self.sizes(site), [13])

    def test_a_port_that_comes_later_is_read(self):
        site = self.site(plugged=False)
        eventually(lambda: self.device()["detail"].startswith("port-missing"), "it is not there yet")
        self.plug()
        eventually(lambda: self.device()["state"] == "working", "the port is open")
        os.write(self.master, b"8934563138165\r")
        eventually(lambda: self.sizes(site) == [13], "its label")

    def test_the_lines_settings_are_made_and_shown(self):
        self.site(settings=", baud: 115200, flow: software")
        device = eventually(lambda: (d := self.device())["state"] == "working" and d, "the port is open")
        self.assertRegex(device["detail"], "115200 8N1, software flow control$")
        settings = termios.tcgetattr(self.master)
        self.assertEqual(settings[4], termios.B115200)
        self.assertTrue(settings[0] & termios.IXON)
        self.assertFalse(settings[3] & (termios.ECHO | termios.ICANON | termios.ISIG))

    def test_a_port_that_does_not_take_the_settings_is_a_fault(self):
        """A pseudo terminal has eight bits and no parity, and says nothing when it is asked for other ones."""
        self.site(settings=", bits: 7, parity: even")
        eventually(lambda: self.device()["state"] == "faulty", "it is said")
        self.assertRegex(self.device()["detail"], "^cannot-open-port: set up .* for 9600 7E1: ")

    def test_what_is_no_port_is_a_fault(self):
        site = self.site(plugged=False)
        os.symlink("/dev/null", self.name)
        eventually(lambda: self.device()["state"] == "faulty", "it is said")
        self.assertIn("Inappropriate ioctl", self.device()["detail"])

    def test_a_flood_is_bounded(self):
        site = self.site()
        eventually(lambda: self.device()["state"] == "working", "the port is open")
        for _ in range(40):
            os.write(self.master, b"X" * 3000)
        os.write(self.master, b"\r" + b"12345\r" * 600)
        eventually(lambda: any(e["kind"] == "load.refused" for e in site.journal()), "the readings beyond are counted")
        self.assertLess(len(self.sizes(site)), 500)


if __name__ == "__main__":
    unittest.main()
