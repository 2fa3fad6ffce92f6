"""Check the utterances and the committed models; report every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from ..catalog import Catalog
from ..catalog.texts import suggestions
from . import amazon_rules, amazon_types
from .model_builder import interaction_model, render_model, texts_of
from .overlaps import understood_as
from .problem_places import ProblemPlaces
from .sample_trie import Grammar, grammar
from .shared_phrases import overlap_problems
from .source_checks import source_problems
from .source_reader import read_sources
from .stale_models import committed_problems
from .utterance_source import UtteranceSource, short_path


def check_models(
    folder: Path, catalogs: Mapping[str, Catalog], handled: frozenset[str]
) -> list[str]:
    """Return every problem as ``file: place: what is wrong``, sorted.

    Args:
        folder: The folder of the utterances and of the models.
        catalogs: The catalog of each locale.
        handled: The names of the intents that have a handler.

    Raises:
        SourceError: If the utterances cannot be read.
    """
    sources = read_sources(folder, (catalog.language for catalog in catalogs.values()))
    problems = [f"{short_path(path)}: {problem}" for path, problem in _strangers(folder, catalogs)]
    seen: set[str] = set()
    for catalog in catalogs.values():
        source = sources[catalog.language]
        model = interaction_model(source, catalog)
        text = render_model(model)
        # The locales of a language have the same model; check it once.
        if text not in seen:
            seen.add(text)
            built = texts_of(folder, source, catalog).items()
            found = (line for path, made in built for line in committed_problems(path, made))
            # One build makes both files, so one line is enough.
            problems += islice(found, 1)
            words, places = grammar(model), ProblemPlaces(source, catalog)
            faults = (*_catalog(source, catalog), *_handlers(source, handled), *_model(model))
            problems += map(places.placed, faults)
            problems += overlap_problems(words, source, places)
            problems += source_problems(source, words)
            problems += (f"content/{problem}" for problem in _suggestions(words, catalog))
    return sorted(set(problems))


def _strangers(folder: Path, catalogs: Mapping[str, Catalog]) -> Iterator[tuple[Path, str]]:
    """Yield the folders and files that belong to no known language."""
    known = {catalog.language for catalog in catalogs.values()}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".md" and (path.stem not in known or path.suffix not in ("", ".json")):
            yield path, "content/locales.yaml names no such language: delete it"


def _catalog(source: UtteranceSource, catalog: Catalog) -> Iterator[str]:
    """Yield the slot types and values in which *source* and *catalog* differ."""
    for slot_type, values in source.values.items():
        for value in sorted(values.keys() - catalog.slot_values.get(slot_type, {}).keys()):
            yield f"values: {slot_type}: {value}: is no id of the catalog"
    used = {slot_type for intent in source.intents for slot_type in intent.slots.values()}
    for slot_type in sorted(catalog.slot_values.keys() - used):
        yield f"intents: none has a slot of type {slot_type}"


def _handlers(source: UtteranceSource, handled: frozenset[str]) -> Iterator[str]:
    names = {intent.name for intent in source.intents}
    for name in sorted(names - handled):
        yield f"{name}: has no handler"
    for name in sorted(handled - names):
        yield f"{name}: has a handler, but is not in the model"


def _model(model: Mapping[str, Any]) -> Iterator[str]:
    yield from amazon_rules.amazon_rule_problems(model)
    if amazon_types.amazon_types_installed():
        yield from amazon_types.amazon_type_problems(model)


def _suggestions(words: Grammar, catalog: Catalog) -> Iterator[str]:
    for place, phrase, _ in suggestions(catalog):
        if not understood_as(words, phrase):
            yield f'{place}: suggests "{phrase}", which matches no sample'
