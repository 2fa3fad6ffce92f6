"""Our own limits on a turn, stricter than Alexa's, with the values of the turn."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalog import Catalog
from ...catalog.checks.readability import grade
from ...catalog.speech_limits import READING_GRADE, TURN_SECONDS
from ...console.response.response_limits import OURS, Limit
from ...dialogue.speech import seconds, text
from ...dialogue.turn import Turn


def own_limits(turn: Turn, catalog: Catalog) -> Iterator[Limit]:
    """Yield the time until *turn* asks its question, and the reading grade of health content."""
    if turn.reprompt is not None:
        lasts = seconds(turn.speech, turn.pace)
        yield Limit("until it asks", lasts, TURN_SECONDS, "seconds", OURS)
    if any(getattr(part, "claims", ()) for part in turn.speech):
        asks_for = max(0, grade(text(turn.speech), catalog.readability.syllables))
        yield Limit("reading grade", asks_for, READING_GRADE, "years of school", OURS)
