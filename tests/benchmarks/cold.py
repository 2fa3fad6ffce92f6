"""Cold start: from the start of the process to the first signed request that is answered."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from statistics import mean, median
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.compiled import compile_content
from tests.benchmarks.install import missing
from tests.benchmarks.progress import Progress
from tests.benchmarks.running import start, stop
from tests.benchmarks.servers import SERVERS
from tests.benchmarks.stage import Stage, stage
from tests.benchmarks.targets import IMPORTED, LIMIT, NODE, PLAIN, PYTHON, SKILL
from tests.support.signed_requests import send

STARTED = (IMPORTED, LIMIT, SKILL, PLAIN, NODE, PYTHON)
SECONDS_TO_ANSWER = 60
#: The skill's start against bare Flask with the SDK imported.
WANTED = 1.3
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--server": {"nargs": "+", "choices": sorted(SERVERS), "default": ["gunicorn"]},
    "--target": {"nargs": "+", "choices": STARTED[1:], "default": STARTED[1:]},
    "--times": {"type": int, "default": 9, "help": "starts of each; default: 9"},
}


@dataclass
class Starts:
    """The starts of one target under one server."""

    server: str
    target: str
    #: Milliseconds, by the clock and of the processors; one figure a start.
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def run(options: argparse.Namespace) -> int:
    """Start everybody in turn, print the table and write the JSON."""
    names = [IMPORTED, *(name for name in STARTED if name in options.target)]
    absent = missing(names)
    names = [name for name in names if name not in absent]
    is_compiled = compile_content()
    progress = Progress((options.times + 1) * len(names) * len(options.server))
    all_starts: list[Starts] = []
    with stage() as around:
        for server in options.server:
            starts = _in_turn(around, server, names, options.times, progress)
            progress.end()
            print(_text(starts) + "\n", flush=True)
            all_starts += starts
    print("wall: median; CPU: mean, of all the server's processes until the answer, ms")
    print(f"content: {'compiled' if is_compiled else 'read and checked at every start'}")
    for name, reason in absent.items():
        print(f"!!! NOT MEASURED: {name}: {reason}")
    result = {"compiled": is_compiled, "not_measured": absent}
    report.write("cold", {**result, "starts": list(map(asdict, all_starts))}, options.json)
    return 0


def _in_turn(
    around: Stage, server: str, names: list[str], times: int, progress: Progress
) -> list[Starts]:
    rows = [Starts(server, name) for name in names]
    for number in range(times + 1):
        for row in rows:
            progress.step(f"{server}: {row.target}")
            wall, cpu = _first_answer(around, server, row.target)
            # The first start fills the caches of the disk and of Python.
            if number:
                row.wall.append(wall)
                row.cpu.append(cpu)
    return rows


def _first_answer(around: Stage, server: str, name: str) -> tuple[float, float]:
    """Return how long a start took, in milliseconds by the clock and of processor time."""
    (sent,) = around.requests(1)
    began = time.monotonic()
    running = start(around, name, server)
    try:
        while time.monotonic() - began < SECONDS_TO_ANSWER and running.process.poll() is None:
            try:
                answer = send(sent, running.port)
            except OSError:
                time.sleep(0.002)
                continue
            took, used = time.monotonic() - began, running.cpu()
            if answer.status != 200:
                raise RuntimeError(f"{name} answers {answer.text[:200]}")
            return took * 1000, used * 1000
        raise RuntimeError(f"{name} does not start under {server}:\n{running.log.read_text()}")
    finally:
        stop(running)


def _text(rows: list[Starts]) -> str:
    base = rows[0]
    lines = [
        f"{rows[0].server}, one worker",
        f"{'':17} {'wall':>6} {'ratio':>6} {'CPU':>6} {'ratio':>6}",
    ]
    for row in rows:
        wall, cpu = median(row.wall), mean(row.cpu)
        walls = median(a / b for a, b in zip(row.wall, base.wall, strict=True))
        lines.append(
            f"{row.target:17} {wall:6.0f} {walls:6.2f} {cpu:6.0f} {cpu / mean(base.cpu):6.2f}"
        )
        if row.target == SKILL:
            verdict = "reached" if walls <= WANTED else "NOT REACHED"
    return "\n".join([*lines, f"aim: the skill at most {WANTED} times {IMPORTED}: {verdict}"])
