"""Download a certificate chain over HTTPS, with limits on time and size.

The URL comes from a request that is not verified yet.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any, cast
from urllib.parse import urlsplit

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

Fetch = Callable[[str], bytes]

# Alexa waits 8 seconds for a response, and the download is only a part of that time.
TOTAL_SECONDS = 3.0
CONNECT_SECONDS = 1.5
MAX_BODY = 64 * 1024
_MAX_ON_THE_WIRE = MAX_BODY + 32 * 1024


class FetchFailed(Exception):  # noqa: N818  the name says what happened
    """Raised when a download fails; the message is the reason."""


def downloader(roots: Sequence[x509.Certificate] = (), seconds: float = TOTAL_SECONDS) -> Fetch:
    """Return a function that returns the body at an https URL, or raises FetchFailed.

    Args:
        roots: Root certificates to trust beside those of the system, or beside Mozilla's list
            (certifi) if the system has none.
        seconds: The most that one download may take.
    """
    # This reads SSL_CERT_FILE too.
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        context.load_verify_locations(certifi.where())
    for root in roots:
        # A root that OpenSSL rejects does not prevent the use of the others.
        with contextlib.suppress(ssl.SSLError):
            context.load_verify_locations(cadata=root.public_bytes(Encoding.DER))

    def fetch(url: str) -> bytes:
        try:
            return _get(url, context, time.monotonic() + seconds)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchFailed(f"the download failed with {type(error).__name__}") from error

    return fetch


def _get(url: str, context: ssl.SSLContext, deadline: float) -> bytes:
    """Send one request on one connection: no proxy, no redirect, no retry."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    with (
        _connect(host, parts.port or 443, deadline) as plain,
        context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False) as secure,
    ):
        secure.settimeout(_left(deadline))
        secure.do_handshake()
        secure.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: cramp-coach\r\n"
            "Accept-Encoding: identity\r\nConnection: close\r\n\r\n".encode("ascii")
        )
        return _response_body(secure, deadline)


def _connect(host: str, port: int, deadline: float) -> socket.socket:
    """Connect to the first address that accepts.

    socket.create_connection has a timeout for each address, but none for all of them together.
    """
    failure: OSError = OSError("the host has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(min(CONNECT_SECONDS, _left(deadline)))
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


def _response_body(secure: ssl.SSLSocket, deadline: float) -> bytes:
    response = http.client.HTTPResponse(cast("Any", _Wire(secure, deadline)))
    try:
        response.begin()
        if response.status != http.HTTPStatus.OK:
            raise FetchFailed(f"the download answered {response.status}")
        # Without a number, read() would allocate as much as Content-Length says.
        body = response.read(MAX_BODY + 1)
        if len(body) > MAX_BODY or response.length:
            raise FetchFailed("the download is too large or incomplete")
        return body
    finally:
        response.close()


def _left(deadline: float) -> float:
    """Return the seconds until *deadline*.

    A timeout for each read is not enough: a server that sends one byte a second never reaches it.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the download took too long")
    return left


class _Wire(io.RawIOBase):
    """A reader for http.client that limits the bytes and the time of the whole response."""

    def __init__(self, secure: ssl.SSLSocket, deadline: float) -> None:
        super().__init__()
        self._secure = secure
        self._deadline = deadline
        self._allowed = _MAX_ON_THE_WIRE

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._secure.settimeout(_left(self._deadline))
        count = self._secure.recv_into(buffer)
        self._allowed -= count
        if self._allowed < 0:
            raise OSError("the download is too large")
        return count
