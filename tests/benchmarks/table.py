"""What a comparison showed, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.benchmarks.compare import Block, Row
from tests.benchmarks.targets import TARGETS

#: Above this share of the machine for others, a row is rough.
ROUGH = 0.10
HEAD = (
    f"{'':17} {'req/s':>7} {'ratio':>6} {'p50 ms':>7} {'p99 ms':>7} {'errors':>6}"
    f" {'CPU us':>7} {'added':>6} {'MiB':>6} {'others':>6}"
)
LEGEND = """\
ratio: requests a second against bare Flask under the same server, median over the rounds
CPU us: processor time a request, of all the server's processes
added: the processor time beyond bare Flask's, in RSA-2048 verifications of the same round
MiB: memory of a worker that is its alone; what workers share with their parent does not count
others: share of the machine that unrelated processes had; ~ marks a row that is rough for it
errors: answers that were not 200 or said nothing; ! marks a row that is worth nothing for them"""


def block_text(block: Block) -> str:
    """Return the table of one setting."""
    first = block.rows[0]
    workers, connections = (
        _plural(first.workers, "worker"),
        _plural(first.connections, "connection"),
    )
    title = f"{first.server}, {workers}, {connections}"
    return "\n".join([title, HEAD, *(_line(row, first) for row in block.rows)])


def notes(names: Sequence[str], missing: Mapping[str, str]) -> str:
    """Return who everybody is, and loudly who did not take part."""
    lines = [f"{name}: {TARGETS[name].note}" for name in names]
    lines += [f"!!! NOT MEASURED: {name}: {reason}" for name, reason in missing.items()]
    return "\n".join([LEGEND, "", *lines])


def _plural(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' if count > 1 else ''}"


def _line(row: Row, limit: Row) -> str:
    others = row.median("others")
    mark = "!" if row.errors() else "~" if others > ROUGH else " "
    return (
        f"{mark}{row.target:16} {row.median('rate'):7.0f} {row.ratio(limit):6.2f}"
        f" {row.median('p50'):7.2f} {row.median('p99'):7.2f} {row.errors():6}"
        f" {row.median('cpu'):7.0f} {row.added(limit):6.1f} {row.median('memory'):6.1f}"
        f" {others:6.0%}"
    )
