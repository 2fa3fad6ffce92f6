"""Rules for every response that depend on the response alone."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from ...catalog import Passage
from ...catalog.speech_limits import SENTENCE_WORDS, SILENCE_SECONDS, TURN_SECONDS
from ...common.alexa_limits import SPEECH_CHARACTERS
from ...common.sentences import sentences
from ...console.response.spoken_text import plain_text
from ...console.response.ssml_parser import ssml_problems
from ...dialogue.speech import SENTENCE_PAUSE, Part, Pause, Speech, seconds, text
from ...dialogue.turn import Turn
from ...screens.ssml import speak_element

#: Returns the problem of a turn, or None.
Rule = Callable[[Turn], str | None]


def microphone(turn: Turn) -> str | None:
    """Check that the session stays open exactly if the last sentence is a question."""
    asks = text(turn.speech).endswith("?")
    if asks and turn.reprompt is None:
        return f"asks {_last(turn.speech)!r}, and closes the session"
    if turn.reprompt is not None and not asks:
        return f"leaves the session open after {_last(turn.speech)!r}"
    return None


def one_question(turn: Turn) -> str | None:
    """Check that there is at most one question, at the end."""
    for speech in spoken_parts(turn):
        if "?" in text(speech)[:-1]:
            return f"asks before the end: {text(speech)!r}"
    return None


def reprompt(turn: Turn) -> str | None:
    """Check that a reprompt is a question, with other words than the response and its question."""
    if turn.reprompt is None:
        return None
    again = text(turn.reprompt)
    if not again.endswith("?"):
        return f"the reprompt {again!r} asks nothing"
    if again in (text(turn.speech), _last(turn.speech), _sentences(turn.speech)[-1]):
        return f"the reprompt only repeats {again!r}"
    return None


def sentence_length(turn: Turn) -> str | None:
    """Check the number of words of each sentence."""
    for speech in spoken_parts(turn):
        for sentence in _sentences(speech):
            if len(sentence.split()) > SENTENCE_WORDS:
                return f"{len(sentence.split())} words in {sentence!r}"
    return None


def said_once(turn: Turn) -> str | None:
    """Check that no sentence is repeated, except cues of a hold."""
    for sentence, times in Counter(_sentences(before_hold(turn.speech))).items():
        if times > 1:
            return f"says {sentence!r} twice: {text(turn.speech)!r}"
    return None


def duration(turn: Turn) -> str | None:
    """Check that the question comes within ninety seconds."""
    lasts = seconds(turn.speech, turn.pace)
    if turn.reprompt is not None and lasts > TURN_SECONDS:
        return f"lasts {lasts:.0f} s before it asks: {text(turn.speech)!r}"
    return None


def cues(turn: Turn) -> str | None:
    """Check that no silence is longer than SILENCE_SECONDS."""
    silence = 0.0
    for part in turn.speech:
        silence = silence + part.seconds if isinstance(part, Pause) else 0.0
        if silence > SILENCE_SECONDS:
            return f"is silent for {silence:.1f} s: {text(turn.speech)!r}"
    return None


def size(turn: Turn) -> str | None:
    """Check that the speech is within Alexa's limit of characters."""
    longest = max(len(ssml) for ssml in _ssml(turn))
    return f"has {longest} characters of speech" if longest >= SPEECH_CHARACTERS else None


def escaping(turn: Turn) -> str | None:
    """Check that the speech is well-formed SSML with exactly the words, without placeholders."""
    for speech, ssml in zip(spoken_parts(turn), _ssml(turn), strict=True):
        for problem in ssml_problems(ssml):
            return f"{problem}: {ssml!r}"
        heard = plain_text(ssml)
        if heard.split() != text(speech).split():
            return f"is heard as {heard!r}"
        if re.search(r"[{}<>&]", heard):
            return f"says markup: {heard!r}"
    return None


#: Rules about a response alone.
SPEECH_RULES: Mapping[str, Rule] = {
    "microphone": microphone,
    "one question": one_question,
    "reprompt": reprompt,
    "sentence length": sentence_length,
    "said once": said_once,
    "duration": duration,
    "cues": cues,
    "size": size,
    "escaping": escaping,
}


def spoken_parts(turn: Turn) -> tuple[Speech, ...]:
    """Return the speech, and the reprompt if there is one."""
    return (turn.speech,) if turn.reprompt is None else (turn.speech, turn.reprompt)


def before_hold(speech: Speech) -> Speech:
    """Return the part of *speech* before its first pause that is longer than SENTENCE_PAUSE."""
    return tuple(itertools.takewhile(_is_no_silence, speech))


def _is_no_silence(part: Part) -> bool:
    return isinstance(part, Passage) or part.seconds <= SENTENCE_PAUSE.seconds


def passages(speech: Speech) -> Iterator[Passage]:
    """Yield the passages of *speech*, without silences."""
    return (part for part in speech if isinstance(part, Passage))


def _ssml(turn: Turn) -> list[str]:
    return [speak_element(speech, turn.pace) for speech in spoken_parts(turn)]


def _sentences(speech: Speech) -> list[str]:
    return [sentence for part in passages(speech) for sentence in sentences(part.say)]


def _last(speech: Speech) -> str:
    """Return the words of the last passage."""
    return [part.say for part in passages(speech)][-1]
