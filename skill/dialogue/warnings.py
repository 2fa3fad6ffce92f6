"""Signs of something worse than a cramp: what to do now, and whom to call. Never a diagnosis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..catalog import Passage
from .state import Warned
from .turn import Card, Request, Turn

#: Where the line that says whom to call stands: before what to do, or after it.
LINE: Mapping[str, Literal["first", "last"]] = {
    "emergency": "first",
    "same-day": "last",
    "soon": "last",
}


def sign(request: Request) -> Turn:
    """Answer a warning sign by its tier; without a known one, name the signs and ask."""
    named = request.slots.get("sign")
    return say_sign(request, named) if named else signs(request)


def signs(request: Request) -> Turn:
    """Name what to look out for, and ask which of it is there."""
    catalog = request.catalog
    topic = catalog.topics["answer"]["warning-signs"]
    return Turn(
        (*topic.say, catalog.prompt("which-sign")),
        Warned(request.step),
        (catalog.prompt("which-sign-reprompt"),),
        Card(topic.name.capitalize(), "\n".join(passage.say for passage in topic.say)),
    )


def emergency(request: Request) -> Turn:
    """Say whom to call, before anything else, and end."""
    catalog, step = request.catalog, request.step
    if step and "in-water" in step.situations:
        return say_sign(request, "deep-water")
    return Turn((catalog.prompt("tier-emergency"), catalog.prompt("cannot-call")))


def say_sign(request: Request, named: str) -> Turn:
    """Say what to do about the sign *named*, and whom to call; the session ends with it."""
    catalog = request.catalog
    warning = catalog.warnings[named]
    line = catalog.prompt(f"tier-{warning.tier}")
    said: tuple[Passage, ...] = (
        (line, warning.say) if LINE[warning.tier] == "first" else (warning.say, line)
    )
    closing = catalog.prompt("cannot-judge")
    card = Card(warning.name.capitalize(), "\n".join(passage.say for passage in (*said, closing)))
    return Turn((*said, closing), card=card)
