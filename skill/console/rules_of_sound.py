"""Rules for audio documents: valid, and with the same words and times as plain SSML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..dialogue.speech import Speech
from ..dialogue.state import Pace
from ..dialogue.turn import Turn
from ..screens import sound
from ..ssml import to_ssml
from . import apla, timeline
from .rules import Rule

Json = Mapping[str, Any]

#: The largest difference between the audio document and plain SSML, in seconds.
CLOSE_ENOUGH = 1.0


def audio_document(turn: Turn) -> str | None:
    """Check that the audio document of a hold is valid."""
    _, rest = sound.split(turn.speech)
    wrong = apla.problems(sound.document(rest, turn.pace)) if rest else []
    return f"is no audio document: {'; '.join(wrong)}" if wrong else None


def same_either_way(turn: Turn) -> str | None:
    """Check that the audio document has the same words at the same times as plain SSML."""
    return differs(turn, both(turn)) if sound.split(turn.speech)[1] else None


def differs(turn: Turn, response: Json) -> str | None:
    """Return how *response* differs from *turn* in plain SSML, for either kind of voice."""
    plainly = timeline.of_ssml(speak(turn.speech, turn.pace))
    for rest in (0.0, sound.CLIP_REST):
        exactly = timeline.of_answer(response, rest)
        if [one.words for one in plainly] != [one.words for one in exactly]:
            return f"is heard as {exactly} or as {plainly}"
        if (apart := timeline.apart(plainly, exactly)) > CLOSE_ENOUGH:
            return f"comes {apart:.1f} s earlier or later: {exactly}"
    return None


#: Rules about a response with an audio document.
SOUND_RULES: Mapping[str, Rule] = {
    "audio document": audio_document,
    "same either way": same_either_way,
}


def both(turn: Turn) -> Json:
    """Return *turn* as a response: output speech and audio document."""
    lead, rest = sound.split(turn.speech)
    directive = {"type": apla.DIRECTIVE, "document": sound.document(rest, turn.pace)}
    return {"outputSpeech": {"ssml": speak(lead, turn.pace)}, "directives": [directive]}


def speak(speech: Speech, pace: Pace) -> str:
    """Return *speech* as a ``<speak>`` element."""
    return f"<speak>{to_ssml(speech, pace)}</speak>"
