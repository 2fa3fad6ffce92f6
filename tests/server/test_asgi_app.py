"""The ASGI application without a server."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from skill.server import asgi_app
from skill.server.asgi_app import AsgiApp, AsgiHeaders, Message
from skill.server.endpoint import LARGEST_ENVELOPE, Endpoint
from skill.verification import Verifier
from tests.support.coroutines import run
from tests.support.endpoint import SKILL_ID, Door, envelope
from tests.support.pki import the_pki
from tests.support.signed_requests import Sent, Signer, dump
from tests.support.signed_requests import envelope as fresh_envelope

LAUNCH = {"type": "LaunchRequest"}


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door()) as door:
        yield door


@pytest.fixture
def app(door: Door) -> AsgiApp:
    return AsgiApp(door.app.extensions["endpoint"], door.app.wsgi_app)


def scope(sent: Sent, path: str = "/alexa", kind: str = "http") -> Message:
    headers = [(name.lower().encode(), value.encode()) for name, value in sent.headers]
    return {"type": kind, "method": sent.method, "path": path, "headers": headers}


async def ask(app: AsgiApp, asked: Message, *parts: Message) -> list[Message]:
    """Return what *app* sends; after *parts*, nothing arrives."""
    left, sent = list(parts), []

    async def receive() -> Message:
        if not left:
            await asyncio.sleep(30)
        return left.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await app(asked, receive, send)
    return sent


def body(content: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": content, "more_body": more}


def signed(door: Door) -> Sent:
    content = json.dumps(envelope(LAUNCH)).encode()
    return Sent(list(door.authority.headers(content).items()), content)


def answer(app: AsgiApp, asked: Message, *parts: Message) -> tuple[int, bytes]:
    start, end = run(ask(app, asked, *parts))
    return start["status"], end["body"]


def test_a_signed_request_is_answered(app: AsgiApp, door: Door) -> None:
    sent = signed(door)
    half = len(sent.body) // 2
    parts = (body(sent.body[:half], more=True), body(sent.body[half:]))
    status, text = answer(app, scope(sent), *parts)
    assert status == 200
    assert json.loads(text)["response"]["outputSpeech"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/privacy", 200),
        ("HEAD", "/privacy", 200),
        ("GET", "/alexa", 405),
        ("POST", "/alexa/", 404),
        ("POST", "/alexa/x", 404),
        ("GET", "//alexa", 404),
        ("GET", "/\ufffd\u2603", 404),
        ("POST", "/privacy", 405),
    ],
)
def test_each_path_has_its_response(app: AsgiApp, method: str, path: str, status: int) -> None:
    assert answer(app, scope(Sent([], b"", method), path), body(b""))[0] == status


def test_a_repeated_header_is_refused(app: AsgiApp, door: Door) -> None:
    sent = signed(door)
    sent.headers.append(("signature-256", sent.header("Signature-256")))
    assert answer(app, scope(sent), body(sent.body)) == (400, b"the signature is not base64\n")


def test_headers_are_found_by_any_case_and_joined() -> None:
    headers = AsgiHeaders([(b"a", b"1"), (b"b", b"\xff"), (b"a", b"2")])
    assert (headers.get("A"), headers.get("b"), headers.get("c")) == ("1,2", "\xff", None)


def closes(app: AsgiApp, asked: Message, *parts: Message) -> bytes:
    """Return the line of a refusal, which must end the connection."""
    start, end = run(ask(app, asked, *parts))
    assert start["status"] == 400
    assert (b"connection", b"close") in start["headers"]
    return bytes(end["body"])


def test_a_body_that_stops_is_given_up(app: AsgiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi_app, "SECONDS_TO_SEND", 0.05)
    line = closes(app, scope(Sent([], b"")), body(b"{", more=True))
    assert line == b"the body did not arrive\n"


def test_a_sender_that_hangs_up_is_refused(app: AsgiApp) -> None:
    parts = (body(b"{", more=True), {"type": "http.disconnect"})
    assert closes(app, scope(Sent([], b"")), *parts) == b"the body did not arrive\n"


def test_a_body_that_is_too_large_is_refused(app: AsgiApp) -> None:
    too_large = b"the body is larger than Alexa sends\n"
    parts = [body(b"x" * 100_000, more=True)] * 9
    assert closes(app, scope(Sent([], b"")), *parts) == too_large
    declared = Sent([("Content-Length", str(LARGEST_ENVELOPE + 1))], b"")
    assert closes(app, scope(declared)) == too_large


def test_there_are_no_web_sockets(app: AsgiApp) -> None:
    (sent,) = run(ask(app, scope(Sent([], b""), kind="websocket")))
    assert sent == {"type": "websocket.close"}


class SlowHost:
    """Returns the valid chain only when its gate is open."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def fetch(self, _: str) -> bytes:
        self.gate.wait(10)
        return the_pki().good


def test_requests_that_wait_for_a_certificate_do_not_block_the_others(door: Door) -> None:
    host = SlowHost()
    verifier = Verifier(SKILL_ID, the_pki().roots, host.fetch)
    app = AsgiApp(Endpoint(verifier, lambda *_: b"{}"), door.app.wsgi_app)
    sent = Signer(the_pki(), SKILL_ID).request(dump(fresh_envelope(SKILL_ID)))

    async def together() -> tuple[float, list[int]]:
        waiting = [asyncio.create_task(ask(app, scope(sent), body(sent.body))) for _ in range(50)]
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await ask(app, scope(Sent([], b"", "GET"), "/health"), body(b""))
        took = time.monotonic() - began
        assert not any(task.done() for task in waiting)
        host.gate.set()
        return took, [start["status"] for start, _ in await asyncio.gather(*waiting)]

    took, statuses = run(together())
    assert took < 1
    assert statuses == [200] * 50


def test_only_some_requests_wait_for_certificates(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asgi_app, "MOST_WAITING", 2)
    host = SlowHost()
    verifier = Verifier(SKILL_ID, the_pki().roots, host.fetch)
    app = AsgiApp(Endpoint(verifier, lambda *_: b"{}"), door.app.wsgi_app)
    sent = Signer(the_pki(), SKILL_ID).request(dump(fresh_envelope(SKILL_ID)))

    async def together() -> list[int]:
        asked = [asyncio.create_task(ask(app, scope(sent), body(sent.body))) for _ in range(5)]
        await asyncio.sleep(0.1)
        assert sum(task.done() for task in asked) == 3
        host.gate.set()
        return sorted(start["status"] for start, _ in await asyncio.gather(*asked))

    assert run(together()) == [200, 200, 400, 400, 400]
