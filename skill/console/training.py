"""What the trained stage learns from: samples with their slots filled, and off-topic lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path

from .model import Intent, Model
from .normalise import normalise

#: The class of everything that the skill has nothing to say about, and its examples.
OFF_TOPIC = ""
OFF_TOPIC_FILE = Path(__file__).with_name("off_topic.txt")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """An utterance to learn, and its intent or OFF_TOPIC."""

    intent: str
    utterance: str


def training_rows(model: Model) -> list[Row]:
    """Return the same rows in the same order for the same model."""
    phrases = {kind: _phrases(values) for kind, values in model.types.items()}
    rows = [row for intent in model.intents.values() for row in _rows(intent, phrases)]
    known = {row.utterance for row in rows}
    lines = OFF_TOPIC_FILE.read_text(encoding="utf-8").splitlines()
    off_topic = dict.fromkeys(normalise(line) for line in lines)
    return rows + [Row(OFF_TOPIC, line) for line in off_topic if line and line not in known]


def _phrases(values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return all phrases of a slot type, one of every value in turn."""
    longest = max(map(len, values.values()), default=0)
    return [said[i] for i in range(longest) for said in values.values() if i < len(said)]


def _rows(intent: Intent, phrases: Mapping[str, list[str]]) -> Iterator[Row]:
    fill = {slot: cycle(phrases[kind]) for slot, kind in intent.slots.items()}
    filled = (
        normalise(_SLOT.sub(lambda slot: next(fill[slot[1]]), sample))
        for sample in _telling(intent.samples)
    )
    return (Row(intent.name, utterance) for utterance in dict.fromkeys(filled) if utterance)


def _telling(samples: Iterable[str]) -> Iterator[str]:
    """Yield the samples that bring a new pair of words; the others only take time to learn."""
    seen: set[tuple[str, str]] = set()
    for sample in samples:
        words = normalise(_SLOT.sub(r" slot\1 ", sample)).split()
        pairs = set(pairwise(("", *words, "")))
        if not pairs <= seen:
            seen |= pairs
            yield sample
