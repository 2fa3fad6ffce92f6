"""Rules for audio documents: valid, and with the same words and times as plain SSML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...common.alexa_constants import RENDER_APLA
from ...console.response import apla_schema, timing
from ...dialogue.turn import Turn
from ...screens import apla
from ...screens.ssml import speak_element
from .speech_rules import Rule

Json = Mapping[str, Any]

#: The largest difference between the audio document and plain SSML, in seconds.
CLOSE_ENOUGH = 1.0


def audio_document(turn: Turn) -> str | None:
    """Check that the audio document of a hold is valid."""
    _, rest = apla.split(turn.speech)
    wrong = apla_schema.apla_problems(apla.apla_document(rest, turn.pace)) if rest else []
    return f"is no audio document: {'; '.join(wrong)}" if wrong else None


def same_either_way(turn: Turn) -> str | None:
    """Check that the audio document has the same words at the same times as plain SSML."""
    return audio_differs(turn, both(turn)) if apla.split(turn.speech)[1] else None


def audio_differs(turn: Turn, response: Json) -> str | None:
    """Return how *response* differs from *turn* in plain SSML, for either kind of voice."""
    plainly = timing.of_ssml(speak_element(turn.speech, turn.pace))
    for rest in (0.0, apla.CLIP_REST):
        exactly = timing.of_answer(response, rest)
        if [one.words for one in plainly] != [one.words for one in exactly]:
            return f"is heard as {exactly} or as {plainly}"
        if (apart := timing.apart(plainly, exactly)) > CLOSE_ENOUGH:
            return f"comes {apart:.1f} s earlier or later: {exactly}"
    return None


#: Rules about a response with an audio document.
SOUND_RULES: Mapping[str, Rule] = {
    "audio document": audio_document,
    "same either way": same_either_way,
}


def both(turn: Turn) -> Json:
    """Return *turn* as a response: output speech and audio document."""
    lead, rest = apla.split(turn.speech)
    directive = {"type": RENDER_APLA, "document": apla.apla_document(rest, turn.pace)}
    return {"outputSpeech": {"ssml": speak_element(lead, turn.pace)}, "directives": [directive]}
