"""Everybody asked in turn, round by round, so that a slow minute is slow for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks import load
from tests.benchmarks.load import Figures
from tests.benchmarks.progress import Progress
from tests.benchmarks.running import Running, serving
from tests.benchmarks.stage import Stage
from tests.benchmarks.targets import LIMIT
from tests.benchmarks.unit import rsa_verification

#: Different requests a round; each is sent several times, and verified each time.
REQUESTS = 1000
#: How often a run is repeated in which others had too much of the machine.
REPEATS = 4


@dataclass(frozen=True)
class Plan:
    """What is measured, and for how long."""

    targets: Sequence[str]
    servers: Sequence[str]
    workers: Sequence[int] = (1, 2)
    connections: Sequence[int] = (8, 1)
    rounds: int = 3
    seconds: int = 2
    threads: int = 1
    #: The largest share of the machine others may have; a run with more is repeated.
    quiet: float | None = None

    def runs(self) -> int:
        """Return how many runs there are, warming up included."""
        each = 1 + self.rounds * len(self.connections)
        return each * len(self.targets) * len(self.servers) * len(self.workers)


@dataclass
class Row:
    """What the rounds showed of one target in one setting."""

    server: str
    workers: int
    connections: int
    target: str
    runs: list[Figures] = field(default_factory=list)
    #: Per round, microseconds of one RSA verification.
    unit: list[float] = field(default_factory=list)

    def median(self, figure: str) -> float:
        """Return the median over the rounds of one of ``Figures``."""
        return float(median(getattr(run, figure) for run in self.runs))

    def errors(self) -> int:
        """Return how many answers were wrong or missing, in all rounds."""
        return sum(run.errors for run in self.runs)

    def ratio(self, other: Row) -> float:
        """Return requests a second as a multiple of *other*'s in the same round."""
        pairs = zip(self.runs, other.runs, strict=True)
        return float(median(ours.rate / max(theirs.rate, 1e-9) for ours, theirs in pairs))

    def added(self, other: Row) -> float:
        """Return the processor time a request takes beyond *other*'s, in RSA verifications."""
        triples = zip(self.runs, other.runs, self.unit, strict=True)
        return float(median((ours.cpu - theirs.cpu) / unit for ours, theirs, unit in triples))


@dataclass(frozen=True)
class Block:
    """The rows of one server and number of workers and connections; the first is the limit."""

    rows: Sequence[Row]

    def row(self, target: str) -> Row | None:
        """Return the row of *target*, if it took part."""
        return next((row for row in self.rows if row.target == target), None)


def compare(
    stage: Stage, plan: Plan, missing: dict[str, str], progress: Progress
) -> Iterator[Block]:
    """Yield a block for each setting; who cannot be started is added to *missing*."""
    for server in plan.servers:
        for workers in plan.workers:
            with ExitStack() as stack:
                running = _start(stack, stage, plan, server, workers, missing)
                yield from _rounds(stage, plan, server, workers, running, progress)


def _start(
    stack: ExitStack, stage: Stage, plan: Plan, server: str, workers: int, missing: dict[str, str]
) -> dict[str, Running]:
    running = {}
    for name in plan.targets:
        if name in missing:
            continue
        try:
            running[name] = stack.enter_context(serving(stage, name, server, workers, plan.threads))
        except RuntimeError as failed:
            if name == LIMIT:
                raise
            last = (str(failed).strip().splitlines() or ["no message"])[-1]
            missing[name] = f"does not start under {server}: {last}"
    return running


def _rounds(
    stage: Stage,
    plan: Plan,
    server: str,
    workers: int,
    running: dict[str, Running],
    progress: Progress,
) -> Iterator[Block]:
    rows = {
        (name, connections): Row(server, workers, connections, name)
        for connections in plan.connections
        for name in running
    }
    file = stage.folder / "requests"
    load.write(stage.requests(100), file)
    for name, one in running.items():
        progress.step(f"{server}, {workers} worker(s): {name} warms up")
        load.run(one, file, 1, 2)
    for number in range(plan.rounds):
        fresh = stage.requests(REQUESTS)
        load.write(fresh, file)
        unit = rsa_verification(stage.signer, fresh[0])
        for (name, connections), row in rows.items():
            progress.step(f"{server}, {workers} worker(s), round {number + 1}: {name}")
            row.runs.append(_run(running[name], file, plan, connections))
            row.unit.append(unit)
    for connections in plan.connections:
        yield Block([row for (_, c), row in rows.items() if c == connections])


def _run(running: Running, file: Path, plan: Plan, connections: int) -> Figures:
    for _ in range(REPEATS):
        figures = load.run(running, file, plan.seconds, connections)
        if plan.quiet is None or figures.others <= plan.quiet:
            break
    return figures
