"""Scenes: the content of the screen during a turn, one frozen dataclass per kind, no layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..catalog import Catalog, Passage, Step, Tier, Words
from .citations import claims_of, publishers


@dataclass(frozen=True)
class Hold:
    """The countdown of a hold when its turn begins."""

    #: Seconds until the hold begins: the length of the spoken instruction.
    ready: float
    #: Remaining seconds of the hold.
    left: int
    running: bool = True


@dataclass(frozen=True)
class StepScene:
    """A step of a routine, as step *number* of *count*."""

    title: Words
    step: Step
    number: int
    count: int
    hold: Hold
    #: Whether the session ends with this turn; the screen then has no buttons.
    ends: bool = False


@dataclass(frozen=True)
class AnswerScene:
    """Up to three points of an answer, their publishers, and the next offer, if any."""

    title: Words
    points: tuple[Words, ...]
    publishers: tuple[str, ...]
    offer: str = ""


@dataclass(frozen=True)
class WarningScene:
    """A warning sign: how soon a doctor must see it (tier), and what to do."""

    title: Words
    tier: Tier
    points: tuple[Words, ...]


@dataclass(frozen=True)
class HomeScene:
    """The start screen, shown when no routine, answer or question is open."""


Scene = StepScene | AnswerScene | WarningScene | HomeScene


def answer(catalog: Catalog, title: Words, said: Iterable[Passage], offer: str = "") -> AnswerScene:
    """Return the scene of an answer with the passages *said*."""
    said = tuple(said)
    points = tuple(passage.say for passage in said)
    return AnswerScene(heading(title), points, publishers(catalog, claims_of(said)), offer)


def heading(name: Words) -> Words:
    """Return *name* as a heading, with a capital first letter."""
    return Words(name[:1].upper() + name[1:])
