"""The speech of a response: its words, its pauses and its estimated length."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from . import apla_schema
from .timing import documents_of

#: About 150 words a minute, the rate of Alexa's voices.
SECONDS_PER_WORD = 0.4

_BREAK = re.compile(r"<break\b[^>]*?\btime\s*=\s*[\"']([\d.]+)(ms|s)[\"'][^>]*>")
_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_SPEAK = re.compile(r"</?speak>")


def ssml_of(speech: Mapping[str, Any] | None) -> str:
    """Return an ``outputSpeech`` object as SSML; empty if there is none."""
    if not speech:
        return ""
    if speech.get("type") == "PlainText":
        return html.escape(speech.get("text", ""), quote=False)
    return str(speech.get("ssml", ""))


def heard_text(response: Mapping[str, Any]) -> str:
    """Return the complete speech of a response as SSML: output speech and audio documents."""
    spoken = ssml_of(response.get("outputSpeech"))
    rest = [sound for document in documents_of(response) for sound in _sounds(document)]
    if not rest:
        return spoken
    return f"<speak>{' '.join([_SPEAK.sub('', spoken), *rest])}</speak>"


def _sounds(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the contents of an audio document, as pieces of SSML."""
    for _, component in apla_schema.walk(document):
        if component["type"] == "Silence":
            yield f'<break time="{component["duration"]}ms"/>'
        elif component["type"] == "Speech":
            yield _SPEAK.sub("", component["content"])


def plain_text(ssml: str) -> str:
    """Return the words of *ssml*, without markup."""
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub(" ", ssml))).strip()


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of *text* that have a word."""
    return tuple(one for one in _SENTENCE_END.split(text.strip()) if re.search(r"\w", one))


def shown_text(ssml: str) -> str:
    """Return the words, with every pause of a second or more as ``… 10 s …``."""
    return plain_text(_BREAK.sub(_pause, ssml))


def speech_seconds(ssml: str) -> int:
    """Return the estimated length of *ssml*, in whole seconds, rounded up."""
    pauses = sum(_length(found) for found in _BREAK.finditer(ssml))
    return math.ceil(pauses + SECONDS_PER_WORD * len(plain_text(ssml).split()))


def _pause(found: re.Match[str]) -> str:
    length = _length(found)
    return f" … {length:.0f} s … " if length >= 1 else " "


def _length(found: re.Match[str]) -> float:
    return float(found[1]) / (1000 if found[2] == "ms" else 1)
