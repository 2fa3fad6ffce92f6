"""What a screen shows while a turn is spoken: one frozen dataclass per kind, and no layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..catalog import Catalog, Passage, Step, Tier, Words
from .citations import claims_of, publishers


@dataclass(frozen=True)
class Hold:
    """How a hold stands when its turn begins: all that differs when the same step is shown."""

    #: Seconds until it begins, while the instruction is being spoken.
    ready: float
    #: Seconds of it that remain.
    left: int
    running: bool = True


@dataclass(frozen=True)
class StepScene:
    """A step of a routine: step *number* of *count*."""

    title: Words
    step: Step
    number: int
    count: int
    hold: Hold
    #: Whether the session ends with it, so that nothing can be touched.
    ends: bool = False


@dataclass(frozen=True)
class AnswerScene:
    """Up to three points, who says so, and what is offered next, if anything."""

    title: Words
    points: tuple[Words, ...]
    publishers: tuple[str, ...]
    offer: str = ""


@dataclass(frozen=True)
class WarningScene:
    """A sign of something worse than a cramp: how soon somebody must see it, and what to do."""

    title: Words
    tier: Tier
    points: tuple[Words, ...]


@dataclass(frozen=True)
class HomeScene:
    """Nothing is under way: the ways to start."""


Scene = StepScene | AnswerScene | WarningScene | HomeScene


def answer(catalog: Catalog, title: Words, said: Iterable[Passage], offer: str = "") -> AnswerScene:
    """Return the scene of an answer made of the passages *said*."""
    said = tuple(said)
    points = tuple(passage.say for passage in said)
    return AnswerScene(heading(title), points, publishers(catalog, claims_of(said)), offer)


def heading(name: Words) -> Words:
    """Return a *name* as it is written above something."""
    return Words(name[:1].upper() + name[1:])
