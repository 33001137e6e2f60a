"""Proves virtual-usb with the real libusb: python3 Tests/VirtualUSB/test_virtual_usb.py"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.dont_write_bytecode = True  # leave nothing in the source tree

import hid
from rig import (DEVICES, HONEYWELL, KEYBOARD, NEWLAND, PATIENCE_S, ZEBRA, Control, Rig, build)

HONEYWELL_SCAN = bytes([2, 4]) + b"]C0" + b"ABCD" + bytes(52) + b"\x6a\0\0"


def setUpModule():
    global built, HOST, CLIENT
    built = tempfile.TemporaryDirectory(prefix="vu-build.")
    HOST, CLIENT = build(pathlib.Path(built.name))


def tearDownModule():
    built.cleanup()


def cpu_s(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_kb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(condition):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


class WithClient(unittest.TestCase):
    def setUp(self):
        self.rig = Rig(HOST, [CLIENT])
        self.addCleanup(self.rig.leave)
        self.rig.expect("ready")

    def ok(self, line):
        answer = self.rig.ask(line)
        self.assertTrue(answer.startswith("ok"), f"{line}: {answer}")
        return answer[2:].strip()


class Bus(WithClient):
    def test_enumerates_what_is_plugged_with_hubs_and_ports(self):
        self.rig.expect(f"arrived {HONEYWELL} 1/2 port 1")
        self.rig.expect(f"arrived {NEWLAND} 1/3 port 2")
        self.rig.expect(f"arrived {KEYBOARD} 1/4 port 3")
        self.rig.expect("arrived 1d6b:0002 1/1 port")
        self.rig.expect("arrived 05e3:0608 1/100 port 4")
        self.assertEqual(self.rig.said, [])

    def test_arrives_behind_a_hub_and_leaves(self):
        self.assertEqual(self.ok("plug zebra"), "001/005")
        self.rig.expect(f"arrived {ZEBRA} 1/5 port 4.2")
        self.ok("unplug zebra")
        self.rig.expect(f"left {ZEBRA} 1/5 port 4.2")
        self.assertIn("zebra=unplugged", self.ok("list"))

    def test_comes_back_under_a_new_number_and_works(self):
        self.rig.opened(HONEYWELL)
        self.ok("unplug honeywell")
        self.rig.expect(f"left {HONEYWELL}")
        self.assertEqual(self.ok("plug honeywell"), "001/005")
        self.rig.expect(f"arrived {HONEYWELL} 1/5 port 1")
        self.rig.expect(f"in {HONEYWELL} NO_DEVICE")
        self.assertEqual(self.rig.do("claim", HONEYWELL), "LIBUSB_ERROR_NO_DEVICE",
                         "the old handle stays dead")
        self.rig.do("close", HONEYWELL)
        self.rig.opened(HONEYWELL)
        self.ok("report honeywell 0205")
        self.assertEqual(self.rig.expect(f"in {HONEYWELL}"), f"in {HONEYWELL} COMPLETED 0205")

    def test_unplug_in_mid_transfer_ends_every_transfer(self):
        self.rig.opened(HONEYWELL, transfers=4)
        self.ok("unplug honeywell")
        self.rig.expect(f"in {HONEYWELL} NO_DEVICE", count=4)
        self.rig.expect(f"left {HONEYWELL}")
        self.assertEqual(self.ok("claims honeywell"), "no 1")
        self.assertEqual(self.ok("opened honeywell"), "1 1", "the handle is still open")
        self.rig.do("close", HONEYWELL)
        self.assertTrue(eventually(lambda: self.ok("opened honeywell") == "1 0"))

    def test_no_open_and_no_claim_goes_unseen(self):
        self.rig.opened(HONEYWELL)
        self.assertEqual(self.ok("opened keyboard"), "0 0")
        self.assertEqual(self.ok("claims keyboard"), "no 0")
        self.rig.do("open", KEYBOARD)
        self.assertEqual(self.ok("opened keyboard"), "1 1")
        self.rig.do("claim", KEYBOARD)
        self.assertEqual(self.ok("claims keyboard"), "yes 1")
        self.rig.do("release", KEYBOARD)
        self.rig.do("close", KEYBOARD)
        self.assertTrue(eventually(lambda: self.ok("opened keyboard") == "1 0"))
        self.assertEqual(self.ok("claims keyboard"), "no 1")

    def test_kernel_driver_holds_the_interface_until_it_is_detached(self):
        self.assertEqual(self.ok("driver newland"), "usbhid")
        self.rig.do("open", NEWLAND)
        self.assertEqual(self.rig.do("active", NEWLAND), "yes")
        self.assertEqual(self.rig.do("control", NEWLAND, "81 6 2200 0 #64"), "LIBUSB_ERROR_IO",
                         "an interface request without a claim is EBUSY")
        self.assertEqual(self.rig.do("claim", NEWLAND), "ok")
        self.assertEqual(self.ok("driver newland"), "usbfs")
        self.assertEqual(self.rig.do("release", NEWLAND), "ok")
        self.assertEqual(self.ok("driver newland"), "usbhid", "auto-detach attaches it again")
        self.assertEqual(self.rig.do("claim-politely", NEWLAND), "LIBUSB_ERROR_BUSY")
        self.assertEqual(self.rig.do("detach", NEWLAND), "ok")
        self.assertEqual(self.ok("driver newland"), "none")
        self.assertEqual(self.rig.do("claim-politely", NEWLAND), "ok")

    def test_stopped_command_stops_neither_the_channel_nor_the_host(self):
        os.kill(self.rig.child(), signal.SIGSTOP)
        answers = {self.rig.ask(f"{'un' if i % 2 else ''}plug zebra") for i in range(4000)}
        self.assertIn("error the command does not read its udev events", answers)
        os.kill(self.rig.child(), signal.SIGCONT)
        self.rig.opened(HONEYWELL)
        self.ok("report honeywell 01")
        self.rig.expect(f"in {HONEYWELL} COMPLETED 01")


class Reports(WithClient):
    def setUp(self):
        super().setUp()
        self.rig.opened(HONEYWELL, transfers=4)

    def test_come_in_order(self):
        for i in range(600):
            self.ok(f"report honeywell 02{i:04x}" + "00" * 61)
        self.assertEqual(self.ok("wait-idle honeywell"), "")
        lines = self.rig.expect(f"in {HONEYWELL} COMPLETED", count=600)
        self.assertEqual([int(line.split()[3][2:6], 16) for line in lines], list(range(600)))

    def test_short_and_empty_reports_keep_their_length(self):
        for report in (HONEYWELL_SCAN.hex(), "0204", "-", HONEYWELL_SCAN[:9].hex()):
            self.ok(f"report honeywell {report}")
        lines = self.rig.expect(f"in {HONEYWELL} COMPLETED", count=4)
        self.assertEqual([line.split()[3:] for line in lines],
                         [[HONEYWELL_SCAN.hex()], ["0204"], [], [HONEYWELL_SCAN[:9].hex()]])

    def test_fill_the_transfers_in_the_order_of_submission(self):
        self.rig.opened(NEWLAND, length=64)
        self.rig.do("listen", NEWLAND, "1 8")
        self.ok("report newland 0102030405060708090a")
        self.rig.expect(f"in {NEWLAND} COMPLETED 0102030405060708090a")
        self.ok("report newland 0102030405060708090a")
        self.rig.expect(f"in {NEWLAND} OVERFLOW")

    def test_report_longer_than_the_urb_overflows(self):
        self.rig.opened(NEWLAND, length=8)
        self.ok("report newland 0102030405060708090a")
        self.rig.expect(f"in {NEWLAND} OVERFLOW 0102030405060708")

    def test_errors_take_their_place_among_reports(self):
        for command in ("report honeywell 01", "stall honeywell", "babble honeywell",
                        "proto honeywell", "report honeywell 02"):
            self.ok(command)
        lines = self.rig.expect(f"in {HONEYWELL}", count=5)
        self.assertEqual([line.split(" ", 2)[2] for line in lines],
                         ["COMPLETED 01", "STALL", "OVERFLOW", "ERROR", "COMPLETED 02"])

    def test_halt_lasts_until_it_is_cleared(self):
        self.ok("halt honeywell")
        self.rig.expect(f"in {HONEYWELL} STALL", count=4)
        self.rig.do("listen", HONEYWELL)
        self.rig.expect(f"in {HONEYWELL} STALL")
        self.ok("report honeywell 07")
        self.assertEqual(self.rig.do("clear-halt", HONEYWELL), "ok")
        self.rig.do("listen", HONEYWELL)
        self.rig.expect(f"in {HONEYWELL} COMPLETED 07")
        self.assertIn("c:0201000081000000", self.ok("log honeywell"))

    def test_cancelled_transfers_end_and_lose_no_report(self):
        self.rig.do("cancel", HONEYWELL)
        self.rig.expect(f"in {HONEYWELL} CANCELLED", count=4)
        self.ok("report honeywell 03")
        self.rig.do("listen", HONEYWELL)
        self.rig.expect(f"in {HONEYWELL} COMPLETED 03")

    def test_two_devices_do_not_mix(self):
        self.rig.opened(NEWLAND, transfers=2)
        for i in range(100):
            self.ok(f"report honeywell aa{i:02x}")
            self.ok(f"report newland bb{i:02x}")
        self.ok("stall newland")
        self.rig.expect(f"in {NEWLAND} STALL")
        self.ok("unplug newland")
        self.rig.expect(f"in {NEWLAND} NO_DEVICE")
        self.ok("report honeywell aaff")
        for device, first, last in ((HONEYWELL, "aa", ["aaff"]), (NEWLAND, "bb", [])):
            wanted = [f"{first}{i:02x}" for i in range(100)] + last
            lines = self.rig.expect(f"in {device} COMPLETED", count=len(wanted))
            self.assertEqual([line.split()[3] for line in lines], wanted)

    def test_wait_idle_waits_for_the_client_to_reap(self):
        waiting = Control(self.rig.control_path)
        self.addCleanup(waiting.close)
        self.ok("report newland 01")
        waiting.send("wait-idle newland")
        waiting.socket.settimeout(0.2)
        with self.assertRaises(TimeoutError):
            waiting.socket.recv(1)
        self.rig.opened(NEWLAND)
        waiting.socket.settimeout(PATIENCE_S)
        self.assertEqual(waiting.socket.recv(99), b"ok\n")
        self.ok("stall newland")
        self.rig.expect(f"in {NEWLAND} STALL")
        self.ok("report newland 02")
        waiting.send("wait-idle newland")
        self.ok("unplug newland")
        self.assertEqual(waiting.socket.recv(99), b"error newland is unplugged\n")

    def test_queue_is_bounded_and_forgotten_with_the_plug(self):
        for i in range(1024):
            self.ok("report newland 01")
        self.assertEqual(self.rig.ask("report newland 01"),
                         "error the queue of newland is full: 1024 items")
        self.ok("unplug newland")
        self.assertEqual(self.rig.ask("report newland 01"), "error newland is unplugged")
        self.ok("plug newland")
        self.assertEqual(self.ok("report newland 01"), "1")

    def test_idle_costs_no_time(self):
        self.ok("report honeywell 01")
        self.ok("wait-idle honeywell")
        child, host = self.rig.child(), self.rig.process.pid
        before = cpu_s(child), cpu_s(host)
        time.sleep(2)
        self.assertLess(cpu_s(child) - before[0], 0.1, "libusb sleeps in poll")
        self.assertLess(cpu_s(host) - before[1], 0.1)

    def test_hundreds_of_stays_grow_nothing(self):
        host = self.rig.process.pid
        descriptors = lambda: len(os.listdir(f"/proc/{host}/fd"))
        for stay in range(300):
            if stay == 150:  # by now every device number of the bus has been used
                before = memory_kb(host), descriptors()
            for i in range(10):
                self.ok(f"report honeywell {i:02x}")
            self.ok("wait-idle honeywell")
            self.ok("unplug honeywell")
            self.rig.expect(f"in {HONEYWELL} NO_DEVICE", count=4)
            self.rig.do("close", HONEYWELL)
            self.ok("plug honeywell")
            self.rig.opened(HONEYWELL, transfers=4)
        self.assertLess(memory_kb(host) - before[0], 256)
        self.assertLessEqual(descriptors(), before[1] + 2)


class Requests(WithClient):
    def setUp(self):
        super().setUp()
        self.rig.opened(HONEYWELL, transfers=0)
        self.ok("log honeywell")

    def test_reports_on_endpoint_0_are_carried_out_and_logged(self):
        self.assertEqual(self.rig.do("control", HONEYWELL, "a1 1 03fe 0 #8"), "ok fe00")
        self.assertEqual(self.rig.do("control", HONEYWELL, "21 9 03fe 0 fe01"), "ok")
        self.assertEqual(self.rig.do("control", HONEYWELL, "a1 1 03fe 0 #8"), "ok fe01")
        self.assertEqual(self.rig.do("control", HONEYWELL, "21 9 02fd 0 fd03"), "ok")
        self.assertEqual(self.ok("log honeywell").split(), [
            "c:a101fe0300000800:fe00", "c:2109fe0300000200:fe01", "c:a101fe0300000800:fe01",
            "c:2109fd0200000200:fd03"])
        self.assertEqual(self.ok("log honeywell"), "", "what was read is gone")

    def test_feature_report_that_is_not_described_is_refused(self):
        self.assertEqual(self.rig.do("control", HONEYWELL, "21 9 0307 0 0701"), "LIBUSB_ERROR_PIPE")
        self.assertEqual(self.ok("log honeywell"), "c:2109070300000200:0701!stall")

    def test_feature_report_is_forgotten_with_the_plug(self):
        self.rig.do("control", HONEYWELL, "21 9 03fe 0 fe01")
        self.ok("unplug honeywell")
        self.ok("plug honeywell")
        self.rig.do("close", HONEYWELL)
        self.rig.expect(f"arrived {HONEYWELL} 1/5")
        self.rig.opened(HONEYWELL, transfers=0)
        self.assertEqual(self.rig.do("control", HONEYWELL, "a1 1 03fe 0 #8"), "ok fe00")

    def test_out_endpoint_is_logged(self):
        self.assertEqual(self.rig.do("out", HONEYWELL, "02 fd0316540d"), "ok")
        self.assertEqual(self.ok("log honeywell"), "o:02:fd0316540d")

    def test_reset_is_logged_and_keeps_the_claim(self):
        self.assertEqual(self.rig.do("reset", HONEYWELL), "ok")
        self.assertEqual(self.ok("log honeywell"), "reset")
        self.assertEqual(self.ok("driver honeywell"), "usbfs")

    def test_log_is_bounded_and_says_what_it_dropped(self):
        for _ in range(300):
            self.rig.do("out", HONEYWELL, "02 01")
        entries = self.ok("log honeywell").split()
        self.assertEqual((entries[0], len(entries)), ("dropped:44", 257))

    def test_strings_and_report_descriptor_are_the_described_ones(self):
        text = lambda index: bytes.fromhex(self.rig.do("string", HONEYWELL, index)[3:]).decode()
        self.assertEqual([text(i) for i in "1234"],
                         ["Honeywell", "Voyager 1200g", "19051B0A7C", "HID POS"])
        described = hid.report_descriptor(DEVICES / "honeywell-voyager-1200g.device")
        answer = self.rig.do("control", HONEYWELL, "81 6 2200 0 #500")
        self.assertEqual(bytes.fromhex(answer[3:]), described)

    def test_hid_descriptor_lies_in_the_configuration_and_has_the_right_length(self):
        described = hid.report_descriptor(DEVICES / "honeywell-voyager-1200g.device")
        of_hid = bytes.fromhex(self.rig.do("control", HONEYWELL, "81 6 2100 0 #9")[3:])
        self.assertEqual(of_hid[:7] + int.to_bytes(len(described), 2, "little"), of_hid)
        whole = bytes.fromhex(self.rig.do("control", HONEYWELL, "80 6 0200 0 #255")[3:])
        self.assertEqual(int.from_bytes(whole[2:4], "little"), len(whole))
        self.assertEqual(whole[18:27], of_hid)
        sysfs = pathlib.Path(f"/proc/{self.rig.child()}/environ").read_text().split("\0")
        root = dict(line.split("=", 1) for line in sysfs if "=" in line)["UMOCKDEV_DIR"]
        in_sysfs = pathlib.Path(root, "sys/bus/usb/devices/1-1/descriptors").read_bytes()
        self.assertEqual(in_sysfs[18:], whole)


class Channel(WithClient):
    def test_serves_several_at_once_and_survives_bad_ones(self):
        others = [Control(self.rig.control_path) for _ in range(5)]
        for other in others:
            self.addCleanup(other.close)
            self.assertEqual(other.ask("opened newland"), "ok 0 0")
        others[0].socket.sendall(b"x" * 9000)
        self.assertRaises(ConnectionError, others[0].socket.recv, 1)
        others[1].socket.sendall(b"wait-id")
        others[1].socket.close()
        others[2].socket.sendall(b"list\nchild\nbogus\n\n")
        self.assertEqual([others[2].answer()[:5] for _ in range(4)],
                         ["ok ho", "ok " + str(self.rig.child())[:2], "error", "error"])

    def test_refuses_what_makes_no_sense(self):
        for line in ("plug nobody", "plug honeywell", "report honeywell zz", "report honeywell",
                     "unplug zebra", "report zebra 00", "wait-idle zebra", "log", "quit now",
                     "report honeywell " + "00" * 65):
            self.assertTrue(self.rig.ask(line).startswith("error "), line)


class Life(unittest.TestCase):
    def rig_of(self, *command, **options):
        rig = Rig(HOST, command, devices=["keyboard"], **options)
        self.addCleanup(rig.leave)
        return rig

    def test_ends_as_the_command_ends_and_leaves_nothing(self):
        rig = self.rig_of("sh", "-c", "read line; exit 7")
        self.assertIn("control", os.listdir(rig.folder.name))
        rig.tell("go")
        self.assertEqual(rig.process.wait(PATIENCE_S), 7)
        self.assertEqual(os.listdir(rig.folder.name), [], "socket and testbed are gone")

    def test_status_of_a_killed_command_is_128_and_the_signal(self):
        rig = self.rig_of("sleep", "1000")
        os.kill(rig.child(), signal.SIGSEGV)
        self.assertEqual(rig.process.wait(PATIENCE_S), 128 + signal.SIGSEGV)

    def test_missing_command_is_127(self):
        outcome = subprocess.run([HOST, "--control", built.name + "/c", "--device",
                                  DEVICES / "keyboard.device", "--", "/no/such"],
                                 stderr=subprocess.PIPE, text=True)
        self.assertEqual(outcome.returncode, 127)
        self.assertIn("/no/such", outcome.stderr)

    def test_passes_signals_on(self):
        for sent in (signal.SIGTERM, signal.SIGINT):
            rig = self.rig_of("python3", "-uc",
                              "import signal,sys,time\n"
                              "def leave(number, _): print('got', number); sys.exit(3)\n"
                              "signal.signal(signal.SIGTERM, leave)\n"
                              "signal.signal(signal.SIGINT, leave)\n"
                              "print('ready'); time.sleep(1000)")
            rig.expect("ready")
            rig.process.send_signal(sent)
            rig.expect(f"got {int(sent)}")
            self.assertEqual(rig.process.wait(PATIENCE_S), 3)

    def test_quit_ends_the_command(self):
        rig = self.rig_of("sleep", "1000")
        self.assertEqual(rig.ask("quit"), "ok")
        self.assertEqual(rig.process.wait(PATIENCE_S), 128 + signal.SIGTERM)

    def test_takes_the_command_along_when_killed(self):
        rig = self.rig_of("sleep", "1000")
        child = rig.child()
        rig.process.kill()
        self.assertTrue(eventually(lambda: not is_running(child)))

    def test_dies_with_its_parent(self):
        parent = "import subprocess,sys; subprocess.Popen(sys.argv[1:]); sys.stdin.readline()"
        rig = self.rig_of("sleep", "1000",
                          wrap=lambda arguments: [sys.executable, "-c", parent, *arguments])
        child = rig.child()
        rig.tell("")
        self.assertTrue(eventually(lambda: not is_running(child)))
        self.assertTrue(eventually(lambda: not rig.control_path.exists()))

    def test_outlives_the_thread_that_started_it(self):
        parent = ("import subprocess,sys,threading\n"
                  "def start(): subprocess.Popen(sys.argv[1:]); sys.stdin.readline()\n"
                  "thread = threading.Thread(target=start); thread.start(); thread.join()\n"
                  "print('joined', flush=True)\n"
                  "sys.stdin.readline()")
        rig = self.rig_of("sleep", "1000",
                          wrap=lambda arguments: [sys.executable, "-c", parent, *arguments])
        child = rig.child()  # so the host is up, and has asked to hear of the thread's end
        rig.tell("")
        rig.expect("joined")
        time.sleep(0.3)
        self.assertTrue(is_running(child))
        self.assertEqual(rig.child(), child)

    def test_client_that_crashes_with_urbs_in_flight(self):
        rig = Rig(HOST, [CLIENT])
        self.addCleanup(rig.leave)
        rig.opened(HONEYWELL, transfers=4)
        rig.tell("crash now")
        self.assertEqual(rig.process.wait(PATIENCE_S), 128 + signal.SIGABRT)

    def test_bad_description_is_named_with_its_line(self):
        good = (DEVICES / "keyboard.device").read_text()
        for old, new, complaint in (
                ("speed: 1.5", "speed: 11", "speed is 1.5, 12 or 480"),
                ("vendor: 046d", "vendor: 46x", ':10: key "vendor"'),
                ("vendor: 046d", "vendr: 046d", ':10: unknown key "vendr"'),
                ("vendor: 046d", "", 'key "vendor" is missing'),
                ("    05 01 ", "    05 0 ", 'key "report-descriptor"'),
                ("path: 1-3", "path: 2-3", "path is the bus"),
                ("in-packet-bytes: 8", "in-packet-bytes: 64", "1 to 8 bytes")):
            with self.subTest(new), tempfile.NamedTemporaryFile("w", suffix=".device") as file:
                self.assertIn(old, good)
                file.write(good.replace(old, new, 1))
                file.flush()
                outcome = subprocess.run([HOST, "--control", built.name + "/c", "--device",
                                          file.name, "--", "true"],
                                         stderr=subprocess.PIPE, text=True)
                self.assertEqual(outcome.returncode, 125)
                self.assertIn(file.name, outcome.stderr)
                self.assertIn(complaint, outcome.stderr)

    def test_sysfs_tells_what_an_unopened_device_is(self):
        rig = self.rig_of("sh", "-c", "cd /sys/bus/usb/devices/1-3 && cat product 1-3:1.0/*/uevent "
                                      "&& od -An -v -tx1 1-3:1.0/*/report_descriptor; read line")
        rig.expect("USB Keyboard")
        rig.expect("HID_NAME=Logitech USB Keyboard")
        rig.expect(" 05 01 09 06 a1 01")
        self.assertEqual(rig.ask("opened keyboard"), "ok 0 0")


class Descriptions(unittest.TestCase):
    LAYOUTS = {
        # usage: (first byte of the report, bytes); bit 0 of [63] is "continued"
        "honeywell-voyager-1200g": {0x0001003B: (1, 1), 0x8C00FB: (2, 1), 0x8C00FC: (3, 1),
                                    0x8C00FD: (4, 1), 0x8C00FE: (5, 56), 0x8C00FF: (63, 1 / 8)},
        "newland-fm430": {0x0001003B: (1, 1), 0x8C00FE: (2, 56), 0x8C00FF: (63, 1 / 8)},
        "zebra-ds8108": {0x0001003B: (1, 1), 0x8C00FB: (2, 1), 0x8C00FC: (3, 1),
                         0x8C00FD: (4, 1), 0x8C00FE: (5, 56), 0x8C00FF: (63, 1 / 8)},
    }

    def test_report_descriptors_give_the_known_layouts(self):
        for device, wanted in self.LAYOUTS.items():
            with self.subTest(device):
                layout = hid.parse(hid.report_descriptor(DEVICES / f"{device}.device"))
                self.assertEqual(layout.application_usages, [0x8C0002])
                self.assertEqual(layout.input_bytes(2), 64)
                fields = layout.input_fields(2)
                self.assertEqual({usage: fields[usage] for usage in wanted}, wanted)

    def test_keyboard_is_a_keyboard(self):
        layout = hid.parse(hid.report_descriptor(DEVICES / "keyboard.device"))
        self.assertEqual(layout.application_usages, [0x010006])
        self.assertEqual(layout.input_bytes(0), 8)


if __name__ == "__main__":
    unittest.main()
