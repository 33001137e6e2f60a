"""A post office without a belt: the gateway with one table, a hand scanner that it connects to, and a label printer."""
import pathlib
import socket
import threading

from plc import Reader
from site_rig import PASSWORD, ROOT, Client, Site


class Printer(threading.Thread):
    """Takes labels on a TCP port, as label printers do on 9100. `labels` are what it was sent, a connection each."""

    def __init__(self):
        super().__init__(daemon=True)
        self.labels = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]

    def run(self):
        while True:
            try:
                peer, _ = self.door.accept()
            except OSError:
                return
            with peer:
                label = b""
                while piece := peer.recv(4096):
                    label += piece
            self.labels.append(label)

    def close(self):
        self.door.close()


class TableSite(Site):
    """`printer` is a line of the site file; `table` are further fields of the table."""

    def __init__(self, reader_port, printer, table=""):
        super().__init__(1, reader_port)
        pathlib.Path(self.folder, "site.yaml").write_text(
            f"""site: {{id: e2e, name: {{vi: Bưu cục Đắk Tô, en: Dak To post office}}, zone: Asia/Ho_Chi_Minh}}
data: data
drivers: {ROOT / "drivers"}
console: {{listen: "127.0.0.1:0"}}
devices:
  - {{id: scanner-1, driver: text-tcp, tcp: {{connect: "127.0.0.1:{reader_port}"}}}}
printers:
  - {printer}
tables:
  - id: Q1
    name: {{vi: Quầy 1, en: Counter 1}}
    cage: {{vi: lồng đỏ sau quầy, en: the red cage behind the counter}}
    scanners: [scanner-1]
    printer: tags
{table}"""
        )

    def set_up(self):
        secret = pathlib.Path(self.folder, "data/first-sign-in.txt").read_text().split("password: ")[1].strip()
        super().set_up()
        for account in ("mai", "nam"):
            Client(self.port, "admin", secret).post(
                "/api/accounts", {"account": account, "roles": ["counter-clerk"], "password": PASSWORD.format(account)}
            )

    def table(self):
        return self.client("op").get("/api/live/now")["tables"][0]


def start(case, table="", printer=None):
    """The site, its scanner and its printer, which end with the test."""
    scanner = Reader()
    scanner.start()
    case.addCleanup(scanner.close)
    prints = Printer()
    prints.start()
    case.addCleanup(prints.close)
    site = TableSite(scanner.port, printer or f'{{id: tags, address: "127.0.0.1:{prints.port}"}}', table)
    case.addCleanup(site.__exit__)
    site.__enter__()
    return site, scanner, prints
