"""All requests of the sweep: each intent with each slot value, an unknown value, and none."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from ..catalog import Catalog
from ..console.nlu.model_reader import Model
from ..dialogue.turn import SECOND_SLOT

#: A slot and its value.
Filled = tuple[str, str]


@dataclass(frozen=True)
class Input:
    """An intent or request with its filled slots, which have known or unknown values."""

    name: str
    slots: tuple[Filled, ...] = ()
    unknown: frozenset[str] = frozenset()

    def __str__(self) -> str:
        strange = ((slot, "?") for slot in sorted(self.unknown))
        return " ".join([self.name, *(f"{k}={v}" for k, v in (*self.slots, *strange))])


@dataclass(frozen=True)
class Choice:
    """The requests for one intent: without a known value, with one, with two."""

    name: str
    without: tuple[Input, ...]
    values: tuple[Input, ...]
    pairs: tuple[Input, ...]

    @classmethod
    def of(cls, catalog: Catalog, model: Model, name: str) -> Choice:
        """Return the requests for the intent *name* of *model*."""
        slots = model.intents[name].slots
        strange = (Input(name, unknown=frozenset({slot})) for slot in slots)
        filled = [
            [(slot, value) for value in catalog.slot_values[kind]] for slot, kind in slots.items()
        ]
        return cls(
            name,
            (Input(name), *strange),
            tuple(Input(name, (one,)) for values in filled for one in values),
            tuple(
                Input(name, both)
                for one, other in itertools.combinations(filled, 2)
                for both in _value_pairs(one, other)
            ),
        )


def _value_pairs(one: list[Filled], other: list[Filled]) -> Iterable[tuple[Filled, Filled]]:
    """Return pairs of the values of two slots; a second slot is paired with the first alone."""
    names = (one[0][0], other[0][0])
    seconds = [name for name in names if name.endswith(SECOND_SLOT)]
    if not seconds:
        return itertools.product(one, other)
    if names[0].removesuffix(SECOND_SLOT) != names[1].removesuffix(SECOND_SLOT):
        return ()
    return zip(one, (*other[1:], other[0]), strict=True)
