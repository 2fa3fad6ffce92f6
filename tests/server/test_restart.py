"""Restarts under load, while the socket is held from outside: behind a proxy none is lost."""

from __future__ import annotations

import shutil
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.certificate_host import stand_in
from tests.support.pki import the_pki
from tests.support.proxies import NAME, PROXIES, running
from tests.support.server_process import Crew, HeldServer
from tests.support.signed_requests import Signer

RESTARTS = 10
RESTARTS_BEHIND_A_PROXY = 3
#: Alexa waits for eight seconds. The machine of the tests is busier than a server.
SECONDS_TO_ANSWER = 8.0
#: Seconds between connecting and sending.
PAUSES = (0.0, 0.0, 0.05, 0.3)

Connect = Callable[[], socket.socket]


class Callers(Crew):
    """One thread for each of PAUSES, which sends signed requests on new connections."""

    def __init__(self, connect: Connect, signer: Signer, name: str) -> None:
        self.count: Counter[str] = Counter()
        self.slowest = 0.0
        self._connect, self._signer, self._name = connect, signer, name
        self._pauses = list(PAUSES)
        super().__init__(len(PAUSES))

    def _ask(self) -> None:
        pause = self._pauses.pop()
        while not self._over.is_set():
            wire = self._signer.request().wire("/alexa")
            began = time.monotonic()
            self.count[self._outcome(wire.replace(b"localhost", self._name.encode()), pause)] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)

    def _outcome(self, wire: bytes, pause: float) -> str:
        answer = b""
        try:
            with self._connect() as connection:
                time.sleep(pause)
                connection.sendall(wire)
                while part := connection.recv(65536):
                    answer += part
        except OSError as error:
            return f"{type(error).__name__} after {len(answer)} bytes"
        return answer[:12].decode() or "nothing"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[HeldServer]:
    with stand_in(the_pki(), tmp_path) as host:
        server = HeldServer(tmp_path, host.server_port)
        with server.socket:
            try:
                yield server
            finally:
                server.stop()


def restart_under_load(held: HeldServer, times: int, connect: Connect, name: str) -> Callers:
    with Callers(connect, held.signer, name) as callers:
        for _ in range(times):
            wait_for_answers(callers)
            held.restart()
        wait_for_answers(callers)
    print(dict(callers.count), f"slowest {callers.slowest:.1f} s")
    return callers


def wait_for_answers(callers: Callers) -> None:
    """Wait until the process that runs now has answered some requests."""
    wanted, end = sum(callers.count.values()) + 30, time.monotonic() + 60
    while sum(callers.count.values()) < wanted:
        assert time.monotonic() < end, callers.count
        time.sleep(0.05)


@pytest.mark.long
def test_hardly_a_request_is_lost_in_restarts_without_a_proxy(held: HeldServer) -> None:
    address = ("127.0.0.1", held.port)
    callers = restart_under_load(
        held, RESTARTS, lambda: socket.create_connection(address, timeout=30), "localhost"
    )
    # In one of six runs, 3 of 15,679: the event loop had accepted them when it stopped. A proxy
    # sends such a request again.
    asked = sum(callers.count.values())
    assert asked - callers.count["HTTP/1.1 200"] <= asked / 2000
    assert callers.slowest < SECONDS_TO_ANSWER


@pytest.mark.long
@pytest.mark.parametrize("proxy", PROXIES)
def test_no_request_is_lost_in_restarts_behind_a_proxy(
    held: HeldServer, proxy: str, tmp_path: Path
) -> None:
    if not shutil.which(proxy):
        pytest.skip(f"{proxy} is not installed")
    (folder := tmp_path / proxy).mkdir()
    with running(proxy, folder, held.port) as front:
        callers = restart_under_load(held, RESTARTS_BEHIND_A_PROXY, front.connect, NAME)
    assert set(callers.count) == {"HTTP/1.1 200"}
