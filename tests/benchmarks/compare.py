"""Measure all targets in turn, round by round, so that a slow minute affects all equally."""

from __future__ import annotations

import time
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
from tests.benchmarks.targets import LIMIT, SKILL
from tests.benchmarks.unit import rsa_verification

#: Different requests a round unless a plan says otherwise; each is sent and verified several times.
REQUESTS = 1000
#: Half of the time that is allowed.
SECONDS_FRESH = 75.0
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
    #: How many different requests a round sends.
    requests: int = REQUESTS
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
    """Yield a block for each setting; who cannot be started is added to *missing*.

    Raises:
        RuntimeError: If the limit or the skill itself does not start, or answers wrongly.
    """
    for server in plan.servers:
        for workers in plan.workers:
            with ExitStack() as stack:
                setting = _Setting(stage, plan, server, workers, progress)
                for name in plan.targets:
                    if name not in missing:
                        _add(setting, name, stack, missing)
                yield from setting.blocks()


def _add(setting: _Setting, name: str, stack: ExitStack, missing: dict[str, str]) -> None:
    try:
        setting.start(name, stack)
    except RuntimeError as failed:
        if name in (LIMIT, SKILL):
            raise
        last = (str(failed).strip().splitlines() or ["no message"])[-1]
        missing[name] = f"does not serve under {setting.server}: {last}"


@dataclass
class _Setting:
    """A server and a number of workers, with everybody who runs there."""

    stage: Stage
    plan: Plan
    server: str
    workers: int
    progress: Progress
    running: dict[str, Running] = field(default_factory=dict)
    #: When the requests in the file were signed (``time.monotonic``).
    signed: float = float("-inf")
    #: Microseconds of one RSA verification then.
    unit: float = 0.0

    @property
    def file(self) -> Path:
        """Where the requests are."""
        return self.stage.folder / "requests"

    def start(self, name: str, stack: ExitStack) -> None:
        """Start a target and warm it up, until *stack* ends; RuntimeError if it fails."""
        self._tell(f"{name} starts and warms up")
        one = stack.enter_context(
            serving(self.stage, name, self.server, self.workers, self.plan.threads)
        )
        self._sign()
        if errors := load.run(one, self.file, 1, 2).errors:
            raise RuntimeError(f"{one.log.read_text()}\n{name}: {errors} wrong answers at once")
        self.running[name] = one

    def blocks(self) -> Iterator[Block]:
        """Yield the rows of each number of connections, after all rounds."""
        rows = {
            (name, connections): Row(self.server, self.workers, connections, name)
            for connections in self.plan.connections
            for name in self.running
        }
        for number in range(self.plan.rounds):
            self._sign(anew=True)
            for (name, connections), row in rows.items():
                self._tell(f"round {number + 1}: {name}")
                row.runs.append(self._run(self.running[name], connections))
                row.unit.append(self.unit)
        for connections in self.plan.connections:
            yield Block([row for (_, c), row in rows.items() if c == connections])

    def _run(self, running: Running, connections: int) -> Figures:
        for _ in range(REPEATS):
            self._sign()
            figures = load.run(running, self.file, self.plan.seconds, connections)
            if self.plan.quiet is None or figures.others <= self.plan.quiet:
                break
        return figures

    def _sign(self, *, anew: bool = False) -> None:
        """Sign other requests, at the latest before those there are grow too old."""
        if anew or time.monotonic() - self.signed > SECONDS_FRESH:
            requests = self.stage.requests(self.plan.requests)
            load.write(requests, self.file)
            self.signed = time.monotonic()
            self.unit = rsa_verification(self.stage.signer, requests[0])

    def _tell(self, what: str) -> None:
        self.progress.step(f"{self.server}, {self.workers} worker(s), {what}")
