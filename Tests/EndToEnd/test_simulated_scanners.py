"""`parcelgate simulate scanner` as the device of the unmodified gateway, over each transport, with faults: what it says that it sent
is what is in the journal. And tapes of datagrams in both directions."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from plc import Plc
from site_rig import PROGRAM, ROOT, Site, eventually
from test_tapes import Tape, changes, free_port, read_by

STATION = "      - {name: tunnel, distance_mm: 800, tolerance_mm: 150, readers: [d0]}\n"
# Faults after which it is known what can be read.
KNOWN = "delay=20 split=2 drop=4 duplicate=5 half=8"
# Faults after which anything may have been read.
WILD = "corrupt=2 wrong-mode=3 flood=4"


def simulate(protocol, faults, *more):
    options = [word for fault in faults.split() for word in ("--fault", fault)]
    return subprocess.Popen([PROGRAM, "simulate", "scanner", protocol, *options, *more],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Simulated(unittest.TestCase):
    def setUp(self):
        self.plc = Plc(labels=lambda: False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        folder = tempfile.TemporaryDirectory(prefix="sm-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def gateway(self, devices):
        site = Site(self.plc.port, usb_devices=devices, stations=STATION)
        site.start()
        self.addCleanup(site.__exit__)
        return site

    def transports(self):
        """For each transport: protocol, family, stanza of the site file, where the simulator is."""
        ports = [free_port() for _ in range(3)]
        at = [f"127.0.0.1:{port}" for port in ports]
        return {
            "tcp, the gateway connects": ("text", "text-tcp", f'tcp: {{connect: "{at[0]}"}}', ("--listen", at[0])),
            "tcp, the gateway listens": ("text", "text-tcp", f'tcp: {{listen: "{at[1]}"}}', ("--connect", at[1])),
            "udp": ("text", "text-udp", f'udp: {{listen: "{at[2]}", from: [127.0.0.1]}}', ("--send-to", at[2], "--start", "", "--end", "")),
            "serial": ("hand-text", "serial-text", f"serial: {{path: {self.folder}/port}}", ("--port", f"{self.folder}/port")),
        }

    def test_what_a_simulated_scanner_sends_over_each_transport_is_read_as_it_says(self):
        cases = self.transports()
        devices = "".join(f"  - {{id: d{n}, driver: {family}, {place}}}\n"
                          for n, (_, family, place, _) in enumerate(cases.values()))
        site = self.gateway(devices)
        plays = []
        for number, (_, (protocol, family, _, where)) in enumerate(cases.items()):
            # The third chooses its own seed, and must say which.
            seed = () if number == 2 else ("--seed", str(70 + number))
            plays.append((f"d{number}", protocol, family, where, simulate(protocol, KNOWN, "--random", "25", *where, *seed)))
        for device, protocol, family, where, process in plays:
            with self.subTest(family=family, where=where[0]):
                said, told = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 0, told)
                seed = re.search(r"seed (\d+)", said)[1]
                if device != "d2":
                    self.assertEqual(seed, "7" + device[1:])
                self.assertRegex(told, r"25 scans, [1-9]\d* of them went wrong")
                # The same seed makes the same session on a tape, with what must be read of it.
                path = pathlib.Path(self.folder, family, "tapes", device + ".tape")
                path.parent.mkdir(parents=True, exist_ok=True)
                over = ("--over", "udp") if where[0] == "--send-to" else ()
                _, told = simulate(protocol, KNOWN, "--random", "25", "--seed", seed, "--tape", str(path), "--family", family,
                                   *over, *where[2:]).communicate(timeout=30)
                tape = Tape(path)
                self.assertGreater(len(tape.expected), 10, told)
                try:
                    eventually(lambda: len(read_by(site, device)) >= len(tape.expected), "all readings", 10)
                except AssertionError:
                    pass  # the comparison says which
                self.assertEqual(read_by(site, device), tape.expected, f"seed {seed}: {changes(site, device)}")

    def test_after_anything_a_scanner_may_send_the_gateway_reads_on(self):
        cases = self.transports()
        devices = "".join(f"  - {{id: d{n}, driver: {family}, {place}}}\n"
                          for n, (_, family, place, _) in enumerate(cases.values()))
        site = self.gateway(devices)
        wild = [simulate(protocol, WILD, "--random", "12", "--seed", "9", *where) for protocol, _, _, where in cases.values()]
        for process in wild:
            said, told = process.communicate(timeout=60)
            self.assertRegex(told, r"12 scans, [1-9]\d* of them went wrong", said)
        script = pathlib.Path(self.folder, "last.script")
        # Longer than all others, so that it is known again; the one before it ends what may have been left half.
        script.write_text("wait 1500\nscan LAST\nscan THE-LAST-OF-ALL-CODES\n")
        last = [simulate(protocol, "", "--script", str(script), *where) for protocol, _, _, where in cases.values()]
        for number, (process, case) in enumerate(zip(last, cases)):
            with self.subTest(case):
                _, told = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 0, told)
                eventually(lambda: (21, None) in read_by(site, f"d{number}"), "the last code", 10)

    def test_a_reading_that_does_not_come_is_missed_by_the_readers_counters(self):
        port = free_port()
        site = self.gateway(f'  - {{id: d0, driver: keyence-sr, tcp: {{connect: "127.0.0.1:{port}"}}}}\n')
        script = pathlib.Path(self.folder, "keyence.script")
        script.write_text('await tcp "NUM<CR>"\nrandom 6\n')
        process = simulate("keyence", "drop=2", "--script", str(script), "--seed", "4", "--listen", f"127.0.0.1:{port}", "--stay")
        self.addCleanup(process.communicate)
        self.addCleanup(process.terminate)
        eventually(lambda: any("reads-lost" in c.get("detail", "") for c in changes(site, "d0")), "the loss is told", 20)
        self.assertLess(len(read_by(site, "d0")), 6)

    def test_a_tape_of_datagrams_is_played_in_both_directions(self):
        drivers, port = pathlib.Path(self.folder, "drivers"), free_port()
        shutil.copytree(ROOT / "drivers", drivers)
        own = drivers / "mine"
        own.mkdir()
        (own / "driver.yaml").write_text(
            "family: mine\ntransport: udp-text\nreports: on-read\nno_read: [NoRead]\n"
            "heartbeat: {text: [PONG], send: PING, every_ms: 1500}\n")
        tape = pathlib.Path(self.folder, "mine.tape")
        # Whom to ask the gateway knows from the first datagram on.
        tape.write_text('parcelgate tape 1\nfamily: mine\ntransport: udp\nmade-by: simulator seed 1\nmasked: no\n'
                        '0 connect\n0 in udp "EB000000014VN"\n0 out udp "PING"\n0 in udp "PONG"\n0 in udp "NoRead"\n')
        site = Site(self.plc.port, usb_devices=f'  - {{id: d0, driver: mine, udp: {{listen: "127.0.0.1:{port}", from: [127.0.0.1]}}}}\n',
                    stations=STATION)
        self.addCleanup(site.__exit__)
        file = pathlib.Path(site.folder, "site.yaml")
        file.write_text(file.read_text().replace(f"drivers: {ROOT / 'drivers'}", f"drivers: {drivers}"))
        site.start()
        command = [PROGRAM, "devices", "replay", str(tape), "--at-once", "--send-to", f"127.0.0.1:{port}"]
        played = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(played.returncode, 0, played.stdout + played.stderr)
        eventually(lambda: read_by(site, "d0") == [(13, None), ("no-read",)], "both readings")
        # What is not said is a difference.
        tape.write_text(tape.read_text().replace('"PING"', '"PANG"'))
        played = subprocess.run(command + ["--patience", "2"], capture_output=True, text=True, timeout=60)
        self.assertEqual(played.returncode, 1, played.stdout)
        self.assertIn("mine.tape:8: expected out udp", played.stderr)


if __name__ == "__main__":
    unittest.main()
