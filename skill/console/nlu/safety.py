"""Safety rules beside the classifier: urgent phrases inside an utterance, and vetoed intents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from ...understanding.negation import denies_relief, is_denied
from .exact_match import SampleIndex, SampleMatch
from .model_reader import Model
from .policy import ANSWERS, STOPPING
from .slot_values import SlotValues

#: A word marks danger if it is more than this many times as frequent there as elsewhere.
TELLING_RATIO = 8
#: The most letters that a sample may have outside its slot for the sign to be a bare sign.
FEW_LETTERS = 3


class SafetyRules:
    """The phrases and words of warnings and emergencies in a model."""

    def __init__(
        self, model: Model, templates: SampleIndex, values: Mapping[str, SlotValues]
    ) -> None:
        self._language, self._policy = model.language, model.policy
        self._templates = templates
        self._signs = values.get(model.policy.sign)
        self._body_parts = values.get(model.policy.body_part)
        self._circumstances = [values[k] for k in model.policy.circumstances if k in values]
        self._facts = [values[k] for k in model.policy.facts if k in values]
        self._telling = _telling(model)
        self._commands = {name for name in model.intents if name.startswith("AMAZON.")}

    def contained(
        self, words: Sequence[str], is_ordinary: Callable[[Sequence[str]], bool]
    ) -> SampleMatch | None:
        """Return the urgent phrase inside *words*: the most urgent, then the longest.

        A phrase that *is_ordinary* (off-topic utterances have it too) does not count.
        """
        urgent, least = self._policy.urgent_intents, self._policy.contained_words
        facts = self._fact_spans(words)
        found = [
            match
            for start in range(len(words))
            if not is_denied(words[:start], self._language.negation)
            for match in self._templates.prefixes(words, start)
            if match.intent in urgent
            and match.end - start >= least[match.intent]
            and not (match.slots and self._is_after_no(words, start))
            and not is_ordinary(words[start : match.end])
            and not self._is_asked_about(words, start, match)
            and not any(begin < match.end < end for begin, end in facts)
        ]
        return min(
            found,
            key=lambda match: (urgent.index(match.intent), -match.literal, match.end),
            default=None,
        )

    def _fact_spans(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return the start and end of each fact in *words*; a sign that goes on as one is none."""
        starts = range(len(words))
        return [
            (at, end)
            for one in self._facts
            for at in starts
            for _, end in one.starting_at(words, at)
        ]

    def _is_asked_about(self, words: Sequence[str], start: int, match: SampleMatch) -> bool:
        """Return whether *match* is a bare sign that is the time or cause in a question."""
        if match.literal > FEW_LETTERS or set(self._language.questions).isdisjoint(words):
            return False
        ends = (end for one in self._circumstances for _, end in one.starting_at(words, start))
        return match.end in ends

    def affirmed(self, words: Sequence[str]) -> list[str]:
        """Return *words* without denied signs, as in "my calf cramps but it is not red"."""
        kept: list[str] = []
        at, denied, connectors = 0, False, self._language.negation.connectors
        while self._signs and at < len(words):
            _, end = next(self._signs.starting_at(words, at), (None, at))
            denied = (
                is_denied(words[:at], self._language.negation)
                or self._is_after_no(words, at)
                or (denied and words[at - 1] in connectors)
            )
            after = max(end, at + 1)
            if not denied or not (end > at or self._is_said_of_a_part(words[at])):
                kept += words[at:after]
                denied = denied and words[at] in connectors
            at = after
        return kept or list(words)

    def _is_after_no(self, words: Sequence[str], at: int) -> bool:
        return words[:at][-1:] == [self._language.negation.answer]

    def _is_said_of_a_part(self, word: str) -> bool:
        """Return whether *word* belongs to a sign of several words ("red") and is no body part."""
        is_part = self._body_parts and self._body_parts.find([word])
        return bool(self._signs and self._signs.is_said_of(word)) and not is_part

    def tells(self, words: Sequence[str]) -> bool:
        """Return whether *words* have a word that marks danger (TELLING_RATIO)."""
        return not self._telling.isdisjoint(words)

    def names_a_complaint(self, words: Sequence[str]) -> bool:
        """Return whether *words* name the complaint and a body part, outside a question."""
        named = any(word.startswith(self._language.relief.stems) for word in words)
        asked = not set(self._language.questions).isdisjoint(words)
        return named and not asked and bool(self._body_parts and self._body_parts.find(words))

    def vetoed(self, words: Sequence[str]) -> frozenset[str]:
        """Return the intents that the classifier must not choose for *words*."""
        vetoed: set[str] = set()
        if self._body_parts and self._body_parts.find(words):
            vetoed |= STOPPING | ANSWERS
        if self.tells(words) or (self._signs and self._signs.find(words)):
            vetoed |= self._policy.closing
        if denies_relief(words, self._language.relief, self._language.negation.reach):
            vetoed.add(self._policy.relieved)
        if self.names_a_complaint(words):
            vetoed |= self._commands
        return frozenset(vetoed)


def _telling(model: Model) -> frozenset[str]:
    """Return the words that mark danger (TELLING_RATIO)."""
    kinds = {model.policy.sign} & model.types.keys()
    urgent = model.policy.urgent_intents
    danger = _counts(model, urgent, kinds)
    others = _counts(model, model.intents.keys() - set(urgent), model.types.keys() - kinds)
    return frozenset(word for word, count in danger.items() if count > TELLING_RATIO * others[word])


def _counts(model: Model, intents: Collection[str], kinds: Collection[str]) -> Counter[str]:
    """Count the words in the samples of *intents*, without slots, and in the values of *kinds*."""
    said = [
        re.sub(r"\{\w+\}", " ", sample)
        for intent in model.intents.values()
        if intent.name in intents
        for sample in intent.samples
    ]
    said += [one for kind in kinds for phrases in model.types[kind].values() for one in phrases]
    return Counter(word for one in said for word in model.normalizer.words(one))
