"""Fixed readers that listen and talk, written from the makers' documents: each waits for the gateway, answers its commands and
sends `send(label)` in its own form; a label of None is a parcel that it could not read."""
import base64
import socket
import threading

FRAME = b"\x02\x02\x02\x02"


class Peer(threading.Thread):
    """One reader. `heard` are the commands that it got, in order."""

    end = b"\r"

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.host, self.heard, self.connections, self.is_mute = None, [], 0, False
        self.start()

    def run(self):
        while True:
            try:
                self.host = self.listener.accept()[0]
            except OSError:
                return
            self.connections += 1
            try:
                self.listen()
            except OSError:
                pass

    def listen(self):
        rest = b""
        while data := self.host.recv(4096):
            *commands, rest = (rest + data).split(self.end)
            for command in commands:
                self.take(command)

    def take(self, command):
        self.heard.append(command.decode("latin-1"))
        if not self.is_mute:
            self.answer(command)

    def raw(self, data):
        self.host.sendall(data)

    def close(self):
        self.listener.close()
        if self.host:
            self.host.close()


class DataMan(Peer):
    """DMCC: silent until its answers are switched on; then reads are pushed with status 1, in base64."""

    end = b"\r\n"
    extended = False
    label = None
    facts = {b"GET DEVICE.TYPE": b"DM370", b"GET DEVICE.FIRMWARE-VER": b"6.1.16_sr4"}

    def answer(self, command):
        header, _, words = command.partition(b">")
        if words == b"SET COM.DMCC-RESPONSE 1":
            self.extended = True
        if not self.extended:
            return
        name = header.removeprefix(b"||").partition(b":")[2]
        if words == b"TRIGGER ON" and self.label:
            self.send(self.label)
            self.label = None
        status, data = b"0", self.facts.get(words, b"")
        if not words.startswith((b"SET ", b"GET ", b"TRIGGER ")):
            status = b"101"
        self.raw(b"||0:%s[%s]%s\r\n" % (name, status, data))

    def send(self, label):
        label = b"NoRead" if label is None else label
        self.raw(b"||[1]" + base64.b64encode(label) + b"\r\n" if self.extended else label + b"\r\n")


class ColaA(Peer):
    end = b"\x03"

    def answer(self, command):
        command = command.removeprefix(b"\x02")
        if command == b"sRN DeviceIdent":
            return self.raw(b"\x02sRA DeviceIdent B CLV690-0000 5 V7.10\x03")
        known = command in (b"sMN mTCgateon", b"sMN mTCgateoff")
        self.raw(b"\x02" + (b"sAN " + command[4:] + b" 1" if known else b"sFA 2") + b"\x03")

    def send(self, label):
        self.raw(b"\x02" + (b"NoRead" if label is None else label) + b"\x03\r\n")


class ColaB(ColaA):
    """Answers in counted frames with an XOR; results beside them."""

    @staticmethod
    def frame(payload):
        check = 0
        for byte in payload:
            check ^= byte
        return FRAME + len(payload).to_bytes(4, "big") + payload + bytes([check])

    def listen(self):
        rest = b""
        while data := self.host.recv(4096):
            rest += data
            while rest.startswith(FRAME) and len(rest) >= (size := 9 + int.from_bytes(rest[4:8], "big")):
                assert rest[:size] == self.frame(rest[8 : size - 1])
                self.take(rest[8 : size - 1])
                rest = rest[size:]

    def answer(self, command):
        # Some readers do not know the variable: error 3.
        if command == b"sRN DeviceIdent":
            return self.raw(self.frame(b"sFA\x00\x03"))
        self.raw(self.frame(b"sAN mTCgateon \x01" if command == b"sMN mTCgateon" else b"sFA\x00\x02"))


class KeyenceSR(Peer):
    """Counts what it reads; `lose` are results that it counts and does not send."""

    version = b"1.12"

    def __init__(self):
        self.ok, self.error, self.lose, self.blocked = 65_530, 0, 0, False
        super().__init__()

    def answer(self, command):
        if self.blocked:
            self.raw(b"ER,%s,23\r" % command)
        elif command == b"NUM":
            total = (self.ok + self.error) % 65_536
            self.raw(b"OK,NUM,%d,0,%d,0,%d\r" % (self.ok % 65_536, self.error, total))
        elif command == b"KEYENCE":
            self.raw(b"OK,KEYENCE,SR-1000,%s\r" % self.version)
        else:
            self.raw(b"OK,%s\r" % command)

    def send(self, label):
        if label is None:
            self.error += 1
        else:
            self.ok += 1
        if self.lose:
            self.lose -= 1
        else:
            self.raw((b"ERROR" if label is None else label) + b"\r")
