"""A timed hold as an audio document (APL-A): what is heard from the first silence on."""

from __future__ import annotations

import itertools
from typing import Any

from ..dialogue.speech import Part, Pause, Speech
from ..dialogue.state import Pace
from ..ssml import milliseconds, to_ssml

Json = dict[str, Any]

#: The version of the format; Amazon names no later one.
VERSION = "0.91"
#: What errors name the document by; there is never more than one.
TOKEN = "hold"  # noqa: S105  a name, not a secret


def split(speech: Speech) -> tuple[Speech, Speech]:
    """Return what *speech* says before its first silence, and the rest from that silence on.

    The first is what to do, and Alexa speaks it herself: help never waits for a document.
    """
    lead = tuple(itertools.takewhile(_is_said, speech))
    return (lead, speech[len(lead) :]) if lead else (speech, ())


def document(rest: Speech, pace: Pace = "normal") -> Json:
    """Return the audio document that plays *rest*: exact silences, and what is said between."""
    groups = (tuple(group) for _, group in itertools.groupby(rest, _is_said))
    items = [item for group in groups for item in _items(group, pace)]
    sequence = {"type": "Sequencer", "items": items}
    return {"type": "APLA", "version": VERSION, "mainTemplate": {"items": [sequence]}}


def _is_said(part: Part) -> bool:
    return not isinstance(part, Pause)


def _items(group: Speech, pace: Pace) -> list[Json]:
    """Return *group*, which is all silences or all words, as components."""
    silences = [part for part in group if isinstance(part, Pause)]
    content = f"<speak>{to_ssml(group, pace)}</speak>"
    return [{"type": "Silence", "duration": milliseconds(one)} for one in silences] or [
        {"type": "Speech", "contentType": "SSML", "content": content}
    ]
