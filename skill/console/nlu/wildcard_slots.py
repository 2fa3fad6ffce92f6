"""Slot values that match no slot value: found by the other words of a sample, as Alexa does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ...understanding.normalization import Normalizer
from .model_reader import Model
from .slot_values import SlotMatch, SlotValues

#: The most words of such a value, and the fewest letters of a sample outside the slot.
LONGEST_WILDCARD = 4
LITERAL_LETTERS = 6


@dataclass(frozen=True)
class WildcardSample:
    """The words of a sample before and after its only slot."""

    slot: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def value_in(self, words: Sequence[str], pointers: Collection[str]) -> tuple[str, ...]:
        """Return the words in the place of the slot; empty if the other words do not match.

        *pointers* alone are no value: they refer to something before.
        """
        end = len(words) - len(self.after)
        if tuple(words[: len(self.before)]) != self.before or tuple(words[end:]) != self.after:
            return ()
        value = tuple(words[len(self.before) : end])
        is_named = any(word not in pointers for word in value)
        return value if len(value) <= LONGEST_WILDCARD and is_named else ()

    @property
    def literal(self) -> int:
        """The number of letters outside the slot."""
        return sum(map(len, self.before + self.after))


class WildcardSlots:
    """The samples of each intent with one slot of a type of the model, longest first."""

    def __init__(self, model: Model, values: Mapping[str, SlotValues]) -> None:
        self._values = values
        self._pointers = frozenset(model.language.pointers)
        carriers: Mapping[str, set[WildcardSample]] = defaultdict(set)
        for intent in model.intents.values():
            for sample in intent.samples:
                carrier = _carrier(sample, model.normalizer)
                if carrier and intent.slots[carrier.slot] in model.types:
                    carriers[intent.name].add(carrier)
        self._carriers = {
            name: sorted(found, key=lambda one: (-one.literal, one.before, one.after))
            for name, found in carriers.items()
        }

    def outside_list(self, intent: str, words: Sequence[str]) -> dict[str, SlotMatch]:
        """Return the slot of *intent* with its value, by the longest sample that matches."""
        for carrier in self._carriers.get(intent, ()):
            value = carrier.value_in(words, self._pointers)
            if value and not any(listed.find(value) for listed in self._values.values()):
                return {carrier.slot: SlotMatch(" ".join(value), None)}
        return {}


def _carrier(sample: str, normalizer: Normalizer) -> WildcardSample | None:
    before, *slots = re.split(r"\{(\w+)\}", sample)
    if len(slots) != 2:
        return None
    parts = tuple(normalizer.words(before)), tuple(normalizer.words(slots[1]))
    carrier = WildcardSample(slots[0], *parts)
    return carrier if carrier.literal >= LITERAL_LETTERS else None
