"""Find the values of a slot type in the words of an utterance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...understanding.normalization import Normalizer


@dataclass(frozen=True)
class SlotMatch:
    """The spoken value of a slot, and its slot value id, or None if it matches none.

    A value that is not listed is sent without a match, as Alexa does; its id is only a guess.
    """

    value: str
    id: str | None
    is_listed: bool = True


class SlotValues:
    """The phrases of one slot type."""

    def __init__(self, phrases: Mapping[str, tuple[str, ...]], normalizer: Normalizer) -> None:
        self._normalizer = normalizer
        singular = normalizer.singular
        self._ids: dict[tuple[str, ...], str] = {}
        for value_id, said in phrases.items():
            for phrase in said:
                words = tuple(singular(word) for word in normalizer.words(phrase))
                if words:
                    self._ids.setdefault(words, value_id)
        self._said_of = frozenset(words[1] for words in self._ids if len(words) == 2)
        self._longest: dict[str, int] = {}
        for words in self._ids:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def starting_at(self, words: Sequence[str], at: int) -> Iterator[tuple[SlotMatch, int]]:
        """Yield the values that start at word *at*, each with its end, longest first."""
        longest = (
            self._longest.get(self._normalizer.singular(words[at]), 0) if at < len(words) else 0
        )
        for end in range(min(len(words), at + longest), at, -1):
            value_id = self._ids.get(tuple(map(self._normalizer.singular, words[at:end])))
            if value_id is not None:
                yield SlotMatch(" ".join(words[at:end]), value_id), end

    def is_said_of(self, word: str) -> bool:
        """Return whether *word* ends a value of two words, as "red" ends "leg red"."""
        return self._normalizer.singular(word) in self._said_of

    def find(self, words: Sequence[str]) -> SlotMatch | None:
        """Return the value with the longest phrase in *words*, or None."""
        found = (next(self.starting_at(words, at), None) for at in range(len(words)))
        heard = [match for match, _ in filter(None, found)]
        return max(heard, key=lambda match: len(match.value), default=None)

    def find_several(self, words: Sequence[str], most: int) -> list[SlotMatch]:
        """Return the *most* longest values in *words*, in reading order; one for each id."""
        starts = ((at, next(self.starting_at(words, at), None)) for at in range(len(words)))
        found = [(at, *match) for at, match in starts if match]
        chosen: list[tuple[int, SlotMatch, int]] = []
        for at, match, end in sorted(found, key=lambda one: -len(one[1].value)):
            is_free = all(end <= start or stop <= at for start, _, stop in chosen)
            if is_free and match.id not in {other.id for _, other, _ in chosen}:
                chosen.append((at, match, end))
        return [match for _, match, _ in sorted(chosen[:most], key=lambda one: one[0])]
