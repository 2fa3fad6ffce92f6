"""Build Amazon's interaction model of a language; the same content always gives the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..catalog import Catalog, Named
from ..catalog.texts import suggestions
from ..common.strict_yaml import read_yaml
from ..understanding.language import (
    PLAIN,
    Language,
    LanguageError,
    language_file,
    read_language,
    slot_names_file,
)
from .selection import selected_model
from .source_reader import read_sources
from .utterance_source import SourceError, SourceIntent, UtteranceSource

#: The file with the phrases that Amazon may use without the skill's name.
NAME_FREE = "name_free.yaml"

#: The beginning of an intent, a slot or a slot value; in texts quotes are escaped.
_ENTRY = re.compile(r'\{(?="(?:name|id)":)')


def model_texts(
    folder: Path, catalogs: Mapping[str, Catalog], *, rare: bool = True
) -> dict[Path, str]:
    """Return the text of each language's JSON file, by its path; its locales share it.

    Without *rare*, the models have no groups of samples that are rare.

    Raises:
        SourceError: If the utterances cannot be read; it has every problem.
    """
    sources = read_sources(folder, (catalog.language for catalog in catalogs.values()))
    if not rare:
        sources = {language: source.without_rare() for language, source in sources.items()}
    texts: dict[Path, str] = {}
    for language, catalog in {one.language: one for one in catalogs.values()}.items():
        texts |= texts_of(folder, sources[language], catalog)
    return texts


def texts_of(folder: Path, source: UtteranceSource, catalog: Catalog) -> dict[Path, str]:
    """Return the texts of the generated files of a language, by path."""
    language, whole = catalog.language, interaction_model(source, catalog)
    words = _words(language_file(folder, language))
    kept = _phrases_to_keep(folder / language / NAME_FREE, source, catalog)
    chosen = selected_model(whole, kept, catalog, words)
    return {
        model_file(folder, language): render_model(chosen),
        slot_names_file(folder, language): _render_names(slot_names(whole)),
    }


def model_file(folder: Path, language: str) -> Path:
    """Return the file of the model of *language*."""
    return folder / f"{language}.json"


def _phrases_to_keep(name_free: Path, source: UtteranceSource, catalog: Catalog) -> Iterator[str]:
    """Yield the phrases that must match a sample: examples, suggestions, and those of the store."""
    yield from (group.example for intent in source.intents for group in intent.groups)
    yield from (phrase for _, phrase, _ in suggestions(catalog))
    for example in catalog.store.examples:
        # The request is at the end, after the invocation.
        words = example.split()
        yield from (" ".join(words[start:]) for start in range(len(words)))
    if name_free.exists():
        for phrases in read_yaml(name_free).values():
            yield from phrases


def _words(file: Path) -> Language:
    """Return the words of a language; if *file* is missing, the check of the content says so."""
    try:
        return read_language(file) if file.exists() else PLAIN
    except LanguageError as error:
        raise SourceError(error.problems) from error


def slot_names(model: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Return all names of each slot value of *model*, for the skill itself."""
    return {
        kind["name"]: {
            value["id"]: [value["name"]["value"], *value["name"].get("synonyms", [])]
            for value in kind["values"]
        }
        for kind in model["interactionModel"]["languageModel"]["types"]
    }


def interaction_model(source: UtteranceSource, catalog: Catalog) -> dict[str, Any]:
    """Return the model as Amazon's JSON object, with only the slot types that intents use."""
    used = {slot_type for intent in source.intents for slot_type in intent.slots.values()}
    slot_values = catalog.slot_values
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": source.invocation_name,
                "intents": [_intent(intent) for intent in source.intents],
                "types": [
                    _slot_type(name, slot_values[name], source)
                    for name in sorted(used & slot_values.keys())
                ],
            }
        }
    }


def render_model(model: Mapping[str, Any]) -> str:
    """Return the text of a model's file: an intent or a slot value a line, no escapes."""
    # A sample a line would be a twentieth of the file, of which Amazon limits the bytes.
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return _ENTRY.sub("\n{", text) + "\n"


def _render_names(names: Mapping[str, Any]) -> str:
    """Return the text of the file of slot names, with a name a line."""
    return json.dumps(names, indent=0, ensure_ascii=False) + "\n"


def _intent(intent: SourceIntent) -> dict[str, Any]:
    built: dict[str, Any] = {"name": intent.name, "samples": list(intent.samples)}
    if intent.slots:
        built["slots"] = [{"name": name, "type": kind} for name, kind in intent.slots.items()]
    return built


def _slot_type(name: str, values: Mapping[str, Named], source: UtteranceSource) -> dict[str, Any]:
    return {
        "name": name,
        "values": [
            _value(value_id, named, source.phrases_of(name, value_id))
            for value_id, named in values.items()
        ],
    }


def _value(value_id: str, named: Named, phrases: Sequence[str]) -> dict[str, Any]:
    synonyms: dict[str, None] = dict.fromkeys((*named.synonyms, *phrases))
    synonyms.pop(named.name, None)
    name: dict[str, Any] = {"value": named.name}
    if synonyms:
        # Amazon rejects an empty list here.
        name["synonyms"] = list(synonyms)
    return {"id": value_id, "name": name}
