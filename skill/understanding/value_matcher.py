"""Find the value of a slot type that a raw slot value names, where Alexa matched none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class _Word:
    """A word of a raw value: its place, and its stem."""

    place: int
    stem: str


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
        self._exact: dict[Words, str] = {}
        self._inflected: dict[Words, str] = {}
        pairs = self._by_loss(names)
        for said, value_id in pairs:
            self._exact.setdefault(tuple(said), value_id)
        for said, value_id in pairs:
            self._exact.setdefault(self._singular(said), value_id)
            stems = tuple(word.stem for word in self._content(said))
            if not self._denying.issuperset(stems):
                self._inflected.setdefault(stems, value_id)
        self._longest = max(map(len, self._exact), default=0)
        self._known = frozenset(known).union(*self._inflected)
        self._similar = SimilarWords(one for stems in self._inflected for one in stems)
        self._by_rarest = self._filed()

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all names."""
        return frozenset().union(*self._inflected)

    def match(self, raw: str) -> ValueMatch | None:
        """Return the value that *raw* names, or None.

        Of several the most urgent one is returned, then the one with the longest name; a denied
        value is returned only if no other one is named.
        """
        said = self._normalizer.words(raw[:MOST_CHARACTERS])[:MOST_WORDS]
        if value_id := self._exact.get(tuple(said), self._exact.get(self._singular(said))):
            return ValueMatch(value_id, 0, len(said), EXACT)
        words = self._content(said)
        found = self._named(said, words) or self._named((), [*map(self._corrected, words)])
        return min(self._with_denials(found, said), key=self._preference, default=None)

    def _preference(self, match: ValueMatch) -> tuple[bool, int, int, int]:
        rank = self._ranks.get(match.id, len(self._ranks))
        return match.is_denied, rank, match.start - match.end, match.start

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
            *self._in_order(exact, self._exact, EXACT),
            *self._in_order(words, self._inflected, INFLECTED),
            *self._in_any_order(words),
        ]
        return [one for one in found if not any(map(one.yields_to, found))]

    def _in_order(
        self, words: Sequence[_Word], ids: Mapping[Words, str], way: int
    ) -> Iterator[ValueMatch]:
        for start in range(len(words)):
            for end in range(min(len(words), start + self._longest), start, -1):
                if value_id := ids.get(tuple(word.stem for word in words[start:end])):
                    yield ValueMatch(value_id, words[start].place, words[end - 1].place + 1, way)
                    break

    def _in_any_order(self, words: Sequence[_Word]) -> Iterator[ValueMatch]:
        """Yield the values with a name whose words are near each other in any order."""
        places = {word.stem: word.place for word in reversed(words)}
        for rarest in places:
            for stems in self._by_rarest.get(rarest, ()):
                if all(one in places for one in stems):
                    used = [places[one] for one in stems]
                    start, end = min(used), max(used) + 1
                    if end - start <= len(stems) + MOST_GAPS:
                        yield ValueMatch(self._inflected[stems], start, end, ANY_ORDER)

    def _filed(self) -> dict[str, list[Words]]:
        """Return the names of several words by their rarest word.

        Names with a word that denies are left out, because their order matters.
        """
        several = [one for one in self._inflected if len(set(one)) == len(one) > 1]
        count = Counter(stem for stems in several for stem in stems)
        filed: dict[str, list[Words]] = defaultdict(list)
        for stems in several:
            if self._denying.isdisjoint(stems):
                filed[min(stems, key=lambda one: (count[one], one))].append(stems)
        return dict(filed)

    def _corrected(self, word: _Word) -> _Word:
        """Return *word* with one wrong letter corrected, if only one word of a name is similar."""
        if word.stem in self._known:
            return word
        return replace(word, stem=self._similar.similar_to(word.stem) or word.stem)

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
