"""Limbs: chains of bones, and the outline of the flesh around them."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from itertools import pairwise

from .outlines import Points, direction

#: [bone, how far along, half width in front, half width behind], in parts of the height.
Station = Sequence[float]


def reach(root: complex, target: complex, bones: Sequence[float], bend: int) -> list[complex]:
    """Return the joints of two *bones* from *root* to *target*, bent to the left (1) or right (-1).

    A target that is too far is approached as far as the bones allow.
    """
    first, second = bones
    distance = min(abs(target - root), (first + second) * 0.9999)
    cosine = (first**2 + distance**2 - second**2) / (2 * first * distance)
    corner = math.acos(max(-1, min(1, cosine)))
    way = direction(root, target)
    return [root, root + first * way * cmath.rect(1, bend * corner), root + distance * way]


def bend_angles(joints: Points) -> list[float]:
    """Return the degrees between each bone and the next, counter-clockwise above 0."""
    ways = [direction(a, b) for a, b in pairwise(joints)]
    return [math.degrees(cmath.phase(b / a)) for a, b in pairwise(ways)]


def sides(
    joints: Points, stations: Sequence[Station], height: float
) -> tuple[list[complex], list[complex]]:
    """Return the outline in front of and behind a chain: round outside a bend, creased inside."""
    ways = [direction(a, b) for a, b in pairwise(joints)]
    return (
        _side(joints, ways, [(int(s[0]), s[1], s[2] * height) for s in stations], 1j),
        _side(joints, ways, [(int(s[0]), s[1], s[3] * height) for s in stations], -1j),
    )


def _side(
    joints: Points, ways: Points, stations: Sequence[tuple[int, float, float]], side: complex
) -> list[complex]:
    found: list[complex] = []
    for bone, along, width in stations:
        if along == 1 and bone + 1 < len(ways):
            found += _around_joint(joints[bone + 1], ways[bone], ways[bone + 1], width, side)
        elif not _in_crease(joints, ways, bone, along, width, side.imag):
            start, end = joints[bone], joints[bone + 1]
            found.append(start + (end - start) * along + width * side * ways[bone])
    return found


def _around_joint(
    joint: complex, before: complex, after: complex, width: float, side: complex
) -> list[complex]:
    turn = cmath.phase(after / before)
    middle = side * before * cmath.rect(1, turn / 2)
    if turn * side.imag > 0:
        return [joint + middle * min(width / math.cos(turn / 2), 1.5 * width)]
    # A sharp bend needs three points to be round outside.
    normals = (before * side, middle, after * side) if abs(turn) > 0.9 else (middle,)
    return [joint + width * normal for normal in normals]


def _in_crease(
    joints: Points, ways: Points, bone: int, along: float, width: float, side: float
) -> bool:
    """Return whether a point lies inside a bend, where the outline would cross itself."""
    length = abs(joints[bone + 1] - joints[bone])
    for joint, away in ((bone, along), (bone + 1, 1 - along)):
        turn = cmath.phase(ways[joint] / ways[joint - 1]) if 0 < joint < len(ways) else 0
        if turn * side > 0 and away * length < 1.15 * width * math.tan(turn * side / 2):
            return True
    return False
