"""The console over TLS, with a certificate from an authority of the test's own."""
import http.client
import json
import os
import pathlib
import socket
import ssl
import subprocess
import unittest

from plc import Plc
from site_rig import PASSWORD, PROGRAM, Site


def make(folder, name, *more, days="30"):
    """A key and a certificate that the authority in the folder has signed; the authority itself is made first."""
    folder = pathlib.Path(folder)

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, cwd=folder, capture_output=True)

    if not (folder / "authority.pem").exists():
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out", "authority.pem",
                "-days", "30", "-subj", "/CN=authority of the tests", "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".request", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", name + ".request", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
            "-out", name + ".pem", "-extfile", "names", *(more or ("-days", days)))


class SecureSite(Site):
    """A site whose console has a certificate."""

    def __init__(self, plc_port, listen="127.0.0.1:0", certificate="console"):
        super().__init__(plc_port, reader_port=1)
        make(self.folder, certificate)
        path = pathlib.Path(self.folder, "site.yaml")
        tls = f"tls: {{certificate: {certificate}.pem, key: {certificate}.key}}"
        path.write_text(path.read_text().replace('console: {listen: "127.0.0.1:0"}', f'console: {{listen: "{listen}", {tls}}}'))
        self.trust = ssl.create_default_context(cafile=str(pathlib.Path(self.folder, "authority.pem")))

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=30, context=self.trust)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer


class Tls(unittest.TestCase):
    def setUp(self):
        self.plc = Plc()
        self.plc.start()
        self.addCleanup(self.plc.close)

    def run_it(self, site, *command):
        return subprocess.run([PROGRAM, *command, "--site", site.folder + "/site.yaml"], capture_output=True, text=True, timeout=60)

    def test_a_person_works_over_tls_and_the_cookie_never_leaves_it(self):
        site = SecureSite(self.plc.port, listen="0.0.0.0:0")
        self.addCleanup(site.__exit__)
        site.start()
        secret = pathlib.Path(site.folder, "data/first-sign-in.txt").read_text().split("password: ")[1].strip()
        answer = site.ask("POST", "/api/session", json.dumps({"account": "admin", "password": secret}))
        self.assertEqual(answer.status, 200, answer.text)
        cookie = answer.getheader("Set-Cookie")
        self.assertIn("; Secure", cookie)
        self.assertIn("HttpOnly", cookie)
        self.assertEqual(answer.getheader("Strict-Transport-Security"), "max-age=31536000")
        headers = {"Cookie": cookie.split(";")[0], "X-CSRF-Token": json.loads(answer.text)["csrf"]}
        form = {"account": "chi", "roles": ["supervisor"], "password": PASSWORD.format("chi")}
        self.assertEqual(site.ask("POST", "/api/accounts", json.dumps(form), headers).status, 200)
        self.assertEqual(site.ask("GET", "/").status, 200)
        # A large body crosses it whole, and the events flow.
        rows = "item_number,contents,weight_g\n" + "".join(f"x{n},y,1\n" for n in range(60_000))
        self.assertEqual(site.ask("POST", "/api/manifests", rows.encode(), headers).status, 403)
        stream = http.client.HTTPSConnection("localhost", site.port, timeout=30, context=site.trust)
        stream.request("GET", "/api/live", headers=headers)
        self.assertIn(b"event: live", stream.getresponse().read(100))
        stream.close()
        # The commands come in over it too, when they are told whom to trust.
        command = [PROGRAM, "holds", "list", "--url", f"https://localhost:{site.port}", "--account", "chi"]
        environment = {**os.environ, "PARCELGATE_PASSWORD": PASSWORD.format("chi")}
        trusting = subprocess.run([*command, "--ca", site.folder + "/authority.pem"], env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(trusting.returncode, 0, trusting.stderr)
        doubting = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(doubting.returncode, 3, doubting.stdout + doubting.stderr)
        # Who does not speak TLS gets nothing.
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as plain:
            plain.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n")
            try:
                heard = plain.recv(1000)
            except ConnectionError:
                heard = b""
            self.assertNotIn(b"HTTP", heard)
        self.assertIsNone(site.process.poll())
        key = pathlib.Path(site.folder, "console.key").read_text().splitlines()[1]
        self.assertNotIn(key, pathlib.Path(site.folder, "gateway.log").read_text())

    def test_an_old_protocol_is_refused(self):
        site = SecureSite(self.plc.port)
        self.addCleanup(site.__exit__)
        site.start()
        old = ssl.create_default_context(cafile=site.folder + "/authority.pem")
        old.set_ciphers("DEFAULT@SECLEVEL=0")
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as plain, self.assertRaises((ssl.SSLError, ConnectionError)):
            old.wrap_socket(plain, server_hostname="localhost")
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as plain:
            self.assertIn(site.trust.wrap_socket(plain, server_hostname="localhost").version(), ("TLSv1.2", "TLSv1.3"))

    def test_a_certificate_that_cannot_be_used_keeps_the_gateway_from_starting_and_says_why(self):
        site = SecureSite(self.plc.port)
        self.addCleanup(site.__exit__)
        folder = pathlib.Path(site.folder)
        certificate, key = folder / "console.pem", folder / "console.key"
        good = certificate.read_bytes(), key.read_bytes()
        make(folder, "other")
        protected = subprocess.run(["openssl", "rsa", "-aes256", "-passout", "pass:x", "-in", "console.key"], cwd=folder, capture_output=True, check=True).stdout
        for content, key_content, told in [
            (b"no certificate", good[1], "console.pem: expected a certificate"),
            (b"", good[1], "console.pem: expected a certificate"),
            (good[0], b"no key", "console.key: expected the certificate's private key"),
            (good[0], protected, "without a passphrase"),
            (good[0], (folder / "other.key").read_bytes(), "belongs to another certificate"),
            (None, good[1], "console.pem"),
            (good[0], None, "console.key"),
        ]:
            for path, wanted in [(certificate, content), (key, key_content)]:
                path.unlink(missing_ok=True)
                if wanted is not None:
                    path.write_bytes(wanted)
            refused = self.run_it(site, "run")
            self.assertEqual(refused.returncode, 3, told)
            self.assertIn(told, refused.stderr)
            examined = self.run_it(site, "doctor", "--language", "en")
            self.assertEqual(examined.returncode, 1)
            self.assertIn(told, examined.stdout)
            for said in (refused.stdout, refused.stderr, examined.stdout, examined.stderr):
                self.assertNotIn(good[1].decode().splitlines()[1], said)

    def test_doctor_tells_of_a_certificate_that_has_ended_or_soon_will(self):
        site = SecureSite(self.plc.port)
        self.addCleanup(site.__exit__)
        folder = pathlib.Path(site.folder)

        def examine(name):
            for ending in (".pem", ".key"):
                (folder / ("console" + ending)).write_bytes((folder / (name + ending)).read_bytes())
            return self.run_it(site, "doctor", "--language", "en").stdout

        make(folder, "long", days="400")
        # In the second in which it is made it has the whole 400 yet.
        self.assertRegex(examine("long"), "ok   certificate of CN=localhost: (399|400) days left")
        make(folder, "short", days="7")
        self.assertRegex(examine("short"), "note the certificate of CN=localhost has (6|7) days left")
        make(folder, "ended", "-days", "-1")
        self.assertIn("BAD  the certificate of CN=localhost has ended", examine("ended"))

    def test_another_machine_is_served_over_tls_only(self):
        site = Site(self.plc.port, reader_port=1)
        self.addCleanup(site.__exit__)
        path = pathlib.Path(site.folder, "site.yaml")
        path.write_text(path.read_text().replace("127.0.0.1:0", "0.0.0.0:0"))
        refused = self.run_it(site, "run")
        self.assertEqual(refused.returncode, 3)
        self.assertIn("for other machines give the console a certificate", refused.stderr)


if __name__ == "__main__":
    unittest.main()
