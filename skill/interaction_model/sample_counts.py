"""Check that each intent has enough samples: too few do not generalise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..catalog.intent_names import EMERGENCY, WARNING_SIGN
from .utterance_source import SourceIntent, UtteranceSource, slots_in

#: The fewest samples of an intent that is not one of Amazon's built-in intents. Samples, not
#: templates: a floor of templates asks editors to write out what a template makes.
LEAST_SAMPLES = 50
#: The fewest whole phrases (samples without slots) of the intents that report danger.
LEAST_WHOLE: Mapping[str, int] = {WARNING_SIGN: 60, EMERGENCY: 60}


def whole_phrases(intent: SourceIntent) -> int:
    """Return the number of samples of *intent* without a slot."""
    return sum(not slots_in(sample) for sample in intent.samples)


def sample_count_problems(source: UtteranceSource, handled: Collection[str]) -> Iterator[str]:
    """Yield the *handled* intents in *source* with too few samples; built-in ones are exempt."""
    for intent in source.intents:
        if intent.name in handled and not intent.name.startswith("AMAZON."):
            yield from (f"{intent.place}: {problem}" for problem in _of_intent(intent))


def _of_intent(intent: SourceIntent) -> Iterator[str]:
    if (samples := len(intent.samples)) < LEAST_SAMPLES:
        yield f"has {samples} samples: at least {LEAST_SAMPLES} are needed"
    least, whole = LEAST_WHOLE.get(intent.name, 0), whole_phrases(intent)
    if whole < least:
        yield f"has {whole} whole phrases: at least {least} are needed"
