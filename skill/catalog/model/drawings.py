"""The data types of pictures: drawings made of shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .entries import Words

#: The part of a picture that a shape shows; ``screens`` defines its colours.
Role = Literal[
    "body",
    "far-body",
    "face",
    "hair",
    "eye",
    "feature",
    "clothes",
    "far-clothes",
    "shorts",
    "far-shorts",
    "helper-body",
    "helper-far-body",
    "helper-face",
    "helper-hair",
    "helper-clothes",
    "helper-far-clothes",
    "helper-shorts",
    "helper-far-shorts",
    "muscle",
    "muscle-mark",
    "start",
    "arrow",
    "towel",
    "support",
    "support-line",
    "cushion",
    "pillow",
    "water",
    "tube",
    "line",
]

#: Who is drawn: their skin, hair and clothes.
Tone = Literal["light", "brown", "dark", "grey"]

#: The largest width and height of a view box; the origin is at the top left.
PICTURE_SIZE = (960, 720)


@dataclass(frozen=True)
class Shape:
    """One part of a picture: its role, and its outline as SVG path data."""

    role: Role
    path: str


@dataclass(frozen=True)
class Drawing:
    """The data of a picture file: its shapes, from back to front, and the size of its view box."""

    shapes: tuple[Shape, ...]
    width: int = PICTURE_SIZE[0]
    height: int = PICTURE_SIZE[1]
    tone: Tone = "light"


@dataclass(frozen=True)
class Picture:
    """A drawing of a pose, and its description in words for screen readers."""

    words: Words
    drawing: Drawing
