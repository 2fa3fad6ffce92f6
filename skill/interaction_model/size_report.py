"""The sizes of the models, and what is left of Amazon's limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import amazon_rules
from .source_checks import whole_phrases
from .utterance_source import UtteranceSource, short_path


def of_intents(source: UtteranceSource) -> Iterator[str]:
    """Yield a table line for each intent: templates, samples, whole phrases, longest sample."""
    yield f"{'intent':28}{'templates':>10}{'samples':>9}{'whole':>9}{'longest':>9}"
    for intent in source.intents:
        samples, whole = intent.samples, whole_phrases(intent)
        row = (len(samples), whole, max(map(len, samples), default=0))
        numbers = "".join(f"{number:9,}" for number in row)
        yield f"{intent.name:28}{len(intent.templates):10,}{numbers}"


def of_language(source: UtteranceSource) -> Iterator[str]:
    """Yield the totals of a language, one a line."""
    samples = [sample for intent in source.intents for sample in intent.samples]
    rare = _bytes_of(source) - _bytes_of(source.without_rare())
    yield f"{source.place}: {len(samples):,} samples; {rare:,} bytes of them in rare groups"
    yield f"{source.place}: {_of_limit(len(source.intents), amazon_rules.MOST_INTENTS, 'intents')}"
    longest = max(map(len, samples), default=0)
    limit = _of_limit(longest, amazon_rules.LONGEST_SAMPLE, "characters in a sample")
    yield f"{source.place}: {limit}"


def of_file(path: Path) -> str:
    """Return a line with the size of the model in *path*."""
    return f"{short_path(path)}: {_of_limit(path.stat().st_size, amazon_rules.MOST_BYTES, 'bytes')}"


def _bytes_of(source: UtteranceSource) -> int:
    # In the file, a sample has two quotes, a comma and a line feed more.
    return sum(len(one.encode()) + 4 for intent in source.intents for one in intent.samples)


def _of_limit(number: int, limit: int, what: str) -> str:
    left = round(100 * (1 - number / limit))
    return f"{number:,} of {limit:,} {what}, {left} % left"
