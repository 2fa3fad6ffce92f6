"""From an utterance to an intent and its slots: first exactly, then by what it resembles."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from .classifier.danger_phrases import DangerPhrases, OrdinaryPhrases
from .exact_match import SampleIndex, SampleMatch
from .model_reader import Model
from .normalization import normalise, unrepeated
from .safety import CLOSING, MUSCLE, RELIEF_INTENT, SIGN, URGENT_INTENTS, SafetyRules
from .slot_values import SlotMatch, SlotValues
from .wildcard_slots import WildcardSlots

if TYPE_CHECKING:
    from .classifier.linear_classifier import ClassifierParameters

FALLBACK = "AMAZON.FallbackIntent"
#: How an utterance was understood, the surest way first.
STAGES = ("exact", "contained", "trained", "fallback")
#: Words that carry no meaning of their own; a sample matches with or without them.
FILLERS = frozenset({
    "um", "uh", "er", "erm", "hmm", "ah", "oh", "please", "alexa", "well", "so", "now", "just",
    "like", "ow", "ouch", "god",
})  # fmt: skip
#: The same in two words.
FILLER_PAIRS = frozenset({("you", "know"), ("i", "mean")})
#: Words that say how much: danger is the same with or without them.
DEGREES = frozenset({
    "very", "really", "so", "completely", "totally", "suddenly", "quite", "pretty", "absolutely",
    "badly", "terribly", "awfully", "extremely", "rather", "slightly", "proper", "properly",
    "definitely", "seriously", "real", "fairly", "also", "even",
})  # fmt: skip
DEGREE_PAIRS = frozenset({("a", "bit"), ("a", "little"), ("kind", "of"), ("sort", "of")})
#: The lead over the off-topic class below which nothing is claimed to be understood. On the
#: development utterances 0.2 rejects the most that costs no utterance that is in scope.
THRESHOLD = 0.2
#: The same for what ends the conversation: a guess there leaves somebody without help.
CLOSING_THRESHOLD = 0.8
#: How much surer a goodbye must be than a call for help to be taken for one.
CLOSING_MARGINS: Mapping[str, float] = {
    "CrisisIntent": 0.8,
    "EmergencyIntent": 0.8,
    "WarningSignIntent": 0.8,
    "StillHurtsIntent": 0.3,
    RELIEF_INTENT: 0.3,
}
#: What a word that is said of nothing but danger adds to the lead of warnings and emergencies,
#: or a sign of several words that no other intent says.
TELLING_LEAD = 0.8
#: From how many words on, and by how much over the off-topic class and over any other intent,
#: danger is understood of a sentence that says no phrase of it: "my friend is not breathing".
SURE_WORDS = 3
SURE_LEAD = 0.7
SURE_MARGIN = 1.0
#: Slot types whose values a single word may tell; a muscle or a situation is named or it is not.
TOLD_BY_A_WORD = frozenset({"Sign", "Context", "Cause", "Remedy", "Medicine"})
#: Slot types of one matter: words that name a value of one name none of another.
NAMED_ONCE = frozenset({"Remedy", "Condition", "Medicine"})
#: What it adds that a word of no list stands where a sample has the name of a remedy or medicine.
CARRIED_LEAD = 0.3
#: The intents that are asked about things that no list can name all of.
CARRYING = ("RemedyIntent", "MedicineIntent")
#: What naming a muscle and a cramp adds to the lead of relief.
CRAMP_LEAD = 0.5
#: Intents that were considered and are worth showing.
CONSIDERED = 5


@dataclass(frozen=True)
class Resolution:
    """What an utterance was taken for, at which stage, how surely, and what else it resembled."""

    utterance: str
    intent: str
    slots: Mapping[str, SlotMatch]
    stage: str
    score: float
    considered: tuple[tuple[str, float], ...] = ()

    @property
    def slot_values(self) -> dict[str, str]:
        """The value id of each slot, or the raw text of a value outside the list."""
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
    """Understands the utterances of one interaction model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        known = words_of(model)
        self.values = {kind: SlotValues(phrases, known) for kind, phrases in model.types.items()}
        self._templates = SampleIndex(model, self.values)

    def resolve(self, utterance: str) -> Resolution:
        """Return what *utterance* means; FallbackIntent when it means nothing to the skill."""
        words = normalise(utterance).split()
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
        """Return what the surest reading of several *utterances* means."""
        found = [self.resolve(utterance) for utterance in utterances]
        return min(found, key=lambda one: (STAGES.index(one.stage), -one.score))

    def tells_danger(self, utterance: str) -> bool:
        """Tell whether *utterance* has a word that is said of nothing but danger."""
        return self._urgent.tells(normalise(utterance).split())

    @cached_property
    def _urgent(self) -> SafetyRules:
        return SafetyRules(self.model, self._templates, self.values)

    @cached_property
    def _ordinary(self) -> OrdinaryPhrases:
        return OrdinaryPhrases(self.model, URGENT_INTENTS, SIGN)

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words of the samples, outside slots: they tell the intent, not a value."""
        samples = (one for intent in self.model.intents.values() for one in intent.samples)
        return frozenset(word for one in samples for word in normalise(without_slots(one)).split())

    @cached_property
    def _scores(self) -> Callable[[str], list[tuple[str, float]]]:
        # Imported only here: what is exact need not wait for it.
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
        """Return *match* with the slots its sample leaves open filled from the other words.

        What the whole sentence names wins where it says more: "both my legs have gone weak" holds
        "my legs have gone weak", which is another sign.
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
        """Return the intents that *words* may resemble with their scores, the best first."""
        vetoed = self._urgent.vetoed(words)
        scores = self._scores(" ".join(words))
        if not self._says_danger(words) and not _is_sure(words, scores):
            vetoed |= frozenset(URGENT_INTENTS)
            # What resembles danger most, without a phrase of it, is asked again; it is no goodbye.
            if max(scores, key=lambda pair: pair[1])[0] in URGENT_INTENTS:
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
        """Return whether *words* say enough of a danger phrase, or a sign's word and a muscle."""
        if self._dangers.enough(words):
            return True
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
        """Return the slots that are told though no value stands in *words* as it is listed."""
        strange = [word for word in words if word not in self._said]
        found = {
            name: self.values[kind].resembling(strange)
            for name, kind in kinds.items()
            if kind in TOLD_BY_A_WORD
        }
        # What is wrong is told in words of one's own, in any order; other values have names.
        for name in (name for name, kind in kinds.items() if kind == SIGN and not found[name]):
            found[name] = self.values[SIGN].closest(words)
        return {name: match for name, match in found.items() if match}


@lru_cache(maxsize=4)
def resolver_of(model: Model) -> Resolver:
    """Return the resolver of *model*, made once: it takes half a second."""
    return Resolver(model)


def words_of(model: Model) -> frozenset[str]:
    """Return the words of all samples and slot values of *model*."""
    said = [without_slots(one) for intent in model.intents.values() for one in intent.samples]
    said += [one for kind in model.types.values() for phrases in kind.values() for one in phrases]
    return frozenset(word for one in said for word in normalise(one).split())


def _once(slots: Mapping[str, SlotMatch], kinds: Mapping[str, str]) -> dict[str, SlotMatch]:
    """Return *slots* without those whose words an earlier slot of the same matter has."""
    kept: dict[str, SlotMatch] = {}
    for name, match in slots.items():
        named = {one.value for other, one in kept.items() if kinds[other] in NAMED_ONCE}
        if kinds[name] not in NAMED_ONCE or match.value not in named:
            kept[name] = match
    return kept


def _open(kinds: Mapping[str, str], slots: Container[str]) -> dict[str, str]:
    """Return the slots that may still be told: none of a matter of which one is named."""
    is_named = any(name in slots for name, kind in kinds.items() if kind in NAMED_ONCE)
    return {
        name: kind
        for name, kind in kinds.items()
        if name not in slots and not (is_named and kind in NAMED_ONCE)
    }


def _holds(more: SlotMatch, less: SlotMatch) -> bool:
    """Tell whether *more* is a listed value that says *less* and something besides."""
    return more.id is not None and f" {less.value} " in f" {more.value} "


def _is_sure(words: Sequence[str], scores: Sequence[tuple[str, float]]) -> bool:
    """Return whether an urgent intent leads every other matter by far, in a whole sentence."""
    urgent = max((score for intent, score in scores if intent in URGENT_INTENTS), default=0.0)
    other = max((score for intent, score in scores if intent not in URGENT_INTENTS), default=0.0)
    return len(words) >= SURE_WORDS and urgent >= SURE_LEAD and urgent - other >= SURE_MARGIN


def without_slots(sample: str) -> str:
    """Return *sample* with nothing in place of its slots."""
    return re.sub(r"\{\w+\}", " ", sample)


def without_fillers(words: Sequence[str]) -> list[str]:
    """Return *words* without those that carry no meaning of their own."""
    return _without(words, FILLERS, FILLER_PAIRS)


def _without(
    words: Sequence[str], singles: Container[str], pairs: Container[tuple[str, str]]
) -> list[str]:
    found = {at for at, pair in enumerate(pairwise(words)) if pair in pairs}
    skipped = found | {at + 1 for at in found}
    return [word for at, word in enumerate(words) if at not in skipped and word not in singles]


def _safer(scores: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """Return the best of *scores*; in doubt between a goodbye and a call for help, the call."""
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
