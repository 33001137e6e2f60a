"""Commands for a site: its file, journal, devices, console."""

import os
import pathlib
import socket
import unittest

from command_case import DRIVERS, ENVIRONMENT, EXAMPLE, NOT_SO, SUCCESS, USAGE, Case


class Site(Case):
    def example(self):
        """The example, with the drivers beside it as it asks."""
        os.symlink(DRIVERS, self.path("drivers"))
        return self.write("site.yaml", (EXAMPLE / "site.yaml").read_text())

    def test_doctor_reads_the_example_and_says_what_is_missing(self):
        """No scanner and no reader is there, which keeps the line from working."""
        site = self.example()
        for language, words in (("en", ["tunnel-1", "hand-1", "table-1"]), ("vi", ["tunnel-1", "hand-1", "table-1"])):
            answer = self.expect(NOT_SO, "doctor", "--site", site, "--language", language)
            lines = answer.stdout.splitlines()
            self.assertRegex(lines[0], r"^ok   .*1.*3")
            for word in words:
                self.assertTrue(any(line.startswith("BAD") and word in line for line in lines), f"{word}\n{answer.stdout}")
            for line in lines:
                self.assertRegex(line, r"^(ok  |BAD |note|    ) \S")
                self.assertNotRegex(line, r"doctor\.|[{}]", "a text without words or with an open place")

    def test_doctor_says_what_is_wrong_in_the_site_file(self):
        site = self.example()
        self.write("site.yaml", pathlib.Path(site).read_text().replace("driver: dws-text-tcp", "driver: text"))
        answer = self.expect(NOT_SO, "doctor", "--site", site)
        self.assertRegex(answer.stdout, r"(?m)^BAD .*site\.yaml:\d+:\d+: expected one of the families .*, found 'text'")

    def test_run_refuses_a_wrong_site_file(self):
        self.expect(ENVIRONMENT, "run", "--site", "none.yaml", says="open none.yaml: No such file or directory")
        site = self.write("site.yaml", "site: {}\n")
        self.expect(ENVIRONMENT, "run", "--site", site, says=r"site\.yaml:1:1: expected a field 'drivers', found none here")

    def test_run_says_which_port_is_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            site = self.example()
            self.write("site.yaml", pathlib.Path(site).read_text().replace("127.0.0.1:8480", address))
            self.expect(ENVIRONMENT, "run", "--site", site, says=f"listen on {address}")


class Audit(Case):
    def test_a_journal_that_is_not_there_is_not_verified(self):
        for what in (["verify"], ["show", "--from", "1"]):
            answer = self.expect(ENVIRONMENT, "audit", *what, "--data", "none", "--id", "x", says="none/journal: No such file")
            self.assertNotIn("ok", answer.stdout)

    def test_a_site_that_has_not_run_is_not_verified(self):
        os.symlink(DRIVERS, self.path("drivers"))
        site = self.write("site.yaml", (EXAMPLE / "site.yaml").read_text())
        self.expect(ENVIRONMENT, "audit", "verify", "--site", site, says="data/journal: No such file")

    def test_what_is_no_journal_is_not_so(self):
        os.makedirs(self.path("data/journal"))
        for content in (b"no database" * 100, b"SQLite format 3\0" + bytes(4000), bytes(4096)):
            self.write("data/journal/segment-1-1.db", content)
            answer = self.expect(NOT_SO, "audit", "verify", "--data", "data", "--id", "x", says="segment-1-1|database|journal")
            self.assertEqual(answer.stdout, "")

    def test_show_needs_a_place_to_begin(self):
        os.makedirs(self.path("data/journal"))
        self.expect(USAGE, "audit", "show", "--data", self.path("data"), "--id", "x", says="--from is missing")
        for number in ("0", "-1", "x", "99999999999999999999"):
            self.expect(
                USAGE, "audit", "show", "--data", self.path("data"), "--id", "x", "--from", number,
                says=f"--from: expected a whole number from 1 to .*, found '{number}'",
            )


class Devices(Case):
    def test_families_lists_every_folder(self):
        folders = sorted(path.parent.name for path in DRIVERS.glob("*/driver.yaml"))
        answer = self.expect(SUCCESS, "devices", "families", "--drivers", DRIVERS)
        self.assertEqual([line.split(":")[0] for line in answer.stdout.splitlines()], folders)

    def test_layouts_lists_every_file_and_what_it_cannot_type(self):
        names = sorted(path.stem for path in (DRIVERS / "keyboard-layouts").glob("*.yaml"))
        lines = self.expect(SUCCESS, "devices", "layouts", "--drivers", DRIVERS).stdout.splitlines()
        self.assertEqual([line.split(":")[0] for line in lines], names)
        for line in lines:
            self.assertRegex(line, ", types every printable character$")
        os.makedirs(self.path("drivers/keyboard-layouts"))
        digits = ", ".join(f"0x{0x1E + place:02X}: ['{digit}']" for place, digit in enumerate("1234567890"))
        self.write("drivers/keyboard-layouts/num.yaml", f"layout: num\ntitle: Digits\nkeys: {{{digits}}}\n")
        answer = self.expect(SUCCESS, "devices", "layouts", "--drivers", "drivers")
        self.assertRegex(answer.stdout, r"^num: Digits, cannot type   ! .* / : .* ~\n$")

    def test_list_does_without_hardware(self):
        answer = self.expect(SUCCESS, "devices", "list", "--drivers", DRIVERS)
        for line in answer.stdout.splitlines():
            self.assertRegex(line, r"^(no scanner, HID, storage or network device on the bus|[0-9a-f]{4}:[0-9a-f]{4} · \S+ · .+: .+)$")

    def test_udev_prints_a_rules_file(self):
        for line in self.expect(SUCCESS, "devices", "udev", "--drivers", DRIVERS).stdout.splitlines():
            self.assertRegex(
                line,
                r'^(#|SUBSYSTEM=="usb", .*ATTR\{idVendor\}=="[0-9a-f]{4}".*(GROUP="parcelgate", MODE="0660"|ENV\{ID_MM_DEVICE_IGNORE\}="1")$'
                r'|SUBSYSTEM=="hidraw", ATTRS\{idVendor\}=="[0-9a-f]{4}", .*GROUP="parcelgate", MODE="0660"$'
                r'|SUBSYSTEM=="tty", ATTRS\{idVendor\}=="[0-9a-f]{4}", ATTRS\{idProduct\}=="[0-9a-f]{4}", .*GROUP="parcelgate", MODE="0660"$'
                r'|SUBSYSTEM=="usb", ACTION=="bind", DRIVER=="usbhid", ATTRS\{idVendor\}=="[0-9a-f]{4}", ATTRS\{idProduct\}=="[0-9a-f]{4}", RUN)',
            )

    def test_usbguard_prints_rules_of_all_families_or_of_a_site(self):
        rule = r"(allow id [0-9a-f]{4}:([0-9a-f]{4}|\*) .*with-interface (match-all|equals) \{ .* \} label \"parcelgate [^\"]+\")"
        os.symlink(DRIVERS, self.path("drivers"))
        site = self.write("site.yaml", (EXAMPLE / "site.yaml").read_text())
        for words in (["--drivers", DRIVERS], ["--site", site]):
            lines = self.expect(SUCCESS, "devices", "usbguard", *words).stdout.splitlines()
            self.assertTrue(any(line.startswith("allow") for line in lines), lines)
            for line in lines:
                self.assertRegex(line, rf"^(#.*|{rule})$")

    def test_a_broken_driver_is_named_with_its_place(self):
        os.makedirs(self.path("drivers/mine"))
        self.write("drivers/mine/driver.yaml", "family: mine\ntransport: radio\n")
        self.expect(
            ENVIRONMENT, "devices", "list", "--drivers", "drivers",
            says=r"drivers/mine/driver\.yaml:2:12: expected one of usb-hid-pos, usb-keyboard, usb-oem, usb-snapi, usb-serial, tcp-text, udp-text, serial-text, image-folder, found 'radio'",
        )

    def test_a_folder_that_is_not_there_is_named(self):
        self.expect(ENVIRONMENT, "devices", "families", "--drivers", "none", says="open directory none: No such file")


class Console(Case):
    def test_a_gateway_that_does_not_run_is_said(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        for words in (
            ["holds", "list"], ["holds", "show", "x"], ["manifest", "import", EXAMPLE / "rules.yaml"],
            ["rules", "propose", EXAMPLE / "rules.yaml"], ["rules", "approve", "1"],
        ):
            self.expect(
                ENVIRONMENT, *words, "--account", "lan", "--url", f"http://127.0.0.1:{port}",
                says=f"127.0.0.1:{port}.*; is the gateway running there\\?", environment={"PARCELGATE_PASSWORD": "x"},
            )


if __name__ == "__main__":
    unittest.main()
