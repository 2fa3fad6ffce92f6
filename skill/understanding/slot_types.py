"""The slot types of a language: what a raw value of each means."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from .language import Language
from .value_matcher import ValueMatch, ValueMatcher

#: Slot type -> value id -> its names.
Names = Mapping[str, Mapping[str, Collection[str]]]
#: Slot type -> value id -> its rank; of several values the one with the lowest rank is meant.
Ranks = Mapping[str, Mapping[str, int]]


class SlotTypes:
    """The values of all slot types by their names."""

    def __init__(self, names: Names, language: Language, ranks: Ranks) -> None:
        self._names = names
        self._language = language
        self._ranks = ranks

    def match(self, slot_type: str, raw: str) -> ValueMatch | None:
        """Return the value of *slot_type* that the raw value *raw* names, or None."""
        matcher = self.matchers.get(slot_type)
        return matcher.match(raw) if matcher else None

    def most_urgent(self, slot_type: str, ids: Collection[str]) -> str | None:
        """Return the known value in *ids* with the lowest rank, or None; of equals the first."""
        known = [one for one in ids if one in self._names.get(slot_type, ())]
        ranks = self._ranks.get(slot_type, {})
        return min(known, key=lambda one: ranks.get(one, len(ranks)), default=None)

    @cached_property
    def matchers(self) -> Mapping[str, ValueMatcher]:
        """The matcher of each slot type; a word of one type is no slip for one of another."""
        stems = (ValueMatcher(names, self._language).stems for names in self._names.values())
        known = frozenset().union(*stems)
        return {
            kind: ValueMatcher(names, self._language, self._ranks.get(kind, {}), known)
            for kind, names in self._names.items()
        }
