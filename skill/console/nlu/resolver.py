"""Resolve an utterance to an intent and its slots: by exact match, else by the classifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ...understanding.normalization import unrepeated, without
from .classifier.danger_phrases import DangerPhrases, OffTopicPhrases
from .exact_match import SampleIndex, SampleMatch
from .model_reader import Model
from .safety import SafetyRules
from .slot_filling import SlotFiller
from .slot_values import SlotMatch

if TYPE_CHECKING:
    from .classifier.linear_classifier import ClassifierParameters

FALLBACK = "AMAZON.FallbackIntent"
#: The stages of the resolver, the most certain one first.
STAGES = ("exact", "contained", "trained", "fallback")
#: The smallest lead over the off-topic class; below it the result is FallbackIntent. 0.2 is the
#: largest value that rejects no in-scope utterance of the development set.
THRESHOLD = 0.2
#: The same for intents that end the session, where a wrong guess leaves the user without help.
CLOSING_THRESHOLD = 0.8
#: The smallest lead of a closing intent over each urgent intent, and over what asks for help.
URGENT_MARGIN = 0.8
HELP_MARGIN = 0.3
#: Added to the lead of urgent intents for a word that occurs (almost) only in their samples.
TELLING_LEAD = 1.0
#: An urgent intent without an urgent phrase ("my friend is not breathing") needs this many words,
#: this lead over the off-topic class, and this margin over every other intent.
SURE_WORDS = 3
SURE_LEAD = 0.7
SURE_MARGIN = 1.0
#: Added to the lead of relief if a body part and the complaint are named.
COMPLAINT_LEAD = 0.5
#: The most considered intents in a Resolution.
CONSIDERED = 5

Scores = list[tuple[str, float]]


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
        self._slots = SlotFiller(model)
        self.values = self._slots.values
        self._templates = SampleIndex(model, self.values)

    def resolve(self, utterance: str) -> Resolution:
        """Return the resolution of *utterance*; FallbackIntent if it is out of scope."""
        words = self.model.normalizer.words(utterance)
        if not words:
            return Resolution(utterance, FALLBACK, {}, "fallback", 0.0)
        return (
            self._exact(utterance, words)
            or self._contained(utterance, words)
            or self._trained(utterance, self._safety.affirmed(words))
        )

    def best(self, utterances: Sequence[str]) -> Resolution:
        """Return the most confident resolution of several *utterances*."""
        found = [self.resolve(utterance) for utterance in utterances]
        return min(found, key=lambda one: (STAGES.index(one.stage), -one.score))

    def tells_danger(self, utterance: str) -> bool:
        """Return whether *utterance* has a word that occurs only with danger (`SafetyRules`)."""
        return self._safety.tells(self.model.normalizer.words(utterance))

    def considered(self, words: Sequence[str]) -> Scores:
        """Return the candidate intents of *words* with their scores, the best first."""
        policy, scores = self.model.policy, self._scores(" ".join(words))
        vetoed = self._safety.vetoed(words)
        if not self._dangers.enough(words) and not self._is_sure(words, scores):
            vetoed |= frozenset(policy.urgent_intents)
            # Danger has the best score but no urgent phrase: ask again, do not end the session.
            if self._safer(scores)[0] in policy.urgent_intents:
                vetoed |= policy.closing
        telling = TELLING_LEAD if self._safety.tells(words) else 0.0
        lead = dict.fromkeys(policy.urgent_intents, telling)
        lead[policy.relief] = COMPLAINT_LEAD if self._safety.names_a_complaint(words) else 0.0
        led = ((intent, score + lead.get(intent, 0.0)) for intent, score in scores)
        kept = (pair for pair in led if pair[0] not in vetoed)
        return sorted(kept, key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def _safety(self) -> SafetyRules:
        return SafetyRules(self.model, self._templates, self.values)

    @cached_property
    def _off_topic(self) -> OffTopicPhrases:
        return OffTopicPhrases(self.model)

    @cached_property
    def _scores(self) -> Callable[[str], Scores]:
        # Imported here, so that an exact match does not wait for the classifier.
        from .classifier.linear_classifier import LinearClassifier

        return LinearClassifier(self._learnt, self.values).scores

    @cached_property
    def _learnt(self) -> ClassifierParameters:
        from .classifier.classifier_cache import classifier_parameters

        return classifier_parameters(self.model, self.values)

    @cached_property
    def _dangers(self) -> DangerPhrases:
        return DangerPhrases(self.model, self._learnt.ordinary)

    def _exact(self, utterance: str, words: Sequence[str]) -> Resolution | None:
        """Match *words* as they are, then without fillers, then without repetitions."""
        plain = without(words, self.model.language.fillers)
        for reading in (words, plain, unrepeated(plain)):
            if match := self._templates.exact(reading):
                return self._matched(utterance, words, match, "exact")
        return None

    def _contained(self, utterance: str, words: Sequence[str]) -> Resolution | None:
        """Find an urgent phrase inside *words*, then without fillers, then without degrees."""
        plain = without(words, self.model.language.fillers)
        for reading in (words, plain, without(plain, self.model.language.degrees)):
            if match := self._safety.contained(reading, self._off_topic.has):
                return self._matched(utterance, reading, match, "contained")
        return None

    def _trained(self, utterance: str, words: Sequence[str]) -> Resolution:
        """Take the intent that the classifier and the safety rules prefer, if it leads enough."""
        scores = self.considered(words)
        considered = tuple(scores[:CONSIDERED])
        intent, score = self._safer(scores)
        closing = intent in self.model.policy.closing
        if score < (CLOSING_THRESHOLD if closing else THRESHOLD):
            return Resolution(utterance, FALLBACK, {}, "fallback", score, considered)
        slots = self._slots.fill(intent, words)
        return Resolution(utterance, intent, slots, "trained", score, considered)

    def _matched(
        self, utterance: str, words: Sequence[str], match: SampleMatch, stage: str
    ) -> Resolution:
        slots = self._slots.complete(match.intent, match.slots, words)
        return Resolution(utterance, match.intent, slots, stage, 1.0)

    def _is_sure(self, words: Sequence[str], scores: Scores) -> bool:
        """Return whether an urgent intent leads all others by SURE_MARGIN."""
        intents = self.model.policy.urgent_intents
        urgent = max((score for name, score in scores if name in intents), default=0.0)
        other = max((score for name, score in scores if name not in intents), default=0.0)
        is_long = len(words) >= SURE_WORDS
        return is_long and urgent >= SURE_LEAD and urgent - other >= SURE_MARGIN

    def _safer(self, scores: Scores) -> tuple[str, float]:
        """Return the best of *scores*; a close call between closing and help goes to help."""
        best, policy = scores[0], self.model.policy
        if best[0] not in policy.closing:
            return best
        margins = dict.fromkeys(policy.help, HELP_MARGIN)
        margins |= dict.fromkeys(policy.urgent_intents, URGENT_MARGIN)
        calls = (
            pair
            for pair in scores
            if pair[0] in margins and pair[1] >= max(THRESHOLD, best[1] - margins[pair[0]])
        )
        return next(calls, best)


@lru_cache(maxsize=4)
def resolver_of(model: Model) -> Resolver:
    """Return the resolver of *model*; it is cached, because creation takes half a second."""
    return Resolver(model)
