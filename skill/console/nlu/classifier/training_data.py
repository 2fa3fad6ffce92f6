"""The training data of the classifier: samples with slot values, and off-topic utterances."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, pairwise

from ....understanding.normalization import Normalizer
from ..model_reader import Model, ModelIntent

#: The class of off-topic utterances.
OFF_TOPIC = ""
#: The most utterances of one off-topic template, spread over its expansion.
MOST_OF_A_TEMPLATE = 24
#: The number of variants of a sample with slots, each with other values.
FILLINGS = 2
#: The fewest words of a call for help that is also trained without its last word.
CUT_WORDS = 4
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class TrainingRow:
    """An utterance, with its intent or OFF_TOPIC."""

    intent: str
    utterance: str
    #: The sample that it is derived from, if any.
    sample: str = ""


def training_rows(model: Model) -> list[TrainingRow]:
    """Return the training rows of *model*; the result is deterministic."""
    rows = sample_rows(model)
    known = {row.utterance for row in rows}
    urgent = [row for row in rows if row.intent in model.policy.urgent_intents]
    rows += dict.fromkeys(row for row in _cut(urgent) if row.utterance not in known)
    return rows + [
        TrainingRow(OFF_TOPIC, line) for line in off_topic_lines(model) if line not in known
    ]


def off_topic_lines(model: Model) -> list[str]:
    """Return the utterances of the off-topic templates of *model*, with its slot values."""
    # Imported here, because hassil takes a quarter of a second and only training needs it.
    from ....interaction_model.sentence_templates import expand_template

    phrases = {kind: cycle(_phrases(values)) for kind, values in model.types.items()}
    lines: dict[str, None] = {}
    for template in model.off_topic:
        if all(kind in phrases for kind in _SLOT.findall(template)):
            said = expand_template(template)
            for sample in said[:: math.ceil(len(said) / MOST_OF_A_TEMPLATE)]:
                filled = _SLOT.sub(lambda slot: next(phrases[slot[1]]), sample)
                lines[model.normalizer.normalise(filled)] = None
    return list(filter(None, lines))


def sample_rows(model: Model, *, every: bool = False) -> list[TrainingRow]:
    """Return the samples with slot values: the most informative ones, or with *every* all."""
    phrases = {kind: _phrases(values) for kind, values in model.types.items()}
    return [
        row
        for intent in model.intents.values()
        for row in _rows(intent, phrases, model.normalizer, every=every)
    ]


def fill(sample: str, slots: Mapping[str, str], values: Mapping[str, Iterator[str]]) -> str:
    """Return *sample* with the next value of its type in place of each slot."""
    return _SLOT.sub(lambda slot: next(values[slots[slot[1]]]), sample)


def _cut(rows: Iterable[TrainingRow]) -> Iterator[TrainingRow]:
    """Yield the longer *rows* without their last word."""
    for row in rows:
        words = row.utterance.split()
        if len(words) >= CUT_WORDS:
            yield TrainingRow(row.intent, " ".join(words[:-1]))


def _phrases(values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return all phrases of a slot type, alternating between the values."""
    longest = max(map(len, values.values()), default=0)
    return [said[i] for i in range(longest) for said in values.values() if i < len(said)]


def _rows(
    intent: ModelIntent, phrases: Mapping[str, list[str]], normalizer: Normalizer, *, every: bool
) -> Iterator[TrainingRow]:
    values = {kind: cycle(phrases[kind]) for kind in intent.slots.values()}
    samples = list(intent.samples if every else _telling(intent.samples, normalizer))
    again = [sample for sample in samples if _SLOT.search(sample)] * (FILLINGS - 1)
    made: dict[str, str] = {}
    for sample in samples + again:
        made.setdefault(normalizer.normalise(fill(sample, intent.slots, values)), sample)
    return (TrainingRow(intent.name, said, sample) for said, sample in made.items() if said)


def _telling(samples: Iterable[str], normalizer: Normalizer) -> Iterator[str]:
    """Yield the samples with a new pair of words; others add nothing but training time."""
    seen: set[tuple[str, str]] = set()
    for sample in samples:
        words = normalizer.words(_SLOT.sub(r" slot\1 ", sample))
        pairs = set(pairwise(("", *words, "")))
        if not pairs <= seen:
            seen |= pairs
            yield sample
