"""Find the values of a slot type in the words of an utterance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...understanding.normalization import Normalizer
from .token_overlap import TokenOverlap

#: The shortest word that may have a wrong letter; shorter ones are too similar ("shin", "skin").
FUZZY_LETTERS = 6
#: The fewest letters of a distinctive stem.
SHORTEST_STEM = 4


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

    def __init__(
        self,
        phrases: Mapping[str, tuple[str, ...]],
        normalizer: Normalizer,
        known: Collection[str] = (),
    ) -> None:
        self._normalizer = normalizer
        singular = normalizer.singular
        self._ids: dict[tuple[str, ...], str] = {}
        for value_id, said in phrases.items():
            for phrase in said:
                words = tuple(singular(word) for word in normalizer.words(phrase))
                if words:
                    self._ids.setdefault(words, value_id)
        self._words = frozenset(word for words in self._ids for word in words)
        self._known = self._words | frozenset(map(singular, known))
        self._telling = self._distinctive()
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
        """Return the value with the longest phrase in *words*; long words may have one error."""
        found = [next(self.starting_at(words, at), None) for at in range(len(words))]
        heard = [match for match, _ in filter(None, found)] or list(self._near(words))
        return max(heard, key=lambda match: len(match.value), default=None)

    def resembling(self, words: Sequence[str]) -> SlotMatch | None:
        """Return the only value with a distinctive word (same stem) in *words*, else None."""
        stems = {word: self._normalizer.stem(word) for word in words}
        told = {word: self._telling[one] for word, one in stems.items() if one in self._telling}
        values = set(told.values())
        if len(values) != 1:
            return None
        return SlotMatch(" ".join(told), values.pop(), is_listed=False)

    def closest(self, words: Sequence[str]) -> SlotMatch | None:
        """Return the only value with a phrase that *words* nearly cover in any order, else None."""
        value_id = self._coverage.closest(self._stems(words))
        return SlotMatch(" ".join(words), value_id, is_listed=False) if value_id else None

    @cached_property
    def _coverage(self) -> TokenOverlap:
        return TokenOverlap((self._stems(words), value_id) for words, value_id in self._ids.items())

    def _near(self, words: Sequence[str]) -> Iterator[SlotMatch]:
        # A word of the model is not an error for another word: "single" is not "tingle".
        singular = self._normalizer.singular
        for word in (word for word in words if singular(word) not in self._known):
            for phrase, value_id in self._ids.items():
                if len(phrase) == 1 and one_slip(singular(word), phrase[0]):
                    yield SlotMatch(word, value_id, is_listed=False)

    def _stems(self, words: Sequence[str]) -> frozenset[str]:
        return frozenset(map(self._normalizer.stem, words))

    def _distinctive(self) -> dict[str, str]:
        """Return each stem that belongs to one value only, and the value."""
        owners: dict[str, set[str]] = {}
        for words, value_id in self._ids.items():
            for one in self._stems(words):
                owners.setdefault(one, set()).add(value_id)
        return {
            one: next(iter(values))
            for one, values in owners.items()
            if len(values) == 1 and len(one) >= SHORTEST_STEM
        }


def one_slip(heard: str, meant: str) -> bool:
    """Return whether *heard* is *meant* with one letter changed, missing, added or swapped."""
    if min(len(heard), len(meant)) < FUZZY_LETTERS or abs(len(heard) - len(meant)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(heard, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = heard[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
