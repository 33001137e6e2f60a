"""Peers that send garbage, too much, too slowly or piece by piece, on every transport: the others never wait for them."""
import http.client
import json
import os
import random
import socket
import threading
import time
import unittest

from plc import Plc, Reader, s10, telegram
from site_rig import Problem, Site, eventually

SEED = int(os.environ.get("PARCELGATE_SEED", str(random.SystemRandom().randrange(10**6))))
NASTY = [
    b"<script>alert(1)</script>", b"'; DROP TABLE hold;--", b"\x1b]0;owned\x07\x1b[2J\x1b[31m", b"\x00\xff\xfe" * 10,
    b"^XA^FO0,0^FDclear^FS^XZ", b"~JA", b"%s%n%x", b"../../../etc/passwd", "‮EB000000018VN".encode(), b"\r\n\r\n",
]


class Rig(unittest.TestCase):
    def setUp(self):
        print(f"\nseed {SEED}")
        self.dice = random.Random(SEED)
        self.reader = Reader()
        self.reader.start()
        self.queue = []
        self.plc = Plc(scan=self.reader.send, labels=lambda: self.queue.pop(0) if self.queue else False)
        self.plc.start()
        self.addCleanup(self.plc.close)
        self.addCleanup(self.reader.close)
        self.site = Site(self.plc.port, self.reader.port)
        self.site.start()
        self.addCleanup(self.site.__exit__)
        self.site.set_up()
        self.chi = self.site.client("chi")
        eventually(lambda: self.plc.accepted and self.reader.host, "all are connected")
        self.plc.running.set()
        self.serial = 0

    def passes(self, what):
        """A declared parcel passes; nothing of what was done to the gateway keeps it. Where the machine stood still for a
        moment, a parcel rightly goes to inspection: the next one is laid on, twice at most."""
        for attempt in range(3):
            self.serial += 1
            label = s10(self.serial)
            self.site.declare([label], client=self.chi)
            self.queue.append(label)
            gone = lambda: [p for p in self.plc.passed + self.plc.inspected if p[1] == label]
            try:
                eventually(gone, f"a parcel leaves the line after {what}")
            except AssertionError as late:
                raise AssertionError(f"{late}; {self.known()}") from None
            if [p for p in self.plc.passed if p[1] == label]:
                return
        self.fail(f"no parcel passes after {what}; {self.known()}")

    def known(self):
        return f"{self.plc.state()}; decided: {self.site.decisions()}; said: {self.site.said()}"

    def tcp(self):
        peer = socket.create_connection(("127.0.0.1", self.site.port), timeout=30)
        self.addCleanup(peer.close)
        return peer

    def answers(self, what, limit=2.0):
        """A well-behaved request is answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=limit)
        connection.request("GET", "/api/words?language=en")
        self.assertEqual(connection.getresponse().status, 200, what)
        connection.close()

    def status(self, *pieces, pause=0.0):
        """Sends bytes and gives the status that comes back; None when the connection is closed, or more is awaited."""
        peer = self.tcp()
        peer.settimeout(3)
        try:
            for piece in pieces:
                peer.sendall(piece)
                time.sleep(pause)
            answer = peer.recv(65536)
        except (ConnectionError, TimeoutError):
            return None
        return int(answer.split()[1]) if answer else None


class Console(Rig):
    def test_a_slow_peer_delays_nobody_and_is_let_go(self):
        slow = []
        for number in range(600):
            try:
                peer = self.tcp()
                peer.sendall(b"GET /api/words HTTP/1.1\r\nHost: x\r\nX-Slow: ")
                slow.append(peer)
            except OSError:
                break
        self.assertGreater(len(slow), 100)
        # They hold what one address may hold, and a person elsewhere is answered.
        other = socket.socket()
        other.bind(("127.0.0.2", 0))
        other.settimeout(5)
        other.connect(("127.0.0.1", self.site.port))
        other.sendall(b"GET /api/words?language=en HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertIn(b" 200 ", other.recv(4096))
        other.close()
        # A byte now and then keeps none of them alive.
        gone = set()
        end = time.monotonic() + 40
        while time.monotonic() < end and len(gone) < len(slow):
            for number, peer in enumerate(slow):
                if number in gone:
                    continue
                try:
                    peer.setblocking(False)
                    peer.send(b"x")
                    if peer.recv(100) == b"":
                        gone.add(number)
                except BlockingIOError:
                    pass
                except OSError:
                    gone.add(number)
            time.sleep(1)
        self.assertEqual(len(gone), len(slow))
        self.answers("the slow ones are gone")
        self.passes("slow peers")

    def test_requests_that_are_no_http_are_refused_or_closed(self):
        big = b"x" * 70_000
        for name, pieces in {
            "garbage": (self.dice.randbytes(5000) + b"\r\n\r\n",),
            "a huge header": (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + big + b"\r\n\r\n",),
            "many headers": (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(5000)) + b"\r\n",),
            "a huge line": (b"GET /" + big + b" HTTP/1.1\r\nHost: x\r\n\r\n",),
            "a wrong length": (b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",),
            "two lengths": (b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nabcde",),
            "garbage for a chunk": (b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZZ\r\nabc\r\n",),
            "a chunk of all memory": (b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nabc\r\n",),
            "no method": (b" / HTTP/1.1\r\nHost: x\r\n\r\n",),
        }.items():
            self.assertIn(self.status(*pieces), (None, 400, 404, 405, 411, 413, 414, 431, 501, 505), name)
            self.answers(name)
        # The path ends at the null; a stranger is told the same of every path of the API that is not for everybody.
        self.assertEqual(self.status(b"GET /api/\0words HTTP/1.1\r\nHost: x\r\n\r\n"), 401)
        self.passes("garbage")

    def test_bodies_beyond_their_bounds_are_refused_and_leave_nothing_behind(self):
        for path, size in [("/api/session", 400_000), ("/api/documents/rules", 5_000_000)]:
            with self.assertRaises(Problem) as refused:
                self.chi.ask("POST", path, b"{" * size)
            self.assertIn(refused.exception.status, (400, 401, 413, 422), path)
        # Nobody fills the disk without having signed in.
        peer = self.tcp()
        peer.sendall(b"POST /api/manifests?name=x.csv HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + b"x" * 900_000)
        self.assertIn(int(peer.recv(65536).split()[1]), (401, 413))
        self.assertEqual(os.listdir(self.site.folder + "/data/uploads"), [])
        # An upload that breaks off leaves no file of names behind.
        uploads = lambda: os.listdir(self.site.folder + "/data/uploads")
        head = (
            f"POST /api/manifests?name=x.csv HTTP/1.1\r\nHost: x\r\nCookie: {self.chi.cookie}\r\nX-CSRF-Token: {self.chi.csrf}\r\n"
            "Content-Length: 3000000\r\n\r\n")
        # More often than not the peer is gone before its last bytes are read: then the HTTP library hears nothing of it.
        for _ in range(4):
            peer = self.tcp()
            peer.sendall(head.encode() + b"x" * 2_000_000)
            eventually(uploads, "it is being taken in")
            peer.close()
            eventually(lambda: not uploads(), "it is gone")
        self.passes("bodies")

    def test_a_request_split_at_every_byte_and_many_in_one_piece(self):
        request = b"GET /api/words?language=en HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        for at in range(1, len(request), 3):
            self.assertEqual(self.status(request[:at], request[at:], pause=0.002), 200, at)
        peer = self.tcp()
        peer.sendall(b"GET /api/words?language=en HTTP/1.1\r\nHost: x\r\n\r\n" * 20 + request)
        answer = b""
        while piece := peer.recv(1 << 20):
            answer += piece
        self.assertEqual(answer.count(b"HTTP/1.1 200 "), 21)

    def test_an_upload_in_chunks_of_a_byte_is_one_manifest(self):
        label = s10(900)
        content = f"item_number,contents,weight_g\n{label.decode()},a,5\n".encode()
        peer = self.tcp()
        peer.sendall(
            f"POST /api/manifests?name=x.csv HTTP/1.1\r\nHost: x\r\nCookie: {self.chi.cookie}\r\nX-CSRF-Token: {self.chi.csrf}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode())
        for byte in content:
            peer.sendall(b"1\r\n" + bytes([byte]) + b"\r\n")
        peer.sendall(b"0\r\n\r\n")
        self.assertIn(b'"added":1', peer.recv(65536))


class Sorters(Rig):
    def test_telegrams_split_at_every_byte_are_read(self):
        original = self.plc.send

        def split(kind, body):
            self.plc.sent = self.plc.sent % 999999 + 1
            raw = telegram(self.plc.sent, kind, body)
            try:
                if kind == "HB":
                    return self.plc.peer.sendall(raw)
                for byte in raw:
                    self.plc.peer.sendall(bytes([byte]))
            except (OSError, AttributeError):
                self.plc.drop()

        self.plc.send = split
        for _ in range(3):
            self.passes("split telegrams")
        self.plc.send = original

    def test_garbage_between_telegrams_is_counted_and_passes_nothing(self):
        for number in range(12):
            with self.plc.lock:
                self.plc.peer.sendall(self.dice.randbytes(self.dice.randrange(1, 400)).replace(b"\n", b" ") + b"\r\n")
        with self.plc.lock:
            self.plc.peer.sendall(b"PG1" + b"9" * 200_000 + b"\r\n")
        passed = len(self.plc.passed)
        self.passes("garbage from the sorter")
        self.assertEqual(len(self.plc.passed), passed + 1)
        alarms = [a["code"] for a in self.site.client("op").get("/api/live/now")["alarms"]]
        self.assertIn("sorter-fault", alarms)


class Labels(Rig):
    def test_hostile_labels_are_data_everywhere(self):
        """Nothing of a label reaches a terminal, a log or a command's output unescaped."""
        for label in NASTY:
            self.reader.raw(b"\x02" + label.replace(b"\x02", b"").replace(b"\x03", b"") + b"\x03")
        self.reader.raw(b"\x02" + b"Z" * 4096 + b"\x03")
        self.reader.raw(b"\x02" + b"Y" * 1_000_000)
        self.reader.raw(b"\x03")
        self.plc.scan = lambda label: self.reader.raw(b"\x02" + NASTY[self.serial % len(NASTY)] + b"\x03")
        for _ in range(4):
            self.queue.append(b"nobody")
            self.serial += 3
        eventually(lambda: len(self.plc.inspected) == 4, "parcels with such labels are held")
        self.plc.scan = self.reader.send
        self.passes("hostile labels")
        site = self.site.folder + "/site.yaml"
        shown = [self.site.run("audit", "show", "--from", "1", "--count", "10000", "--site", site).stdout, self.site.said()]
        inspector = self.site.client("thao")
        shown.append(json.dumps(inspector.get("/api/holds?limit=200")) + json.dumps(inspector.get("/api/live/now")))
        for text in shown:
            for bad in ("\x1b", "\x00", "\x07", "DROP TABLE", "<script>"):
                self.assertNotIn(bad, text)
        self.site.verify()

    def test_hostile_names_in_a_manifest_and_in_every_request_are_data(self):
        label = s10(901)
        nasty = '<img src=x onerror=alert(1)>\'; DROP TABLE item;-- \x1b[2J^XA^XZ ‮'
        quoted = '"' + nasty.replace('"', '""') + '"'
        content = f"item_number,sender_name,receiver_name,receiver_address,contents,weight_g\n{label.decode()},{quoted},{quoted},{quoted},\"nòng thép {nasty.replace(chr(34), chr(34)*2)}\",5\n"
        try:
            self.chi.ask("POST", "/api/manifests?name=" + "%3Cscript%3E%1B%5B2J.csv", content.encode())
        except Problem as problem:
            # Refused by its line and column; then without the control character.
            self.assertEqual(problem.status, 422)
            self.assertNotIn("\x1b", problem.body)
            self.chi.ask("POST", "/api/manifests?name=%3Cscript%3E.csv", content.replace("\x1b", "").encode())
        self.queue.append(label)
        eventually(lambda: self.plc.inspected, "it is held for its contents")
        inspector = self.site.client("thao")
        hold = eventually(lambda: inspector.get("/api/holds")["holds"], "its hold")[0]
        answer = inspector.ask("GET", f"/api/holds/{hold['id']}", raw=True)
        self.assertEqual(answer.getheader("Content-Type").split(";")[0], "application/json")
        self.assertNotIn("\x1b", answer.text)
        personal = inspector.post(f"/api/holds/{hold['id']}/personal", {"ground": "inspection"})
        self.assertIn("DROP TABLE", json.dumps(personal))
        for words in (["holds", "list"], ["holds", "show", hold["id"]]):
            shown = self.command(*words)
            self.assertIn(hold["id"], shown)
            self.assertNotIn("\x1b", shown)
        self.assertNotIn("\x1b", self.site.said())
        self.passes("hostile names")

    def command(self, *words):
        """A command of the program that signs in at the console."""
        import subprocess

        from site_rig import PASSWORD, PROGRAM

        arguments = [PROGRAM, *words, "--account", "thao", "--url", f"http://127.0.0.1:{self.site.port}"]
        done = subprocess.run(
            arguments, capture_output=True, text=True, timeout=60, env={**os.environ, "PARCELGATE_PASSWORD": PASSWORD.format("thao")})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout


if __name__ == "__main__":
    unittest.main()
