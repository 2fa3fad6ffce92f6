"""Cross-validate the resolver: resolve each utterance with a model without its own pattern."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...common.paths import MODELS
from ...interaction_model.source_reader import read_source
from ...interaction_model.utterance_source import UtteranceSource
from ..nlu.classifier.training_data import TrainingRow, sample_rows
from ..nlu.model_reader import Model, ModelIntent
from ..nlu.policy import STOPPING, Policy
from ..nlu.resolver import FALLBACK, Resolver
from ..progress import progress

#: The number of folds; each pattern belongs to one fold, and each fold is left out once.
PARTS = 6
#: The pattern name for utterances without one of their own, for example of built-in intents.
USUAL = "usual"

#: The largest accepted shares: urgent utterances resolved to another intent, other utterances
#: resolved to an urgent intent, and confusions that leave a user without help.
MOST_MISSED = 0.12
MOST_ALARMS = 0.03
MOST_LEFT_ALONE = 0.003

#: The expected intent of an utterance, its pattern, and the actual intent.
Conflict = tuple[str, str, str]


@dataclass
class Conflicts:
    """The confusions of utterances that were resolved without their own pattern."""

    policy: Policy = field(default_factory=Policy)
    #: The number of utterances of each intent, and of those resolved to FallbackIntent.
    heard: Counter[str] = field(default_factory=Counter)
    abstained: int = 0
    found: defaultdict[Conflict, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def missed(self) -> float:
        """The share of urgent utterances that are resolved to another intent."""
        return self._share(urgent=True)

    @property
    def alarms(self) -> float:
        """The share of other utterances that are resolved to an urgent intent."""
        return self._share(urgent=False)

    @property
    def left_alone(self) -> list[Conflict]:
        """The conflicts that leave a user without help."""
        return sorted(one for one in self.found if leaves_alone(one[0], one[2], self.policy))

    @property
    def is_dangerous(self) -> bool:
        """Whether a share is above its limit."""
        alone = sum(len(self.found[one]) for one in self.left_alone)
        return (
            self.missed > MOST_MISSED
            or self.alarms > MOST_ALARMS
            or alone > MOST_LEFT_ALONE * self.heard.total()
        )

    def lines(self) -> Iterator[str]:
        """Yield each dangerous conflict with an utterance, then the figures."""
        for said, pattern, nearer in sorted(self.found):
            alone = leaves_alone(said, nearer, self.policy)
            if alone or self._is_urgent(said) is not self._is_urgent(nearer):
                utterance = self.found[said, pattern, nearer][0]
                mark = "DANGEROUS: " if alone else ""
                yield f"{mark}{said}: {pattern!r}: {utterance!r} is nearer to {nearer}"
        nearer_by = sum(map(len, self.found.values()))
        yield (
            f"{self.heard.total():,} utterances, each understood without its own pattern: "
            f"{nearer_by:,} nearer to another intent, {self.abstained:,} taken for nothing"
        )
        yield f"danger taken for another intent: {self.missed:.1%} (at most {MOST_MISSED:.0%})"
        yield f"other intents taken for danger: {self.alarms:.1%} (at most {MOST_ALARMS:.0%})"

    def _is_urgent(self, intent: str) -> bool:
        return intent in self.policy.urgent_intents

    def _share(self, *, urgent: bool) -> float:
        wrong = sum(
            len(said)
            for (intent, _, nearer), said in self.found.items()
            if self._is_urgent(intent) is urgent and self._is_urgent(nearer) is not urgent
        )
        heard = sum(count for name, count in self.heard.items() if self._is_urgent(name) is urgent)
        return wrong / max(heard, 1)


def leaves_alone(said: str, nearer: str, policy: Policy) -> bool:
    """Return whether a user who says *said* and is understood as *nearer* gets no help."""
    help_wanted = {*policy.urgent_intents, *policy.help}
    return (said in help_wanted and nearer in policy.closing) or (
        said in STOPPING and nearer == policy.relief
    )


def cross_validate(
    model: Model, language: str, parts: Sequence[int], *, every: bool = False, step: int = 1
) -> Conflicts:
    """Resolve the utterances of each fold in *parts* with a model without that fold.

    Args:
        model: The whole model.
        language: The language of the patterns.
        parts: The folds to leave out, one after another.
        every: Resolve every sample, not only those with a new pair of words.
        step: Resolve only every *step*-th utterance.
    """
    result = Conflicts(model.policy)
    pattern_of = patterns(read_source(MODELS / language))
    for part in parts:
        kept, left_out = (_only(model, pattern_of, part, inside) for inside in (False, True))
        resolver = Resolver(kept)
        rows = sample_rows(left_out, every=every)[::step]
        for row in progress(rows, f"of part {part + 1} of {PARTS}"):
            _count_resolution(result, resolver, pattern_of, row)
    return result


def run_cross_validation(model: Model, language: str, *, full: bool) -> int:
    """Print the conflicts and the shares; return 1 if a share is above its limit."""
    found = cross_validate(model, language, range(PARTS), every=full)
    for line in found.lines():
        print(line)
    return 1 if found.is_dangerous else 0


@dataclass(frozen=True)
class Origin:
    """The pattern of a sample, and the fold of the pattern."""

    pattern: str
    part: int


def patterns(source: UtteranceSource) -> dict[tuple[str, str], Origin]:
    """Return the origin of each intent and sample; of several templates, the first."""
    origins: dict[tuple[str, str], Origin] = {}
    for intent in source.intents:
        for place, template in enumerate(intent.templates):
            for sample in template.samples:
                origins.setdefault((intent.name, sample), Origin(template.text, place % PARTS))
    return origins


def _only(
    model: Model, origins: Mapping[tuple[str, str], Origin], part: int, inside: bool
) -> Model:
    """Return *model* with only the samples of fold *part*, or with all others."""

    def is_inside(intent: str, sample: str) -> bool:
        origin = origins.get((intent, sample))
        return origin is not None and origin.part == part

    intents: dict[str, ModelIntent] = {}
    for name, intent in model.intents.items():
        samples = (one for one in intent.samples if is_inside(name, one) is inside)
        intents[name] = replace(intent, samples=tuple(samples))
    return replace(model, intents=intents)


def _count_resolution(
    result: Conflicts,
    resolver: Resolver,
    origins: Mapping[tuple[str, str], Origin],
    row: TrainingRow,
) -> None:
    result.heard[row.intent] += 1
    intent = resolver.resolve(row.utterance).intent
    if intent == FALLBACK:
        result.abstained += 1
    elif intent != row.intent:
        origin = origins.get((row.intent, row.sample))
        pattern = origin.pattern if origin else USUAL
        result.found[row.intent, pattern, intent].append(row.utterance)
