"""The data types of pictures: drawings made of shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .entries import Words

#: The part of a picture that a shape shows; ``screens`` defines its colours.
Role = Literal[
    "body",
    "far-body",
    "hair",
    "clothes",
    "far-clothes",
    "helper",
    "helper-clothes",
    "muscle",
    "muscle-mark",
    "arrow",
    "towel",
    "support",
    "support-line",
    "pillow",
    "water",
    "line",
]

#: Width and height of the view box of every picture; the origin is at the top left.
PICTURE_SIZE = (960, 720)


@dataclass(frozen=True)
class Shape:
    """One part of a picture: its role, and its outline as SVG path data."""

    role: Role
    path: str


@dataclass(frozen=True)
class Drawing:
    """The data of a picture file: its shapes, from back to front."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing of a pose, and its description in words for screen readers."""

    words: Words
    shapes: tuple[Shape, ...]
