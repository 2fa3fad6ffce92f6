"""Safety rules before the classifier: urgent phrases inside an utterance, and vetoed intents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from ...understanding.negation import denies_relief, is_denied, is_of_others
from .exact_match import SampleIndex, SampleMatch
from .model_reader import Model
from .slot_values import SlotValues

RELIEF_INTENT = "StartReliefIntent"
HELPED = "ItHelpedIntent"
#: The urgent intents. If an utterance has phrases of two, the first one in this order is used.
URGENT_INTENTS = ("CrisisIntent", "EmergencyIntent", "WarningSignIntent")
STOPPING = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
#: Intents that are too little for an utterance with a muscle.
ANSWER_INTENTS = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent"})
SIGN = "Sign"
MUSCLE = "Muscle"
#: A word marks danger if it is more than this many times as frequent there as elsewhere.
TELLING_RATIO = 8
#: Intents after which the session ends.
CLOSING = STOPPING | {HELPED}
#: Slot type -> the intents that a value of it vetoes, except for an exact match.
VETOES: Mapping[str, frozenset[str]] = {SIGN: CLOSING, MUSCLE: STOPPING | ANSWER_INTENTS}
#: Beginnings of words for a cramp.
CRAMPING = ("cramp", "spasm", "seiz", "charley", "charlie", "knot")
#: The fewest words of an urgent phrase inside a longer utterance.
CONTAINED_WORDS: Mapping[str, int] = {
    "CrisisIntent": 3,
    "EmergencyIntent": 2,
    "WarningSignIntent": 3,
}
#: The most letters that a sample may have outside its slot for the sign to be a bare sign.
FEW_LETTERS = 3
#: Words of a question, and the slot types whose values may look like signs inside a question.
QUESTION_WORDS = frozenset({"why", "what", "how", "does"})
ORDINARY = ("Context", "Cause")


class SafetyRules:
    """The phrases and words of warnings and emergencies in a model."""

    def __init__(
        self, model: Model, templates: SampleIndex, values: Mapping[str, SlotValues]
    ) -> None:
        self._language = model.language
        self._templates = templates
        self._values = {kind: values[kind] for kind in VETOES if kind in values}
        self._ordinary = [values[kind] for kind in ORDINARY if kind in values]
        self._stop_words = frozenset(_counts(model, STOPPING, ()))
        self._telling = _telling(model)
        self._commands = {name for name in model.intents if name.startswith("AMAZON.")}

    def contained(
        self, words: Sequence[str], is_ordinary: Callable[[Sequence[str]], bool]
    ) -> SampleMatch | None:
        """Return the urgent phrase inside *words*: the most urgent, then the longest.

        A phrase that *is_ordinary* (other intents have it too) does not count.
        """
        negation = self._language.negation
        found = [
            match
            for start in range(len(words))
            if not is_denied(words[:start], negation)
            and not is_of_others(words[:start], self._language.others)
            for match in self._templates.prefixes(words, start)
            if match.intent in URGENT_INTENTS
            and match.end - start >= CONTAINED_WORDS[match.intent]
            and not (match.slots and words[:start][-1:] == [negation.answer])
            and not self._is_asked_about(match, words[start : match.end], words)
            and not is_ordinary(words[start : match.end])
        ]
        return min(
            found,
            key=lambda match: (URGENT_INTENTS.index(match.intent), -match.literal, match.end),
            default=None,
        )

    def _is_asked_about(
        self, match: SampleMatch, phrase: Sequence[str], words: Sequence[str]
    ) -> bool:
        """Return whether a bare sign is the time in a question, as in "why all the time"."""
        if match.literal > FEW_LETTERS or QUESTION_WORDS.isdisjoint(words):
            return False
        return any(
            end == len(phrase)
            for values in self._ordinary
            for _, end in values.starting_at(phrase, 0)
        )

    def affirmed(self, words: Sequence[str]) -> list[str]:
        """Return *words* without denied signs, as in "my calf cramps but it is not red"."""
        signs, negation = self._values.get(SIGN), self._language.negation
        kept: list[str] = []
        at, denied = 0, False
        while signs and at < len(words):
            _, end = next(signs.starting_at(words, at), (None, at))
            denied = (
                is_denied(words[:at], negation)
                or words[:at][-1:] == [negation.answer]
                or (denied and words[at - 1] in negation.connectors)
            )
            if denied and (end > at or self._is_said_of_a_leg(words[at])):
                at = max(end, at + 1)
                continue
            kept += words[at : max(end, at + 1)]
            denied = denied and words[at] in negation.connectors
            at = max(end, at + 1)
        return kept or list(words)

    def _is_said_of_a_leg(self, word: str) -> bool:
        """Return whether *word* belongs to a sign of several words ("red") and is no muscle."""
        signs, muscle = self._values.get(SIGN), self._values.get(MUSCLE)
        return bool(signs and signs.is_said_of(word)) and not (muscle and muscle.find([word]))

    def tells(self, words: Sequence[str]) -> bool:
        """Return whether *words* have a word that marks danger (TELLING_RATIO)."""
        return not self._telling.isdisjoint(words)

    def named_sign(self, words: Sequence[str]) -> list[str]:
        """Return the words of a listed sign of several words in *words*, or an empty list."""
        signs = self._values.get(SIGN)
        found = signs.find(words) if signs else None
        return found.value.split() if found and " " in found.value else []

    def names_a_cramp(self, words: Sequence[str]) -> bool:
        """Return whether *words* name a cramp and a muscle, outside a question."""
        muscle = self._values.get(MUSCLE)
        cramps = any(word.startswith(CRAMPING) for word in words)
        return bool(cramps and muscle and muscle.find(words) and QUESTION_WORDS.isdisjoint(words))

    def vetoed(self, words: Sequence[str]) -> frozenset[str]:
        """Return the intents that the classifier must not choose for *words*."""
        vetoed = {RELIEF_INTENT} if self._stop_words.issuperset(words) else set()
        relief, reach = self._language.relief, self._language.negation.reach
        if not set(relief.complaints).isdisjoint(words):
            vetoed |= STOPPING
        for kind, values in self._values.items():
            if values.find(words):
                vetoed |= VETOES[kind]
        if self.tells(words):
            vetoed |= CLOSING
        if denies_relief(words, relief, reach):
            vetoed.add(HELPED)
        if self.names_a_cramp(words):
            vetoed |= self._commands
        return frozenset(vetoed)


def _telling(model: Model) -> frozenset[str]:
    """Return the words that mark danger (TELLING_RATIO)."""
    kinds = {SIGN} & model.types.keys()
    danger = _counts(model, URGENT_INTENTS, kinds)
    others = _counts(model, model.intents.keys() - set(URGENT_INTENTS), model.types.keys() - kinds)
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
