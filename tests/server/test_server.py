from __future__ import annotations

import contextlib
import json
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from skill.server.endpoint import LARGEST_ENVELOPE
from tests.support.malformed_requests import MARK, malformed_requests
from tests.support.server_process import ROOT, SECONDS_TO_START, Load, Server, serving
from tests.support.signed_requests import Sent, send

HEAD = b"POST /alexa HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running
    assert "Traceback" not in running.log.read_text()


def opened(server: Server, first: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=15)
    connection.sendall(first)
    return connection


#: Shorter than the time after which a slow sender is dropped: no request waited for one.
IN_TIME = 4


def answers_in_time(server: Server) -> bool:
    good = send(server.signer.request(), server.port)
    return good.status == 200 and good.seconds < IN_TIME


def test_it_listens_on_this_machine_only_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BIND", raising=False)
    shipped = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    assert shipped["bind"].startswith("127.0.0.1:")
    monkeypatch.setenv("BIND", "0.0.0.0:80")
    assert runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))["bind"] == "0.0.0.0:80"


def test_it_is_healthy_and_says_nothing_else(server: Server) -> None:
    assert answers_in_time(server)
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/health") as answer:
        told = json.load(answer)
    assert told["status"] == "ok"
    assert told["content"]["locales"] > 0
    assert told["certificates"]["valid_roots"] == 1
    assert "/" not in json.dumps(told)


@pytest.mark.parametrize("path", ["/", "/console", "/display", "/static/x", "/alexa/", "/metrics"])
def test_there_is_nothing_but_alexa_and_health(server: Server, path: str) -> None:
    answer = send(Sent([], b"", method="GET"), server.port, path)
    assert answer.status == 404
    assert answer.text.endswith("\r\n\r\nNot Found\n")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_alexa_is_only_posted_to(server: Server, method: str) -> None:
    sent = server.signer.request()
    sent.method = method
    assert send(sent, server.port).status == 405


def test_a_body_that_claims_to_be_huge_is_refused_unread(server: Server) -> None:
    head = HEAD + b"Connection: close\r\nContent-Length: 99999999999\r\n\r\n{"
    with opened(server, head) as connection:
        answer = b"".join(iter(lambda: connection.recv(9999), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"the body is larger than Alexa sends\n")


def test_a_body_that_does_not_end_is_refused(server: Server) -> None:
    sent = server.signer.request(b" " * 2_000_000)
    sent.chunked = True
    assert send(sent, server.port).status == 400


@pytest.mark.parametrize(
    "headers",
    [
        b"Signature-256: " + b"A" * 10_000,
        b"\r\n".join(b"X-%d: y" % number for number in range(1000)),
        b"X: " + b"y" * 1_000_000,
    ],
    ids=["long", "many", "endless"],
)
def test_huge_headers_are_refused(server: Server, headers: bytes) -> None:
    answer = b""
    with contextlib.suppress(ConnectionError), opened(server, HEAD) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(headers + b"\r\n\r\n")
        answer = connection.recv(9999)
    assert re.match(rb"HTTP/1.1 4\d\d ", answer) or not answer
    assert answers_in_time(server)


def test_no_malformed_request_causes_an_error_of_the_server(server: Server) -> None:
    found = {}
    for name, wire in malformed_requests("localhost").items():
        answer = b""
        with contextlib.suppress(ConnectionError), opened(server, wire) as connection:
            answer = b"".join(iter(lambda: connection.recv(9999), b""))
        # Gunicorn's own line for a coding that it does not know; no proxy forwards one.
        allowed = rb"HTTP/1.\d [45]" if name == "unknown coding" else rb"HTTP/1.\d 4"
        if not re.match(allowed, answer) or b"<html" in answer:
            found[name] = answer
    assert not found
    assert MARK.decode() not in server.log.read_text()
    assert answers_in_time(server)


@pytest.mark.parametrize("start", [b"", b"P", HEAD, HEAD + b"Content-Length: 4000\r\n\r\n{"])
def test_a_dozen_slow_senders_keep_nobody_waiting(server: Server, start: bytes) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(opened(server, start)) for _ in range(12)]
        for _ in range(4):
            assert answers_in_time(server)
            time.sleep(0.2)
            for connection in slow:
                connection.sendall(b"X"[: len(start)])


def test_hundreds_of_silent_connections_keep_nobody_waiting(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(opened(server, b""))
        # Until each thread has looked at its share of them.
        time.sleep(1)
        assert all(answers_in_time(server) for _ in range(5))


def test_a_request_that_takes_too_long_to_arrive_is_given_up(server: Server) -> None:
    began, over = time.monotonic(), False
    with opened(server, HEAD + b"Content-Length: 4000\r\n\r\n{") as connection:
        connection.settimeout(0.5)
        while not over and time.monotonic() < began + 12:
            try:
                connection.recv(9999)
                over = True
            except TimeoutError:
                # One byte after another: no single read takes too long.
                connection.sendall(b" ")
    assert over
    assert time.monotonic() - began > 4


def test_a_stop_without_a_held_socket_costs_each_client_one_request_at_most(tmp_path: Path) -> None:
    with serving(tmp_path) as server, Load(server) as load:
        time.sleep(1.5)
        assert server.stop() == 0
    print(dict(load.count))
    assert load.count["answered"] >= 8
    # The kernel accepts connections until the moment when the socket closes, and resets them then.
    # While the socket is held from outside, none is lost (test_restart.py).
    assert load.count["lost"] <= 8
    assert load.count["shut"] > 0


def test_a_worker_killed_under_load_costs_at_most_what_it_was_working_on(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        with Load(server) as load:
            time.sleep(1.5)
            before = server.workers()
            os.kill(before[0], signal.SIGKILL)
            time.sleep(1.5)
            after = server.workers()
        assert answers_in_time(server)
    print(dict(load.count))
    assert len(before) == len(after) == 2
    assert before[0] not in after
    assert load.count["answered"] >= 8
    assert load.count["shut"] == 0
    # Each of the eight has one request under way.
    assert load.count["lost"] <= 8


def test_a_server_that_cannot_start_says_why_without_a_stack_trace() -> None:
    environment = os.environ | {"ALEXA_SKILL_ID": "", "BIND": "127.0.0.1:0"}
    run = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS_TO_START,
    )
    assert run.returncode == 1
    assert "Error: ALEXA_SKILL_ID is not set" in run.stderr
    assert "Traceback" not in run.stderr


#: What a stranger may post that is refused without a look into its body.
UNREAD = {
    "no JSON": b"POST /alexa HTTP/1.1\r\nContent-Type: text/plain\r\n",
    "no signature": b"POST /alexa HTTP/1.1\r\nContent-Type: application/json\r\n",
    "packed": b"POST /alexa HTTP/1.1\r\nContent-Encoding: gzip\r\n",
    "no post": b"PUT /alexa HTTP/1.1\r\n",
    "nowhere": b"POST /nowhere HTTP/1.1\r\n",
    "below": b"POST /alexa/below HTTP/1.1\r\n",
    "health": b"GET /health HTTP/1.1\r\n",
    "a page": b"GET /privacy HTTP/1.1\r\n",
}


def first_answer(connection: socket.socket) -> bytes:
    """Return one whole answer, and leave the connection as it is."""
    got = b""
    while b"\r\n\r\n" not in got and (part := connection.recv(65536)):
        got += part
    found = re.search(rb"(?i)Content-Length: (\d+)", got)
    missing = int(found[1]) - len(got.partition(b"\r\n\r\n")[2]) if found else 0
    while missing > 0 and (part := connection.recv(65536)):
        got, missing = got + part, missing - len(part)
    return got


@pytest.mark.parametrize("size", [1, 70_000, LARGEST_ENVELOPE])
@pytest.mark.parametrize("kind", UNREAD)
def test_the_body_of_a_refused_request_costs_the_next_one_nothing(
    server: Server, kind: str, size: int
) -> None:
    head = UNREAD[kind] + b"Host: localhost\r\nContent-Length: %d\r\n\r\n" % size
    with opened(server, head + b"x" * size) as connection:
        assert b"\r\nconnection: close\r\n" not in first_answer(connection).lower()
        # A proxy sends the request of another client over the same connection.
        connection.sendall(server.signer.request().wire("/alexa"))
        assert b"".join(iter(lambda: connection.recv(65536), b"")).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("kind", UNREAD)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_ends_the_connection(
    server: Server, kind: str, chunked: bool
) -> None:
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 300000"
    with opened(server, UNREAD[kind] + b"Host: localhost\r\n" + length + b"\r\n\r\n") as connection:
        part = b"x" * 60_000
        with contextlib.suppress(ConnectionError):
            for _ in range(5):
                connection.sendall(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
        answer = first_answer(connection)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"\r\nconnection: close\r\n" in answer.lower()


NGINX, CADDY = ((ROOT / "deploy" / name).read_text() for name in ("nginx.conf", "Caddyfile"))


def test_the_proxies_limit_is_the_application_s() -> None:
    assert re.findall(r"client_max_body_size (\w+);", NGINX) == [f"{LARGEST_ENVELOPE // 1024}k"]
    assert re.findall(r"max_size (\w+)", CADDY) == [str(LARGEST_ENVELOPE)]
    assert re.findall(r"Content-Length\}\) > (\d+)`", CADDY) == [str(LARGEST_ENVELOPE)]


def test_the_proxies_forward_each_request_whole_on_its_own_connection_and_once() -> None:
    assert CADDY.count("\treverse_proxy ") == 1
    assert NGINX.count("\nserver {") == 3
    for line in ("buffer_requests", "keepalive off", "response_header_timeout 9s"):
        assert len(re.findall(rf"^\t+{line}$", CADDY, re.MULTILINE)) == 1
    for line in (
        "proxy_request_buffering on;",
        "proxy_set_header Connection close;",
        "proxy_next_upstream off;",
        "proxy_read_timeout 9s;",
    ):
        # In the server block, for all locations.
        assert len(re.findall(rf"^    {line}$", NGINX, re.MULTILINE)) == 1
    assert "upstream" not in re.sub("proxy_next_upstream", "", NGINX)
    assert not re.search(r"lb_(try|retries)", CADDY)
