"""Content made larger, and in more languages, that the strict reader accepts."""

from __future__ import annotations

import dataclasses
import json
import shutil
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from skill.catalog.model import (
    Condition,
    Muscle,
    Passage,
    Routine,
    Situation,
    Topic,
    Warning,
    Words,
)
from skill.catalog.strict_yaml import read_yaml
from skill.folders import CONTENT

#: Every locale Alexa has, with those of our own content first.
LOCALES = (
    *("en-US", "en-GB", "en-AU", "en-CA", "en-IN"),
    *("de-DE", "es-ES", "es-MX", "es-US", "fr-FR", "fr-CA"),
    *("it-IT", "ja-JP", "pt-BR", "hi-IN", "ar-SA", "nl-NL"),
)
#: The files of many entries, and the shape of an entry.
ENTRIES: Mapping[str, Any] = {
    "answers.yaml": Topic,
    "causes.yaml": Topic,
    "conditions.yaml": Condition,
    "contexts.yaml": Topic,
    "labels.yaml": Words,
    "medicines.yaml": Topic,
    "muscles.yaml": Muscle,
    "pictures.yaml": Words,
    "prevention.yaml": Passage,
    "prompts.yaml": Passage,
    "remedies.yaml": Topic,
    "situations.yaml": Situation,
    "warnings.yaml": Warning,
}
#: The files in which everything is words.
WORDS = (
    *("labels.yaml", "pictures.yaml", "wording.yaml"),
    *("publishing.yaml", "privacy.yaml", "terms.yaml"),
)
#: Those of the former that there can be any number of.
MANY = ("causes", "contexts", "medicines", "remedies", "prevention", "warnings")


def grown(folder: Path, times: int, locales: int, source: Path = CONTENT) -> Path:
    """Return *source* in *folder*, with so many times the entries, in the first so many locales."""
    content = shutil.copytree(source, folder / "content")
    _multiply(content, times)
    languages = {locale: locale[:2] for locale in LOCALES[:locales]}
    own = read_yaml(source / "locales.yaml")
    listed = {
        locale: own.get(locale, own["other"]) | {"language": language}
        for locale, language in languages.items()
    }
    _write(content / "locales.yaml", listed | {"other": own["other"]})
    for language in set(languages.values()) - {"en"}:
        _translate(content, language)
    return content


def size(content: Path) -> int:
    """Return how many bytes of YAML there are."""
    return sum(path.stat().st_size for path in content.rglob("*.yaml"))


def _multiply(content: Path, times: int) -> None:
    for file in [*(content / "en" / f"{name}.yaml" for name in MANY), content / "claims.yaml"]:
        entries = read_yaml(file)
        copies = {
            f"{key}-{number}": _renamed(entry, number)
            for number in range(2, times + 1)
            for key, entry in entries.items()
        }
        if copies:
            _write(file, entries | copies)
    for file in sorted((content / "en" / "routines").glob("*.yaml")):
        for number in range(2, times + 1):
            shutil.copy(file, file.with_stem(f"{file.stem}-{number}"))


def _renamed(entry: dict[str, Any], number: int) -> dict[str, Any]:
    """Return *entry* with names of its own: no two values of a slot may share one."""
    named = dict(entry)
    if "name" in entry:
        named["name"] = f"{entry['name']} {number}"
    if "synonyms" in entry:
        named["synonyms"] = [f"{name} {number}" for name in entry["synonyms"]]
    return named


def _translate(content: Path, language: str) -> None:
    """Write *language* with the English words: numbers and claims are inherited."""
    source, target = content / "en", content / language
    (target / "routines").mkdir(parents=True)
    for name, shape in ENTRIES.items():
        entries = read_yaml(source / name)
        _write(target / name, {key: _words(shape, entry) for key, entry in entries.items()})
    for file in (source / "routines").glob("*.yaml"):
        _write(target / "routines" / file.name, _words(Routine, read_yaml(file)))
    for name in WORDS:
        shutil.copy(source / name, target)


def _words(shape: Any, data: Any) -> Any:
    """Return of *data* what a translator writes."""
    if dataclasses.is_dataclass(shape):
        hints = get_type_hints(shape)
        return {key: _words(hints[key], data[key]) for key in data if _speaks(hints[key])}
    if get_origin(shape) in (Union, types.UnionType):
        return _words(next(part for part in get_args(shape) if _speaks(part)), data)
    if get_origin(shape) is tuple and get_args(shape)[0] is not Words:
        return [_words(get_args(shape)[0], item) for item in data]
    return data


def _speaks(shape: Any) -> bool:
    """Tell whether anything in *shape* is words."""
    if dataclasses.is_dataclass(shape):
        return any(map(_speaks, get_type_hints(shape).values()))
    return shape is Words or any(map(_speaks, get_args(shape)))


def _write(path: Path, data: Any) -> None:
    # JSON is YAML, and quicker to write.
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
