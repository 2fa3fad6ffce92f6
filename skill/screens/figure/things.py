"""What surrounds a person: furniture, water, arrows; points may hang on joints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .outlines import Outline, Part, Points, blob, curve, direction, line, polygon, unit
from .person import PoseError

Joints = Mapping[str, complex]
#: Half the width of an arrow's shaft, and the length of its head, in parts of its scale.
SHAFT, HEAD = 2, 8
#: Half the length of a wave, and half its height, in centimetres.
WAVE, HEIGHT = 9, 1.2


def thing(given: Mapping[str, Any], joints: Joints, scale: float = 1) -> Part:
    """Return one thing: ``{role: [kind, ...]}``; *scale* is how large to draw an arrow."""
    ((role, (kind, *rest)),) = given.items()
    if kind == "arrow":
        return Part(role, (_arrow(rest, joints, scale),))
    if kind not in KINDS:
        raise PoseError(f"{kind}: is no kind of thing")
    return Part(role, (KINDS[kind](rest, joints),))


def _point(given: Sequence[Any], joints: Joints) -> complex:
    """Return [x, y], or [joint, and how far from it]."""
    if not isinstance(given[0], str):
        return complex(*given)
    name, *offset = given
    if name not in joints:
        raise PoseError(f"{name}: is no joint")
    return joints[name] + (complex(*offset) if offset else 0)


def _points(given: Sequence[Any], joints: Joints) -> Points:
    return [_point(one, joints) for one in given]


def _box(given: Sequence[Any], joints: Joints) -> Outline:
    """Return a box from its lower left and its upper right corner."""
    low, high = _points(given[:2], joints)
    corners = [low, complex(high.real, low.imag), high, complex(low.real, high.imag)]
    return polygon(corners, *given[2:])


def _pad(given: Sequence[Any], joints: Joints) -> Outline:
    """Return a cushion to the right of the way between two points: its gap and its thickness."""
    start, end = _points(given[:2], joints)
    gap, thick = given[2]
    out = -1j * direction(start, end)
    near, far = gap * out, (gap + thick) * out
    return polygon([start + near, end + near, end + far, start + far])


def _circle(given: Sequence[Any], joints: Joints) -> Outline:
    middle, radius = _point(given[0], joints), given[1]
    return blob([middle + radius * unit(45 * n) for n in range(8)])


def _waves(given: Sequence[Any], _: Joints) -> Outline:
    """Return a surface of water from one x to another: [x, x, y]."""
    left, right, level = given
    count = round((right - left) / WAVE)
    step = (right - left) / count
    return curve([left + step * n + 1j * (level + HEIGHT * (-1) ** n) for n in range(count + 1)])


def _arrow(given: Sequence[Any], joints: Joints, scale: float) -> Outline:
    """Return an arrow that bows to the left of its way by a part of its length."""
    start, end = _points(given[:2], joints)
    bow = given[2] if given[2:] else 0
    control = (start + end) / 2 + 2 * bow * 1j * (end - start)

    def at(t: float) -> complex:
        return (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t * t * end

    steps = 24
    head = next(n for n in range(steps, 0, -1) if abs(at(n / steps) - end) > HEAD * scale) / steps
    neck, bend = at(head), start + (control - start) * head
    half = SHAFT * scale * 1j
    first, last = half * direction(start, bend), half * direction(bend, neck)
    middle = half * direction(start, neck)
    flare = half * direction(neck, end) * 2.8
    shaft = ((bend + middle, neck + last), (neck + flare,), (end,), (neck - flare,), (neck - last,))
    return Outline(start + first, (*shaft, (bend - middle, start - first)))


KINDS: Mapping[str, Callable[[Sequence[Any], Joints], Outline]] = {
    "box": _box,
    "pad": _pad,
    "polygon": lambda given, joints: polygon(_points(given, joints)),
    "blob": lambda given, joints: blob(_points(given, joints)),
    "line": lambda given, joints: line(_points(given, joints)),
    "curve": lambda given, joints: curve(_points(given, joints)),
    "circle": _circle,
    "waves": _waves,
}
