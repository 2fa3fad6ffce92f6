"""Safety before resemblance: signs of danger inside a sentence, and what must not be guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from .exact_match import SampleIndex, SampleMatch
from .model_reader import Model
from .negation import CARRYING_ON, CRAMP_WORDS, NO, denies_relief, is_denied, is_of_others
from .normalization import normalise
from .slot_values import SlotValues

RELIEF_INTENT = "StartReliefIntent"
HELPED = "ItHelpedIntent"
#: Most urgent first: of two phrases in one sentence the first intent wins.
URGENT_INTENTS = ("CrisisIntent", "EmergencyIntent", "WarningSignIntent")
STOPPING = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
#: Who names a muscle says more than one of these.
ANSWER_INTENTS = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent"})
SIGN = "Sign"
MUSCLE = "Muscle"
#: A word tells of danger when it is said of it more than so many times as often as elsewhere.
TELLING_RATIO = 8
#: Intents after which the skill says goodbye.
CLOSING = STOPPING | {HELPED}
#: What a value in the utterance rules out, unless a sample says exactly that.
VETOES: Mapping[str, frozenset[str]] = {SIGN: CLOSING, MUSCLE: STOPPING | ANSWER_INTENTS}
#: How words begin that say what a muscle does in a cramp.
CRAMPING = ("cramp", "spasm", "seiz", "charley", "charlie", "knot")
#: A phrase inside a sentence needs this many words, or it means too little by itself.
CONTAINED_WORDS: Mapping[str, int] = {
    "CrisisIntent": 3,
    "EmergencyIntent": 2,
    "WarningSignIntent": 3,
}
#: A sign with no more than an article beside it is bare.
FEW_LETTERS = 3
#: Words of a question, and the slot types whose values are signs of danger only outside of one.
QUESTION_WORDS = frozenset({"why", "what", "how", "does"})
ORDINARY = ("Context", "Cause")


class SafetyRules:
    """The phrases and words of warnings and emergencies in a model."""

    def __init__(
        self, model: Model, templates: SampleIndex, values: Mapping[str, SlotValues]
    ) -> None:
        self._templates = templates
        self._values = {kind: values[kind] for kind in VETOES if kind in values}
        self._ordinary = [values[kind] for kind in ORDINARY if kind in values]
        self._stop_words = frozenset(_counts(model, STOPPING, ()))
        self._telling = _telling(model)
        self._commands = {name for name in model.intents if name.startswith("AMAZON.")}

    def contained(
        self, words: Sequence[str], is_ordinary: Callable[[Sequence[str]], bool]
    ) -> SampleMatch | None:
        """Return the warning or emergency phrase inside *words*, the longest of the most urgent.

        A phrase that *is_ordinary*, said of other matters too, is none by itself.
        """
        found = [
            match
            for start in range(len(words))
            if not is_denied(words[:start]) and not is_of_others(words[:start])
            for match in self._templates.prefixes(words, start)
            if match.intent in URGENT_INTENTS
            and match.end - start >= CONTAINED_WORDS[match.intent]
            and not (match.slots and words[:start][-1:] == [NO])
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
        """Tell whether a bare sign is only the "when" of a question, as in "why all the time"."""
        if match.literal > FEW_LETTERS or QUESTION_WORDS.isdisjoint(words):
            return False
        return any(
            end == len(phrase)
            for values in self._ordinary
            for _, end in values.starting_at(phrase, 0)
        )

    def affirmed(self, words: Sequence[str]) -> list[str]:
        """Return *words* without the signs that they deny: "my calf cramps but it is not red"."""
        signs = self._values.get(SIGN)
        kept: list[str] = []
        at, denied = 0, False
        while signs and at < len(words):
            _, end = next(signs.starting_at(words, at), (None, at))
            denied = (
                is_denied(words[:at])
                or words[:at][-1:] == [NO]
                or (denied and words[at - 1] in CARRYING_ON)
            )
            if denied and (end > at or self._is_said_of_a_leg(words[at])):
                at = max(end, at + 1)
                continue
            kept += words[at : max(end, at + 1)]
            denied = denied and words[at] in CARRYING_ON
            at = max(end, at + 1)
        return kept or list(words)

    def _is_said_of_a_leg(self, word: str) -> bool:
        """Return whether *word* is a sign only beside other words: "red", but not "leg"."""
        signs, muscle = self._values.get(SIGN), self._values.get(MUSCLE)
        return bool(signs and signs.is_said_of(word)) and not (muscle and muscle.find([word]))

    def tells(self, words: Sequence[str]) -> bool:
        """Tell whether *words* have one that is said of nothing but danger."""
        return not self._telling.isdisjoint(words)

    def named_sign(self, words: Sequence[str]) -> list[str]:
        """Return the words of the sign of several words that stands in *words* as it is listed."""
        signs = self._values.get(SIGN)
        found = signs.find(words) if signs else None
        return found.value.split() if found and " " in found.value else []

    def names_a_cramp(self, words: Sequence[str]) -> bool:
        """Tell whether *words* say what a muscle does in a cramp, and name the muscle."""
        muscle = self._values.get(MUSCLE)
        cramps = any(word.startswith(CRAMPING) for word in words)
        return bool(cramps and muscle and muscle.find(words) and QUESTION_WORDS.isdisjoint(words))

    def vetoed(self, words: Sequence[str]) -> frozenset[str]:
        """Return the intents that *words* must not be taken for by resemblance."""
        vetoed = {RELIEF_INTENT} if self._stop_words.issuperset(words) else set()
        if not CRAMP_WORDS.isdisjoint(words):
            vetoed |= STOPPING
        for kind, values in self._values.items():
            if values.find(words):
                vetoed |= VETOES[kind]
        if self.tells(words):
            vetoed |= CLOSING
        if denies_relief(words):
            vetoed.add(HELPED)
        if self.names_a_cramp(words):
            vetoed |= self._commands
        return frozenset(vetoed)


def _telling(model: Model) -> frozenset[str]:
    """Return the words that are said of danger and hardly ever of anything else."""
    kinds = {SIGN} & model.types.keys()
    danger = _counts(model, URGENT_INTENTS, kinds)
    others = _counts(model, model.intents.keys() - set(URGENT_INTENTS), model.types.keys() - kinds)
    return frozenset(word for word, count in danger.items() if count > TELLING_RATIO * others[word])


def _counts(model: Model, intents: Collection[str], kinds: Collection[str]) -> Counter[str]:
    """Count the words in the samples of *intents*, slots left out, and in the values of *kinds*."""
    said = [
        re.sub(r"\{\w+\}", " ", sample)
        for intent in model.intents.values()
        if intent.name in intents
        for sample in intent.samples
    ]
    said += [one for kind in kinds for phrases in model.types[kind].values() for one in phrases]
    return Counter(word for one in said for word in normalise(one).split())
