"""A gateway on a site of its own: the released binary, unmodified, with a folder that goes away with it."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PARCELGATE_PROGRAM", str(ROOT / ".build/release/parcelgate"))
VIRTUAL_USB = os.environ.get("PARCELGATE_VIRTUAL_USB", str(ROOT / ".build/virtual-usb"))
EXAMPLE = ROOT / "packaging/example"
DEVICES = ROOT / "Tests/VirtualUSB/devices"
PASSWORD = "end-to-end-{}"


class Problem(Exception):
    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status, self.body = status, body


class Client:
    """One person's session."""

    def __init__(self, port, account, password):
        self.port, self.cookie, self.csrf = port, None, None
        session = self.ask("POST", "/api/session", {"account": account, "password": password}, raw=True)
        self.cookie = session.getheader("Set-Cookie").split(";")[0]
        self.csrf = json.loads(session.text)["csrf"]

    def ask(self, method, path, body=None, raw=False, headers=None, csrf=True):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = dict(headers or {})
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and csrf:
            sent["X-CSRF-Token"] = self.csrf
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        if answer.status >= 400:
            raise Problem(answer.status, answer.text)
        return answer if raw else json.loads(answer.text or "{}")

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None):
        return self.ask("POST", path, body)


class Site:
    """`with Site(...) as site:` writes a site file, starts the gateway, and brings accounts and documents into force."""

    def __init__(self, plc_port, reader_port=None, usb=(), usb_devices="", stations=None, policy=None, more="",
                 drivers=ROOT / "drivers"):
        self.folder = tempfile.mkdtemp(prefix="pg-")
        self.plc_port, self.reader_port, self.usb = plc_port, reader_port, list(usb)
        self.process = None
        self.port = None
        self.control = os.path.join(self.folder, "usb.sock")
        self.policy = policy
        devices = usb_devices
        if reader_port:
            devices += f'  - {{id: tunnel, driver: text-tcp, tcp: {{connect: "127.0.0.1:{reader_port}"}}}}\n'
        stations = stations or "      - {name: tunnel, distance_mm: 800, tolerance_mm: 150, readers: [tunnel]}\n"
        pathlib.Path(self.folder, "site.yaml").write_text(
            f"""site: {{id: e2e, name: {{vi: thử, en: test}}, zone: Asia/Ho_Chi_Minh}}
data: data
drivers: {drivers}
console: {{listen: "127.0.0.1:0"}}
devices:
{devices or "  []"}
lines:
  - id: L1
    name: {{vi: Dây chuyền, en: Line}}
    sorter: "127.0.0.1:{plc_port}"
    belt: {{encoder_um_per_count: 1000}}
    maximum_length_mm: 700
    minimum_gap_mm: 200
    stations:
{stations}    diverter_mm: 1600
    exits:
      - {{number: 1, kind: inspection, distance_mm: 2200}}
      - {{number: 2, kind: outbound, distance_mm: 2400}}
{more}"""
        )

    def __enter__(self):
        self.start()
        self.set_up()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, environment=None):
        command = [PROGRAM, "run", "--site", self.folder + "/site.yaml"]
        if self.usb:
            arguments = [VIRTUAL_USB, "--control", self.control]
            for name in self.usb:
                arguments += ["--device", str(DEVICES / (name + ".device"))]
            command = arguments + ["--"] + command
        self.log = open(self.folder + "/gateway.log", "ab")
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.log, env={**os.environ, **(environment or {})}
        )
        line = self.process.stdout.readline().decode()
        if "console at" not in line:
            self.process.wait()
            raise RuntimeError(line + pathlib.Path(self.folder, "gateway.log").read_text())
        self.port = int(line.split(":")[-1].strip(" /\n"))

    def said(self):
        """What the gateway wrote to its standard error."""
        return pathlib.Path(self.folder, "gateway.log").read_text()

    def stop(self, how=signal.SIGTERM):
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(20)
        self.process.stdout.close()
        self.log.close()
        self.process = None

    def admin(self):
        secret = pathlib.Path(self.folder, "data/first-sign-in.txt").read_text().split("password: ")[1].strip()
        return Client(self.port, "admin", secret)

    def set_up(self):
        admin = self.admin()
        for account, role in [("op", "operator"), ("thao", "inspector"), ("chi", "supervisor"), ("binh", "supervisor"), ("dung", "supervisor")]:
            admin.post("/api/accounts", {"account": account, "roles": [role], "password": PASSWORD.format(account)})
        first, second = self.client("chi"), self.client("binh")
        for kind in ["policy", "rules", "lists"]:
            text = (self.policy or "").encode() if kind == "policy" and self.policy else (EXAMPLE / f"{kind}.yaml").read_bytes()
            first.post(f"/api/documents/{kind}", text)
            for person in (first, second):
                approve(person, kind, 1)
        # A document is read beside the lines: a parcel that comes before that is held, which is right and not what is tested.
        lines = lambda: self.client("op").get("/api/live/now")["lines"]
        eventually(lambda: not any({"policy", "rules"} & set(line["missing"]) for line in lines()), "documents are in force")

    def client(self, account):
        return Client(self.port, account, PASSWORD.format(account))

    def declare(self, labels, contents="quần áo", phone="0912345678", client=None):
        """Imports a manifest with these labels; `contents` and `phone` may be functions of the label."""
        value = lambda v, label: v(label) if callable(v) else v
        rows = "".join(
            f'{l.decode()},EMS,VN,VN,An,0901234567,"12 Trần Phú",Bình,{value(phone, l)},"5 Lê Lợi","{value(contents, l)}",1,500,580000\n'
            for l in labels
        )
        header = "item_number,service,origin,destination,sender_name,sender_phone,sender_address,receiver_name,receiver_phone,receiver_address,contents,quantity,weight_g,office\n"
        return (client or self.client("chi")).ask("POST", "/api/manifests?name=test.csv", (header + rows).encode())

    # --- looking

    def journal(self):
        """All entries, as they are stored."""
        return [json.loads(line) for line in self.run("audit", "show", "--from", "1", "--count", "100000", "--site", self.folder + "/site.yaml").stdout.splitlines() if line]

    def decisions(self):
        """What was decided on each parcel and why, in order."""
        return [e["body"] for e in self.journal() if e["kind"] == "passage.decided"]

    def run(self, *arguments, check=True):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=check, timeout=120)

    def verify(self):
        """Both verifiers must agree that the journal is whole."""
        self.run("audit", "verify", "--site", self.folder + "/site.yaml")
        twin = ROOT / "docs/developer/verify_journal.py"
        subprocess.run(["python3", str(twin), self.folder + "/data/journal", "e2e"], check=True, capture_output=True)


def approve(person, kind, number):
    """Approves a document, once it has been tried on the parcels of the last shift. Whether it is in force now."""
    while True:
        try:
            return person.post(f"/api/documents/{kind}/{number}/approvals")["isActive"]
        except Problem as problem:
            if "replay-running" not in problem.body:
                raise
        time.sleep(0.1)


def eventually(condition, what, limit=60.0):
    """Waits until `condition()` is true and gives its value."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"not within {limit} s: {what}")
