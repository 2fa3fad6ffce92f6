"""Explain the resolution of an utterance: words, scores, slots, and the nearest sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...common.alexa_constants import NO_SLOT_MATCH, SLOT_MATCH
from .resolver import FALLBACK, Resolution, Resolver
from .slot_filling import without_slots
from .slot_values import SlotMatch

Json = dict[str, Any]

#: The number of intents to show.
MOST_EXPLAINED = 3


def explain_resolution(resolver: Resolver, resolution: Resolution) -> Json:
    """Return the explanation of *resolution* as one JSON object.

    For an exact match, the scores are those that the trained stage would have given.
    """
    words = resolver.model.normalizer.words(resolution.utterance)
    considered = resolution.considered or tuple(resolver.considered(words))
    return {
        "normalised": " ".join(words),
        "stage": resolution.stage,
        "considered": {name: round(score, 3) for name, score in considered[:MOST_EXPLAINED]},
        "slots": {name: _slot(match) for name, match in resolution.slots.items()},
        "nearest": _nearest(resolver, resolution.intent, words),
    }


def _slot(match: SlotMatch) -> dict[str, object]:
    code = SLOT_MATCH if match.id and match.is_listed else NO_SLOT_MATCH
    return {"value": match.value, "id": match.id, "code": code}


def _nearest(resolver: Resolver, intent: str, words: Sequence[str]) -> dict[str, str]:
    """Return the sample of *intent* (of all intents if none was found) with most common words."""
    said = frozenset(words)
    split = resolver.model.normalizer.words
    samples = (
        (name, sample, split(without_slots(sample))) for name, sample in _samples(resolver, intent)
    )
    alike = ((_likeness(frozenset(words), said), name, sample) for name, sample, words in samples)
    share, name, sample = max(alike, default=(0.0, "", ""))
    return {"intent": name, "sample": sample} if share else {}


def _samples(resolver: Resolver, intent: str) -> Iterator[tuple[str, str]]:
    for one in resolver.model.intents.values():
        if intent in (FALLBACK, one.name):
            yield from ((one.name, sample) for sample in one.samples)


def _likeness(words: frozenset[str], said: frozenset[str]) -> float:
    """Return the share of common words of *words* and *said*."""
    return 2 * len(words & said) / max(len(words) + len(said), 1)
