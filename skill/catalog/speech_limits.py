"""This skill's own limits on its speech; Amazon's are in ``common/alexa_limits.py``."""

from __future__ import annotations

#: The most words of the first sentence of an instruction, of a goodbye, and of any sentence.
FIRST_SENTENCE_WORDS = 12
GOODBYE_WORDS = 5
SENTENCE_WORDS = 25
#: The most passages of a topic in one turn; more is hard to follow by ear.
PASSAGES_AT_ONCE = 3
#: The most phrases that one response suggests to say.
SUGGESTED_PHRASES = 3
#: The highest school grade of spoken health content, by the formula of Flesch and Kincaid.
READING_GRADE = 6.0
#: The longest speech before a question, and the longest silence in a hold, in seconds.
TURN_SECONDS = 90
SILENCE_SECONDS = 8
#: The seconds of the countdown at the end of a hold ("three, two, one").
COUNTDOWN_SECONDS = 3
#: The most speech between the first move of a muscle's routine and its hold, in seconds.
LEAD_SECONDS = 8
