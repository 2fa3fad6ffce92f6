"""How much there must be of each intent: too few samples teach a model only what it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .compact import slots_in
from .source import Intent, LanguageModel

#: The fewest patterns of an intent of our own.
LEAST_PATTERNS = 30
#: The fewest whole phrases, without slots, of what must never be missed.
LEAST_WHOLE: Mapping[str, int] = {"WarningSignIntent": 60, "EmergencyIntent": 60}


def whole_phrases(intent: Intent) -> int:
    """Return how many samples of *intent* have no slot."""
    return sum(not slots_in(sample) for sample in intent.samples)


def problems_of(source: LanguageModel, handled: Collection[str]) -> Iterator[str]:
    """Yield where *source* says too little of an intent that is *handled* and not Amazon's own."""
    for intent in source.intents:
        if intent.name in handled and not intent.name.startswith("AMAZON."):
            yield from _of_intent(intent)


def _of_intent(intent: Intent) -> Iterator[str]:
    if (patterns := len(intent.patterns)) < LEAST_PATTERNS:
        yield f"{intent.name}: has {patterns} patterns; at least {LEAST_PATTERNS} are needed"
    least, whole = LEAST_WHOLE.get(intent.name, 0), whole_phrases(intent)
    if whole < least:
        yield f"{intent.name}: has {whole} whole phrases; at least {least} are needed"
