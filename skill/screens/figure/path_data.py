"""Write an outline as SVG path data in whole numbers."""

from __future__ import annotations

from .outlines import Outline


def path_data(outline: Outline) -> str:
    """Return the path data of *outline*: relative, and each curve short that continues another.

    The points that bend the curves are even, so that the middle between two of them is whole, and
    a curve that begins there needs no bend of its own (command ``t``).
    """
    # A straight segment has no bend: its first point is its end.
    bends = [_even(segment[0]) for segment in outline.segments]
    ends = [segment[-1] for segment in outline.segments]
    last = len(ends) - 1
    start = _whole(outline.start)
    if outline.closed and _continues(outline, last, 0):
        start = _middle(bends[last], bends[0])
    here, command, found = start, "M", [f"M{_number(start)}"]
    for n, bend in enumerate(bends):
        smooth = n > 0 and _continues(outline, n - 1, n)
        joined = n < last and _continues(outline, n, n + 1)
        end = _middle(bends[n], bends[n + 1]) if joined else _whole(ends[n])
        if outline.closed and n == last and ends[n] == outline.start:
            end = start
        straight = len(outline.segments[n]) == 1
        points = (end,) if straight or smooth else (bend, end)
        kind = "l" if straight else "t" if smooth else "q"
        numbers = " ".join(_number(point - here) for point in points)
        found.append((kind if kind != command else " ") + numbers)
        here, command = end, kind
    return "".join(found).replace(" -", "-") + ("Z" if outline.closed else "")


def _continues(outline: Outline, before: int, after: int) -> bool:
    """Return whether two curves meet in the middle between their bends."""
    first, second = outline.segments[before], outline.segments[after]
    if len(first) != 2 or len(second) != 2:
        return False
    return abs(first[1] - (first[0] + second[0]) / 2) < 1e-6


def _middle(first: complex, second: complex) -> complex:
    return (first + second) / 2


def _even(point: complex) -> complex:
    return complex(2 * round(point.real / 2), 2 * round(point.imag / 2))


def _whole(point: complex) -> complex:
    return complex(round(point.real), round(point.imag))


def _number(point: complex) -> str:
    return f"{int(point.real)} {int(point.imag)}"
