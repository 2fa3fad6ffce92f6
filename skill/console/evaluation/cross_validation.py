"""Utterances of one intent that are nearer to another, found by leaving their pattern out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...common.paths import MODELS
from ...common.strict_yaml import read_yaml
from ..nlu.classifier.training_data import TrainingRow, sample_rows
from ..nlu.model_reader import Model, ModelIntent
from ..nlu.resolver import FALLBACK, Resolver
from ..progress import progress
from .accepted_conflicts import AcceptedConflicts, Conflict, is_dangerous_conflict, read_explained

#: Into how many parts the patterns are dealt; each part is left out once.
PARTS = 6
#: The pattern of what the model does not list: Amazon's usual words, and a sample of two patterns.
USUAL = "usual"

#: What the marks of a pattern are in a regular expression: a choice, and what may be left out.
MARKS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": "|)", " ": " *"}


@dataclass
class Conflicts:
    """What came of the utterances whose patterns were left out."""

    explained: AcceptedConflicts
    #: How many utterances were heard, and how many taken for nothing, which hurts nobody.
    heard: int = 0
    abstained: int = 0
    found: defaultdict[Conflict, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def unexplained(self) -> list[Conflict]:
        """The conflicts that nobody has given a reason for."""
        return sorted(one for one in self.found if not self.explained.reason(one))

    def lines(self) -> Iterator[str]:
        """Yield the unexplained conflicts with an utterance each, the reasons, the figures."""
        for said, pattern, nearer in self.unexplained:
            utterance = self.found[said, pattern, nearer][0]
            danger = "DANGEROUS: " if is_dangerous_conflict(said, nearer) else ""
            yield f"{danger}{said}: {pattern!r}: {utterance!r} is nearer to {nearer}"
        for reason, count in Counter(map(self.explained.reason, self.found)).most_common():
            yield f"{count:5} {reason or 'unexplained'}"
        nearer_by = sum(map(len, self.found.values()))
        yield (
            f"{self.heard:,} utterances, each understood without its own pattern: "
            f"{nearer_by:,} nearer to another intent, by {len(self.found)} patterns and intents, "
            f"{len(self.unexplained)} of them unexplained; {self.abstained:,} taken for nothing"
        )


def cross_validate(
    model: Model, language: str, parts: Sequence[int], *, every: bool = False, step: int = 1
) -> Conflicts:
    """Understand the utterances of *parts* of the patterns, each part by a model without it.

    Args:
        model: The whole model.
        language: Whose patterns these are.
        parts: Which parts of the patterns to leave out, one after another.
        every: Whether to hear every sample, not only those that bring a new pair of words.
        step: Hear every so many utterances only.
    """
    result = Conflicts(read_explained())
    pattern_of = patterns(model, read_yaml(MODELS / f"{language}.yaml")["intents"])
    for part in parts:
        kept, left_out = (_only(model, pattern_of, part, inside) for inside in (False, True))
        resolver = Resolver(kept)
        rows = sample_rows(left_out, every=every)[::step]
        for row in progress(rows, f"of part {part + 1} of {PARTS}"):
            _hear(result, resolver, pattern_of, row)
    return result


def run_cross_validation(model: Model, language: str, *, full: bool) -> int:
    """Print what is found, and return 1 where anything is unexplained."""
    found = cross_validate(model, language, range(PARTS), every=full)
    for line in found.lines():
        print(line)
    return 1 if found.unexplained else 0


@dataclass(frozen=True)
class Origin:
    """The pattern a sample comes from, and the part the pattern is dealt to."""

    pattern: str
    part: int


def patterns(
    model: Model, written: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, str], Origin]:
    """Return the origin of each intent and sample; the first pattern that says a sample has it."""
    origins: dict[tuple[str, str], Origin] = {}
    for name, intent in model.intents.items():
        for place, pattern in enumerate(written[name].get("samples", ())):
            says = re.compile("".join(MARKS.get(mark) or re.escape(mark) for mark in pattern))
            for sample in filter(says.fullmatch, intent.samples):
                origins.setdefault((name, sample), Origin(pattern, place % PARTS))
    return origins


def _only(
    model: Model, origins: Mapping[tuple[str, str], Origin], part: int, inside: bool
) -> Model:
    """Return *model* with the samples inside *part* alone, or with all the others."""

    def is_inside(intent: str, sample: str) -> bool:
        origin = origins.get((intent, sample))
        return origin is not None and origin.part == part

    intents: dict[str, ModelIntent] = {}
    for name, intent in model.intents.items():
        samples = (one for one in intent.samples if is_inside(name, one) is inside)
        intents[name] = replace(intent, samples=tuple(samples))
    return replace(model, intents=intents)


def _hear(
    result: Conflicts,
    resolver: Resolver,
    origins: Mapping[tuple[str, str], Origin],
    row: TrainingRow,
) -> None:
    result.heard += 1
    intent = resolver.resolve(row.utterance).intent
    if intent == FALLBACK:
        result.abstained += 1
    elif intent != row.intent:
        origin = origins.get((row.intent, row.sample))
        pattern = origin.pattern if origin else USUAL
        result.found[row.intent, pattern, intent].append(row.utterance)
