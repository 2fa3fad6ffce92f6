"""All requests of the sweep: each intent with each slot value, an unknown value, and none."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from ..catalog import Catalog
from .model import Model

LAUNCH = "LaunchRequest"


@dataclass(frozen=True)
class Said:
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
    without: tuple[Said, ...]
    values: tuple[Said, ...]
    pairs: tuple[Said, ...]

    @classmethod
    def of(cls, catalog: Catalog, model: Model, name: str) -> Choice:
        """Return the requests for the intent *name* of *model*."""
        slots = model.intents[name].slots
        strange = (Said(name, unknown=frozenset({slot})) for slot in slots)
        filled = [
            [(slot, value) for value in catalog.slot_values[kind]] for slot, kind in slots.items()
        ]
        return cls(
            name,
            (Said(name), *strange),
            tuple(Said(name, (one,)) for values in filled for one in values),
            tuple(
                Said(name, both)
                for one, other in itertools.combinations(filled, 2)
                for both in itertools.product(one, other)
            ),
        )
