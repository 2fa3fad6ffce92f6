"""Amazon's interaction model of one locale, as the resolver reads it."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...common.paths import LOCALES, MODELS
from ...common.strict_yaml import YamlError, read_yaml
from ...understanding.language import (
    PLAIN,
    Language,
    LanguageError,
    language_file,
    read_language,
    read_typed,
    slot_names_file,
)
from ...understanding.normalization import Normalizer, normalizer_of
from ..errors import ConsoleError
from .policy import NO_POLICY, Policy, read_policy

OFF_TOPIC_FILE = "off_topic.txt"
BUILT_IN_FILE = "built_in.yaml"


@dataclass(frozen=True)
class BuiltInPhrases:
    """What is usually said for each of Amazon's built-in intents, in one language."""

    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    #: The words of the model's language.
    language: Language = PLAIN
    policy: Policy = NO_POLICY
    #: Templates of utterances about other matters, for training; they may have slots.
    off_topic: tuple[str, ...] = ()
    #: The phrases that Alexa is given, if `types` has more: the skill itself knows the others.
    listed: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None

    def is_listed(self, slot_type: str, value_id: str, said: str) -> bool:
        """Return whether Alexa is given the phrase *said* for the value *value_id*."""
        key = self._key(said)
        phrases = (self.listed or self.types)[slot_type].get(value_id, ())
        return any(key == self._key(phrase) for phrase in phrases)

    def _key(self, phrase: str) -> list[str]:
        return [*map(self.normalizer.singular, self.normalizer.words(phrase))]

    @property
    def normalizer(self) -> Normalizer:
        """The normaliser of the model's language."""
        return normalizer_of(self.language)


def models_in(folder: Path) -> dict[str, Path]:
    """Return the models in *folder*, which has a file for each locale, such as ``en-US.json``."""
    return {file.stem: file for file in sorted(folder.glob("*.json"))}


def project_models() -> dict[str, Path]:
    """Return the file of each locale of this project; the locales of one language share it."""
    try:
        entries = read_yaml(LOCALES)
    except (OSError, YamlError) as error:
        raise ConsoleError(f"{LOCALES}: {error}") from error
    languages = {name: entry["language"] for name, entry in entries.items() if "-" in name}
    return {name: MODELS / f"{language}.json" for name, language in languages.items()}


def known_locales(models: Mapping[str, Path] | None = None) -> list[str]:
    """Return the locales of *models* (this project's if not given) whose file exists, sorted."""
    files = project_models() if models is None else models
    return sorted(name for name, file in files.items() if file.exists())


def read_model(locale: str, models: Mapping[str, Path] | None = None) -> Model:
    """Return the model of *locale* in *models*, which has the file of each locale.

    The locales that share a file give the same object. Without *models*, it is this project's.

    Raises:
        ConsoleError: If there is no such model, or its file is not JSON.
    """
    files = project_models() if models is None else models
    known = known_locales(files)
    if locale not in known:
        choice = ", ".join(known) or "none: run python -m skill.interaction_model build"
        raise ConsoleError(f"there is no interaction model for locale {locale!r}; known: {choice}")
    file = files[locale]
    try:
        language = locale.partition("-")[0]
        names = slot_names_file(file.parent, language)
        more = names.read_text(encoding="utf-8") if names.exists() else "{}"
        return _parsed(file.read_text(encoding="utf-8"), language, file.parent, more)
    except ValueError as error:
        raise ConsoleError(f"{file}: is not JSON: {error}") from error


@lru_cache(maxsize=4)
def _parsed(text: str, language: str, folder: Path, names: str) -> Model:
    """Return the model in *text* with the *names* (JSON) that the skill itself knows."""
    words, policy = words_of_language(language), read_policy(folder / language)
    off_topic, built_in = off_topic_templates(language), built_in_phrases(language)
    model = parse_model(json.loads(text), words, policy, off_topic, built_in)
    more = json.loads(names)
    types = {
        kind: {
            key: tuple(dict.fromkeys((*said, *more.get(kind, {}).get(key, ()))))
            for key, said in values.items()
        }
        for kind, values in model.types.items()
    }
    return replace(model, types=types, listed=model.types)


@lru_cache(maxsize=4)
def words_of_language(language: str) -> Language:
    """Return the words of *language*, such as "en"; a language without a file has none.

    Raises:
        ConsoleError: If the file has a problem.
    """
    file = language_file(MODELS, language)
    try:
        return read_language(file) if file.exists() else PLAIN
    except LanguageError as error:
        raise ConsoleError(str(error)) from error


@lru_cache(maxsize=4)
def built_in_phrases(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of each built-in intent of *language*; a language without a file has none.

    Raises:
        ConsoleError: If the file has a problem.
    """
    file = MODELS / language / BUILT_IN_FILE
    try:
        return read_typed(file, BuiltInPhrases).phrases if file.exists() else {}
    except LanguageError as error:
        raise ConsoleError(str(error)) from error


@lru_cache(maxsize=4)
def off_topic_templates(language: str = "") -> tuple[str, ...]:
    """Return the templates of off-topic utterances of *language*, such as "en".

    For a language without a file, they are those of all languages: the classifier needs examples
    of what it rejects.

    Raises:
        ConsoleError: If a file cannot be read.
    """
    own = MODELS / language / OFF_TOPIC_FILE
    files = [own] if own.exists() else sorted(MODELS.glob(f"*/{OFF_TOPIC_FILE}"))
    return tuple(line for file in files for line in _lines_of(file))


def _lines_of(file: Path) -> list[str]:
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, UnicodeDecodeError) as error:
        raise ConsoleError(f"{file}: {error}; save it as UTF-8 text") from error


def parse_model(
    document: Mapping[str, Any],
    words: Language = PLAIN,
    policy: Policy = NO_POLICY,
    off_topic: tuple[str, ...] = (),
    built_in: Mapping[str, tuple[str, ...]] | None = None,
) -> Model:
    """Return the model in *document*, with the usual phrases for Amazon's built-in intents.

    *words* are those of the model's language; *policy* is that of the skill; *off_topic* are
    templates of utterances about other matters, if not given those of all languages; *built_in*
    are the phrases of Amazon's intents.
    """
    language = document["interactionModel"]["languageModel"]
    taken = {sample for intent in language["intents"] for sample in intent.get("samples", [])}
    intents = [_intent(intent, taken, built_in or {}) for intent in language["intents"]]
    types = {
        kind["name"]: {value["id"]: _phrases(value["name"]) for value in kind["values"]}
        for kind in language.get("types", [])
    }
    by_name = {intent.name: intent for intent in intents}
    known = off_topic or off_topic_templates()
    return Model(language["invocationName"], by_name, types, words, policy, known)


def _intent(
    intent: Mapping[str, Any], taken: Container[str], built_in: Mapping[str, tuple[str, ...]]
) -> ModelIntent:
    name = intent["name"]
    slots = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    usual = (phrase for phrase in built_in.get(name, ()) if phrase not in taken)
    return ModelIntent(name, slots, (*intent.get("samples", []), *usual))


def _phrases(name: Mapping[str, Any]) -> tuple[str, ...]:
    return (name["value"], *name.get("synonyms", []))
