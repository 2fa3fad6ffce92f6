"""Check the utterances and the committed models; report every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..catalog import Catalog
from ..catalog.texts import suggestions
from . import amazon_rules, amazon_types
from .model_builder import interaction_model, model_file, render_model
from .overlaps import shared, understood_as
from .sample_trie import Grammar, grammar
from .source_file import LanguageModel, read_sources, short_path

REBUILD = "run `python -m skill.interaction_model build`"


def check_models(
    folder: Path, catalogs: Mapping[str, Catalog], handled: frozenset[str]
) -> list[str]:
    """Return every problem as ``file: place: what is wrong``, sorted.

    Args:
        folder: The folder of the utterance files and of the models.
        catalogs: The catalog of each locale.
        handled: The names of the intents that have a handler.

    Raises:
        SourceError: If an utterance file cannot be read.
    """
    sources = read_sources(folder, (catalog.language for catalog in catalogs.values()))
    problems = [f"{short_path(path)}: {problem}" for path, problem in _strangers(folder, catalogs)]
    seen: set[str] = set()
    for catalog in catalogs.values():
        source, path = sources[catalog.language], model_file(folder, catalog.language)
        model = interaction_model(source, catalog)
        text = render_model(model)
        problems += (f"{short_path(path)}: {problem}" for problem in _committed(path, text))
        # The locales of a language have the same model; check it once.
        if text not in seen:
            seen.add(text)
            place, words = short_path(folder / f"{catalog.language}.yaml"), grammar(model)
            found = (*_catalog(source, catalog), *_handlers(source, handled), *_model(model, words))
            problems += (f"{place}: {problem}" for problem in found)
            problems += (f"content/{problem}" for problem in _suggestions(words, catalog))
    return sorted(set(problems))


def _strangers(folder: Path, catalogs: Mapping[str, Catalog]) -> Iterator[tuple[Path, str]]:
    """Yield the YAML and JSON files that belong to no known language."""
    known = {catalog.language for catalog in catalogs.values()}
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.json"))):
        if path.stem not in known:
            yield path, "file: content/locales.yaml names no such language"


def _committed(path: Path, text: str) -> Iterator[str]:
    """Yield a problem if the committed file is missing, stale or larger than Amazon's limit."""
    if not path.exists():
        yield f"file: is missing; {REBUILD}"
    elif path.read_bytes() != text.encode():
        yield f"file: is stale; {REBUILD}"
    if (size := len(text.encode())) > amazon_rules.MOST_BYTES:
        yield f"file: has {size:,} bytes; at most {amazon_rules.MOST_BYTES:,} are allowed"


def _catalog(source: LanguageModel, catalog: Catalog) -> Iterator[str]:
    """Yield the slot types and values in which *source* and *catalog* differ."""
    for slot_type, values in source.heard_as.items():
        for value in sorted(values.keys() - catalog.slot_values.get(slot_type, {}).keys()):
            yield f"slot_types: {slot_type}: {value}: is no id of the catalog"
    used = {slot_type for intent in source.intents for slot_type in intent.slots.values()}
    for slot_type in sorted(catalog.slot_values.keys() - used):
        yield f"intents: none has a slot of type {slot_type}"


def _handlers(source: LanguageModel, handled: frozenset[str]) -> Iterator[str]:
    names = {intent.name for intent in source.intents}
    for name in sorted(names - handled):
        yield f"{name}: has no handler"
    for name in sorted(handled - names):
        yield f"{name}: has a handler, but is not in the model"


def _model(model: Mapping[str, Any], words: Grammar) -> Iterator[str]:
    yield from amazon_rules.amazon_rule_problems(model)
    if amazon_types.amazon_types_installed():
        yield from amazon_types.amazon_type_problems(model)
    for utterance, samples in shared(words):
        origins = " and ".join(f'"{sample}"' for sample in samples.values())
        yield f'{" and ".join(samples)}: both understand "{utterance}", from {origins}'


def _suggestions(words: Grammar, catalog: Catalog) -> Iterator[str]:
    for place, phrase, _ in suggestions(catalog):
        if not understood_as(words, phrase):
            yield f'{place}: suggests "{phrase}", which matches no sample'
