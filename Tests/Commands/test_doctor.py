"""`parcelgate doctor`: each check under the condition that it is for."""

import json
import os
import pathlib
import pty
import shutil
import socket
import subprocess
import threading
import time
import unittest
import zlib

from command_case import DRIVERS, EXAMPLE, NOT_SO, PROGRAM, ROOT, SUCCESS, USAGE, Case

VIRTUAL_USB = os.environ.get("PARCELGATE_VIRTUAL_USB", str(ROOT / ".build/virtual-usb"))
USB_DEVICES = ROOT / "Tests/VirtualUSB/devices"

# A disk that lies: a flush that does nothing. A clock that jumps: an hour ahead from the second look on.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int fdatasync(int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return getenv("SHIM_FLUSH") ? 0 : real(fd);
}
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int looks;
    int (*real)(clockid_t, struct timespec *) = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int status = real(clock, now);
    if (clock == CLOCK_REALTIME && getenv("SHIM_JUMP") && looks++ > 0) now->tv_sec += 3600;
    return status;
}
"""


def telegram(sequence, kind, body):
    head = f"PG1{25 + len(body):04d}{sequence:06d}{kind}{body}".encode()
    return head + f"{zlib.crc32(head):08X}\r\n".encode()


class FakePlc(threading.Thread):
    """Says hello, and then what it is told to, without waiting for an answer."""

    def __init__(self, hello, script):
        super().__init__(daemon=True)
        self.hello, self.script = hello, script
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.heard = b""

    def run(self):
        peer, _ = self.listener.accept()
        peer.sendall(telegram(1, "HI", self.hello))
        for place, (kind, body) in enumerate(self.script):
            peer.sendall(telegram(place + 2, kind, body))
        while data := peer.recv(4096):
            self.heard += data


class DoctorCase(Case):
    def site(self, devices="", data="data", sorter="127.0.0.1:1", more=""):
        self.write(
            "site.yaml",
            f"""site: {{id: t, name: {{vi: thử, en: test}}, zone: Asia/Ho_Chi_Minh}}
data: {data}
drivers: {DRIVERS}
console: {{listen: "127.0.0.1:8480"}}
devices:
  - {{id: eye, driver: text-tcp, tcp: {{listen: "127.0.0.1:9"}}}}
{devices}
{more}lines:
  - id: L1
    name: {{vi: Dây chuyền, en: Line}}
    sorter: "{sorter}"
    belt: {{encoder_um_per_count: 1000}}
    maximum_length_mm: 700
    minimum_gap_mm: 200
    stations: [{{name: s, distance_mm: 800, tolerance_mm: 80, readers: [eye]}}]
    diverter_mm: 1600
    exits: [{{number: 1, kind: inspection, distance_mm: 2200}}, {{number: 2, kind: outbound, distance_mm: 2400}}]
""",
        )

    def findings(self, *words, before=(), **more):
        """What it found, by check."""
        command = [*before, PROGRAM, "doctor", "--site", "site.yaml", "--format", "json", *words]
        answer = subprocess.run(
            list(map(str, command)), cwd=self.folder, capture_output=True, encoding="utf-8", timeout=60, **more
        )
        self.assertIn(answer.returncode, (SUCCESS, NOT_SO), answer.stderr)
        found = {}
        for line in answer.stdout.splitlines():
            finding = json.loads(line)
            self.assertEqual(set(finding), {"check", "status", "what", "why", "advice", "facts"})
            for words in (finding["what"], finding["why"], finding["advice"]):
                self.assertNotRegex(words, r"doctor\.[a-z-]+\.|[{}]", "a text without words or with an open place")
            if finding["status"] != "ok":
                self.assertTrue(finding["why"] and finding["advice"], finding)
            found[finding["check"]] = finding
        bad = [check for check, finding in found.items() if finding["status"] == "bad"]
        self.assertEqual(answer.returncode, NOT_SO if bad else SUCCESS, found)
        return found

    def assertFound(self, found, check, status, /, **facts):
        self.assertIn(check, found)
        self.assertEqual(found[check]["status"], status, found[check])
        for name, value in facts.items():
            self.assertEqual(found[check]["facts"][name], value)


class Doctor(DoctorCase):
    # --- the file

    def test_the_example_where_it_lies_is_answered_clearly(self):
        """It names its drivers beside it, where they are not."""
        answer = self.expect(NOT_SO, "doctor", "--site", EXAMPLE / "site.yaml")
        what, why, advice = answer.stdout.splitlines()
        self.assertRegex(what, r"^BAD  the folder of device families that the site file names is not there: open directory .*/drivers: No such")
        self.assertTrue(why.startswith("     ") and "drivers: /usr/share/parcelgate/drivers" in advice, answer.stdout)

    def test_every_finding_says_what_why_and_what_to_do_in_both_languages(self):
        self.site(devices="  - {id: hand, driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6a}}")
        for language, word in (("en", "not on the USB bus"), ("vi", "không thấy trên USB")):
            lines = self.expect(NOT_SO, "doctor", "--site", "site.yaml", "--language", language).stdout.splitlines()
            place = next(i for i, line in enumerate(lines) if line.startswith("BAD  hand: " + word))
            self.assertRegex(lines[place + 1], r"^     \S")
            self.assertRegex(lines[place + 2], r"^     \S")

    def test_it_leaves_nothing_behind_and_makes_no_data_folder(self):
        """Made by root, the gateway's own user could not write it."""
        self.site()
        self.assertFound(self.findings(), "data", "note")
        self.assertEqual(os.listdir(self.folder), ["site.yaml"])
        os.mkdir(self.path("data"))
        self.assertNotIn("data", self.findings())
        self.assertEqual(os.listdir(self.path("data")), [])

    def test_formats_and_languages_are_checked(self):
        self.site()
        self.expect(USAGE, "doctor", "--site", "site.yaml", "--format", "xml", says="--format: expected text or json, found 'xml'")

    # --- the machine

    def shim(self):
        source = self.write("shim.c", SHIM)
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", self.path("shim.so"), source, "-ldl"], check=True)
        return {**os.environ, "LD_PRELOAD": self.path("shim.so")}

    def test_a_disk_that_only_says_that_it_wrote(self):
        self.site()
        environment = self.shim()
        self.assertNotEqual(self.findings(env=environment).get("flush", {}).get("status"), "bad")
        self.assertFound(self.findings(env={**environment, "SHIM_FLUSH": "1"}), "flush", "bad")

    def test_a_data_folder_in_memory(self):
        folder = "/dev/shm/" + os.path.basename(self.folder)
        os.mkdir(folder)
        self.addCleanup(shutil.rmtree, folder)
        self.site(data=folder)
        self.assertFound(self.findings(), "memory", "bad")

    def test_a_folder_that_cannot_be_written_and_has_no_room(self):
        self.site(data="/proc")
        found = self.findings()
        self.assertFound(found, "disk", "bad")
        self.assertRegex(found["disk"]["facts"]["error"], "^create /proc/")
        self.assertFound(found, "space", "bad", gb="0")

    def test_space_is_counted_in_days_of_the_journals_growth(self):
        self.site()
        os.makedirs(self.path("data/journal"))
        free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
        if free < 6 << 30:
            self.skipTest("less than 6 GB free here")
        now = time.time()

        def segment(place, size, age):
            path = self.write(f"data/journal/segment-1-{place}.db", b"")
            with open(path, "r+b") as file:
                os.posix_fallocate(file.fileno(), 0, size)
            os.utime(path, (now - age, now - age))

        segment(1, 4096, 7200)
        self.assertNotIn("space-days", self.findings())
        # A sixtieth of the free room in two hours: five days.
        segment(2, free // 60, 1)
        found = self.findings()
        self.assertFound(found, "space-days", "note")
        self.assertIn(int(found["space-days"]["facts"]["days"]), (4, 5))
        # In one hour: two days.
        os.utime(self.path("data/journal/segment-1-1.db"), (now - 3602, now - 3602))
        self.assertFound(self.findings(), "space-days", "bad", days="2")

    def test_a_clock_behind_the_journal(self):
        self.site()
        os.makedirs(self.path("data/journal"))
        path = self.write("data/journal/segment-1-1.db", b"x")
        self.assertNotIn("clock-behind", self.findings())
        os.utime(path, (time.time() + 5000, time.time() + 5000))
        self.assertFound(self.findings(), "clock-behind", "bad")

    def test_a_clock_that_jumps(self):
        self.site()
        environment = self.shim()
        self.assertNotIn("clock-jump", self.findings(env=environment))
        self.assertFound(self.findings(env={**environment, "SHIM_JUMP": "1"}), "clock-jump", "note")

    # --- devices

    def test_a_reader_that_does_not_answer(self):
        with socket.create_server(("127.0.0.1", 0)) as reader:
            address = f"127.0.0.1:{reader.getsockname()[1]}"
            self.site(devices=f'  - {{id: tunnel, driver: text-tcp, tcp: {{connect: "{address}"}}}}')
            self.assertFound(self.findings(), "reader", "ok")
        self.assertFound(self.findings(), "reader", "bad", address=address)

    def serial(self, path, more=""):
        self.site(devices=f"  - {{id: port, driver: serial-text, serial: {{path: {path}{more}}}}}")
        return self.findings()

    def test_serial_ports(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        self.addCleanup(os.close, slave)
        port = os.ttyname(slave)
        self.assertFound(self.serial(port), "serial", "ok", line="9600 8N1")
        self.assertFound(self.serial(port, ", bits: 7, parity: odd"), "serial-settings", "bad")
        self.assertFound(self.serial("/dev/null"), "serial-settings", "bad")
        self.assertFound(self.serial("/dev/serial/by-id/none"), "serial", "bad")

    def test_a_serial_port_without_rights(self):
        if os.geteuid() != 0:
            self.skipTest("needs root, to be somebody else")
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        self.addCleanup(os.close, slave)
        os.chmod(os.ttyname(slave), 0o600)
        self.site(devices=f"  - {{id: port, driver: serial-text, serial: {{path: {os.ttyname(slave)}}}}}")
        os.chmod(self.folder, 0o777)
        self.assertFound(self.findings(user=65534, group=65534, extra_groups=[]), "serial-rights", "bad")

    def unit(self, file, device, **changes):
        """A described device, its description changed."""
        text = (USB_DEVICES / f"{device}.device").read_text()
        for name, value in changes.items():
            text = "\n".join(f"{name}: {value}" if line.startswith(name + ":") else line for line in text.split("\n"))
        return self.write(file + ".device", text)

    def usb(self, driver, ids, device, more="", others=(), before=(), **changes):
        """With devices on the virtual bus, of which the first is described here."""
        vendor, product = ids
        self.site(devices=f"  - {{id: hand, driver: {driver}, usb: {{vendor: 0x{vendor}, product: 0x{product}{more}}}}}")
        host = [VIRTUAL_USB, "--control", self.path("usb.sock")]
        for description in (self.unit("unit", device, **changes), *others):
            host += ["--device", description]
        return self.findings(before=[*host, "--", *before])

    def test_a_scanner_that_is_there(self):
        self.assertFound(self.usb("honeywell-hid-pos", ("0c2e", "0b6a"), "honeywell-voyager-1200g"), "usb", "ok")

    def test_a_scanner_that_is_not_there(self):
        self.assertFound(self.usb("honeywell-hid-pos", ("0c2e", "0b6a"), "zebra-keyboard"), "usb", "bad")

    def test_a_scanner_at_another_port(self):
        found = self.usb("honeywell-hid-pos", ("0c2e", "0b6a"), "honeywell-voyager-1200g", ", port: 1-7")
        self.assertFound(found, "usb-port", "bad", port="1-7", found="1-1")

    HONEYWELL = ("honeywell-hid-pos", ("0c2e", "0b6a"), "honeywell-voyager-1200g")

    def test_another_unit_of_the_same_model(self):
        found = self.usb(*self.HONEYWELL, ", serial: S1", serial="S2")
        self.assertFound(found, "usb-serial", "bad", serial="S1", found="S2", port="1-1")
        self.assertFound(self.usb(*self.HONEYWELL, ", serial: S1", serial="S1"), "usb", "ok", port="1-1")

    def test_units_that_nothing_tells_apart(self):
        second = lambda: [self.unit("second", self.HONEYWELL[2], **{"name": "second", "path": "1-2", "device-number": 3, "serial": "S2"})]
        self.assertFound(self.usb(*self.HONEYWELL, others=second()), "usb-alike", "bad", ports="1-1, 1-2")
        self.assertFound(self.usb(*self.HONEYWELL, ", serial: S2", others=second()), "usb", "ok", port="1-2")
        self.assertFound(self.usb(*self.HONEYWELL, ', port: "1-1"', others=second()), "usb", "ok", port="1-1")

    def test_a_scanner_that_shows_what_no_scanner_shows(self):
        extra = {"kernel-driver": "yes\nextra-interface: 8 6 80"}
        found = self.usb(*self.HONEYWELL, **extra)
        self.assertFound(found, "usb-interfaces", "bad", interfaces="HID 03:00:00, storage 08:06:50")
        self.assertNotIn("usb", found)
        # Pinned to another set than it shows, and to its own.
        found = self.usb(*self.HONEYWELL, ', interfaces: ["03:00:00", "03:00:00"]')
        self.assertFound(found, "usb-interfaces", "bad", interfaces="HID 03:00:00")
        self.assertFound(self.usb(*self.HONEYWELL, ', interfaces: ["03:00:00"]'), "usb", "ok")

    def test_a_scanner_in_another_mode(self):
        found = self.usb("newland-hid-pos", ("1eab", "1d10"), "keyboard", vendor="1eab", product="1d03")
        self.assertFound(found, "usb-mode", "bad", mode="HID keyboard", id="1eab:1d03", family="newland-hid-pos")

    def test_a_serial_scanner_in_another_mode(self):
        """Its port is not there, and the scanner is: as a keyboard, which its id says."""
        self.site(devices="  - {id: port, driver: serial-text, serial: {path: /dev/serial/by-id/usb-Newland-if00}}")
        keyboard = [VIRTUAL_USB, "--control", self.path("usb.sock"), "--device", USB_DEVICES / "newland-keyboard.device", "--"]
        self.assertFound(self.findings(before=keyboard), "usb-mode", "bad", id="1eab:1d03", mode="HID keyboard", family="serial-text")
        self.assertFound(self.findings(), "serial", "bad")

    def test_a_scanner_that_behaves_as_a_keyboard_though_its_id_does_not_say_so(self):
        found = self.usb("honeywell-hid-pos", ("0c2e", "0b6a"), "keyboard", vendor="0c2e", product="0b6a")
        self.assertFound(found, "usb-keyboard", "bad")

    def test_a_scanner_of_a_makers_own_protocol_that_behaves_as_a_keyboard(self):
        for driver, product in (("ibm-oem-handheld", "1300"), ("zebra-snapi", "1900")):
            found = self.usb(driver, ("05e0", product), "zebra-keyboard", product=product)
            self.assertFound(found, "usb-mode", "bad", mode="HID keyboard", family=driver)
        # And the other way round: in its own mode, where another is asked for.
        found = self.usb("ibm-oem-handheld", ("05e0", "1300"), "zebra-keyboard", product="1900")
        self.assertFound(found, "usb-mode", "bad", mode="SNAPI")

    def test_a_keyboard_scanner_and_the_kernels_driver(self):
        found = self.usb("zebra-keyboard", ("05e0", "1200"), "zebra-keyboard")
        self.assertFound(found, "usb-typing", "note")
        self.assertFound(found, "usb-driver", "note", driver="usbhid")
        found = self.usb("zebra-keyboard", ("05e0", "1200"), "zebra-keyboard", **{"kernel-driver": "no"})
        self.assertNotIn("usb-driver", found)


class Printers(DoctorCase):
    def printer(self, answer):
        """What it says of a label printer that answers ~HS like this; None: nobody listens there."""
        listener = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        heard = []

        def serve():
            peer, _ = listener.accept()
            heard.append(peer.recv(64))
            if answer:
                # In two pieces: an answer comes as it comes.
                peer.sendall(answer[:20])
                time.sleep(0.05)
                peer.sendall(answer[20:])
            peer.recv(64)

        if answer is None:
            listener.close()
        else:
            self.addCleanup(listener.close)
            threading.Thread(target=serve, daemon=True).start()
        self.site(more=f'printers: [{{id: tags, address: "{address}"}}]\n')
        found = self.findings()
        if answer is not None:
            self.assertEqual(heard, [b"~HS\r\n"])
        return found

    ANSWER = "\x02030,{paper},0,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,{head},0,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"

    def test_a_printer_that_is_ready(self):
        self.assertFound(self.printer(self.ANSWER.format(paper=0, head=0).encode()), "printer", "ok", printer="tags")

    def test_a_printer_without_labels_and_with_its_head_open(self):
        found = self.printer(self.ANSWER.format(paper=1, head=1).encode())
        self.assertFound(found, "printer-paper-out", "bad")
        self.assertFound(found, "printer-head-up", "bad")
        self.assertNotIn("printer", found)

    def test_a_printer_that_does_not_say_how_it_is(self):
        self.assertFound(self.printer(b""), "printer-silent", "note")
        self.assertFound(self.printer(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "printer-silent", "note")

    def test_a_printer_that_is_not_there(self):
        self.assertFound(self.printer(None), "printer", "bad")

    def test_a_folder_for_tags(self):
        self.site(more="printers: [{id: tags, folder: tags}]\n")
        self.assertFound(self.findings(), "printer-folder", "bad")
        os.mkdir(os.path.join(self.folder, "tags"))
        self.assertFound(self.findings(), "printer-folder", "ok", printer="tags")


class Sorters(DoctorCase):
    PULSE = f"{0:010d}{0:010d}{{}}{0:010d}{0:010d}"
    RUNS, STANDS = ("HB", PULSE.format("R")), ("HB", PULSE.format("S"))

    def sorter(self, *script, line="L1", exit=1):
        plc = FakePlc(f"{line:<8}{7:010d}{0:010d}{0:010d}{exit:02d}{2:02d}", script)
        plc.start()
        self.site(sorter=plc.address)
        found = self.findings("--sorters")
        self.assertEqual(plc.heard, b"", "the doctor says nothing to a sorter")
        return found

    def test_a_sorter_that_stops_without_an_answer(self):
        found = self.sorter(self.RUNS, ("SD", "H"))
        self.assertFound(found, "default-exit", "ok", exit="1")
        self.assertFound(found, "silence", "ok")
        self.assertFound(self.sorter(self.STANDS), "silence", "ok")

    def test_a_sorter_that_is_not_there(self):
        self.site(sorter="127.0.0.1:1")
        self.assertFound(self.findings("--sorters"), "sorter", "bad")

    def test_a_sorter_that_is_wired_the_other_way(self):
        self.assertFound(self.sorter(self.STANDS, exit=2), "default-exit", "bad", exit="2", inspection="1")

    def test_another_line(self):
        self.assertFound(self.sorter(self.STANDS, line="L9"), "line-name", "bad", found="L9")

    def test_a_sorter_whose_belt_runs_on_in_silence(self):
        self.assertFound(self.sorter(self.RUNS), "silence-runs", "note")

    def test_a_sorter_that_passes_on_silence(self):
        passes = ("EX", f"{17:08d}{2:02d}{0:010d}{0:010d}{0:010d}")
        self.assertFound(self.sorter(self.RUNS, passes), "silence", "bad", passed="2")
        # By a permit of the time before it may.
        by_permit = ("EX", f"{17:08d}{2:02d}{42:010d}{0:010d}{0:010d}")
        self.assertFound(self.sorter(self.RUNS, by_permit), "silence-runs", "note")
        held = ("EX", f"{17:08d}{1:02d}{0:010d}{0:010d}{0:010d}")
        self.assertFound(self.sorter(held, self.STANDS), "silence", "ok")

    def test_a_sorter_without_a_heartbeat(self):
        self.assertFound(self.sorter(), "silence-unknown", "bad")


if __name__ == "__main__":
    unittest.main()
