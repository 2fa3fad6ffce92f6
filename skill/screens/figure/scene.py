"""A picture: people and things from back to front, cropped to their box."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .outlines import Part, curve
from .path_data import path_data
from .person import Person, PoseError
from .person_parts import foot_points, person_parts
from .things import thing

#: The longest sides of a picture, in units of its view box, and the free edge around it.
WIDEST, HIGHEST, MARGIN = 960, 720, 16
#: The width in centimetres of a picture in which an arrow has the scale 1.
ARROW_SCALE = 190
#: Neighbours with these roles have no seam between them, so that they become one shape.
SEAMLESS = {"support", "support-line", "water", "feature", "line", "start"}


@dataclass(frozen=True)
class Scene:
    """The parts of a picture in centimetres, and its people."""

    parts: tuple[Part, ...]
    person: Person | None
    helper: Person | None


def scene(pose: Mapping[str, Any], body: Mapping[str, Any]) -> Scene:
    """Return the picture of *pose*.

    Raises:
        PoseError: If a joint bends too far, or a name is unknown.
    """
    person = Person(body, pose["person"], {}) if "person" in pose else None
    joints = {name: person.placed(p) for name, p in person.joints.items()} if person else {}
    helper = Person(body, pose["helper"], joints) if "helper" in pose else None
    if helper:
        joints |= {f"helper-{n}": helper.placed(p) for n, p in helper.joints.items()}
    if strange := pose.keys() - {*LAYERS, "person", "helper", "start", "second", "tone"}:
        raise PoseError(f"{', '.join(sorted(strange))}: is no part of a pose")
    layers = {name: [thing(one, joints) for one in pose.get(name, ())] for name in LAYERS}
    mine = person_parts(person) if person else EMPTY
    other = person_parts(helper, "helper-") if helper else EMPTY
    behind = helper is not None and pose["helper"].get("place", "behind") == "behind"
    helped = [*other["far"], *other["body"]]
    drawn = [part for layer in (*layers.values(), *mine.values()) for part in layer]
    size = _extent([*drawn, *helped, *_second(pose, body)]) / ARROW_SCALE
    layers = {name: [thing(one, joints, size) for one in pose.get(name, ())] for name in LAYERS}
    parts = [
        *layers["behind"],
        *(helped if behind else other["far"]),
        *mine["far"],
        *layers["between"],
        *mine["body"],
        *_second(pose, body),
        *_start_of(pose, body),
        *layers["under-arm"],
        *([] if behind else other["body"]),
        *mine["near-arm"],
        *layers["hands"],
        *other["near-arm"],
        *layers["before"],
    ]
    return Scene(tuple(_merged(parts)), person, helper)


EMPTY: Mapping[str, list[Part]] = {"far": [], "body": [], "near-arm": []}
#: Things, from back to front: behind all, before the far leg, under the near arm, under the
#: helper's near arm, and in front of all.
LAYERS = ("behind", "between", "under-arm", "hands", "before")


def _extent(parts: Sequence[Part]) -> float:
    """Return the width in centimetres of the view box that *parts* need."""
    points = [p for part in parts for outline in part.outlines for p in outline.points()]
    wide = max(p.real for p in points) - min(p.real for p in points)
    high = max(p.imag for p in points) - min(p.imag for p in points)
    return max(wide, high * WIDEST / HIGHEST)


def _second(pose: Mapping[str, Any], body: Mapping[str, Any]) -> list[Part]:
    """Return a second person, who shows another way."""
    if "second" not in pose:
        return []
    layers = person_parts(Person(body, pose["second"], {}))
    return [part for layer in layers.values() for part in layer]


def _start_of(pose: Mapping[str, Any], body: Mapping[str, Any]) -> list[Part]:
    """Return the outline of the near foot where the movement starts."""
    if not pose.get("start"):
        return []
    changed = {**pose["person"], "near-leg": {**pose["person"]["near-leg"], **pose["start"]}}
    person = Person(body, changed, {})
    ankle = person.joints["near-ankle"]
    foot = [ankle + point for point in foot_points(person, "near-leg")]
    return [Part("start", (curve(foot).moved(person.placed),))]


def _merged(parts: Sequence[Part]) -> Iterator[Part]:
    for role, group in groupby(parts, key=lambda part: part.role):
        if role in SEAMLESS:
            yield Part(role, tuple(outline for part in group for outline in part.outlines))
        else:
            yield from group


def shapes(parts: Sequence[Part]) -> tuple[tuple[int, int], list[tuple[str, str]]]:
    """Return the size of the view box of *parts*, and the role and path data of each."""
    points = [p for part in parts for outline in part.outlines for p in outline.points()]
    left, right = min(p.real for p in points), max(p.real for p in points)
    low, high = min(p.imag for p in points), max(p.imag for p in points)
    scale = min((WIDEST - 2 * MARGIN) / (right - left), (HIGHEST - 2 * MARGIN) / (high - low))

    def placed(point: complex) -> complex:
        across, down = (point.real - left) * scale, (high - point.imag) * scale
        return complex(across + MARGIN, down + MARGIN)

    size = placed(complex(right, low)) + complex(MARGIN, MARGIN)
    drawn = [
        (part.role, "".join(path_data(outline.moved(placed)) for outline in part.outlines))
        for part in parts
    ]
    # Even, so that half of the size is whole too.
    width, height = (2 * math.ceil(side / 2) for side in (size.real, size.imag))
    return (min(width, WIDEST), min(height, HIGHEST)), drawn
