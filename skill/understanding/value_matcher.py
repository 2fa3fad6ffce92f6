"""Find the value of a slot type that a raw slot value names, where Alexa matched none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .language import Language
from .negation import is_denied
from .normalization import Normalizer
from .similar_words import SimilarWords

#: Only so much of a raw value is read: a longer one is no name.
MOST_CHARACTERS = 200
MOST_WORDS = 24
#: The most other words among those of a name in another order.
MOST_GAPS = 2
#: How a name is found, the most certain way first.
EXACT, INFLECTED, ANY_ORDER = range(3)

Words = tuple[str, ...]


@dataclass(frozen=True)
class ValueMatch:
    """A value, and the words from *start* to *end* of the raw value that name it."""

    id: str
    start: int
    end: int
    #: EXACT, INFLECTED or ANY_ORDER.
    way: int
    #: Whether the words before it deny it.
    is_denied: bool = False

    def yields_to(self, other: ValueMatch) -> bool:
        """Return whether *other* has the same words and more, or the same in a better way."""
        inside = other.start <= self.start and self.end <= other.end
        longer = other.end - other.start - self.end + self.start
        return inside and (longer, self.way - other.way) > (0, 0)


class _Word(NamedTuple):
    """A word or stem of a raw value, and its place."""

    place: int
    text: str


class _Names:
    """The ids of values by the words of their names."""

    def __init__(self, way: int) -> None:
        """Hold names that are found in the way *way*."""
        self._way = way
        self._longest: dict[str, int] = {}
        self.ids: dict[Words, str] = {}

    def add(self, words: Words, value_id: str) -> None:
        """Add the name *words*; of equal names the first one counts."""
        if words and words not in self.ids:
            self.ids[words] = value_id
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def find(self, words: Sequence[_Word]) -> Iterator[ValueMatch]:
        """Yield the longest name that begins at each word."""
        texts = tuple(word.text for word in words)
        for start, text in enumerate(texts):
            longest = min(len(texts) - start, self._longest.get(text, 0))
            for end in range(start + longest, start, -1):
                if value_id := self.ids.get(texts[start:end]):
                    yield ValueMatch(
                        value_id, words[start].place, words[end - 1].place + 1, self._way
                    )
                    break


class ValueMatcher:
    """The values of one slot type by their names."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        language: Language,
        ranks: Mapping[str, int] | None = None,
        known: Collection[str] = (),
    ) -> None:
        """Index the values.

        Args:
            names: The names of each value, by its id; of equal names the first one counts.
            language: The words of the language.
            ranks: The rank of values, by id; of several named values the lowest one is meant.
            known: Stems that are correct, so that they are no slip for another word.
        """
        self._negation = language.negation
        self._denying = frozenset((*language.negation.denying, language.negation.answer))
        self._connectors = frozenset(language.negation.connectors)
        self._skipped = frozenset(language.slot_values.skipped)
        self._normalizer = Normalizer(language)
        self._ranks = ranks or {}
        self._exact, self._inflected = _Names(EXACT), _Names(INFLECTED)
        self._index(self._by_loss(names))
        self._known = self.stems.union(known)
        self._similar = SimilarWords(self.stems)
        #: The stems and the value of names of several words, by their rarest stem.
        self._by_rarest: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._file_all()

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all names."""
        return frozenset().union(*self._inflected.ids)

    def add(self, name: str, value_id: str) -> None:
        """Add a name of the value *value_id*."""
        said = self._normalizer.words(name)
        self._index([(said, value_id)])
        stems = tuple(word.text for word in self._content(said))
        if len(stems) > 1 and self._inflected.ids.get(stems) == value_id:
            self._file(
                stems, value_id, min(stems, key=lambda one: len(self._by_rarest.get(one, ())))
            )

    def match(self, raw: str) -> ValueMatch | None:
        """Return the value that *raw* names, or None.

        Of several the most urgent one is returned, then the one with the longest name; a denied
        value is returned only if no other one is named.
        """
        said = self._normalizer.words(raw[:MOST_CHARACTERS])[:MOST_WORDS]
        for whole in (tuple(said), self._singular(said)):
            if value_id := self._exact.ids.get(whole):
                return ValueMatch(value_id, 0, len(said), EXACT)
        words = self._content(said)
        found = self._named(said, words)
        if not found and (corrected := [*map(self._corrected, words)]) != words:
            found = self._named((), corrected)
        return min(self._with_denials(found, said), key=self._preference, default=None)

    def _preference(self, match: ValueMatch) -> tuple[bool, int, int, int]:
        rank = self._ranks.get(match.id, len(self._ranks))
        return match.is_denied, rank, match.start - match.end, match.start

    def _index(self, pairs: Sequence[tuple[list[str], str]]) -> None:
        for said, value_id in pairs:
            self._exact.add(tuple(said), value_id)
        for said, value_id in pairs:
            self._exact.add(self._singular(said), value_id)
            stems = tuple(word.text for word in self._content(said))
            if not self._denying.issuperset(stems):
                self._inflected.add(stems, value_id)

    def _by_loss(self, names: Mapping[str, Iterable[str]]) -> list[tuple[list[str], str]]:
        """Return the words of each name and its value, those with the fewest skipped words first.

        So a name does not hide the same name of another value without the skipped words.
        """
        split = self._normalizer.words
        pairs = [(split(name), value_id) for value_id, said in names.items() for name in said]
        said = [pair for pair in pairs if pair[0]]
        return sorted(said, key=lambda pair: sum(word in self._skipped for word in pair[0]))

    def _singular(self, said: Iterable[str]) -> Words:
        return tuple(map(self._normalizer.singular, said))

    def _content(self, said: Sequence[str]) -> list[_Word]:
        """Return the words of *said* that may belong to a name; all if none would remain."""
        stem = self._normalizer.stem
        words = [_Word(place, stem(word)) for place, word in enumerate(said)]
        return [word for word in words if said[word.place] not in self._skipped] or words

    def _named(self, said: Sequence[str], words: Sequence[_Word]) -> list[ValueMatch]:
        """Return the values that *said* and *words* name, without those inside a longer name."""
        exact = [_Word(place, word) for place, word in enumerate(said)]
        found = [
            *self._exact.find(exact),
            *self._inflected.find(words),
            *self._in_any_order(words),
        ]
        return [one for one in found if not any(map(one.yields_to, found))]

    def _in_any_order(self, words: Sequence[_Word]) -> Iterator[ValueMatch]:
        """Yield the values with a name whose words are near each other in any order."""
        places = {word.text: word.place for word in reversed(words)}
        for rarest in places:
            for stems, value_id in self._by_rarest.get(rarest, ()):
                if places.keys() >= stems:
                    used = [places[one] for one in stems]
                    start, end = min(used), max(used) + 1
                    if end - start <= len(stems) + MOST_GAPS:
                        yield ValueMatch(value_id, start, end, ANY_ORDER)

    def _file_all(self) -> None:
        """File each name of several words under its rarest word."""
        count = Counter(stem for stems in self._inflected.ids for stem in stems)
        for stems, value_id in self._inflected.ids.items():
            if len(stems) > 1:
                self._file(stems, value_id, min(stems, key=lambda one: (count[one], one)))

    def _file(self, stems: Words, value_id: str, rarest: str) -> None:
        """File the name *stems*, unless its order matters, as with a word that denies."""
        if len(set(stems)) == len(stems) and self._denying.isdisjoint(stems):
            self._by_rarest.setdefault(rarest, []).append((frozenset(stems), value_id))

    def _corrected(self, word: _Word) -> _Word:
        """Return *word* with one wrong letter corrected, if only one word of a name is similar."""
        if word.text in self._known:
            return word
        return _Word(word.place, self._similar.similar_to(word.text) or word.text)

    def _with_denials(
        self, found: Iterable[ValueMatch], said: Sequence[str]
    ) -> Iterator[ValueMatch]:
        """Yield the matches in their order, each with whether the words before it deny it.

        A denied value ends the denial, unless a word such as "or" carries it on.
        """
        last: ValueMatch | None = None
        for match in sorted(found, key=lambda one: (one.start, -one.end)):
            before = self._without_skipped(said[last.end if last else 0 : match.start])
            carried_on = last and last.is_denied and self._connectors.issuperset(before)
            denied = (
                is_denied(before, self._negation)
                or before[-1:] == [self._negation.answer]
                or bool(carried_on and before)
            )
            last = replace(match, is_denied=denied)
            yield last

    def _without_skipped(self, said: Sequence[str]) -> list[str]:
        return [word for word in said if word not in self._skipped]
