"""The limits on a response, Alexa's and ours, with the values of the response."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalog.speech_limits import READING_GRADE, TURN_SECONDS
from ...common.alexa_limits import AUDIO_TAGS, BREAK_SECONDS, RESPONSE_SECONDS
from ...console.client.delivery import SendResult
from ...console.client.exchange import Exchange
from ...console.response.response_limits import OURS, Limit, sizes
from ...console.response.ssml_parser import readable_parts
from ...console.response.ssml_parts import SsmlAudio, SsmlPause
from ...dialogue.speech import seconds, text
from ..observation import Observation
from ..rules.readability import DIFFICULT_NAMES, grade


def limits_used(
    exchange: Exchange, delivery: SendResult, seen: Observation | None
) -> Iterator[Limit]:
    """Yield every limit on the response of *exchange*."""
    yield from sizes(exchange.response)
    parts = readable_parts(exchange.ssml)
    pauses = [part.seconds for part in parts if isinstance(part, SsmlPause)]
    sounds = sum(isinstance(part, SsmlAudio) for part in parts)
    yield Limit("longest break", max(pauses, default=0), BREAK_SECONDS, "seconds")
    yield Limit("sound files", sounds, AUDIO_TAGS, "files")
    yield Limit("time to answer", delivery.milliseconds, RESPONSE_SECONDS * 1000, "milliseconds")
    if seen is not None:
        yield from _ours(seen)


def _ours(seen: Observation) -> Iterator[Limit]:
    turn = seen.turn
    if turn.reprompt is not None:
        lasts = seconds(turn.speech, turn.pace)
        yield Limit("until it asks", lasts, TURN_SECONDS, "seconds", OURS)
    if any(getattr(part, "claims", ()) for part in turn.speech):
        asks_for = max(0, grade(text(turn.speech), DIFFICULT_NAMES))
        yield Limit("reading grade", asks_for, READING_GRADE, "years of school", OURS)
