"""A relay between browser and gateway that can be cut like a cable, and that counts what it was asked for."""

import socket
import threading
import urllib.parse


class Relay:
    def __init__(self, url):
        there = urllib.parse.urlsplit(url)
        self.target = (there.hostname, there.port or 80)
        self.requests = []
        self._open = set()
        self._lock = threading.Lock()
        self._is_cut = False
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self):
        """Breaks every connection, and refuses new ones."""
        with self._lock:
            self._is_cut = True
            ends = list(self._open)
        for end in ends:
            self._break(end)

    def mend(self):
        with self._lock:
            self._is_cut = False

    def asked(self, path):
        """How often a path was asked for."""
        with self._lock:
            return sum(request.startswith(f"GET {path} ") for request in self.requests)

    def close(self):
        self.cut()
        self._door.close()

    def _serve(self):
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            with self._lock:
                is_cut = self._is_cut
            if is_cut:
                browser.close()
                continue
            gateway = socket.create_connection(self.target)
            with self._lock:
                self._open |= {browser, gateway}
            threading.Thread(target=self._pass, args=(browser, gateway, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(gateway, browser, False), daemon=True).start()

    def _pass(self, source, sink, is_browser):
        try:
            while data := source.recv(65536):
                if is_browser:
                    with self._lock:
                        self.requests.append(data.split(b"\r\n", 1)[0].decode("ascii", "replace"))
                sink.sendall(data)
        except OSError:
            pass
        self._break(source)
        self._break(sink)

    def _break(self, end):
        with self._lock:
            self._open.discard(end)
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()
