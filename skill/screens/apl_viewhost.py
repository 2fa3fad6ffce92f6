"""Serve Amazon's APL rendering engine (from npm) on 127.0.0.1, for tests and contact sheets."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ..common.apl_engine import BUNDLE, with_local_fonts

PAGE = Path(__file__).with_name("apl_viewhost.html")


@contextmanager
def serve() -> Iterator[str]:
    """Serve a page with the engine on a free port of 127.0.0.1; yield its URL.

    Raises:
        FileNotFoundError: If npm has not installed the engine.
    """
    files = {
        "/": ("text/html", PAGE.read_bytes()),
        "/engine.js": ("text/javascript", with_local_fonts(BUNDLE)),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(files))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(files: Mapping[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = files.get(self.path, ("", b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", f"{kind or 'text/plain'};charset=UTF-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Do not log requests."""

    return Handler
