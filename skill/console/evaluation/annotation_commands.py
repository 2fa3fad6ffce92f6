"""The command ``evaluate``: rates, second opinions, and export of annotation sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...common.atomic_write import write_whole
from ..errors import ConsoleError
from ..nlu.model_reader import Model
from ..nlu.resolver import Resolver
from .annotation_files import amazon_annotations, read_annotations
from .annotation_sets import annotation_report, evaluate_annotations
from .slot_value_ids import SlotValueIds


def rate_lines(model: Model, files: Sequence[Path]) -> Iterator[str]:
    """Yield the rates of each of *files*."""
    resolver = Resolver(model)
    for file in files:
        yield from _heading(file, files)
        yield from annotation_report(evaluate_annotations(resolver, file), model.policy)


def engine_lines(model: Model, files: Sequence[Path]) -> Iterator[str]:
    """Yield what the engines and the console understand of each of *files*."""
    # Imported here: scikit-learn takes a second.
    from .engines.engine_report import engine_report, engine_results, train_engines

    sets = {file: read_annotations(file) for file in files}
    resolver, engines = Resolver(model), train_engines(model)
    for file, entries in sets.items():
        yield from _heading(file, files)
        yield from engine_report(
            engine_results(resolver, engines, entries), list(engines), model.policy.urgent_intents
        )


def export_sets(model: Model, files: Sequence[Path], target: Path) -> str:
    """Write the annotations of *files* to *target* in Amazon's JSON; return a line about it.

    Raises:
        ConsoleError: If a file cannot be read, or *target* cannot be written.
    """
    names = SlotValueIds(model)
    found = [names.with_names(one) for file in files for one in read_annotations(file)]
    try:
        write_whole(target, amazon_annotations(found) + "\n")
    except OSError as error:
        raise ConsoleError(f"{target}: {error.strerror}") from error
    return f"wrote {target}; annotations: {len(found)}"


def _heading(file: Path, files: Sequence[Path]) -> Iterator[str]:
    if len(files) > 1:
        yield f"== {file}"
