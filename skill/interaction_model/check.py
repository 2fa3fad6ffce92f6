"""Everything that is wrong with the utterances and the committed models, all of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import rules, smapi
from .build import SlotValues, interaction_model, render
from .matching import grammar, understood_as
from .source import Intent, LanguageModel, SourceError, read_source, shown


@dataclass(frozen=True)
class Known:
    """What the catalog of one locale gives to the model."""

    language: str
    slot_values: SlotValues
    #: Place in the content to a phrase that the listener is invited to say there.
    suggested: Mapping[str, str]


def texts(folder: Path, known: Mapping[str, Known]) -> dict[Path, str]:
    """Return what each locale's file must say; raise SourceError with every problem on the way."""
    sources, problems = _sources(folder, {content.language for content in known.values()})
    if problems:
        raise SourceError(problems)
    return {
        folder / f"{locale}.json": render(
            interaction_model(sources[content.language], content.slot_values)
        )
        for locale, content in known.items()
    }


def check(folder: Path, known: Mapping[str, Known], handled: frozenset[str]) -> list[str]:
    """Return every problem as ``file: place: what is wrong``, sorted; *handled* are intent names."""
    sources, problems = _sources(folder, {content.language for content in known.values()})
    if problems:
        return problems
    for locale, content in known.items():
        source, path = sources[content.language], folder / f"{locale}.json"
        model = interaction_model(source, content.slot_values)
        problems += (f"{shown(path)}: {problem}" for problem in _committed(path, model, content))
        place = shown(folder / f"{content.language}.yaml")
        problems += (f"{place}: {problem}" for problem in _catalog(source, content))
        problems += (f"{place}: {problem}" for problem in _handlers(source.intents, handled))
        problems += (f"content: {problem}" for problem in _suggestions(model, content))
    for place, model in _distinct(folder, known, sources).items():
        problems += (f"{place}: {problem}" for problem in rules.problems_of(model))
    return sorted(set(problems))


def _sources(folder: Path, languages: set[str]) -> tuple[dict[str, LanguageModel], list[str]]:
    sources: dict[str, LanguageModel] = {}
    problems: list[str] = []
    for language in sorted(languages):
        try:
            sources[language] = read_source(folder / f"{language}.yaml")
        except SourceError as error:
            problems += error.problems
    return sources, problems


def _distinct(
    folder: Path, known: Mapping[str, Known], sources: Mapping[str, LanguageModel]
) -> dict[str, dict[str, Any]]:
    """Return one model for each language, since locales differ in no word that slots can say."""
    return {
        shown(folder / f"{content.language}.yaml"): interaction_model(
            sources[content.language], content.slot_values
        )
        for content in known.values()
    }


def _committed(path: Path, model: Mapping[str, Any], content: Known) -> Iterator[str]:
    """Compare the committed file with what the sources give now, and with Amazon's limits."""
    if not path.exists():
        yield "file: is missing; run `python -m skill.interaction_model build`"
        return
    text = path.read_text(encoding="utf-8")
    if text != render(model):
        yield "file: is stale; run `python -m skill.interaction_model build`"
    if len(text.encode()) > rules.MOST_BYTES:
        yield f"file: has {len(text.encode())} bytes; at most {rules.MOST_BYTES} are allowed"
    try:
        committed = json.loads(text)
    except ValueError as error:
        yield f"file: is not JSON: {error}"
        return
    if smapi.available():
        yield from smapi.problems_of(committed)
    yield from _unknown_ids(committed, content.slot_values)


def _unknown_ids(model: Mapping[str, Any], slot_values: SlotValues) -> Iterator[str]:
    language = model.get("interactionModel", {}).get("languageModel", {})
    for slot_type in language.get("types", []):
        for value in slot_type["values"]:
            if value["id"] not in slot_values.get(slot_type["name"], {}):
                yield f"{slot_type['name']}: {value['id']}: is no id of the catalog"


def _catalog(source: LanguageModel, content: Known) -> Iterator[str]:
    """Compare the slot types that the source names with those of the catalog."""
    for slot_type, values in source.heard_as.items():
        for value in sorted(values.keys() - content.slot_values.get(slot_type, {}).keys()):
            yield f"slot_types: {slot_type}: {value}: is no id of the catalog"
    used = {slot_type for intent in source.intents for slot_type in intent.slots.values()}
    for slot_type in sorted(content.slot_values.keys() - used):
        yield f"{slot_type}: no intent has a slot of this type"


def _handlers(intents: tuple[Intent, ...], handled: frozenset[str]) -> Iterator[str]:
    names = {intent.name for intent in intents}
    for name in sorted(names - handled):
        yield f"{name}: has no handler"
    for name in sorted(handled - names):
        yield f"{name}: has a handler, but nothing can be said for it"


def _suggestions(model: Mapping[str, Any], content: Known) -> Iterator[str]:
    words = grammar(model)
    for place, phrase in content.suggested.items():
        if not understood_as(words, phrase):
            yield f'{place}: suggests "{phrase}", which no sample says'
