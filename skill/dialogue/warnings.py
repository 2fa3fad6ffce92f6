"""Signs of something worse than a cramp: what to do now, and whom to call. Never a diagnosis."""

from __future__ import annotations

from ..catalog import Tier
from . import cards, scenes
from .state import Warned
from .turn import Request, Turn, ask

#: The tier whose line, whom to call, comes before what to do.
CALL_FIRST: Tier = "emergency"


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
        cards.of_topic(catalog, topic),
        scene=scenes.answer(catalog, topic.name, topic.say),
    )


def which(request: Request) -> Turn:
    """Take "yes" to the signs without a name: the more urgent advice, until one is named."""
    return ask(request, "which-one", Warned(request.step), request.catalog.prompt("if-sign"))


def emergency(request: Request) -> Turn:
    """Say whom to call, before anything else, and end."""
    catalog, step = request.catalog, request.step
    if step and "in-water" in step.situations:
        return say_sign(request, "deep-water")
    said = (catalog.prompt("tier-emergency"), catalog.prompt("cannot-call"))
    points = tuple(passage.say for passage in said)
    return Turn(said, scene=scenes.WarningScene(catalog.labels["emergency"], CALL_FIRST, points))


def say_sign(request: Request, named: str) -> Turn:
    """Say what to do about the sign *named*, and whom to call; the session ends with it."""
    catalog = request.catalog
    warning = catalog.warnings[named]
    line = catalog.prompt(f"tier-{warning.tier}")
    call_first = warning.tier == CALL_FIRST and not warning.act_first
    both = (line, warning.say) if call_first else (warning.say, line)
    said = (*both, catalog.prompt("cannot-judge"))
    points = tuple(passage.say for passage in (warning.say, line))
    scene = scenes.WarningScene(scenes.heading(warning.name), warning.tier, points)
    return Turn(said, card=cards.of_warning(catalog, warning, said), scene=scene)
