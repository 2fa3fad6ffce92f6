"""The performance targets, and whether they are reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.compare import Block, Row
from tests.benchmarks.servers import SHIPPED
from tests.benchmarks.targets import LIMIT, NODE, PYTHON, SKILL

Figure = Callable[[Row, Row], float]


@dataclass(frozen=True)
class Aim:
    """A figure of the skill against another target, and what it should be."""

    what: str
    other: str
    figure: Figure
    wanted: float
    at_least: bool
    #: Where it holds; empty for any server, 0 for any number of connections.
    server: str = ""
    connections: int = 0


@dataclass(frozen=True)
class Finding:
    """An aim in one setting, with the figure found."""

    aim: Aim
    where: str
    found: float

    @property
    def reached(self) -> bool:
        """Whether it is what it should be."""
        if self.aim.at_least:
            return self.found >= self.aim.wanted
        return self.found <= self.aim.wanted

    def text(self) -> str:
        """Return it as a line."""
        verdict = "reached    " if self.reached else "NOT REACHED"
        least = "at least" if self.aim.at_least else "at most"
        wanted = f"{least} {self.aim.wanted:g}"
        return f"{verdict} {self.found:6.2f}  {wanted:13} {self.aim.what} ({self.where})"


def _rate(ours: Row, theirs: Row) -> float:
    return ours.ratio(theirs)


def _tail(ours: Row, _: Row) -> float:
    return ours.median("p99") / max(ours.median("p50"), 1e-9)


AIMS = (
    Aim("requests a second against bare Flask", LIMIT, _rate, 0.75, True, SHIPPED),
    Aim("requests a second against Amazon's Node adapter", NODE, _rate, 2.5, True, SHIPPED),
    Aim("requests a second against Amazon's Python adapter", PYTHON, _rate, 12, True, SHIPPED),
    Aim("CPU added to bare Flask, in RSA verifications", LIMIT, Row.added, 4.5, False),
    Aim("p99 against the median", LIMIT, _tail, 2, False, connections=1),
)


def findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield each aim in each setting with one worker in which it was measured."""
    for aim in AIMS:
        for block in blocks:
            ours, theirs = block.row(SKILL), block.row(aim.other)
            if ours and theirs and _concerns(aim, ours):
                where = f"{ours.server}, {ours.connections} at once"
                yield Finding(aim, where, aim.figure(ours, theirs))


def _concerns(aim: Aim, row: Row) -> bool:
    return (
        row.workers == 1
        and aim.server in ("", row.server)
        and aim.connections in (0, row.connections)
    )
