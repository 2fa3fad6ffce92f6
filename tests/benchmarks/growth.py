"""Growth: memory and latency with more content and more locales than there are today."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import load, report
from tests.benchmarks.compiled import compile_content
from tests.benchmarks.grown import grown, size
from tests.benchmarks.progress import Progress
from tests.benchmarks.running import Running, serving
from tests.benchmarks.servers import FASTER, SERVERS
from tests.benchmarks.stage import Stage, stage
from tests.benchmarks.targets import GROWN

#: Times the content, and locales.
SIZES = ((1, 1), (10, 1), (100, 1), (1, 5), (1, 17))
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--server": {"choices": sorted(SERVERS), "default": FASTER},
    "--largest": {"type": int, "default": 100, "help": "times the content; default: 100"},
    "--rounds": {"type": int, "default": 5, "help": "default: 5"},
    "--seconds": {"type": int, "default": 2, "help": "of a run; default: 2"},
}
HEAD = (
    f"{'content':>8} {'locales':>7} {'YAML MiB':>8} {'compiled':>8} {'start s':>8}"
    f" {'MiB':>7} {'p50 ms':>7} {'ratio':>6} {'p99 ms':>7} {'errors':>6} {'others':>6}"
)


@dataclass
class Size:
    """The skill with so much content in so many locales."""

    times: int
    locales: int
    #: MiB of YAML.
    content: float = 0.0
    #: Whether the build's step for content was done.
    compiled: bool = False
    #: Seconds until it listens.
    start: float = 0.0
    runs: list[load.Figures] = field(default_factory=list)

    def median(self, figure: str) -> float:
        """Return the median over the rounds of one of ``Figures``."""
        return float(median(getattr(run, figure) for run in self.runs))


def run(options: argparse.Namespace) -> int:
    """Serve all sizes at once, ask them in turn, print the table and write the JSON."""
    sizes = [Size(*one) for one in SIZES if one[0] <= options.largest]
    progress = Progress(len(sizes) * (2 + options.rounds))
    with stage() as around, ExitStack() as stack:
        running = [_start(stack, around, one, options.server, progress) for one in sizes]
        file = around.folder / "requests"
        for number in range(options.rounds + 1):
            load.write(around.requests(500), file)
            for one, server in zip(sizes, running, strict=True):
                progress.step(f"round {number}: content x{one.times}, {one.locales} locale(s)")
                figures = load.run(server, file, options.seconds, 1)
                # The first round warms up.
                if number:
                    one.runs.append(figures)
    progress.end()
    print(_text(sizes, options.server))
    report.write("growth", {"sizes": list(map(asdict, sizes))}, options.json)
    return int(any(figures.errors for one in sizes for figures in one.runs))


def _start(stack: ExitStack, around: Stage, one: Size, server: str, progress: Progress) -> Running:
    progress.step(f"content x{one.times}, {one.locales} locale(s): made and started")
    folder = around.folder / f"x{one.times}-{one.locales}"
    content: Path = grown(folder, one.times, one.locales)
    one.content = size(content) / 2**20
    one.compiled = compile_content(content)
    began = time.monotonic()
    running = stack.enter_context(serving(around, GROWN, server, BENCHMARK_CONTENT=str(content)))
    one.start = time.monotonic() - began
    return running


def _text(sizes: Sequence[Size], server: str) -> str:
    lines = [f"{server}, one worker, one connection", HEAD]
    for one in sizes:
        pairs = zip(one.runs, sizes[0].runs, strict=True)
        ratio = median(ours.p50 / max(theirs.p50, 1e-9) for ours, theirs in pairs)
        errors = sum(figures.errors for figures in one.runs)
        lines.append(
            f"{f'x{one.times}':>8} {one.locales:7} {one.content:8.1f} {one.compiled!s:>8}"
            f" {one.start:8.1f} {one.median('memory'):7.1f} {one.median('p50'):7.2f} {ratio:6.2f}"
            f" {one.median('p99'):7.2f} {errors:6} {one.median('others'):6.0%}"
        )
    return "\n".join([*lines, "ratio: p50 against the first line, in the same round"])
