"""``python -m tests.benchmarks.resolver``: what it costs to understand, in ms and as ratios."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from skill.console.learnt import keep, learnt
from skill.console.model import Model, read_model
from skill.console.resolver import Resolver
from skill.console.values import Values
from tests.benchmarks.places import ROOT

Result = TypeVar("Result")
SETS = sorted((ROOT / "tests" / "utterances").glob("*.json"))
#: What an utterance may take on an ordinary machine, in milliseconds of its processor.
LIMIT = 20.0
#: Each utterance is resolved so often, and the quickest time counts: others use the machine too.
ROUNDS = 3


@dataclass(frozen=True)
class Costs:
    """Milliseconds of the processor: to read the model, to learn, and for each utterance."""

    reading: float
    learning: float
    #: To read what was learnt, instead.
    kept: float
    #: Stage to the utterances that ended there.
    utterances: dict[str, list[float]]

    @property
    def all(self) -> list[float]:
        """Those of all utterances."""
        return [one for costs in self.utterances.values() for one in costs]

    @property
    def ratio(self) -> float:
        """How many times as long it takes to learn as to read what was learnt."""
        return self.learning / self.kept

    def lines(self) -> Iterator[str]:
        """Yield a line for each stage, and the ratios."""
        yield f"reading the model {self.reading:8.0f} ms"
        yield f"learning {self.learning:8.0f} ms, reading what was learnt {self.kept:8.0f} ms"
        for stage, costs in sorted(self.utterances.items()):
            yield (
                f"{stage:10}{len(costs):5} utterances, median {median(costs):6.2f} ms, "
                f"slowest {max(costs):6.2f} ms"
            )
        slow = quantiles(self.all, n=20)[-1]
        yield (
            f"all: median {median(self.all):.2f} ms, 19 of 20 under {slow:.2f} ms, "
            f"{slow / LIMIT:.0%} of the limit of {LIMIT:.0f} ms"
        )
        yield f"to learn takes as long as to read what was learnt {self.ratio:,.0f} times"


def utterances(files: list[Path]) -> list[str]:
    """Return every utterance of the annotation sets in *files*."""
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return [one["inputs"]["utterance"] for document in documents for one in document["data"]]


def costs(said: list[str]) -> Costs:
    """Measure a resolver from its beginning on *said*."""
    model = read_model("en-US")
    reading, resolver = _timed(lambda: Resolver(read_model("en-US")))
    learning, kept = _learning(model)
    # Fallback passes all stages, so that everything is there when the rest is measured.
    resolver.resolve("the price of tea in china")
    by_stage: dict[str, list[float]] = {}
    for utterance in said:
        stage = resolver.resolve(utterance).stage
        by_stage.setdefault(stage, []).append(quickest(resolver, utterance))
    return Costs(reading, learning, kept, by_stage)


def quickest(resolver: Resolver, utterance: str) -> float:
    """Return what *utterance* takes at its quickest, in milliseconds of the processor."""
    return min(_timed(lambda: resolver.resolve(utterance))[0] for _ in range(ROUNDS))


def _learning(model: Model) -> tuple[float, float]:
    """Return what it takes to learn, and to read what was learnt."""
    values = {kind: Values(phrases) for kind, phrases in model.types.items()}
    with TemporaryDirectory() as folder:
        learning, _ = _timed(lambda: learnt(model, values, Path(folder)))
        keep([model], Path(folder))
        return learning, min(
            _timed(lambda: learnt(model, values, Path(folder)))[0] for _ in range(ROUNDS)
        )


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = process_time()
    result = work()
    return 1000 * (process_time() - began), result


def main() -> int:
    """Print what it costs."""
    for line in costs(utterances(SETS)).lines():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
