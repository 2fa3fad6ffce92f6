"""Amazon's interaction model of one language, as the resolver reads it."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...common.paths import LOCALES, MODELS
from ...common.strict_yaml import YamlError, read_yaml
from ..errors import ConsoleError
from .builtin_intents import BUILT_IN


@dataclass(frozen=True)
class ModelIntent:
    """An intent: its slots (name to type) and its sample utterances."""

    name: str
    slots: Mapping[str, str]
    samples: tuple[str, ...]


# Compared by identity, so that it can be the key of a cache.
@dataclass(frozen=True, eq=False)
class Model:
    """The invocation name, the intents, and per slot type the phrases of each value id."""

    invocation_name: str
    intents: Mapping[str, ModelIntent]
    types: Mapping[str, Mapping[str, tuple[str, ...]]]


def known_locales(folder: Path = MODELS) -> list[str]:
    """Return the locales whose language has a model in *folder*, in alphabetical order."""
    return sorted(name for name, file in _models(folder).items() if file.exists())


def _models(folder: Path) -> dict[str, Path]:
    """Return the file of each locale; the locales of one language share it."""
    try:
        entries = read_yaml(LOCALES)
    except (OSError, YamlError) as error:
        raise ConsoleError(f"{LOCALES}: {error}") from error
    languages = {name: entry["language"] for name, entry in entries.items() if "-" in name}
    return {name: folder / f"{language}.json" for name, language in languages.items()}


def read_model(locale: str, folder: Path = MODELS) -> Model:
    """Read the interaction model of *locale*; raises ConsoleError when there is none.

    The locales of one language give the same object.
    """
    known = known_locales(folder)
    if locale not in known:
        choice = ", ".join(known) or "none: run python -m skill.interaction_model build"
        raise ConsoleError(f"there is no interaction model for locale {locale!r}; known: {choice}")
    file = _models(folder)[locale]
    try:
        return _parsed(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConsoleError(f"{file}: is not JSON: {error}") from error


@lru_cache(maxsize=4)
def _parsed(text: str) -> Model:
    return parse_model(json.loads(text))


def parse_model(document: Mapping[str, Any]) -> Model:
    """Return the model in *document*, with Amazon's usual phrases for the built-in intents."""
    language = document["interactionModel"]["languageModel"]
    taken = {sample for intent in language["intents"] for sample in intent.get("samples", [])}
    intents = [_intent(intent, taken) for intent in language["intents"]]
    types = {
        kind["name"]: {value["id"]: _phrases(value["name"]) for value in kind["values"]}
        for kind in language.get("types", [])
    }
    return Model(language["invocationName"], {intent.name: intent for intent in intents}, types)


def _intent(intent: Mapping[str, Any], taken: Container[str]) -> ModelIntent:
    name = intent["name"]
    slots = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    usual = (phrase for phrase in BUILT_IN.get(name, ()) if phrase not in taken)
    return ModelIntent(name, slots, (*intent.get("samples", []), *usual))


def _phrases(name: Mapping[str, Any]) -> tuple[str, ...]:
    return (name["value"], *name.get("synonyms", []))
