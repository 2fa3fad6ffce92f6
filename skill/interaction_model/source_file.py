"""Read ``interaction_model/<language>.yaml``: intents, slots and compact patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..common.strict_yaml import YamlError, read_yaml
from .sentence_template import PatternError, expand, slots_in

_KEYS = {"invocation_name", "slot_types", "intents"}
_INTENT_KEYS = {"slots", "samples"}


class SourceError(ValueError):
    """Raised for unusable utterance files; ``problems`` are ``file: place: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class SourceIntent:
    """One intent: slot types by slot name, patterns, and the samples that they expand to."""

    name: str
    slots: Mapping[str, str]
    patterns: tuple[str, ...]
    samples: tuple[str, ...]


@dataclass(frozen=True)
class LanguageModel:
    """The utterances of one language, and extra synonyms of slot values."""

    invocation_name: str
    #: Slot type -> value id -> other forms, from speech recognition errors or grammar.
    heard_as: Mapping[str, Mapping[str, tuple[str, ...]]]
    intents: tuple[SourceIntent, ...]


def read_sources(folder: Path, languages: Iterable[str]) -> dict[str, LanguageModel]:
    """Return the utterances of each language; raise SourceError with the problems of all."""
    sources: dict[str, LanguageModel] = {}
    problems: list[str] = []
    for language in sorted(set(languages)):
        try:
            sources[language] = read_source(folder / f"{language}.yaml")
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return sources


def read_source(path: Path) -> LanguageModel:
    """Return the utterances in *path*; raise SourceError with all its problems."""
    try:
        data = read_yaml(path)
    except YamlError as error:
        raise SourceError([str(error).replace(str(path), short_path(path), 1)]) from error
    problems = list(_shape_problems(data)) or [
        *_word_problems(data.get("slot_types", {})),
        *_pattern_problems(data["intents"]),
    ]
    if problems:
        raise SourceError([f"{short_path(path)}: {problem}" for problem in problems])
    return LanguageModel(
        invocation_name=data["invocation_name"],
        heard_as=_heard_as(data.get("slot_types", {})),
        intents=tuple(_intent(name, intent) for name, intent in data["intents"].items()),
    )


def short_path(path: Path) -> str:
    """Return *path* as problems name it: the file with its folder."""
    return f"{path.parent.name}/{path.name}"


def _shape_problems(data: object) -> Iterator[str]:
    if not isinstance(data, dict) or not isinstance(data.get("intents"), dict):
        yield "intents: must be a mapping of intent names"
        return
    for key in sorted(data.keys() - _KEYS):
        yield f"{key}: unknown field"
    if not isinstance(data.get("invocation_name"), str):
        yield "invocation_name: must be text"
    if not _is_heard_as(data.get("slot_types", {})):
        yield "slot_types: must map slot types to value ids to lists of words"
    for name, intent in data["intents"].items():
        yield from _intent_shape_problems(name, intent)


def _intent_shape_problems(name: str, intent: object) -> Iterator[str]:
    if not isinstance(intent, dict):
        yield f"{name}: must be a mapping; an intent without own samples is written {{}}"
        return
    for key in sorted(intent.keys() - _INTENT_KEYS):
        yield f"{name}: {key}: unknown field"
    if not _is_words(intent.get("samples", [])):
        yield f"{name}: samples: must be a list of texts"
    slots = intent.get("slots", {})
    if not isinstance(slots, dict) or not _is_words(list(slots.values())):
        yield f"{name}: slots: must map slot names to slot types"


def _word_problems(types: Mapping[str, Any]) -> Iterator[str]:
    for slot_type, values in types.items():
        for value, words in values.items():
            for pattern in words:
                for problem in _word_faults(pattern):
                    yield f'slot_types: {slot_type}: {value}: "{pattern}": {problem}'


def _pattern_problems(intents: Mapping[str, Any]) -> Iterator[str]:
    for name, intent in intents.items():
        for pattern in intent.get("samples", []):
            for problem in _problems_of(pattern, intent.get("slots", {})):
                yield f'{name}: "{pattern}": {problem}'


def _word_faults(pattern: str) -> Iterator[str]:
    try:
        expand(pattern)
    except PatternError as error:
        yield str(error)
    yield from (f"{{{slot}}} is no word" for slot in dict.fromkeys(slots_in(pattern)))


def _problems_of(pattern: str, slots: Mapping[str, str]) -> Iterator[str]:
    try:
        expand(pattern)
    except PatternError as error:
        yield str(error)
        return
    for slot in dict.fromkeys(slots_in(pattern)):
        if slot not in slots:
            yield f"{{{slot}}} is not a slot of this intent"


def _intent(name: str, intent: Mapping[str, Any]) -> SourceIntent:
    patterns = tuple(intent.get("samples", []))
    samples = dict.fromkeys(sample for pattern in patterns for sample in expand(pattern))
    return SourceIntent(name, intent.get("slots", {}), patterns, tuple(samples))


def _heard_as(types: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        slot_type: {
            value: tuple(dict.fromkeys(word for pattern in words for word in expand(pattern)))
            for value, words in values.items()
        }
        for slot_type, values in types.items()
    }


def _is_heard_as(types: object) -> bool:
    return isinstance(types, dict) and all(
        isinstance(values, dict) and all(map(_is_words, values.values()))
        for values in types.values()
    )


def _is_words(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)
