"""Signed requests as Alexa sends them, and a client that can also send invalid ones."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.hashes import SHA1

from tests.support.pki import Pki, sign

SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"
OTHER_ID = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"
BASE = "https://s3.amazonaws.com/echo.api/"


def stamp(seconds: float = 0) -> str:
    """Return the time *seconds* from now in Alexa's format."""
    return datetime.fromtimestamp(time.time() + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def envelope(skill_id: str = SKILL_ID, **request: Any) -> dict[str, Any]:
    """Return the envelope of a LaunchRequest, with these members of its request changed."""
    application = {"applicationId": skill_id}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "application": application, "attributes": {}},
        "context": {"System": {"application": application, "device": {"deviceId": "d"}}},
        "request": {
            "type": "LaunchRequest",
            "requestId": "r",
            "timestamp": stamp(),
            "locale": "en-US",
        }
        | request,
    }


def dump(value: object) -> bytes:
    """Return compact UTF-8 JSON, as Alexa sends it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass
class Sent:
    """A signed HTTP request, which a test may change."""

    headers: list[tuple[str, str]]
    body: bytes
    method: str = "POST"
    chunked: bool = False

    def with_header(self, name: str, value: str | None) -> Sent:
        """Replace or remove a header."""
        self.headers = [pair for pair in self.headers if pair[0] != name]
        if value is not None:
            self.headers.append((name, value))
        return self

    def header(self, name: str) -> str:
        """Return the value of an existing header."""
        return dict(self.headers)[name]

    def wire(self, path: str) -> bytes:
        """Return the bytes of the HTTP request."""
        lines = [f"{self.method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        body = self.body
        if self.chunked:
            lines.append("Transfer-Encoding: chunked")
            parts = [body[i : i + 100] for i in range(0, len(body), 100)]
            chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in parts]
            body = b"".join(chunks) + b"0\r\n\r\n"
        else:
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


class Signer:
    """Builds requests like Alexa's, except for the given changes."""

    def __init__(self, pki: Pki, skill_id: str = SKILL_ID) -> None:
        self.pki = pki
        self.skill_id = skill_id

    def request(
        self,
        body: bytes | None = None,
        *,
        file: str = "good",
        url: str | None = None,
        key: str = "signer",
    ) -> Sent:
        """Return a signed request, by default a LaunchRequest of now."""
        body = dump(envelope(self.skill_id)) if body is None else body
        private = self.pki.keys[key]
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "SignatureCertChainUrl": f"{BASE}{file}.pem" if url is None else url,
            "Signature-256": sign(private, body),
            # Alexa still sends the old SHA-1 signature, too.
            "Signature": sign(private, body, SHA1()),  # noqa: S303  as Alexa does
        }
        return Sent(list(headers.items()), body)


class Answer(NamedTuple):
    """The status of a response (0 for none) and its seconds."""

    status: int
    text: str
    seconds: float


def send(sent: Sent, port: int, path: str = "/alexa", timeout: float = 15) -> Answer:
    """Send a request to this machine and return the result."""
    began = time.monotonic()
    data = b""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        # A server may respond and close the connection before it has read the whole request.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(sent.wire(path))
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                data += part
    status = int(data.split(b" ", 2)[1]) if data else 0
    return Answer(status, data.decode("utf-8", "replace"), time.monotonic() - began)
