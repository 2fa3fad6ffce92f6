"""Check the example phrases of the store listing: each must match exactly one intent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..console.nlu.invocation import parse_invocation
from ..interaction_model.overlaps import understood_as
from ..interaction_model.sample_trie import grammar
from ..understanding.language import Language

Json = dict[str, Any]

WAKE_WORD = "Alexa, "


def example_phrase_problems(
    phrases: Sequence[str], model: Json, language: Language
) -> Iterator[str]:
    """Yield ``phrase: what is wrong`` for phrases that do not match exactly one intent."""
    words = grammar(model)
    name = model["interactionModel"]["languageModel"]["invocationName"]
    reached: dict[str, str] = {}
    for place, phrase in enumerate(phrases):
        heard = parse_invocation(phrase, name, language)
        if not phrase.startswith(WAKE_WORD):
            yield f"{phrase!r} does not begin with {WAKE_WORD.strip()!r}"
        elif not heard.named:
            yield f"{phrase!r} does not open the skill by a launch word and its invocation name"
        elif heard.is_launch != (place == 0):
            yield f"{phrase!r}: the first phrase only opens the skill, and no other does"
        elif not heard.is_launch:
            # Alexa removes the connecting word; the rest must match a sample.
            intents = understood_as(words, heard.utterances[0])
            if len(intents) != 1:
                found = " and ".join(sorted(intents)) or "no intent"
                yield f"{phrase!r} is understood as {found}"
            for intent in intents:
                if other := reached.get(intent):
                    yield f"{phrase!r} shows the same as {other!r}: both are {intent}"
                reached[intent] = phrase
