"""Normalise the spelling of samples, slot values and utterances, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from .language import Language

#: A word that belongs to no language yet: letters and digits.
_WORD = re.compile(r"[^\W_]+")
_QUOTE = re.compile("[\u2018\u2019`]")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
#: Numbers of more digits are no count that is spoken as one number.
_MOST_DIGITS = 2


class Normalizer:
    """Normalises texts of one language. It keeps no text, so it is safe for spoken words."""

    def __init__(self, language: Language) -> None:
        spelling = language.spelling
        self._inflection = language.inflection
        self._contractions = spelling.contractions
        self._numbers = spelling.numbers
        quoted = {key: value for key, value in self._contractions.items() if "'" in key}
        endings = {key: f" {value}" for key, value in spelling.endings.items()}
        self._quoted = _Replacements(quoted, r"(?<![\w'])(?:{})(?![\w'])")
        self._endings = _Replacements(endings, r"(?:{})\b")
        self._phrases = _Replacements(spelling.phrases, r"\b(?:{})\b")

    def normalise(self, text: str) -> str:
        """Return *text* in lower case with single spaces, contractions and numbers written out."""
        text = _QUOTE.sub("'", unicodedata.normalize("NFKC", text).lower())
        # Drawn-out words, such as "owww" and "nooo".
        text = _DRAWN_OUT.sub(r"\1", text)
        text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
        text = self._endings.apply(self._quoted.apply(text))
        words = _WORD.findall(text.replace("'", ""))
        written_out = (self._contractions.get(word) or self._number(word) for word in words)
        return self._phrases.apply(" ".join(written_out))

    def words(self, text: str) -> list[str]:
        """Return the normalised words of *text*."""
        return self.normalise(text).split()

    def singular(self, word: str) -> str:
        """Return *word* without a plural ending."""
        for rule in self._inflection.plurals:
            if len(word) >= rule.letters and word.endswith(rule.ending):
                if word.endswith(rule.unlike):
                    return word
                return word.removesuffix(rule.ending) + rule.singular
        return word

    def stem(self, word: str) -> str:
        """Return *word* in the singular, without a common ending."""
        word = self.singular(word)
        for ending in self._inflection.stem_endings:
            if word.endswith(ending) and len(word) - len(ending) >= self._inflection.shortest_stem:
                return word.removesuffix(ending)
        return word

    def _number(self, word: str) -> str:
        if not word.isascii() or not word.isdigit() or len(word) > _MOST_DIGITS:
            return word
        return self._numbers[int(word)] if int(word) < len(self._numbers) else word


class CachedNormalizer(Normalizer):
    """The same with a cache of texts and words, for the texts of a model."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self._normalised = lru_cache(100_000)(super().normalise)
        self._singular = lru_cache(10_000)(super().singular)

    def normalise(self, text: str) -> str:
        """Return *text* in lower case with single spaces, contractions and numbers written out."""
        return self._normalised(text)

    def singular(self, word: str) -> str:
        """Return *word* without a plural ending."""
        return self._singular(word)


@lru_cache(maxsize=16)
def normalizer_of(language: Language) -> CachedNormalizer:
    """Return the normaliser of *language* with its cache."""
    return CachedNormalizer(language)


def without(words: Sequence[str], left_out: Iterable[str]) -> list[str]:
    """Return *words* without the phrases *left_out*, each of one word or several."""
    phrases = {tuple(phrase.split()) for phrase in left_out}
    sizes = sorted({len(phrase) for phrase in phrases}, reverse=True)
    kept: list[str] = []
    at = 0
    while at < len(words):
        size = next((one for one in sizes if tuple(words[at : at + one]) in phrases), 0)
        if not size:
            kept.append(words[at])
        at += size or 1
    return kept


def unrepeated(words: Sequence[str]) -> list[str]:
    """Return *words* with immediate repetitions removed, as spoken in panic."""
    kept = list(words)
    for size in range(len(kept) // 2, 0, -1):
        at = 0
        while at + 2 * size <= len(kept):
            if kept[at : at + size] == kept[at + size : at + 2 * size]:
                del kept[at : at + size]
            else:
                at += 1
    return kept


class _Replacements:
    """Texts and what replaces them, the longest first."""

    def __init__(self, replaced: Mapping[str, str], pattern: str) -> None:
        """Find the texts in *replaced* where *pattern*, with them for ``{}``, matches."""
        longest = sorted(map(re.escape, replaced), key=len, reverse=True)
        self._replaced = replaced
        self._pattern = re.compile(pattern.format("|".join(longest))) if replaced else None

    def apply(self, text: str) -> str:
        """Return *text* with the replacements."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._replaced[found[0]], text)
