"""Clients that hold connections, descriptors or downloads, straight at the server."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.server_process import Crew, Server, serving
from tests.support.signed_requests import Signer, send

HEAD = b"POST /alexa HTTP/1.1\r\nHost: localhost\r\n"
#: In one of the attacks that these tests repeat, ten requests took up to a minute.
IN_TIME = 4.0
MANY = 60

HELD = {
    "closed by the server": b"GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "HTTP/1.0": b"GET /x HTTP/1.0\r\n\r\n",
    "malformed": b"<b>\r\n\r\n",
    "answers unread": HEAD + b"Content-Length: 0\r\n\r\n",
    "one byte": b"P",
    "nothing": b"",
    "half a body": HEAD + b"Content-Length: 200000\r\n\r\n" + b"x" * 1000,
    "half a header": HEAD + b"Content-Len",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as running:
        running.wait_for_workers()
        for _ in range(6):
            send(running.signer.request(), running.port)
        yield running
    assert "Traceback" not in running.log.read_text()


def connected(server: Server, first: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=15)
    connection.sendall(first)
    return connection


@pytest.mark.parametrize("first", HELD.values(), ids=HELD)
def test_clients_that_never_hang_up_delay_nobody(server: Server, first: bytes) -> None:
    before = server.workers()
    with ExitStack() as stack:
        for _ in range(MANY):
            stack.enter_context(connected(server, first))
        time.sleep(0.3)
        answers = [send(server.signer.request(), server.port) for _ in range(10)]
    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < IN_TIME
    assert server.workers() == before


def test_without_descriptors_requests_wait_and_no_worker_ends(tmp_path: Path) -> None:
    limit = ["/bin/sh", "-c", 'ulimit -n 64; exec "$0" "$@"']
    with serving(tmp_path, before=limit) as server:
        before = server.wait_for_workers()
        with ExitStack() as stack:
            for _ in range(160):
                stack.enter_context(connected(server, b""))
            time.sleep(1.5)
        assert send(server.signer.request(), server.port).status == 200
        assert server.workers() == before
        lines = server.log.read_text().splitlines()
    assert any(json.loads(line)["outcome"] == "fault" for line in lines)


class UrlInventors(Crew):
    """Eight threads; each request names another certificate, whose download is slow."""

    def __init__(self, port: int, signer: Signer) -> None:
        self.count: Counter[int] = Counter()
        self._port, self._signer, self._numbers = port, signer, iter(range(10**9))
        self._lock = threading.Lock()
        super().__init__(8)

    def _ask(self) -> None:
        while not self._over.is_set():
            with self._lock:
                number = next(self._numbers)
            sent = self._signer.request(file=f"{number}/slow")
            self.count[send(sent, self._port).status] += 1


def test_a_cold_worker_refuses_nobody_while_strangers_invent_certificates(tmp_path: Path) -> None:
    with serving(tmp_path, RUNTIME_DIRECTORY=str(tmp_path)) as server:
        assert send(server.signer.request(), server.port).status == 200
    assert (tmp_path / "chains.json").exists()
    # Workers retire after some requests, and the strangers' count: the next ones are cold.
    often = ("--max-requests", "20", "--max-requests-jitter", "5")
    with (
        serving(tmp_path, *often, RUNTIME_DIRECTORY=str(tmp_path)) as server,
        UrlInventors(server.port, server.signer) as strangers,
    ):
        answers: Counter[int] = Counter()
        seen: set[int] = set()
        end = time.monotonic() + 60
        while len(seen) < 5 and time.monotonic() < end:
            answers[send(server.signer.request(), server.port).status] += 1
            seen |= set(server.workers())
    print(dict(answers), dict(strangers.count))
    assert set(answers) == {200}
    assert len(seen) >= 5
    assert set(strangers.count) <= {400}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")  # noqa: PTH110
def test_a_log_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full, serving(tmp_path, stderr=full.fileno()) as server:
        assert {send(server.signer.request(), server.port).status for _ in range(6)} == {200}
