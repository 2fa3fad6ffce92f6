"""Measure how many warnings and calls for help are understood in noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..nlu.model_reader import Model
from ..nlu.resolver import Resolver
from ..progress import progress
from .noise_words import NoiseWords, noise_words
from .perturbations import LOSING, noised, noises

#: The number of worst phrases to list.
WORST = 20


@dataclass
class NoiseReport:
    """The results for all phrases with noise."""

    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    #: Variants that are not counted, because the noise removed every word of danger.
    silent: Counter[str] = field(default_factory=Counter)
    #: The number of misses of each phrase.
    missed: Counter[str] = field(default_factory=Counter)
    #: Variants that resolved to an intent that closes the skill, and that intent.
    dangerous: list[tuple[str, str]] = field(default_factory=list)
    #: Every miss, with its actual intent.
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of phrases with noise that are understood."""
        return self.caught.total() / max(self.made.total(), 1)

    def lines(self) -> Iterator[str]:
        """Yield the rates, the worst phrases and all dangerous results, one line each."""
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


def urgent_phrases(model: Model, words: NoiseWords) -> list[str]:
    """Return every whole phrase of a warning or an emergency, and every sign in a sentence."""
    whole = [
        sample
        for intent in model.policy.urgent_intents
        for sample in model.intents[intent].samples
        if "{" not in sample
    ]
    signs = [
        words.carried(said)
        for phrases in model.types[model.policy.sign].values()
        for said in phrases
    ]
    return list(dict.fromkeys([*whole, *signs]))


def noise_report(
    resolver: Resolver,
    phrases: Sequence[str],
    words: NoiseWords,
    per_phrase: int = 1,
    seed: int = 0,
) -> NoiseReport:
    """Resolve *per_phrase* variants of each kind of noise of each of *phrases*."""
    report, kinds = NoiseReport(), noises(words)
    for phrase in progress(phrases, "phrases"):
        _count_variants(report, resolver, phrase, noised(phrase, per_phrase, seed, kinds))
    return report


def run_robustness(resolver: Resolver, language: str, per_phrase: int, seed: int) -> int:
    """Print the report with the noise of *language*; return 1 if there is a dangerous result."""
    words = noise_words(language)
    phrases = urgent_phrases(resolver.model, words)
    report = noise_report(resolver, phrases, words, per_phrase, seed)
    for line in report.lines():
        print(line)
    return 1 if report.dangerous else 0


def _count_variants(
    report: NoiseReport, resolver: Resolver, phrase: str, variants: Iterable[tuple[str, str]]
) -> None:
    for kind, variant in variants:
        # For example "my calf is", cut from "my calf is swollen": the meaning is lost.
        if kind in LOSING and resolver.tells_danger(phrase) > resolver.tells_danger(variant):
            report.silent[kind] += 1
            continue
        intent = resolver.resolve(variant).intent
        report.made[kind] += 1
        if intent in resolver.model.policy.urgent_intents:
            report.caught[kind] += 1
            continue
        report.missed[phrase] += 1
        report.misses.append((kind, variant, intent))
        if intent in resolver.model.policy.closing:
            report.dangerous.append((variant, intent))
