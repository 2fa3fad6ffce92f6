"""Rules for the words of a response: banned words, reading grade, suggested phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from ...catalog.checks.readability import grade
from ...catalog.speech_limits import READING_GRADE, SUGGESTED_PHRASES
from ...dialogue.speech import text
from ...dialogue.turn import Turn
from .speech_rules import Rule, passages, spoken_parts


@dataclass(frozen=True)
class Known:
    """The data of one language for the rules."""

    banned: re.Pattern[str]
    #: The words with a syllable count of their own.
    syllables: Mapping[str, int]
    #: Returns whether a phrase resolves to an intent.
    understood: Callable[[str], bool]


def banned(words: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of *words*, whole and in any case."""
    listed = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def rules(known: Known) -> Mapping[str, Rule]:
    """Return the rules about words, for one language."""
    return {
        "banned words": partial(banned_words, known),
        "reading grade": partial(reading_grade, known),
        "options": partial(options, known),
    }


def banned_words(known: Known, turn: Turn) -> str | None:
    """Check that there is no banned word."""
    card = (turn.card.title, turn.card.text) if turn.card else ()
    for said in (*map(text, spoken_parts(turn)), *card):
        if found := known.banned.search(said):
            return f"says {found.group()!r} in {said!r}"
    return None


def reading_grade(known: Known, turn: Turn) -> str | None:
    """Check that the reading grade of health content is at most six."""
    said = text(turn.speech)
    health = any(
        part.claims or part.corrects for part in passages(turn.speech) if "?" not in part.say
    )
    asks_for = grade(said, known.syllables) if health else 0
    return f"reads at grade {asks_for:.1f}: {said!r}" if asks_for > READING_GRADE else None


def options(known: Known, turn: Turn) -> str | None:
    """Check that at most three phrases are suggested, and that each is understood."""
    for speech in spoken_parts(turn):
        phrases = [phrase for part in passages(speech) for phrase in part.suggests]
        if len(phrases) > SUGGESTED_PHRASES:
            return f"suggests {len(phrases)} things to say: {', '.join(phrases)}"
        for phrase in phrases:
            if not known.understood(phrase):
                return f"suggests {phrase!r}, which is not understood"
    return None
