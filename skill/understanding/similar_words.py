"""Find the words of a vocabulary that differ from a word by one letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

#: The shortest word that may have a wrong letter; shorter ones are too similar ("shin", "skin").
FUZZY_LETTERS = 6
#: One wrong letter leaves so many letters unchanged at the beginning of a word, or at its end.
FIRST, LAST = 2, 3


class SimilarWords:
    """The longer words of a vocabulary by their first and last letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if len(word) >= FUZZY_LETTERS:
                for part in _word_pieces(word):
                    self._words[part].add(word)

    def similar_to(self, word: str) -> str | None:
        """Return the only word with the same first letter that is one slip from *word*, or None."""
        if len(word) < FUZZY_LETTERS:
            return None
        near = (one for part in _word_pieces(word) for one in self._words.get(part, ()))
        found = {one for one in near if one[0] == word[0] and one_slip(word, one)}
        return found.pop() if len(found) == 1 else None


def _word_pieces(word: str) -> Iterator[str]:
    yield f"{word[:FIRST]}-"
    yield f"-{word[-LAST:]}"


def one_slip(heard: str, meant: str) -> bool:
    """Return whether *heard* is *meant* with one letter changed, missing, added or swapped."""
    if min(len(heard), len(meant)) < FUZZY_LETTERS or abs(len(heard) - len(meant)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(heard, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = heard[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
