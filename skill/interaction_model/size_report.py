"""The sizes of the models, and what is left of Amazon's limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import amazon_rules, sample_counts
from .source_file import LanguageModel, SourceIntent, short_path


def of_intents(source: LanguageModel) -> Iterator[str]:
    """Yield a table line for each intent: patterns, samples, whole phrases, longest sample."""
    yield f"{'intent':28}{'patterns':>9}{'samples':>9}{'whole':>9}{'longest':>9}"
    for intent in source.intents:
        whole = sample_counts.whole_phrases(intent)
        row = (len(intent.patterns), len(intent.samples), whole, _longest(intent))
        yield f"{intent.name:28}" + "".join(f"{number:9,}" for number in row)


def of_language(path: Path, source: LanguageModel) -> Iterator[str]:
    """Yield the totals of the utterance file *path*, one a line."""
    intents, samples = len(source.intents), sum(len(intent.samples) for intent in source.intents)
    longest = max(map(_longest, source.intents), default=0)
    yield f"{short_path(path)}: {samples:,} samples"
    yield f"{short_path(path)}: {_of_limit(intents, amazon_rules.MOST_INTENTS, 'intents')}"
    sample = _of_limit(longest, amazon_rules.LONGEST_SAMPLE, "characters in a sample")
    yield f"{short_path(path)}: {sample}"


def of_file(path: Path) -> str:
    """Return a line with the size of the model in *path*."""
    return f"{short_path(path)}: {_of_limit(path.stat().st_size, amazon_rules.MOST_BYTES, 'bytes')}"


def _longest(intent: SourceIntent) -> int:
    return max(map(len, intent.samples), default=0)


def _of_limit(number: int, limit: int, what: str) -> str:
    left = round(100 * (1 - number / limit))
    return f"{number:,} of {limit:,} {what}, {left} % left"
