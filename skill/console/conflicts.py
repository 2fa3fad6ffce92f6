"""Utterances of one intent that are nearer to another, found by leaving their pattern out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..catalog.strict_yaml import read_yaml
from ..folders import MODELS
from .model import Intent, Model
from .progress import progress
from .resolver import FALLBACK, Resolver
from .training import Row, sample_rows
from .urgent import CLOSING, RELIEF, STOPPING, URGENT

EXPLAINED_FILE = Path(__file__).with_name("explained_conflicts.yaml")
#: Into how many parts the patterns are dealt; each part is left out once.
PARTS = 6
#: How many utterances of a pair are shown.
SHOWN = 5

#: What the marks of a pattern are in a regular expression: a choice, and what may be left out.
MARKS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": "|)", " ": " *"}

#: The intent an utterance is written for, and the one it is nearer to.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Explained:
    """Why utterances of some intents may be nearer to some others, and how many of them at most."""

    said: frozenset[str]
    nearer_to: frozenset[str]
    #: The share of an intent's utterances up to which the reason holds for one pair.
    most: float
    reason: str

    def covers(self, pair: Pair) -> bool:
        """Tell whether the reason is about *pair*; what could cost help is only named outright."""
        if is_dangerous(*pair) and (len(self.said) > 1 or len(self.nearer_to) > 1):
            return False
        return pair[0] in self.said and pair[1] in self.nearer_to


def is_dangerous(said: str, nearer: str) -> bool:
    """Tell whether somebody who said the one and is heard as the other goes without help."""
    help_wanted = {*URGENT, RELIEF, "StillHurtsIntent"}
    return (said in help_wanted and nearer in CLOSING) or (said in STOPPING and nearer == RELIEF)


@dataclass
class Conflicts:
    """What came of the utterances whose patterns were left out."""

    explained: Sequence[Explained]
    #: How many utterances of each intent were heard.
    heard: Counter[str] = field(default_factory=Counter)
    #: How many were taken for nothing, which hurts nobody: the skill asks again.
    abstained: int = 0
    found: defaultdict[Pair, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def unexplained(self) -> list[Pair]:
        """The pairs of intents that nobody has given a reason for, or more of them than it says."""
        return sorted(pair for pair in self.found if not self._is_explained(pair))

    def _is_explained(self, pair: Pair) -> bool:
        share = len(self.found[pair]) / self.heard[pair[0]]
        return any(one.covers(pair) and share <= one.most for one in self.explained)

    def lines(self) -> Iterator[str]:
        """Yield the unexplained pairs with some of their utterances, then the figures."""
        for pair in self.unexplained:
            said = self.found[pair]
            shown = ", ".join(map(repr, said[:SHOWN]))
            yield f"{pair[0]} nearer to {pair[1]}: {len(said)}: {shown}"
        nearer = sum(map(len, self.found.values()))
        yield (
            f"{self.heard.total():,} utterances, each understood without its own pattern: "
            f"{nearer:,} nearer to another intent in {len(self.found)} pairs, "
            f"{len(self.unexplained)} of them unexplained; {self.abstained:,} taken for nothing"
        )


def conflicts(
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
    part_of = _parts(model, read_yaml(MODELS / f"{language}.yaml")["intents"])
    for part in parts:
        kept, left_out = (_only(model, part_of, part, inside) for inside in (False, True))
        resolver = Resolver(kept)
        for row in progress(sample_rows(left_out, every=every)[::step], f"of part {part + 1}"):
            _hear(result, resolver, row)
    return result


def read_explained(file: Path = EXPLAINED_FILE) -> list[Explained]:
    """Return the reasons in *file*, its groups of intents replaced by the intents."""
    document = read_yaml(file)
    groups = document["groups"]
    return [
        Explained(
            _intents(entry["said"], groups),
            _intents(entry["nearer_to"], groups),
            float(entry["most"]),
            entry["reason"],
        )
        for entry in document["explained"]
    ]


def _intents(names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(intent for name in names for intent in groups.get(name, (name,)))


def run(model: Model, language: str, *, full: bool) -> int:
    """Print what is found, and return 1 where anything is unexplained."""
    found = conflicts(model, language, range(PARTS), every=full)
    for line in found.lines():
        print(line)
    return 1 if found.unexplained else 0


def _parts(model: Model, written: Mapping[str, Mapping[str, Any]]) -> dict[Pair, int]:
    """Return the part of each intent and sample; a pattern and its samples share one."""
    part_of: dict[Pair, int] = {}
    for name, intent in model.intents.items():
        for place, pattern in enumerate(written[name].get("samples", ())):
            says = re.compile("".join(MARKS.get(mark) or re.escape(mark) for mark in pattern))
            found = filter(says.fullmatch, intent.samples)
            part_of |= {(name, sample): place % PARTS for sample in found}
    return part_of


def _only(model: Model, part_of: Mapping[Pair, int], part: int, inside: bool) -> Model:
    """Return *model* with the samples inside *part* alone, or with all the others."""
    intents: dict[str, Intent] = {}
    for name, intent in model.intents.items():
        samples = (
            sample for sample in intent.samples if (part_of.get((name, sample)) == part) is inside
        )
        intents[name] = replace(intent, samples=tuple(samples))
    return replace(model, intents=intents)


def _hear(result: Conflicts, resolver: Resolver, row: Row) -> None:
    result.heard[row.intent] += 1
    intent = resolver.resolve(row.utterance).intent
    if intent == FALLBACK:
        result.abstained += 1
    elif intent != row.intent:
        result.found[row.intent, intent].append(row.utterance)
