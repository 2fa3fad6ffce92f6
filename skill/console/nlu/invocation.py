"""Parse invocations: the name of the skill with a request before or after it, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ...understanding.language import InvocationWords, Language


@dataclass(frozen=True)
class Invocation:
    """Whether the skill was named, and the possible utterances for it; none to only open it."""

    named: bool
    utterances: tuple[str, ...]

    @property
    def is_launch(self) -> bool:
        """Whether the skill is opened without an utterance."""
        return self.named and not self.utterances


def parse_invocation(said: str, name: str, language: Language) -> Invocation:
    """Return the invocation in *said*: whether it has the *name* of the skill, and the rest."""
    return _parser(name, language).parse(said)


class InvocationParser:
    """Finds the invocation name of one skill in utterances of one language."""

    def __init__(self, words: InvocationWords, name: str) -> None:
        wake, called = _any_of(words.wake_words), _any_of(words.calls)
        before = rf"(?:{called}[ ,]+)?(?:{wake}[ ,]+)?(?:{_any_of(words.requests)}\s+)?"
        named = re.escape(name).replace(r"\ ", " ?")
        named = rf"(?:{_any_of(words.articles)}\s+)?{named}(?: {_any_of(words.nouns)})?"
        leading = rf"{before}{_any_of(words.launch)} {named}(?:[ ,]+(?P<rest>.*))?"
        trailing = rf"{before}(?P<rest>.+) {_any_of(words.prepositions)} {named}"
        courtesy = _any_of(words.courtesy)
        self._patterns = [re.compile(one, re.I) for one in (leading, trailing)]
        self._wake_word = re.compile(rf"^{wake}\b[ ,]*", re.I)
        self._courtesy = re.compile(rf"(?: {courtesy})?$|^{courtesy}$", re.I)
        self._connectors = [
            (re.compile(re.escape(connector) + " ", re.I), instead)
            for connector, instead in sorted(words.connectors.items(), key=_longest_first)
        ]

    def parse(self, said: str) -> Invocation:
        """Return the invocation in *said*: whether it names the skill, and the utterance."""
        text = re.sub(r"\s+", " ", said).strip(" .,!?")
        for pattern in self._patterns:
            if named := pattern.fullmatch(text):
                return Invocation(named=True, utterances=self._readings(named["rest"] or ""))
        return Invocation(named=False, utterances=(self._wake_word.sub("", text),))

    def _readings(self, rest: str) -> tuple[str, ...]:
        """Return *rest* without its connecting word, then unchanged; empty for courtesy only."""
        rest = self._courtesy.sub("", rest)
        for connector, instead in self._connectors:
            if found := connector.match(rest):
                after = rest[found.end() :]
                return (*(f"{words} {after}".strip() for words in instead), rest)
        return (rest,) if rest else ()


@lru_cache(maxsize=8)
def _parser(name: str, language: Language) -> InvocationParser:
    return InvocationParser(language.invocation, name)


def _any_of(phrases: Iterable[str]) -> str:
    """Return an expression for any of *phrases*; for none, one that matches nothing."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


def _longest_first(entry: tuple[str, object]) -> int:
    return -len(entry[0])
