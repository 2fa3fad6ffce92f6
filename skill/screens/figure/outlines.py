"""Smooth outlines: points are complex numbers in centimetres, x to the right and y upward."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Points = Sequence[complex]


@dataclass(frozen=True)
class Outline:
    """A line: where it begins, and segments: each has its end, before it a point that bends it."""

    start: complex
    segments: tuple[tuple[complex, ...], ...]
    closed: bool = True

    def points(self) -> Iterator[complex]:
        """Yield every point, also those that bend the curves."""
        yield self.start
        for segment in self.segments:
            yield from segment

    def moved(self, move: Callable[[complex], complex]) -> Outline:
        """Return the outline with *move* applied to each point."""
        segments = tuple(tuple(map(move, segment)) for segment in self.segments)
        return Outline(move(self.start), segments, self.closed)


@dataclass(frozen=True)
class Part:
    """The outlines that have one role: one shape of a picture."""

    role: str
    outlines: tuple[Outline, ...]

    def moved(self, move: Callable[[complex], complex]) -> Part:
        """Return the part with *move* applied to each point."""
        return Part(self.role, tuple(outline.moved(move) for outline in self.outlines))


def unit(degrees: float) -> complex:
    """Return the direction at *degrees* from the x axis, counter-clockwise."""
    return cmath.rect(1, math.radians(degrees))


def direction(start: complex, end: complex) -> complex:
    """Return the direction from *start* to *end*."""
    return (end - start) / abs(end - start)


#: So often the bends are improved; each time a third of the error is left.
ROUNDS = 12


def _bends(points: Points, closed: bool) -> list[complex]:
    """Return what bends a smooth line (a quadratic B-spline) so that it meets *points*."""
    bends, count = list(points), len(points)
    for _ in range(ROUNDS):
        if not closed:
            # An end lies in the middle between its neighbour and an imagined bend beyond it.
            bends[0], bends[-1] = 2 * points[0] - bends[1], 2 * points[-1] - bends[-2]
        bends = [(8 * points[n] - bends[n - 1] - bends[(n + 1) % count]) / 6 for n in range(count)]
    return bends if closed else bends[1:-1]


def _curves(points: Points, closed: bool) -> tuple[tuple[complex, ...], ...]:
    """Return the curves of a smooth line: each joins the next in the middle between two bends."""
    if len(points) < 3:
        return tuple((point,) for point in points[1:])
    bends = _bends(points, closed)
    nexts = [*bends[1:], bends[0]]
    ends = [(bend + after) / 2 for bend, after in zip(bends, nexts, strict=True)]
    if not closed:
        ends[-1] = points[-1]
    return tuple(zip(bends, ends, strict=True))


def blob(points: Points) -> Outline:
    """Return a closed smooth outline through *points*."""
    curves = _curves(points, closed=True)
    return Outline(curves[-1][-1], curves)


def curve(points: Points) -> Outline:
    """Return an open smooth line through *points*."""
    return Outline(points[0], _curves(points, closed=False), closed=False)


def cloth(front: Points, back: Points) -> Outline:
    """Return a piece of clothing: smooth sides, straight hems."""
    hem = ((back[-1],), *_curves(back[::-1], closed=False))
    return Outline(front[0], (*_curves(front, closed=False), *hem))


def sleeve(front: Points, back: Points) -> Outline:
    """Return a sleeve: round over the shoulder, with a straight hem."""
    return Outline(front[-1], _curves([*front[::-1], *back], closed=False))


def polygon(points: Points, radius: float = 2) -> Outline:
    """Return a polygon with rounded corners."""
    start = 0j
    found: list[tuple[complex, ...]] = []
    for n, corner in enumerate(points):
        before, after = points[n - 1], points[(n + 1) % len(points)]
        enter, leave = (
            corner + direction(corner, end) * min(radius, abs(end - corner) / 2)
            for end in (before, after)
        )
        if n:
            found.append((enter,))
        else:
            start = enter
        found.append((corner, leave))
    return Outline(start, tuple(found))


def line(points: Points) -> Outline:
    """Return straight lines through *points*."""
    return Outline(points[0], tuple((point,) for point in points[1:]), closed=False)
