"""A steady mixed load for minutes: measure memory growth, lost requests and response times."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import quantiles
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.mix import Asked, mixed
from tests.benchmarks.running import Running, serving
from tests.benchmarks.servers import SERVERS, SHIPPED
from tests.benchmarks.stage import Stage, stage
from tests.benchmarks.targets import SKILL
from tests.support.server_process import Crew
from tests.support.signed_requests import Signer, dump

CONNECTIONS = 8
SECONDS_TO_ANSWER = 8
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--server": {"choices": sorted(SERVERS), "default": SHIPPED},
    "--workers": {"type": int, "default": 2, "help": "default: 2"},
    "--threads": {"type": int, "default": 1, "help": "of granian and waitress; default: 1"},
    "--minutes": {"type": float, "default": 10, "help": "default: 10"},
    "--rate": {"type": float, "default": 100, "help": "requests a second; default: 100"},
}
HEAD = (
    f"{'minute':>6} {'asked':>7} {'answered':>8} {'lost':>5} {'wrong':>5} {'reopened':>8}"
    f" {'p50 ms':>7} {'p99 ms':>7} {'max ms':>7} {'MiB':>14}"
)


@dataclass
class Minute:
    """The results of the requests of one minute."""

    number: int
    #: Milliseconds of every answer.
    latency: list[float] = field(default_factory=list)
    #: Not answered, although asked twice at most.
    lost: int = 0
    #: Answered with another status than 200, or without speech.
    wrong: int = 0
    #: Asked again, because the server had closed the connection meanwhile, as it may.
    reopened: int = 0
    #: MiB of each worker at its end.
    memory: list[float] = field(default_factory=list)

    def text(self) -> str:
        """Return it as a line of the table."""
        asked = len(self.latency) + self.lost
        cuts = quantiles(self.latency, n=100) if len(self.latency) > 1 else [0.0] * 99
        memory = " ".join(f"{one:.1f}" for one in self.memory)
        return (
            f"{self.number:6} {asked:7} {len(self.latency) - self.wrong:8} {self.lost:5}"
            f" {self.wrong:5} {self.reopened:8} {cuts[49]:7.2f} {cuts[98]:7.2f}"
            f" {max(self.latency, default=0):7.1f} {memory:>14}"
        )


class Load(Crew):
    """Eight connections that share one timetable; each request is made and signed as it is due."""

    def __init__(self, around: Stage, running: Running, rate: float) -> None:
        self._signer: Signer = around.signer
        self._port = running.port
        self._rate = rate
        self._requests: Iterator[Asked] = mixed(around.recording.asked)
        self._lock = threading.Lock()
        self._due = time.monotonic()
        self.minute = Minute(1)
        super().__init__(CONNECTIONS)

    def next_minute(self) -> Minute:
        """Return what was counted, and begin to count anew."""
        with self._lock:
            counted, self.minute = self.minute, Minute(self.minute.number + 1)
        return counted

    def _ask(self) -> None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=SECONDS_TO_ANSWER)
        while True:
            with self._lock:
                asked = next(self._requests)
                # What was missed is not made up for: that would be another load.
                self._due = max(self._due + 1 / self._rate, time.monotonic() - 1)
                wait = self._due - time.monotonic()
            if self._over.wait(max(0.0, wait)):
                connection.close()
                return
            self._send(connection, asked)

    def _send(self, connection: HTTPConnection, asked: Asked) -> None:
        sent = self._signer.request(dump(asked.envelope()))
        began, kept = time.monotonic(), connection.sock is not None
        for again in (False, True):
            try:
                connection.request("POST", "/alexa", sent.body, dict(sent.headers))
                answer = connection.getresponse()
                good = b'"outputSpeech"' in answer.read() and answer.status == 200
            except (OSError, HTTPException):
                connection.close()
                if again or not kept:
                    break
                continue
            took = (time.monotonic() - began) * 1000
            with self._lock:
                self.minute.latency.append(took)
                self.minute.wrong += not good
                self.minute.reopened += again
            return
        with self._lock:
            self.minute.lost += 1


def run(options: argparse.Namespace) -> int:
    """Ask for so many minutes, a line each, and write the JSON; 1 if a request was lost."""
    minutes: list[Minute] = []
    print(
        f"{options.server}, {options.workers} worker(s), {options.rate:g} requests a second\n{HEAD}"
    )
    with (
        stage() as around,
        serving(around, SKILL, options.server, options.workers, options.threads) as running,
    ):
        try:
            with Load(around, running, options.rate) as load:
                for minute in _minutes(load, running, options.minutes):
                    minutes.append(minute)
                    print(minute.text(), flush=True)
        except KeyboardInterrupt:
            print("interrupted", file=sys.stderr)
    print(_verdict(minutes))
    report.write("soak", {"minutes": [_summary(one) for one in minutes]}, options.json)
    return int(any(one.lost or one.wrong for one in minutes))


def _minutes(load: Load, running: Running, count: float) -> Iterator[Minute]:
    left = count * 60
    while left > 0:
        time.sleep(min(60, left))
        left -= 60
        minute = load.next_minute()
        minute.memory = running.memories()
        yield minute


def _verdict(minutes: Sequence[Minute]) -> str:
    lost = sum(one.lost for one in minutes)
    wrong = sum(one.wrong for one in minutes)
    asked = sum(len(one.latency) for one in minutes) + lost
    lines = [f"{asked:,} asked, {lost} lost, {wrong} wrong"]
    # The first minute warms up.
    settled = minutes[1:]
    if len(settled) > 1:
        first, last = (_summary(one) for one in (settled[0], settled[-1]))
        lines.append(f"p50: {first['p50']:.2f} ms in minute 2, {last['p50']:.2f} in the last")
        lines.append(f"MiB a worker: {first['memory']} in minute 2, {last['memory']} in the last")
    return "\n".join(lines)


def _summary(minute: Minute) -> dict[str, Any]:
    cuts = quantiles(minute.latency, n=100) if len(minute.latency) > 1 else [0.0] * 99
    kept = {key: value for key, value in asdict(minute).items() if key != "latency"}
    kept["memory"] = [round(one, 1) for one in minute.memory]
    return {**kept, "answered": len(minute.latency), "p50": cuts[49], "p99": cuts[98]}
