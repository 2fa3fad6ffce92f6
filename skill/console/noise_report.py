"""How much of every warning and call for help is still understood through noise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .model import Model
from .noise import LOSING, noised, noises, read_sound_alikes
from .progress import progress
from .resolver import Resolver
from .urgent import CLOSING, URGENT

#: How a sign is said in a sentence, by the first pattern that its words match.
CARRIERS = (
    (r"^(he|she|it|i|my|one|something|arm|spasms) ", "{}"),
    (r"^(can't|cannot|won't|lost|keeled|coughed|passed|went|fainted|felt|heard) ?", "I {}"),
    (r"\b(is|are|has|have|hurts?|won't|feels|looks)\b", "my {}"),
    (r"^(gone|turned|turning|going) ", "my leg has {}"),
    (r"", "I have {}"),
)
#: How many of the worst phrases are listed.
WORST = 20


@dataclass
class NoiseReport:
    """What became of every noised phrase."""

    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    #: What is left out: nothing that tells of danger is left in it.
    silent: Counter[str] = field(default_factory=Counter)
    #: How often each phrase was missed.
    missed: Counter[str] = field(default_factory=Counter)
    #: What was taken for an intent that closes the skill, and for which.
    dangerous: list[tuple[str, str]] = field(default_factory=list)
    #: What every miss was taken for.
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share caught of all noised phrases."""
        return self.caught.total() / max(self.made.total(), 1)

    def lines(self) -> Iterator[str]:
        """Yield the figures, the worst phrases and everything dangerous, one line each."""
        for kind, made in self.made.items():
            caught, silent = self.caught[kind], self.silent[kind]
            left_out = f"; {silent} left out, no word of danger is left" if silent else ""
            yield f"{kind:16} {caught:6} of {made:6} {caught / made:7.1%}{left_out}"
        total = self.caught.total(), self.made.total()
        yield f"{'overall':16} {total[0]:6} of {total[1]:6} {self.share:7.1%}"
        yield f"the {WORST} phrases that are missed most:"
        yield from (f"  {count} {phrase!r}" for phrase, count in self.missed.most_common(WORST))
        yield f"dangerous outcomes: {len(self.dangerous)}"
        yield from (f"  {heard!r} taken for {intent}" for heard, intent in self.dangerous)


def urgent_phrases(model: Model) -> list[str]:
    """Return every whole phrase of a warning or an emergency, and every sign in a sentence."""
    whole = [
        sample for intent in URGENT for sample in model.intents[intent].samples if "{" not in sample
    ]
    signs = [_carried(said) for phrases in model.types["Sign"].values() for said in phrases]
    return list(dict.fromkeys([*whole, *signs]))


def noise_report(
    resolver: Resolver, phrases: Sequence[str], per_phrase: int = 1, seed: int = 0
) -> NoiseReport:
    """Resolve *per_phrase* variants of each kind of noise of each of *phrases*."""
    report, kinds = NoiseReport(), noises(read_sound_alikes())
    for phrase in progress(phrases, "phrases"):
        _hear(report, resolver, phrase, noised(phrase, per_phrase, seed, kinds))
    return report


def run(resolver: Resolver, per_phrase: int, seed: int) -> int:
    """Print the report over every phrase, and return 1 where anything dangerous came of one."""
    report = noise_report(resolver, urgent_phrases(resolver.model), per_phrase, seed)
    for line in report.lines():
        print(line)
    return 1 if report.dangerous else 0


def _hear(
    report: NoiseReport, resolver: Resolver, phrase: str, variants: Iterable[tuple[str, str]]
) -> None:
    for kind, variant in variants:
        # "My calf is" was cut from "my calf is swollen": nobody could tell what was meant.
        if kind in LOSING and resolver.tells_danger(phrase) > resolver.tells_danger(variant):
            report.silent[kind] += 1
            continue
        intent = resolver.resolve(variant).intent
        report.made[kind] += 1
        if intent in URGENT:
            report.caught[kind] += 1
            continue
        report.missed[phrase] += 1
        report.misses.append((kind, variant, intent))
        if intent in CLOSING:
            report.dangerous.append((variant, intent))


def _carried(said: str) -> str:
    return next(frame for pattern, frame in CARRIERS if re.search(pattern, said)).format(said)
