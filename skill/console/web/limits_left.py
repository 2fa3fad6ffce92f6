"""The limits on a response, Alexa's and ours, with the values of the response."""

from __future__ import annotations

from collections.abc import Iterator

from ...dialogue.speech import seconds, text
from ..delivery import PATIENCE, Delivery
from ..exchange import Exchange
from ..limits import OURS, Limit, sizes
from ..readability import NAMES, grade
from ..rules import LONGEST_TURN
from ..rules_of_words import HIGHEST_GRADE
from ..ssml import LONGEST_BREAK, MOST_AUDIO_TAGS
from ..ssml_parts import Audio, Part, Pause, SsmlError, read_ssml
from ..walk import Observation


def limits(exchange: Exchange, delivery: Delivery, seen: Observation | None) -> Iterator[Limit]:
    """Yield every limit on the response of *exchange*."""
    yield from sizes(exchange.response)
    parts = _parts(exchange.ssml)
    pauses = [part.seconds for part in parts if isinstance(part, Pause)]
    sounds = sum(isinstance(part, Audio) for part in parts)
    yield Limit("longest break", max(pauses, default=0), LONGEST_BREAK, "seconds")
    yield Limit("sound files", sounds, MOST_AUDIO_TAGS, "files")
    yield Limit("time to answer", delivery.milliseconds, PATIENCE * 1000, "milliseconds")
    if seen is not None:
        yield from _ours(seen)


def _ours(seen: Observation) -> Iterator[Limit]:
    turn = seen.turn
    if turn.reprompt is not None:
        lasts = seconds(turn.speech, turn.pace)
        yield Limit("until it asks", lasts, LONGEST_TURN, "seconds", OURS)
    if any(getattr(part, "claims", ()) for part in turn.speech):
        asks_for = max(0, grade(text(turn.speech), NAMES))
        yield Limit("reading grade", asks_for, HIGHEST_GRADE, "years of school", OURS)


def _parts(ssml: str) -> list[Part]:
    try:
        return read_ssml(ssml) if ssml else []
    except SsmlError:
        # The broken rules report this problem.
        return []
