"""Fill the slots of an intent with the values in the words of an utterance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from ...understanding.value_matcher import ValueMatcher
from .model_reader import Model
from .slot_values import SlotMatch, SlotValues
from .wildcard_slots import WildcardSlots


class SlotFiller:
    """Finds the slot values of one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.values = {
            kind: SlotValues(phrases, model.normalizer) for kind, phrases in model.types.items()
        }

    def fill(self, intent: str, words: Sequence[str]) -> dict[str, SlotMatch]:
        """Return the slots of *intent* with the values in *words*; no words fill two slots."""
        return self._with_open_slots(intent, {}, words) or self._wildcards.outside_list(
            intent, words
        )

    def complete(
        self, intent: str, slots: Mapping[str, SlotMatch], words: Sequence[str]
    ) -> dict[str, SlotMatch]:
        """Return *slots*, those of a sample, with the open slots filled from the other words.

        A longer sign in the whole sentence replaces a shorter one: "both my legs have gone weak"
        contains "my legs have gone weak", which is another sign.
        """
        kinds, filled = self._model.intents[intent].slots, dict(slots)
        for name, named in self.fill(intent, words).items():
            is_sign = kinds[name] == self._model.policy.sign
            if is_sign and name in filled and _holds(named, filled[name]):
                filled[name] = named
        return self._with_open_slots(intent, filled, words)

    def _with_open_slots(
        self, intent: str, slots: Mapping[str, SlotMatch], words: Sequence[str]
    ) -> dict[str, SlotMatch]:
        """Return *slots* with the open ones filled; several of one type in reading order."""
        filled, kinds = dict(slots), self._model.intents[intent].slots
        for kind in dict.fromkeys(kinds.values()):
            names = [name for name, own in kinds.items() if own == kind]
            ids = {filled[name].id for name in names if name in filled}
            found = self._matches(kind, words, len(names))
            others = (
                one for one in found if one.id not in ids and not self._is_taken(one, kinds, filled)
            )
            filled |= zip((name for name in names if name not in filled), others, strict=False)
        return filled

    def _is_taken(
        self, match: SlotMatch, kinds: Mapping[str, str], filled: Mapping[str, SlotMatch]
    ) -> bool:
        """Return whether *filled* has the words of *match*; a sign may also name who has it."""
        return any(
            other.value == match.value
            or (kinds[name] != self._model.policy.sign and _holds(other, match))
            for name, other in filled.items()
        )

    def _matches(self, kind: str, words: Sequence[str], most: int) -> Sequence[SlotMatch]:
        found = self.values[kind].find_several(words, most)
        described = self._described_sign(words) if kind == self._model.policy.sign else None
        return found or [one for one in (described,) if one]

    def _described_sign(self, words: Sequence[str]) -> SlotMatch | None:
        """Return the sign that *words* describe in another order, as the skill itself reads it."""
        match = self._signs.match(" ".join(words))
        if match is None or match.is_denied:
            return None
        return SlotMatch(" ".join(words[match.start : match.end]), match.id, is_listed=False)

    @cached_property
    def _wildcards(self) -> WildcardSlots:
        return WildcardSlots(self._model, self.values)

    @cached_property
    def _signs(self) -> ValueMatcher:
        model = self._model
        known = frozenset(map(model.normalizer.stem, words_of(model)))
        return ValueMatcher(model.types[model.policy.sign], model.language, known=known)


def words_of(model: Model) -> frozenset[str]:
    """Return the words of all samples and slot values of *model*."""
    said = [without_slots(one) for intent in model.intents.values() for one in intent.samples]
    said += [one for kind in model.types.values() for phrases in kind.values() for one in phrases]
    return frozenset(word for one in said for word in model.normalizer.words(one))


def without_slots(sample: str) -> str:
    """Return *sample* without its slots."""
    return re.sub(r"\{\w+\}", " ", sample)


def _holds(more: SlotMatch, less: SlotMatch) -> bool:
    """Return whether *more* is a listed value that contains *less* and more words."""
    return more.id is not None and f" {less.value} " in f" {more.value} "
