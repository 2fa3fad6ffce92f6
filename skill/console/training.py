"""What the trained stage learns from: samples with their slots filled, and off-topic lines."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path

from ..interaction_model.compact import expand
from .model import Intent, Model
from .normalise import normalise
from .urgent import URGENT

#: The class of everything that the skill has nothing to say about, and its examples.
OFF_TOPIC = ""
OFF_TOPIC_FILE = Path(__file__).with_name("off_topic.txt")
#: How many lines of one off-topic pattern are learnt, spread over all that it stands for.
MOST_OF_A_PATTERN = 24
#: How often a sample with a slot is learnt, each time with other values.
FILLINGS = 2
#: From how many words on a call for help is learnt without its end too.
CUT_WORDS = 4
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """An utterance to learn, and its intent or OFF_TOPIC."""

    intent: str
    utterance: str
    #: The sample it was made from, where it was made from one.
    sample: str = ""


def training_rows(model: Model) -> list[Row]:
    """Return the same rows in the same order for the same model."""
    rows = sample_rows(model)
    known = {row.utterance for row in rows}
    cut = [row for row in map(_cut, rows) if row and row.utterance not in known]
    rows += dict.fromkeys(cut)
    return rows + [Row(OFF_TOPIC, line) for line in off_topic_lines(model) if line not in known]


def off_topic_lines(model: Model, file: Path = OFF_TOPIC_FILE) -> list[str]:
    """Return what the patterns in *file* stand for, values of *model* in place of slot types."""
    phrases = {kind: cycle(_phrases(values)) for kind, values in model.types.items()}
    lines: dict[str, None] = {}
    for pattern in filter(None, file.read_text(encoding="utf-8").splitlines()):
        if all(kind in phrases for kind in _SLOT.findall(pattern)):
            said = expand(pattern)
            for sample in said[:: math.ceil(len(said) / MOST_OF_A_PATTERN)]:
                lines[normalise(_SLOT.sub(lambda slot: next(phrases[slot[1]]), sample))] = None
    return list(filter(None, lines))


def sample_rows(model: Model, *, every: bool = False) -> list[Row]:
    """Return the samples with their slots filled: those that tell most, or *every* one."""
    phrases = {kind: _phrases(values) for kind, values in model.types.items()}
    return [row for intent in model.intents.values() for row in _rows(intent, phrases, every)]


def fill(sample: str, slots: Mapping[str, str], values: Mapping[str, Iterator[str]]) -> str:
    """Return *sample* with the next of the *values* of its type in place of each slot."""
    return _SLOT.sub(lambda slot: next(values[slots[slot[1]]]), sample)


def _cut(row: Row) -> Row | None:
    """Return a call for help without its last word, as somebody short of breath leaves it."""
    words = row.utterance.split()
    if row.intent not in URGENT or len(words) < CUT_WORDS:
        return None
    return Row(row.intent, " ".join(words[:-1]))


def _phrases(values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return all phrases of a slot type, one of every value in turn."""
    longest = max(map(len, values.values()), default=0)
    return [said[i] for i in range(longest) for said in values.values() if i < len(said)]


def _rows(intent: Intent, phrases: Mapping[str, list[str]], every: bool) -> Iterator[Row]:
    values = {kind: cycle(phrases[kind]) for kind in intent.slots.values()}
    samples = list(intent.samples if every else _telling(intent.samples))
    again = [sample for sample in samples if _SLOT.search(sample)] * (FILLINGS - 1)
    made: dict[str, str] = {}
    for sample in samples + again:
        made.setdefault(normalise(fill(sample, intent.slots, values)), sample)
    return (Row(intent.name, said, sample) for said, sample in made.items() if said)


def _telling(samples: Iterable[str]) -> Iterator[str]:
    """Yield the samples that bring a new pair of words; the others only take time to learn."""
    seen: set[tuple[str, str]] = set()
    for sample in samples:
        words = normalise(_SLOT.sub(r" slot\1 ", sample)).split()
        pairs = set(pairwise(("", *words, "")))
        if not pairs <= seen:
            seen |= pairs
            yield sample
