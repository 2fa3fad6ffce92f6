"""All requests of the sweep: each intent with each slot value, an unknown value, and none."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from ..catalog import Catalog
from ..console.nlu.model_reader import Model
from ..dialogue.turn import SECOND_SLOT


@dataclass(frozen=True)
class Input:
    """An intent or request with its filled slots, which have known or unknown values."""

    name: str
    slots: tuple[tuple[str, str], ...] = ()
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
                if _may_pair(one[0][0], other[0][0])
                for both in itertools.product(one, other)
            ),
        )


def _may_pair(one: str, other: str) -> bool:
    """Return whether two slots are tried together: a second slot only with the first of its type.

    The other pairs have the same answers as those of the first slot.
    """
    seconds = [name for name in (one, other) if name.endswith(SECOND_SLOT)]
    return not seconds or one.removesuffix(SECOND_SLOT) == other.removesuffix(SECOND_SLOT)
