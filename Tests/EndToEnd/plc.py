"""A PLC as docs/integrator/plc.md describes it, written from that page alone, with the belt that it owns.

It shares no code with the gateway or with the simulated sorter in Swift: what both understand, the document says.
"""
import random
import selectors
import socket
import threading
import time
import zlib

KEPT = 64  # rule 6


def telegram(sequence, kind, body):
    head = f"PG1{25 + len(body):04d}{sequence:06d}{kind}{body}".encode()
    return head + f"{zlib.crc32(head):08X}\r\n".encode()


class Item:
    def __init__(self, front, time_ms, label):
        self.front, self.time_ms, self.label = front, time_ms, label
        self.permit = None  # (epoch, number, kind, value)
        self.revoked = False
        self.ambiguous = False
        self.gone = None  # (exit, permit number or 0)


class Plc(threading.Thread):
    """One line. `labels()` gives the next parcel's label (bytes, or None for none); `scan(label)` is called when a parcel is
    under the tunnel reader."""

    speed = 1.0  # mm a millisecond, a usual belt; one encoder count is a millimetre
    length, gap = 300, 500
    station, diverter, inspection, outbound = 800, 1600, 2200, 2400
    patient = True  # parcels are laid on only when the belt has run on since an epoch was agreed; else at any time
    stops = True  # when the heartbeat is lost; else its parcels take the default exit

    def __init__(self, line="L1", scan=None, labels=None, rate=1.0):
        super().__init__(daemon=True)
        self.line, self.scan, self.labels = line, scan, labels
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.highest = 0  # kept through power loss
        self.accepted = None
        self.agreed_at = 0.0  # where the belt was then
        self.items, self.things = {}, []
        self.peer, self.buffer = None, b""
        self.sent = self.received = 0
        self.kept = []
        self.started = time.monotonic()
        self.moved, self.then = 0.0, time.monotonic()
        self.next_front, self.next_track = 500.0, 1
        self.rose, self.committed = time.monotonic(), 0
        self.next_pulse = 0.0
        self.inducted = self.exited = 0
        self.stopped = False
        self.ordered = False  # SP came: only a person starts the belt again
        self.deaf_to_stop = False  # as if every SP were lost on its way
        self.induction = "R"
        self.ending = threading.Event()
        self.lock = threading.Lock()
        # What happened, for the tests.
        self.passed = []   # (track, label, epoch, permit)
        self.inspected = []  # (track, label)
        self.answers = []  # (track, epoch, permit, answer)
        self.hellos = []
        self.running = threading.Event()
        self.later = []  # (where the belt is then, what is done there), by who else stands at the belt

    # --- telegrams out

    def send(self, kind, body):
        if self.peer is None:
            return
        self.sent = self.sent % 999999 + 1
        try:
            self.peer.sendall(telegram(self.sent, kind, body))
        except OSError:
            self.drop()

    def keep(self, kind, body):
        if self.accepted is None:
            if len(self.kept) < KEPT:
                self.kept.append((kind, body))
        else:
            self.send(kind, body)

    @property
    def ms(self):
        return int((time.monotonic() - self.started) * 1000) % 2**32

    @property
    def encoder(self):
        return int(self.moved) % 2**32

    # --- the loop

    def run(self):
        selector = selectors.DefaultSelector()
        self.listener.setblocking(False)
        selector.register(self.listener, selectors.EVENT_READ)
        while not self.ending.is_set():
            watched = [self.listener] + ([self.peer] if self.peer else [])
            for key in list(selector.get_map().values()):
                if key.fileobj not in watched:
                    selector.unregister(key.fileobj)
            if self.peer and self.peer not in [k.fileobj for k in selector.get_map().values()]:
                selector.register(self.peer, selectors.EVENT_READ)
            for key, _ in selector.select(0.004):
                with self.lock:
                    if key.fileobj is self.listener:
                        self.connect()
                    elif key.fileobj is self.peer:
                        self.receive()
            with self.lock:
                self.turn()

    def connect(self):
        peer, _ = self.listener.accept()
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.drop()
        self.peer, self.buffer, self.sent, self.received = peer, b"", 0, 0
        self.send("HI", f"{self.line:<8}{self.highest:010d}{self.encoder:010d}{self.ms:010d}{1:02d}{2:02d}")

    def drop(self):
        if self.peer is not None:
            self.peer.close()
        self.peer, self.accepted = None, None

    def receive(self):
        try:
            data = self.peer.recv(65536)
        except OSError:
            data = b""
        if not data:
            self.drop()
            return
        self.buffer += data
        while b"\n" in self.buffer:
            line, self.buffer = self.buffer.split(b"\n", 1)
            self.take(line + b"\n")

    def take(self, raw):
        text = raw.decode("ascii")
        assert text.startswith("PG1") and int(text[3:7]) == len(raw), raw
        assert int(text[-10:-2], 16) == zlib.crc32(raw[:-10]), raw
        sequence, kind, body = int(text[7:13]), text[13:15], text[15:-10]
        assert sequence == self.received % 999999 + 1, (sequence, self.received)
        self.received = sequence
        if kind == "HR":
            epoch = int(body[8:18])
            self.hellos.append(epoch)
            if epoch >= self.highest:
                self.agreed_at = self.moved
                self.highest = self.accepted = epoch
                self.rose, self.committed = time.monotonic(), 0
                kept, self.kept = self.kept, []
                for item in kept:
                    self.send(*item)
        elif kind == "PM":
            track, epoch, number = int(body[:8]), int(body[8:18]), int(body[18:28])
            permit = (epoch, number, body[48], int(body[49:59]))
            answer = self.accept(track, permit)
            self.answers.append((track, epoch, number, answer))
            self.send("PA", f"{track:08d}{epoch:010d}{number:010d}{answer}")
        elif kind == "RV":
            item = self.items.get(int(body[:8]))
            if item and item.permit and item.permit[:2] == (int(body[8:18]), int(body[18:28])):
                item.revoked = True
        elif kind == "SP":
            if not self.deaf_to_stop and not self.ordered:
                self.ordered = True
                self.send("SD", "O")
        elif kind == "IC":
            self.induction = body
        elif kind == "HB":
            epoch, committed = int(body[:10]), int(body[10:30])
            if epoch == self.accepted and committed > self.committed:
                self.committed, self.rose = committed, time.monotonic()

    def accept(self, track, permit):  # rule 2
        item = self.items.get(track)
        if permit[0] != self.accepted:
            return "E"
        if item is None or item.ambiguous:
            return "U"
        if item.permit is not None:
            return "A" if item.permit == permit else "D"
        if item.gone is not None or self.expired(item, permit):
            return "X"
        item.permit = permit
        return "A"

    def lane(self, free, full=False):
        with self.lock:
            self.send("LN", f"01{free:04d}{'F' if full else '-'}")

    def runs_on(self):
        """Whether the belt has run so far since an epoch was agreed that a parcel laid on it now can be told from one that
        nobody knows of (minimum_gap_mm)."""
        return self.accepted is not None and self.moved > self.agreed_at + 250

    def start_by_hand(self):
        """A person starts the belt after an ordered stop; rule 5 still holds."""
        with self.lock:
            self.ordered = False
            if not self.stopped:
                self.send("SD", "R")

    def expired(self, item, permit):
        if permit[2] == "E":
            return (self.encoder - permit[3] + 2**31) % 2**32 - 2**31 > 0
        return (self.ms - item.time_ms) % 2**32 > permit[3]

    # --- the belt

    def turn(self):
        now = time.monotonic()
        lost = now - self.rose > 2.5  # rule 5
        if lost != self.stopped:
            self.stopped = lost
            if self.stops:
                self.send("SD", "H" if lost else "R")
        if not (self.stopped and self.stops) and not self.ordered:
            self.moved += (now - self.then) * 1000 * self.speed
        self.then = now
        if now >= self.next_pulse:
            self.next_pulse = now + 0.2
            belt = "S" if self.stopped and self.stops or self.ordered else "R"
            self.send("HB", f"{self.encoder:010d}{self.ms:010d}{belt}{self.inducted:010d}{self.exited:010d}")
        may_come = self.running.is_set() and self.induction != "T" and (self.runs_on() or not self.patient)
        if may_come and self.labels and self.moved >= self.next_front:
            label = self.labels()
            if label is not False:
                self.things.append([self.next_front, self.next_track, label, 0])
                self.next_track += 1
            self.next_front += self.length + self.gap
        self.next_front = max(self.next_front, self.moved - 1)
        due, self.later = [l for l in self.later if l[0] <= self.moved], [l for l in self.later if l[0] > self.moved]
        for _, act in due:
            act()
        for thing in self.things:
            self.pass_stations(thing)
        self.things = [t for t in self.things if t[3] < 5]

    def pass_stations(self, thing):
        front, track, label, stage = thing
        tail = front + self.length
        if stage == 0 and self.moved >= tail:
            thing[3] = 1
            self.inducted += 1
            item = Item(front, self.ms, label)
            item.ambiguous = track in self.items
            self.items[track] = item
            self.keep("IN", f"{track:08d}{int(front) % 2**32:010d}{int(tail) % 2**32:010d}{self.ms:010d}")
        elif stage == 1 and self.moved >= (front + tail) / 2 + self.station:
            thing[3] = 2
            if self.scan:
                self.scan(label)
        elif stage == 2 and self.moved >= front + self.diverter - 100:
            thing[3] = 3
            item = self.items.get(track)
            if item and item.permit is None and self.accepted is not None:
                self.send("RQ", f"{track:08d}{self.encoder:010d}")
        elif stage == 3 and self.moved >= front + self.diverter:
            thing[3] = 4
            item = self.items[track]
            item.gone = (1, 0, 0)
            permit = item.permit
            if permit and not self.stopped and not item.revoked and permit[0] == self.highest and not self.expired(item, permit):
                item.gone = (2, permit[1], permit[0])
        elif stage == 4:
            item = self.items[track]
            exit, permit, epoch = item.gone
            if self.moved >= tail + (self.inspection if exit == 1 else self.outbound):
                thing[3] = 5
                self.exited += 1
                del self.items[track]
                if exit == 2:
                    self.passed.append((track, label, epoch, permit))
                else:
                    self.inspected.append((track, label))
                self.keep("EX", f"{track:08d}{exit:02d}{permit:010d}{self.encoder:010d}{self.ms:010d}")

    def state(self):
        """In words, for a test that waited in vain."""
        return (
            f"belt at {self.moved:.0f} of epoch {self.accepted}, stopped {self.stopped}, ordered {self.ordered}, induction "
            f"{self.induction}, {self.inducted} in, {self.exited} out; passed {self.passed}, inspected {self.inspected}, "
            f"answers {self.answers}")

    def close(self):
        self.ending.set()
        self.join(5)
        self.drop()
        self.listener.close()


class Reader(threading.Thread):
    """A fixed reader that listens; `send(label)` sends STX label ETX to the host, or NoRead."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.host = None
        self.ending = False
        self.met = threading.Event()

    def run(self):
        while not self.ending:
            try:
                self.host = self.listener.accept()[0]
                self.met.set()
            except OSError:
                return

    def meet(self):
        """Waits for the host's first connection: it counts as made before it is accepted here."""
        assert self.met.wait(30), "nobody connected to the reader"

    def send(self, label):
        self.raw(b"\x02" + (label if label is not None else b"NoRead") + b"\x03")

    def raw(self, data):
        try:
            if self.host:
                self.host.sendall(data)
        except OSError:
            self.host = None

    def hang_up(self):
        host, self.host = self.host, None
        if host:
            host.close()

    def close(self):
        self.ending = True
        self.listener.close()
        if self.host:
            self.host.close()


def s10(serial, service="EB", country="VN"):
    """A valid UPU S10 number."""
    digits = [int(d) for d in f"{serial:08d}"]
    check = 11 - sum(d * w for d, w in zip(digits, [8, 6, 4, 2, 3, 5, 9, 7])) % 11
    check = {10: 0, 11: 5}.get(check, check)
    return f"{service}{serial:08d}{check}{country}".encode()


def seeded(seed):
    return random.Random(seed)
