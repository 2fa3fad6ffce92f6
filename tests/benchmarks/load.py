"""One run of ``wrk`` against a server, with signed requests."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.benchmarks.places import LUA
from tests.benchmarks.running import Running
from tests.support.signed_requests import Sent


@dataclass(frozen=True)
class Figures:
    """What one run showed."""

    #: Requests a second.
    rate: float
    #: Milliseconds; half of the answers, and all but one of a hundred, were sooner.
    p50: float
    p99: float
    #: Answers that were not 200 or said nothing, and connections that failed.
    errors: int
    #: Microseconds of processor time a request, of all the server's processes.
    cpu: float
    #: MiB a worker.
    memory: float
    #: The share of the machine that went to processes that have nothing to do with the run.
    others: float


def write(requests: Sequence[Sent], path: Path) -> None:
    """Write requests the way ``post.lua`` reads them."""
    with path.open("wb") as file:
        for sent in requests:
            names = ("SignatureCertChainUrl", "Signature-256", "Signature")
            lines = [*map(sent.header, names), str(len(sent.body))]
            file.write("\n".join(lines).encode() + b"\n" + sent.body + b"\n")


def run(running: Running, requests: Path, seconds: int, connections: int) -> Figures:
    """Keep so many connections busy for so many seconds."""
    url = f"http://127.0.0.1:{running.port}/alexa"
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "8s", "-s", str(LUA)]
    ours, machine, began = running.cpu(), _busy(), time.monotonic()
    before = _children()
    told = subprocess.run(
        [*words, url, "--", str(requests)], capture_output=True, text=True, check=False
    )
    took = time.monotonic() - began
    used = running.cpu() - ours
    known = used + _children() - before
    others = (_busy() - machine - known) / (took * (psutil.cpu_count() or 1))
    count, duration, p50, p99, errors = _result(told.stdout + told.stderr)
    return Figures(
        rate=count / duration * 1e6,
        p50=p50 / 1e3,
        p99=p99 / 1e3,
        errors=int(errors),
        cpu=used / max(count, 1) * 1e6,
        memory=running.memory(),
        others=max(0.0, others),
    )


def _result(told: str) -> list[float]:
    for line in told.splitlines():
        if line.startswith("RESULT "):
            return [float(word) for word in line.split()[1:]]
    raise RuntimeError(f"wrk failed:\n{told}")


def _busy() -> float:
    """Return the seconds for which the machine's processors have worked so far."""
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq)


def _children() -> float:
    """Return the processor seconds of this process and of those it started that have ended."""
    times = psutil.Process().cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)
