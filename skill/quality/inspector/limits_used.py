"""The limits on a response, Alexa's and ours, with the values of the response."""

from __future__ import annotations

from collections.abc import Iterator

from ...console.client.delivery import PATIENCE, SendResult
from ...console.client.exchange import Exchange
from ...console.response.response_limits import OURS, Limit, sizes
from ...console.response.ssml_parser import SsmlAudio, SsmlError, SsmlPart, SsmlPause, read_ssml
from ...console.response.ssml_rules import LONGEST_BREAK, MOST_AUDIO_TAGS
from ...dialogue.speech import seconds, text
from ..observation import Observation
from ..rules.readability import DIFFICULT_NAMES, grade
from ..rules.speech_rules import LONGEST_TURN
from ..rules.wording_rules import HIGHEST_GRADE


def limits_used(
    exchange: Exchange, delivery: SendResult, seen: Observation | None
) -> Iterator[Limit]:
    """Yield every limit on the response of *exchange*."""
    yield from sizes(exchange.response)
    parts = _parts(exchange.ssml)
    pauses = [part.seconds for part in parts if isinstance(part, SsmlPause)]
    sounds = sum(isinstance(part, SsmlAudio) for part in parts)
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
        asks_for = max(0, grade(text(turn.speech), DIFFICULT_NAMES))
        yield Limit("reading grade", asks_for, HIGHEST_GRADE, "years of school", OURS)


def _parts(ssml: str) -> list[SsmlPart]:
    try:
        return read_ssml(ssml) if ssml else []
    except SsmlError:
        # The broken rules report this problem.
        return []
