"""Resolve an utterance to an intent and its slots: by exact match, else by the classifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ...understanding.normalization import unrepeated
from .classifier.danger_phrases import DangerPhrases, OrdinaryPhrases
from .exact_match import SampleIndex, SampleMatch
from .model_reader import Model
from .safety import CLOSING, MUSCLE, RELIEF_INTENT, SIGN, URGENT_INTENTS, SafetyRules
from .slot_values import SlotMatch, SlotValues
from .wildcard_slots import WildcardSlots

if TYPE_CHECKING:
    from .classifier.linear_classifier import ClassifierParameters

FALLBACK = "AMAZON.FallbackIntent"
#: The stages of the resolver, the most certain one first.
STAGES = ("exact", "contained", "trained", "fallback")
#: Words without a meaning of their own; a sample matches with or without them.
FILLERS = frozenset({
    "um", "uh", "er", "erm", "hmm", "ah", "oh", "please", "alexa", "well", "so", "now", "just",
    "like", "ow", "ouch", "god",
})  # fmt: skip
#: Fillers of two words.
FILLER_PAIRS = frozenset({("you", "know"), ("i", "mean")})
#: Words of degree; danger is the same with or without them.
DEGREES = frozenset({
    "very", "really", "so", "completely", "totally", "suddenly", "quite", "pretty", "absolutely",
    "badly", "terribly", "awfully", "extremely", "rather", "slightly", "proper", "properly",
    "definitely", "seriously", "real", "fairly", "also", "even",
})  # fmt: skip
DEGREE_PAIRS = frozenset({("a", "bit"), ("a", "little"), ("kind", "of"), ("sort", "of")})
#: The smallest lead over the off-topic class; below it the result is FallbackIntent. 0.2 is the
#: largest value that rejects no in-scope utterance of the development set.
THRESHOLD = 0.2
#: The same for intents that end the session, where a wrong guess leaves the user without help.
CLOSING_THRESHOLD = 0.8
#: The smallest lead of a closing intent over each intent that asks for help.
CLOSING_MARGINS: Mapping[str, float] = {
    "CrisisIntent": 0.8,
    "EmergencyIntent": 0.8,
    "WarningSignIntent": 0.8,
    "StillHurtsIntent": 0.3,
    RELIEF_INTENT: 0.3,
}
#: Added to the lead of urgent intents for a word that occurs (almost) only in their samples, or for
#: a sign of several words that no other intent has.
TELLING_LEAD = 0.8
#: An urgent intent without an urgent phrase ("my friend is not breathing") needs this many words,
#: this lead over the off-topic class, and this margin over every other intent.
SURE_WORDS = 3
SURE_LEAD = 0.7
SURE_MARGIN = 1.0
#: Slot types whose value may be found by one distinctive word; other types need the whole value.
TOLD_BY_A_WORD = frozenset({"Sign", "Context", "Cause", "Remedy", "Medicine"})
#: Slot types that share words: the same words fill only one slot of these types.
NAMED_ONCE = frozenset({"Remedy", "Condition", "Medicine"})
#: Added to the lead for an unknown word in the place of a remedy or medicine of a sample.
CARRIED_LEAD = 0.3
#: Intents with slots whose lists cannot be complete.
CARRYING = ("RemedyIntent", "MedicineIntent")
#: Added to the lead of relief if a muscle and a cramp are named.
CRAMP_LEAD = 0.5
#: The most considered intents in a Resolution.
CONSIDERED = 5


@dataclass(frozen=True)
class Resolution:
    """The resolved intent and slots, the stage, the confidence, and other candidate intents."""

    utterance: str
    intent: str
    slots: Mapping[str, SlotMatch]
    stage: str
    score: float
    considered: tuple[tuple[str, float], ...] = ()

    @property
    def slot_values(self) -> dict[str, str]:
        """The value id of each slot, or the raw text of an unknown value."""
        return {name: match.id or match.value for name, match in self.slots.items()}

    def as_json(self) -> dict[str, object]:
        """Return the resolution as one JSON object."""
        return {
            "utterance": self.utterance,
            "intent": self.intent,
            "slots": self.slot_values,
            "stage": self.stage,
            "score": round(self.score, 3),
        }


class Resolver:
    """Resolves utterances with one interaction model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        known = words_of(model)
        self.values = {
            kind: SlotValues(phrases, model.normalizer, known)
            for kind, phrases in model.types.items()
        }
        self._templates = SampleIndex(model, self.values)

    def resolve(self, utterance: str) -> Resolution:
        """Return the resolution of *utterance*; FallbackIntent if it is out of scope."""
        words = self.model.normalizer.words(utterance)
        if not words:
            return Resolution(utterance, FALLBACK, {}, "fallback", 0.0)
        if match := self._exact(words):
            return self._matched(utterance, words, match, "exact")
        plain = without_fillers(words)
        for reading in (words, plain, _without(plain, DEGREES, DEGREE_PAIRS)):
            if match := self._urgent.contained(reading, self._ordinary.is_off_topic):
                return self._matched(utterance, reading, match, "contained")
        return self._by_resemblance(utterance, words)

    def best(self, utterances: Sequence[str]) -> Resolution:
        """Return the most confident resolution of several *utterances*."""
        found = [self.resolve(utterance) for utterance in utterances]
        return min(found, key=lambda one: (STAGES.index(one.stage), -one.score))

    def tells_danger(self, utterance: str) -> bool:
        """Return whether *utterance* has a word that occurs only with danger (`SafetyRules`)."""
        return self._urgent.tells(self.model.normalizer.words(utterance))

    @cached_property
    def _urgent(self) -> SafetyRules:
        return SafetyRules(self.model, self._templates, self.values)

    @cached_property
    def _ordinary(self) -> OrdinaryPhrases:
        return OrdinaryPhrases(self.model, URGENT_INTENTS, SIGN)

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words of the samples outside slots, which mark the intent and not a value."""
        samples = (one for intent in self.model.intents.values() for one in intent.samples)
        split = self.model.normalizer.words
        return frozenset(word for one in samples for word in split(without_slots(one)))

    @cached_property
    def _scores(self) -> Callable[[str], list[tuple[str, float]]]:
        # Imported here, so that an exact match does not wait for the classifier.
        from .classifier.linear_classifier import LinearClassifier

        return LinearClassifier(self._learnt, self.values).scores

    @cached_property
    def _learnt(self) -> ClassifierParameters:
        from .classifier.classifier_cache import classifier_parameters

        return classifier_parameters(self.model, self.values)

    @cached_property
    def _dangers(self) -> DangerPhrases:
        return DangerPhrases(self.model, frozenset(URGENT_INTENTS), SIGN, self._learnt.ordinary)

    @cached_property
    def _carriers(self) -> WildcardSlots:
        return WildcardSlots(self.model, self.values)

    def _matched(
        self, utterance: str, words: Sequence[str], match: SampleMatch, stage: str
    ) -> Resolution:
        """Return *match* with its open slots filled from the other words.

        A longer value in the whole sentence replaces a shorter one: "both my legs have gone weak"
        contains "my legs have gone weak", which is another sign.
        """
        kinds, slots = self.model.intents[match.intent].slots, dict(match.slots)
        for name, named in self._slots(match.intent, words).items():
            if name not in slots or (kinds[name] == SIGN and _holds(named, slots[name])):
                slots[name] = named
        return Resolution(utterance, match.intent, slots, stage, 1.0)

    def _exact(self, words: Sequence[str]) -> SampleMatch | None:
        """Match *words* as they are, then without fillers, then without repetitions."""
        plain = without_fillers(words)
        readings = (words, plain, unrepeated(plain))
        return next(filter(None, map(self._templates.exact, readings)), None)

    def _by_resemblance(self, utterance: str, words: Sequence[str]) -> Resolution:
        words = self._urgent.affirmed(words) or words
        scores = self.considered(words)
        considered = tuple(scores[:CONSIDERED])
        intent, score = _safer(scores)
        if score < (CLOSING_THRESHOLD if intent in CLOSING else THRESHOLD):
            return Resolution(utterance, FALLBACK, {}, "fallback", score, considered)
        slots = self._slots(intent, words)
        return Resolution(utterance, intent, slots, "trained", score, considered)

    def considered(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """Return the candidate intents of *words* with their scores, the best first."""
        vetoed = self._urgent.vetoed(words)
        scores = self._scores(" ".join(words))
        if not self._says_danger(words) and not _is_sure(words, scores):
            vetoed |= frozenset(URGENT_INTENTS)
            # Danger has the best score but no urgent phrase: ask again, do not end the session.
            if _safer(scores)[0] in URGENT_INTENTS:
                vetoed |= CLOSING
        sign = self._urgent.named_sign(words)
        named = bool(sign) and not self._ordinary.is_not_urgent(sign)
        lead = dict.fromkeys(
            URGENT_INTENTS, TELLING_LEAD if named or self._urgent.tells(words) else 0.0
        )
        lead[RELIEF_INTENT] = CRAMP_LEAD if self._urgent.names_a_cramp(words) else 0.0
        for intent in CARRYING:
            lead[intent] = CARRIED_LEAD if self._carriers.outside_list(intent, words) else 0.0
        return sorted(
            (
                (intent, score + lead.get(intent, 0.0))
                for intent, score in scores
                if intent not in vetoed
            ),
            key=lambda pair: (-pair[1], pair[0]),
        )

    def _says_danger(self, words: Sequence[str]) -> bool:
        """Return whether *words* have most of an urgent phrase, or a sign's word and a muscle."""
        if self._dangers.enough(words):
            return True
        if self._urgent.names_a_cramp(words) and not self._urgent.tells(words):
            return False
        muscle, sign = self.values.get(MUSCLE), self.values.get(SIGN)
        strange = [word for word in words if word not in self._said]
        return bool(muscle and sign and muscle.find(words) and sign.resembling(strange))

    def _slots(self, intent: str, words: Sequence[str]) -> dict[str, SlotMatch]:
        kinds = self.model.intents[intent].slots
        found = {name: self.values[kind].find(words) for name, kind in kinds.items()}
        slots = _once({name: match for name, match in found.items() if match}, kinds)
        slots = slots or dict(self._carriers.outside_list(intent, words))
        return {**self._resembling(_open(kinds, slots), words), **slots}

    def _resembling(self, kinds: Mapping[str, str], words: Sequence[str]) -> dict[str, SlotMatch]:
        """Return the slots with values that *words* paraphrase, without a listed value."""
        strange = [word for word in words if word not in self._said]
        found = {
            name: self.values[kind].resembling(strange)
            for name, kind in kinds.items()
            if kind in TOLD_BY_A_WORD
        }
        # Symptoms are described freely, in any word order; values of other types have names.
        for name in (name for name, kind in kinds.items() if kind == SIGN and not found[name]):
            found[name] = self.values[SIGN].closest(words)
        return {name: match for name, match in found.items() if match}


@lru_cache(maxsize=4)
def resolver_of(model: Model) -> Resolver:
    """Return the resolver of *model*; it is cached, because creation takes half a second."""
    return Resolver(model)


def words_of(model: Model) -> frozenset[str]:
    """Return the words of all samples and slot values of *model*."""
    said = [without_slots(one) for intent in model.intents.values() for one in intent.samples]
    said += [one for kind in model.types.values() for phrases in kind.values() for one in phrases]
    return frozenset(word for one in said for word in model.normalizer.words(one))


def _once(slots: Mapping[str, SlotMatch], kinds: Mapping[str, str]) -> dict[str, SlotMatch]:
    """Return *slots* without those whose words an earlier slot in NAMED_ONCE already uses."""
    kept: dict[str, SlotMatch] = {}
    for name, match in slots.items():
        named = {one.value for other, one in kept.items() if kinds[other] in NAMED_ONCE}
        if kinds[name] not in NAMED_ONCE or match.value not in named:
            kept[name] = match
    return kept


def _open(kinds: Mapping[str, str], slots: Container[str]) -> dict[str, str]:
    """Return the slots that may still be filled: no slot in NAMED_ONCE if one of them is filled."""
    is_named = any(name in slots for name, kind in kinds.items() if kind in NAMED_ONCE)
    return {
        name: kind
        for name, kind in kinds.items()
        if name not in slots and not (is_named and kind in NAMED_ONCE)
    }


def _holds(more: SlotMatch, less: SlotMatch) -> bool:
    """Return whether *more* is a listed value that contains *less* and more words."""
    return more.id is not None and f" {less.value} " in f" {more.value} "


def _is_sure(words: Sequence[str], scores: Sequence[tuple[str, float]]) -> bool:
    """Return whether an urgent intent leads all others by SURE_MARGIN, in SURE_WORDS or more."""
    urgent = max((score for intent, score in scores if intent in URGENT_INTENTS), default=0.0)
    other = max((score for intent, score in scores if intent not in URGENT_INTENTS), default=0.0)
    return len(words) >= SURE_WORDS and urgent >= SURE_LEAD and urgent - other >= SURE_MARGIN


def without_slots(sample: str) -> str:
    """Return *sample* without its slots."""
    return re.sub(r"\{\w+\}", " ", sample)


def without_fillers(words: Sequence[str]) -> list[str]:
    """Return *words* without fillers."""
    return _without(words, FILLERS, FILLER_PAIRS)


def _without(
    words: Sequence[str], singles: Container[str], pairs: Container[tuple[str, str]]
) -> list[str]:
    found = {at for at, pair in enumerate(pairwise(words)) if pair in pairs}
    skipped = found | {at + 1 for at in found}
    return [word for at, word in enumerate(words) if at not in skipped and word not in singles]


def _safer(scores: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """Return the best of *scores*; a close call between closing and help goes to help."""
    best = scores[0]
    if best[0] not in CLOSING:
        return best
    calls = (
        pair
        for pair in scores
        if pair[0] in CLOSING_MARGINS
        and pair[1] >= max(THRESHOLD, best[1] - CLOSING_MARGINS[pair[0]])
    )
    return next(calls, best)
