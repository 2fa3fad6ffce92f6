"""What ill will, and a stop, cost everybody else under a server; a finding, not a test."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.running import Running, serving
from tests.benchmarks.servers import SERVERS
from tests.benchmarks.stage import Stage, stage
from tests.benchmarks.targets import SKILL
from tests.support_requests import Answer, send
from tests.support_server import Load, Server

HEAD = b"POST /alexa HTTP/1.1\r\nHost: localhost\r\n"
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--server": {"choices": sorted(SERVERS), "default": "granian"},
    "--threads": {"type": int, "default": 1, "help": "of granian and waitress; default: 1"},
    "--workers": {"type": int, "default": 1, "help": "default: 1"},
}


class Trial:
    """One server, and somebody honest who asks it."""

    def __init__(self, around: Stage, running: Running) -> None:
        self.around, self.running = around, running

    def good(self, timeout: float = 20) -> Answer:
        """Ask honestly; a status of 0 is no answer."""
        (sent,) = self.around.requests(1)
        began = time.monotonic()
        try:
            return send(sent, self.running.port, timeout=timeout)
        except OSError:
            return Answer(0, "", time.monotonic() - began)

    def several(self, count: int, pause: float = 0.2) -> str:
        """Ask a few times, and say how that went."""
        answers = []
        for _ in range(count):
            answers.append(self.good())
            time.sleep(pause)
        fine = sum(answer.status == 200 for answer in answers)
        slowest = max(answer.seconds for answer in answers)
        return f"{fine} of {count} honest requests answered, the slowest in {slowest:.2f} s"

    def opened(self, first: bytes) -> socket.socket:
        """Return a connection on which so much was sent."""
        connection = socket.create_connection(("127.0.0.1", self.running.port), timeout=15)
        connection.sendall(first)
        return connection


def half_a_body(trial: Trial) -> str:
    """A dozen senders stop in the middle of the body."""
    with ExitStack() as stack:
        for _ in range(12):
            stack.enter_context(trial.opened(HEAD + b"Content-Length: 4000\r\n\r\n{"))
        return trial.several(4)


def byte_by_byte(trial: Trial) -> str:
    """One sender sends a byte every half second: when is he given up."""
    began = time.monotonic()
    with trial.opened(HEAD + b"Content-Length: 4000\r\n\r\n{") as connection:
        connection.settimeout(0.5)
        while time.monotonic() - began < 40:
            try:
                connection.recv(9999)
            except TimeoutError:
                with suppress(OSError):
                    connection.sendall(b" ")
                continue
            except OSError:
                pass
            return f"given up after {time.monotonic() - began:.1f} s"
    return "not given up in 40 s"


def half_a_header(trial: Trial) -> str:
    """A dozen senders stop in the middle of the headers."""
    with ExitStack() as stack:
        for _ in range(12):
            stack.enter_context(trial.opened(HEAD))
        return trial.several(4)


def silent(trial: Trial) -> str:
    """Three hundred connections on which nothing is said."""
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(trial.opened(b""))
        time.sleep(1)
        return trial.several(4)


def certificates(trial: Trial) -> str:
    """A dozen requests name certificates that never arrive."""
    answers: list[int] = []

    def flood(number: int) -> None:
        sent = trial.around.signer.request(file=f"{number}/slow")
        with suppress(OSError):
            answers.append(send(sent, trial.running.port, timeout=60).status)

    threads = [threading.Thread(target=flood, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    good = trial.several(4)
    for thread in threads:
        thread.join()
    return f"{good}; the strangers got {sorted(set(answers))}"


def huge_claim(trial: Trial) -> str:
    """A body that claims to be huge."""
    head = HEAD + b"Connection: close\r\nContent-Length: 99999999999\r\n\r\n{"
    return _first_line(trial, head)


def huge_headers(trial: Trial) -> str:
    """A header of a megabyte."""
    return _first_line(trial, HEAD + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n")


def _first_line(trial: Trial, sent: bytes) -> str:
    began, answer = time.monotonic(), b""
    with suppress(OSError), trial.opened(sent) as connection:
        connection.settimeout(20)
        answer = connection.recv(9999)
    line = answer.partition(b"\r\n")[0].decode("latin-1") or "closed without an answer"
    return f"{line} after {time.monotonic() - began:.2f} s; {trial.several(2)}"


def worker_killed(trial: Trial) -> str:
    """A worker is killed under the load of eight."""
    before = trial.running.workers()
    with Load(_server(trial)) as load:
        time.sleep(1)
        os.kill(before[0].pid, signal.SIGKILL)
        time.sleep(3)
    after = {one.pid for one in trial.running.workers()}
    replaced = "replaced" if after and before[0].pid not in after else "NOT replaced"
    return f"{dict(load.count)}; {replaced}; {trial.several(2)}"


def stopped(trial: Trial) -> str:
    """The server is stopped under the load of eight."""
    with Load(_server(trial)) as load:
        time.sleep(1.5)
        trial.running.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        status = trial.running.process.wait(40)
    return f"{dict(load.count)}; ended with {status} after {time.monotonic() - began:.1f} s"


def _server(trial: Trial) -> Server:
    running = trial.running
    return Server(running.port, running.process, running.log, trial.around.signer)


#: In this order, the last one last.
TRIALS: Mapping[str, Callable[[Trial], str]] = {
    "half a body": half_a_body,
    "byte by byte": byte_by_byte,
    "half a header": half_a_header,
    "silent": silent,
    "certificates": certificates,
    "huge claim": huge_claim,
    "huge headers": huge_headers,
    "worker killed": worker_killed,
    "stopped": stopped,
}


def run(options: argparse.Namespace) -> int:
    """Try everything on one server, print what happened and write the JSON."""
    what = f"{options.server}, {options.workers} worker(s), {options.threads} thread(s)"
    print(what, flush=True)
    found = {}
    with (
        stage() as around,
        serving(around, SKILL, options.server, options.workers, options.threads) as running,
    ):
        trial = Trial(around, running)
        if trial.good().status != 200:
            raise RuntimeError(f"no honest request is answered:\n{running.log.read_text()}")
        for name, attempt in TRIALS.items():
            found[name] = attempt(trial)
            print(f"{name:14} {found[name]}", flush=True)
    report.write("hostile", {"server": what, "found": found}, options.json)
    return 0
