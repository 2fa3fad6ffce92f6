"""The rules about an answer as an audio document: Alexa plays it, and it is the same answer."""

from __future__ import annotations

from collections.abc import Mapping

from ..dialogue.speech import Speech
from ..dialogue.state import Pace
from ..dialogue.turn import Turn
from ..screens import sound
from ..ssml import to_ssml
from . import apla, timeline
from .rules import Rule

#: How far the two ways to hear an answer may be apart, in seconds.
CLOSE_ENOUGH = 1.0


def audio_document(turn: Turn) -> str | None:
    """A hold as an audio document is one that Alexa plays."""
    _, rest = sound.split(turn.speech)
    wrong = apla.problems(sound.document(rest, turn.pace)) if rest else []
    return f"is no audio document: {'; '.join(wrong)}" if wrong else None


def same_either_way(turn: Turn) -> str | None:
    """An answer has the same words at the same times, as an audio document and in plain SSML."""
    _, rest = sound.split(turn.speech)
    plainly = timeline.of_ssml(speak(turn.speech, turn.pace))
    exactly = both(turn) if rest else plainly
    if [one.words for one in plainly] != [one.words for one in exactly]:
        return f"is heard as {exactly} or as {plainly}"
    if timeline.apart(plainly, exactly) > CLOSE_ENOUGH:
        return f"comes {timeline.apart(plainly, exactly):.1f} s earlier or later: {exactly}"
    return None


#: Rules about an answer whose hold is an audio document.
SOUND_RULES: Mapping[str, Rule] = {
    "audio document": audio_document,
    "same either way": same_either_way,
}


def both(turn: Turn) -> tuple[timeline.Moment, ...]:
    """Return when what is heard of *turn*: what Alexa speaks, then its audio document."""
    lead, rest = sound.split(turn.speech)
    directive = {"type": apla.DIRECTIVE, "document": sound.document(rest, turn.pace)}
    spoken = {"ssml": speak(lead, turn.pace)}
    return timeline.of_answer({"outputSpeech": spoken, "directives": [directive]})


def speak(speech: Speech, pace: Pace) -> str:
    """Return *speech* as a whole SSML text."""
    return f"<speak>{to_ssml(speech, pace)}</speak>"
