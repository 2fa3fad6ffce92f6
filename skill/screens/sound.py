"""A timed hold as an audio document (APL-A): what is heard from the first silence on."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from ..dialogue.speech import SENTENCE_SECONDS, Part, Pause, Speech
from ..dialogue.state import Pace
from ..ssml import milliseconds, to_ssml

Json = dict[str, Any]

RENDER = "Alexa.Presentation.APLA.RenderDocument"
#: The version of the format; Amazon names no later one.
VERSION = "0.91"
#: Seconds of silence that are worth a component of their own; a shorter one stays a break.
SHORTEST_SILENCE = 5.0
#: Seconds that a clip of speech may last longer than the same words before a break: one voice
#: rests after the sentence in both, another in the clip alone. A silence makes up for half of it.
CLIP_REST = SENTENCE_SECONDS
#: What errors name the document by; there is never more than one.
TOKEN = "hold"  # noqa: S105  a name, not a secret


def split(speech: Speech) -> tuple[Speech, Speech]:
    """Return what *speech* says before its first long silence, and the rest from it on.

    The first is what to do, and Alexa speaks it herself: help never waits for a document.
    """
    lead = tuple(itertools.takewhile(lambda part: not _is_silence(part), speech))
    return (lead, speech[len(lead) :]) if lead else (speech, ())


def directive(rest: Speech, pace: Pace = "normal") -> Json:
    """Return Amazon's directive to play *rest* as an audio document."""
    return {"type": RENDER, "token": TOKEN, "document": document(rest, pace)}


def document(rest: Speech, pace: Pace = "normal") -> Json:
    """Return the audio document that plays *rest*: exact silences, and what is said between."""
    groups = (tuple(group) for _, group in itertools.groupby(rest, _is_silence))
    items = [item for group in groups for item in _items(group, pace)]
    sequence = {"type": "Sequencer", "items": items}
    return {"type": "APLA", "version": VERSION, "mainTemplate": {"items": [sequence]}}


def _is_silence(part: Part) -> bool:
    return isinstance(part, Pause) and part.seconds >= SHORTEST_SILENCE


def _items(group: Speech, pace: Pace) -> list[Json]:
    """Return *group*, which is all silences or all speech, as components."""
    silences = [part for part in group if isinstance(part, Pause) and _is_silence(part)]
    if silences:
        made_up = replace(silences[0], seconds=silences[0].seconds - CLIP_REST / 2)
        lengths = map(milliseconds, (made_up, *silences[1:]))
        return [{"type": "Silence", "duration": length} for length in lengths]
    return [{"type": "Speech", "contentType": "SSML", "content": _content(group, pace)}]


def _content(said: Speech, pace: Pace) -> str:
    # Breaks stand outside the slow passages: one voice stretches those inside.
    runs = itertools.groupby(said, lambda part: isinstance(part, Pause))
    pieces = (to_ssml(tuple(run), "normal" if pauses else pace) for pauses, run in runs)
    return f"<speak>{' '.join(pieces)}</speak>"
