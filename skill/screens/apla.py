"""Build the APL-A document of a timed hold: the speech from its first long silence on."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from ..common.alexa_constants import RENDER_APLA
from ..common.speaking_time import SENTENCE_SECONDS
from ..dialogue.speech import Part, Pause, Speech
from ..dialogue.state import Pace
from .ssml import milliseconds, to_ssml

Json = dict[str, Any]

#: The version of the format; Amazon names no later one.
VERSION = "0.91"
#: Seconds from which a pause becomes a Silence component; a shorter one stays an SSML break.
SHORTEST_SILENCE = 5.0
#: Seconds that a clip of speech may last longer than the same words before an SSML break: some
#: voices add a rest after the sentence in both cases, others only in a clip. The next silence is
#: shortened by half of it.
CLIP_REST = SENTENCE_SECONDS
#: The token that Amazon's error requests name; a response has at most one audio document.
TOKEN = "hold"  # noqa: S105  a name, not a secret


def split(speech: Speech) -> tuple[Speech, Speech]:
    """Return the part of *speech* before its first long silence, and the rest.

    The first part holds the instruction and stays in the output speech, so that it does not
    depend on the audio document. The rest is empty if there is no long silence, or nothing before
    it.
    """
    lead = tuple(itertools.takewhile(lambda part: not _is_silence(part), speech))
    return (lead, speech[len(lead) :]) if lead else (speech, ())


def apla_directive(rest: Speech, pace: Pace = "normal") -> Json:
    """Return the RenderDocument directive that plays *rest* as an APL-A document."""
    return {"type": RENDER_APLA, "token": TOKEN, "document": apla_document(rest, pace)}


def apla_document(rest: Speech, pace: Pace = "normal") -> Json:
    """Return the APL-A document of *rest*: silences of exact length, and speech between them."""
    groups = (tuple(group) for _, group in itertools.groupby(rest, _is_silence))
    items = [item for group in groups for item in _items(group, pace)]
    sequence = {"type": "Sequencer", "items": items}
    return {"type": "APLA", "version": VERSION, "mainTemplate": {"items": [sequence]}}


def _is_silence(part: Part) -> bool:
    return isinstance(part, Pause) and part.seconds >= SHORTEST_SILENCE


def _items(group: Speech, pace: Pace) -> list[Json]:
    """Return the APL-A components of *group*, which is either all silences or all speech."""
    silences = [part for part in group if isinstance(part, Pause) and _is_silence(part)]
    if silences:
        made_up = replace(silences[0], seconds=silences[0].seconds - CLIP_REST / 2)
        lengths = map(milliseconds, (made_up, *silences[1:]))
        return [{"type": "Silence", "duration": length} for length in lengths]
    return [{"type": "Speech", "contentType": "SSML", "content": _content(group, pace)}]


def _content(said: Speech, pace: Pace) -> str:
    # Keep breaks out of the prosody element: some voices stretch breaks inside a slow passage.
    runs = itertools.groupby(said, lambda part: isinstance(part, Pause))
    pieces = (to_ssml(tuple(run), "normal" if pauses else pace) for pauses, run in runs)
    return f"<speak>{' '.join(pieces)}</speak>"
