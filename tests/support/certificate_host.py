"""A local certificate host: serves a valid chain under any host name, and invalid ones."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.certificate_chains import CHAINS
from tests.support.pki import Pki

HOSTS = ["s3.amazonaws.com", "localhost", "notamazon.com", "evil.example", "*.amazonaws.com"]


class Handler(BaseHTTPRequestHandler):
    """Answers by the last part of the path only."""

    protocol_version = "HTTP/1.1"
    server: StandIn

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name
        """Log nothing; tests read `paths` instead."""

    def do_GET(self) -> None:
        """Serve a file, or an invalid response."""
        self.server.paths.append(self.path)
        name = self.path.rsplit("/", 1)[-1].removesuffix(".pem")
        self.close_connection = True
        # The client may close the connection early; these tests expect that.
        with contextlib.suppress(OSError):
            MISBEHAVIOURS.get(name, Handler.serve)(self)

    def serve(self) -> None:
        """Send the file of this name, or 404."""
        name = self.path.rsplit("/", 1)[-1].removesuffix(".pem")
        found = self.server.files.get(name)
        self.reply(200 if found is not None else 404, found or b"")

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        """Send a complete response."""
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def good(self) -> bytes:
        """Return the valid chain."""
        return self.server.files["good"]

    def endless(self, head: bytes, part: bytes, pause: float) -> None:
        """Send parts until the client closes the connection."""
        self.wfile.write(head)
        until = time.monotonic() + 10
        while time.monotonic() < until and not self.server.closing.wait(pause):
            self.wfile.write(part)
            self.wfile.flush()

    def chunked(self) -> None:
        """Send a valid response in chunks."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(self.good()), self.good()))

    def cut(self) -> None:
        """Send less than the Content-Length."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + self.good())


_OK = b"HTTP/1.1 200 OK\r\n"
MISBEHAVIOURS: dict[str, Callable[[Handler], object]] = {
    "moved": lambda h: h.reply(302, h.good(), Location="https://s3.amazonaws.com/evil/good.pem"),
    "moved-inside": lambda h: h.reply(301, h.good(), Location="/echo.api/good.pem"),
    "missing": lambda h: h.reply(404, h.good()),
    "broken": lambda h: h.reply(500, h.good()),
    "partial": lambda h: h.reply(206, h.good()),
    "packed": lambda h: h.reply(200, gzip.compress(h.good()), Content_Encoding="gzip"),
    "large": lambda h: h.reply(200, h.good() + b"\n" * 100_000),
    "claims-much": lambda h: h.wfile.write(_OK + b"Content-Length: 99999999999999\r\n\r\n"),
    "endless": lambda h: h.endless(_OK + b"\r\n", b"A" * 65536, 0),
    "endless-headers": lambda h: h.endless(_OK, b"X: " + b"y" * 9999 + b"\r\n", 0),
    "endless-continue": lambda h: h.endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99, 0),
    "slow": lambda h: h.endless(_OK + b"Content-Length: 3600\r\n\r\n", b"A", 0.3),
    "slow-headers": lambda h: h.endless(_OK, b"X", 0.3),
    "silent": lambda h: h.endless(b"", b"", 0.3),
    "nothing": lambda _: None,
    "no-http": lambda h: h.wfile.write(b"good morning\r\n\r\n" + h.good()),
    "cut-short": Handler.cut,
    "chunks": Handler.chunked,
}


class StandIn(ThreadingHTTPServer):
    """Records every requested path."""

    daemon_threads = True
    # Some tests open very many connections at once.
    request_queue_size = 64

    def __init__(self, pki: Pki, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.paths: list[str] = []
        self.closing = threading.Event()
        self.files = {chain.name: chain.build(pki) for chain in CHAINS}
        identity = folder / "stand-in.pem"
        identity.write_bytes(pki.tls(HOSTS))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(identity)
        # The TLS handshake is done on the thread of each connection.
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore the error: many tests close the connection early."""


@contextmanager
def stand_in(pki: Pki, folder: Path) -> Iterator[StandIn]:
    """Run a certificate host until the end of the block."""
    server = StandIn(pki, folder)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
