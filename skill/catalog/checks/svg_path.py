"""Parse the subset of SVG path data that the pictures use."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

#: Command -> the axis of each of its numbers. In lower case the numbers are relative.
COMMANDS: Mapping[str, str] = {
    "M": "xy",
    "L": "xy",
    "H": "x",
    "V": "y",
    "C": "xyxyxy",
    "Q": "xyxy",
    "T": "xy",
    "Z": "",
}

_TOKEN = re.compile(r"([MLHVCQTZmlhvcqtz])|(-?\d+(?:\.\d)?)(?![\d.])|[ ,]+")


class PathError(ValueError):
    """Raised for path data outside the subset; the message says what is wrong and where."""


def points(path: str) -> Iterator[tuple[str, float]]:
    """Yield the axis and value of each absolute coordinate of *path*, in units of the view box.

    A curve lies inside the area that its points span.

    Raises:
        PathError: If *path* has other commands than moves, lines and curves, or a number with more
            than one decimal.
    """
    tokens = list(_tokens(path))
    if not tokens or tokens[0] != "M":
        raise PathError("must begin with M")
    starts = [n for n, token in enumerate(tokens) if isinstance(token, str)]
    here, begin = {"x": 0.0, "y": 0.0}, {"x": 0.0, "y": 0.0}
    bend: dict[str, float] = {}
    for first, end in itertools.pairwise([*starts, len(tokens)]):
        command = str(tokens[first])
        numbers = [token for token in tokens[first + 1 : end] if isinstance(token, float)]
        for group in _groups(command, numbers):
            start = dict(here)
            before = start if command.islower() else {"x": 0.0, "y": 0.0}
            for place, (axis, number) in enumerate(group):
                here[axis] = before[axis] + number
                yield axis, here[axis]
                if place == 1 and command in "Qq":
                    bend = dict(here)
            if command in "Tt":
                # It continues the curve before: its bend is mirrored at the start.
                bend = {name: 2 * start[name] - bend[name] for name in start}
                yield from bend.items()
        if command in "Mm":
            begin = dict(here)
        elif command in "Zz":
            here = dict(begin)


def _tokens(path: str) -> Iterator[str | float]:
    at = 0
    while at < len(path):
        found = _TOKEN.match(path, at)
        if found is None:
            raise PathError(f"cannot be read at {path[at : at + 12]!r}")
        at = found.end()
        if found[1]:
            yield found[1]
        elif found[2]:
            yield float(found[2])


def _groups(command: str, numbers: list[float]) -> Iterator[list[tuple[str, float]]]:
    """Yield the (axis, number) pairs of each use of *command*: ``L1 2 3 4`` is two lines."""
    axes = COMMANDS[command.upper()]
    if (len(numbers) % len(axes) if axes else numbers) or bool(axes) != bool(numbers):
        raise PathError(f"{command} needs {len(axes) or 'no'} numbers; it has {len(numbers)}")
    for start in range(0, len(numbers), len(axes) or 1):
        yield list(zip(axes, numbers[start : start + len(axes)], strict=True))
