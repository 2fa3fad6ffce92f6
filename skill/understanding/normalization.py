"""Normalise the spelling of samples, slot values and utterances, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    """Normalises texts of one language; results are cached."""

    def __init__(self, language: Language) -> None:
        spelling = language.spelling
        quoted = {key: value for key, value in spelling.contractions.items() if "'" in key}
        self._language = language
        self._replace_quoted = _replacer(quoted, r"(?<![\w'])(?:{})(?![\w'])")
        endings = {key: f" {value}" for key, value in spelling.endings.items()}
        self._replace_endings = _replacer(endings, r"(?:{})\b")
        self._replace_phrases = _replacer(spelling.phrases, r"\b(?:{})\b")
        self.normalise = lru_cache(100_000)(self._normalise)
        self.singular = lru_cache(10_000)(self._singular)

    def words(self, text: str) -> list[str]:
        """Return the normalised words of *text*."""
        return self.normalise(text).split()

    def stem(self, word: str) -> str:
        """Return *word* in the singular, without a common ending."""
        rules = self._language.inflection
        word = self.singular(word)
        for ending in rules.stem_endings:
            if word.endswith(ending) and len(word) - len(ending) >= rules.shortest_stem:
                return word.removesuffix(ending)
        return word

    def _normalise(self, text: str) -> str:
        """Return *text* in lower case with single spaces, contractions and numbers written out."""
        text = _QUOTE.sub("'", unicodedata.normalize("NFKC", text).lower())
        # Drawn-out words, such as "owww" and "nooo".
        text = _DRAWN_OUT.sub(r"\1", text)
        text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
        text = self._replace_endings(self._replace_quoted(text))
        short = self._language.spelling.contractions
        words = _WORD.findall(text.replace("'", ""))
        return self._replace_phrases(
            " ".join(short.get(word) or self._number(word) for word in words)
        )

    def _singular(self, word: str) -> str:
        """Return *word* without a plural ending."""
        for rule in self._language.inflection.plurals:
            if len(word) >= rule.letters and word.endswith(rule.ending):
                if word.endswith(rule.unlike):
                    return word
                return word.removesuffix(rule.ending) + rule.singular
        return word

    def _number(self, word: str) -> str:
        numbers = self._language.spelling.numbers
        if not word.isascii() or not word.isdigit() or len(word) > _MOST_DIGITS:
            return word
        return numbers[int(word)] if int(word) < len(numbers) else word


@lru_cache(maxsize=16)
def normalizer_of(language: Language) -> Normalizer:
    """Return the normaliser of *language*; it is cached, with its results."""
    return Normalizer(language)


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


def _replacer(replaced: Mapping[str, str], pattern: str) -> Callable[[str], str]:
    """Return a function that replaces the texts in *replaced*; *pattern* says where they end."""
    if not replaced:
        return str
    found = re.compile(pattern.format("|".join(map(re.escape, _longest_first(replaced)))))
    return lambda text: found.sub(lambda match: replaced[match[0]], text)


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=len, reverse=True)
