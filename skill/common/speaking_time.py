"""Estimate how long a voice takes to speak words; the only estimate in the project."""

from __future__ import annotations

#: Seconds for an English word in an unhurried voice, and for the rest after a sentence.
WORD_SECONDS = 0.36
SENTENCE_SECONDS = 0.4
#: The punctuation marks after which a voice rests.
_RESTS = ".?!:;"


def speaking_seconds(words: str, rate: float = 1.0) -> float:
    """Return the estimated seconds of *words* with the rest after each sentence.

    Args:
        words: Plain text.
        rate: The speaking rate, as a factor of the normal one; 0.8 is a slow voice.
    """
    rests = max(1, sum(words.count(mark) for mark in _RESTS))
    return (len(words.split()) * WORD_SECONDS + rests * SENTENCE_SECONDS) / rate
