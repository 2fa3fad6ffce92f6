"""Safety before resemblance: signs of danger inside a sentence, and what must not be guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from .model import Model
from .normalise import normalise
from .templates import Match, Templates
from .values import Values

RELIEF = "StartReliefIntent"
#: Most urgent first: of two phrases in one sentence the first intent wins.
URGENT = ("EmergencyIntent", "WarningSignIntent")
STOPPING = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
#: Intents after which the skill says goodbye.
CLOSING = STOPPING | {"ItHelpedIntent"}
#: What a value in the utterance rules out, unless a sample says exactly that.
VETOES: Mapping[str, frozenset[str]] = {"Sign": CLOSING, "Muscle": STOPPING}
#: A phrase inside a sentence needs this many words, or it means too little by itself.
CONTAINED_WORDS: Mapping[str, int] = {"EmergencyIntent": 2, "WarningSignIntent": 3}
NEGATIONS = frozenset({"not", "never", "without"})
#: How far before a phrase a negation still counts.
NEGATION_REACH = 3


class Urgent:
    """The phrases and words of warnings and emergencies in a model."""

    def __init__(self, model: Model, templates: Templates, values: Mapping[str, Values]) -> None:
        self._templates = templates
        self._values = {kind: values[kind] for kind in VETOES if kind in values}
        urgent = _words(model, URGENT)
        self._stop_words = _words(model, STOPPING)
        others = _words(model, model.intents.keys() - set(URGENT))
        self._telling = (urgent | _said(model, {"Sign"})) - others - _said(
            model, model.types.keys() - {"Sign"}
        )

    def contained(self, words: Sequence[str]) -> Match | None:
        """Return the warning or emergency phrase inside *words*, the longest of the most urgent."""
        found = [
            match
            for start in range(len(words))
            if not NEGATIONS.intersection(words[max(0, start - NEGATION_REACH) : start])
            for match in self._templates.prefixes(words, start)
            if match.intent in URGENT and match.end - start >= CONTAINED_WORDS[match.intent]
        ]
        return min(
            found,
            key=lambda match: (URGENT.index(match.intent), -match.literal, match.end),
            default=None,
        )

    def tells(self, words: Sequence[str]) -> bool:
        """Tell whether *words* have one that is said of nothing but danger."""
        return not self._telling.isdisjoint(words)

    def vetoed(self, words: Sequence[str]) -> frozenset[str]:
        """Return the intents that *words* must not be taken for by resemblance."""
        vetoed = {RELIEF} if self._stop_words.issuperset(words) else set()
        for kind, values in self._values.items():
            if values.find(words):
                vetoed |= VETOES[kind]
        if self.tells(words):
            vetoed |= CLOSING
        return frozenset(vetoed)


def _words(model: Model, intents: Collection[str]) -> frozenset[str]:
    """Return every word in the samples of *intents*, slots left out."""
    return frozenset(
        word
        for intent in model.intents.values()
        if intent.name in intents
        for sample in intent.samples
        for part in re.split(r"\{\w+\}", sample)
        for word in normalise(part).split()
    )


def _said(model: Model, kinds: Collection[str]) -> frozenset[str]:
    """Return every word in the values of the slot types *kinds*."""
    return frozenset(
        word
        for kind in kinds
        for phrases in model.types.get(kind, {}).values()
        for phrase in phrases
        for word in normalise(phrase).split()
    )
