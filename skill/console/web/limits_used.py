"""Alexa's limits on a response, with the values of the response."""

from __future__ import annotations

from collections.abc import Iterator

from ...common.alexa_limits import AUDIO_TAGS, BREAK_SECONDS, RESPONSE_SECONDS
from ..client.delivery import SendResult
from ..client.exchange import Exchange
from ..response.response_limits import Limit, sizes
from ..response.ssml_parser import readable_parts
from ..response.ssml_parts import SsmlAudio, SsmlPause


def limits_used(exchange: Exchange, delivery: SendResult) -> Iterator[Limit]:
    """Yield every limit of Alexa's on the response of *exchange*."""
    yield from sizes(exchange.response)
    parts = readable_parts(exchange.ssml)
    pauses = [part.seconds for part in parts if isinstance(part, SsmlPause)]
    sounds = sum(isinstance(part, SsmlAudio) for part in parts)
    yield Limit("longest break", max(pauses, default=0), BREAK_SECONDS, "seconds")
    yield Limit("sound files", sounds, AUDIO_TAGS, "files")
    yield Limit("time to answer", delivery.milliseconds, RESPONSE_SECONDS * 1000, "milliseconds")
