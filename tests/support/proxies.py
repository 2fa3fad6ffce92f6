"""nginx and Caddy with the configuration of deploy/, but with local certificates and ports."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.pki import Issuer, issue, pem, private_pem
from tests.support.server_process import ROOT, free_port, wait_for

NAME = "cramp-coach.example.org"


class Proxy(NamedTuple):
    """A running proxy: its name, its port and its root certificate."""

    name: str
    port: int
    root: Path

    def connect(self, name: str = NAME) -> ssl.SSLSocket:
        """Connect by host name, as Alexa does, and trust only the root certificate."""
        context = ssl.create_default_context(cafile=self.root)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        return context.wrap_socket(plain, server_hostname=name)

    def ask(self, wire: bytes) -> bytes:
        """Send the bytes of a request; return the bytes of the response."""
        with self.connect() as connection:
            # A proxy may respond and close before it has read the whole request.
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                connection.sendall(wire.replace(b"Host: localhost", f"Host: {NAME}".encode()))
            return read_all(connection)


def read_all(connection: ssl.SSLSocket) -> bytes:
    """Return all bytes until the other side closes the connection."""
    got = b""
    while True:
        try:
            part = connection.recv(65536)
        except (ConnectionResetError, ssl.SSLEOFError):
            return got
        if not part:
            return got
        got += part


def certificate(folder: Path) -> None:
    """Write root.pem, chain.pem (the leaf and what is between) and key.pem."""
    keys = [rsa.generate_private_key(65537, 2048) for _ in range(3)]
    root = issue(keys[0], name="root", ca=True)
    between = issue(keys[1], Issuer(root, keys[0]), name="between", ca=True)
    leaf = issue(keys[2], Issuer(between, keys[1]), name=NAME, san=[x509.DNSName(NAME)])
    (folder / "root.pem").write_bytes(pem(root))
    (folder / "chain.pem").write_bytes(pem(leaf, between))
    (folder / "key.pem").write_bytes(private_pem(keys[2]))


def nginx(folder: Path, port: int, server: int) -> list[str]:
    """Write the shipped file with our ports and certificate; return the command that runs it."""
    changes = {
        r"listen 443 ": f"listen 127.0.0.1:{port} ",
        r"listen 80;": f"listen 127.0.0.1:{free_port()};",
        r"listen \[::\]:.*;": "",
        r"127\.0\.0\.1:8000": f"127.0.0.1:{server}",
        r"/etc/letsencrypt/live/[^/]+/fullchain\.pem": f"{folder}/chain.pem",
        r"/etc/letsencrypt/live/[^/]+/privkey\.pem": f"{folder}/key.pem",
        r"/var/log/nginx/cramp-coach\.log crit": f"{folder}/error.log info",
    }
    (folder / "site.conf").write_text(changed("nginx.conf", changes))
    spools = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log stderr; events {{}}"
        f"http {{ {spools} include {folder}/site.conf; }}"
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, port: int, server: int) -> list[str]:
    """Write the shipped file with our ports and certificate; return the command that runs it."""
    changes = {
        # Otherwise it would contact Let's Encrypt and listen on port 80.
        r"admin unix//\S+": f"admin unix/{folder}/admin.sock\n\tauto_https disable_redirects",
        rf"(?m)^{re.escape(NAME)} \{{": f"{NAME}:{port} {{\n\tbind 127.0.0.1\n"
        f"\ttls {folder}/chain.pem {folder}/key.pem",
        r"127\.0\.0\.1:8000": f"127.0.0.1:{server}",
    }
    (folder / "Caddyfile").write_text(changed("Caddyfile", changes))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


PROXIES: dict[str, Callable[[Path, int, int], list[str]]] = {"nginx": nginx, "caddy": caddy}


def changed(file: str, changes: dict[str, str]) -> str:
    """Return a file of deploy/ with all *changes*; each must match."""
    text = (ROOT / "deploy" / file).read_text(encoding="utf-8")
    for old, new in changes.items():
        text, times = re.subn(old, new, text)
        assert times, f"{old} is not in {file}"
    return text


@contextmanager
def running(name: str, folder: Path, server: int) -> Iterator[Proxy]:
    """Run a proxy in front of the server at a port."""
    certificate(folder)
    port, log = free_port(), folder / "log.txt"
    command = PROXIES[name](folder, port, server)
    environment = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait_for(port, process, log)
            yield Proxy(name, port, folder / "root.pem")
        finally:
            process.terminate()
            process.wait(30)
