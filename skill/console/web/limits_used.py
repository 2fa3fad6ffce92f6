"""Alexa's limits on a response, with the values of the response."""

from __future__ import annotations

from collections.abc import Iterator

from ..client.delivery import PATIENCE, SendResult
from ..client.exchange import Exchange
from ..response.response_limits import Limit, sizes
from ..response.ssml_parser import SsmlAudio, SsmlError, SsmlPart, SsmlPause, read_ssml
from ..response.ssml_rules import LONGEST_BREAK, MOST_AUDIO_TAGS


def limits_used(exchange: Exchange, delivery: SendResult) -> Iterator[Limit]:
    """Yield every limit of Alexa's on the response of *exchange*."""
    yield from sizes(exchange.response)
    parts = _parts(exchange.ssml)
    pauses = [part.seconds for part in parts if isinstance(part, SsmlPause)]
    sounds = sum(isinstance(part, SsmlAudio) for part in parts)
    yield Limit("longest break", max(pauses, default=0), LONGEST_BREAK, "seconds")
    yield Limit("sound files", sounds, MOST_AUDIO_TAGS, "files")
    yield Limit("time to answer", delivery.milliseconds, PATIENCE * 1000, "milliseconds")


def _parts(ssml: str) -> list[SsmlPart]:
    try:
        return read_ssml(ssml) if ssml else []
    except SsmlError:
        # The broken rules report this problem.
        return []
