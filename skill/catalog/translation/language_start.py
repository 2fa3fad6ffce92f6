"""Write the folders of a new language with the words to translate: ``skill.catalog start``."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from ...common.atomic_write import write_whole
from ...common.strict_yaml import read_yaml
from ...understanding.language import FILE_NAME, Language
from ..checks.file_checks import named_files
from ..loader import (
    FILES,
    LABELS,
    OTHER,
    PAGES,
    PICTURES,
    PROMPTS,
    PUBLISHERS,
    READABILITY,
    TOPICS,
    WORDING,
)
from ..model import Readability, Reference, Routine, Wording
from ..model.untranslated import COMMENT_MARK, DIGESTS, digests, map_words, marked
from ..translated_files import SOURCE_LANGUAGE, ContentFile

#: Files of the utterances without words, which are the same in every language.
_COPIED = ("policy.yaml", "invocation.yaml")
_REMEDY = "translate what follows, and take each # away"
#: The data of a field without words.
_EMPTY: Mapping[Any, Any] = {tuple: [], Mapping: {}, str: "", int: 0}
_PLAIN_KEY = re.compile(r"[A-Za-z][\w.-]*")


def translatable_files(content: Path) -> Iterator[ContentFile]:
    """Yield the content files of the source language that a translation has, too."""
    yield from (*FILES.values(), *TOPICS.values(), *PAGES.values(), PROMPTS, LABELS, PICTURES)
    yield ContentFile(WORDING, Wording, whole=True)
    yield ContentFile(READABILITY, Readability, whole=True)
    for name in named_files(content / SOURCE_LANGUAGE / "routines"):
        yield ContentFile(f"routines/{name}", Routine, whole=True)


def source_words(content: Path, file: ContentFile) -> Any:
    """Return the words of *file* in the source language, in the shape of a translation."""
    return _words(file, read_yaml(content / SOURCE_LANGUAGE / file.name), mark=False)


def start_language(content: Path, models: Path, language: str, locale: str) -> list[Path]:
    """Write what *language* lacks, each text in English and marked; return the written files.

    Files and texts that exist are kept, so that the command also adds what is new in English.
    """
    written = [*_content(content, language), *_publishers(content, language)]
    written += _utterances(models, language)
    locales = content / "locales.yaml"
    if locale not in read_yaml(locales):
        write_whole(
            locales, locales.read_text(encoding="utf-8") + _locale(locales, language, locale)
        )
        written.append(locales)
    write_digests(content, language, only_new=True)
    return written


def write_digests(content: Path, language: str, *, only_new: bool = False) -> None:
    """Note the source texts that the translation is made from; keep old notes if *only_new*."""
    path = content / language / DIGESTS
    known = read_yaml(path) if only_new and path.exists() else {}
    noted = {
        file.name: digests(source_words(content, file)) | known.get(file.name, {})
        for file in translatable_files(content)
    }
    write_whole(path, "# Written by `python -m skill.catalog start`.\n" + _yaml(noted))


def _content(content: Path, language: str) -> Iterator[Path]:
    for file in translatable_files(content):
        path = content / language / file.name
        words = _words(file, read_yaml(content / SOURCE_LANGUAGE / file.name), mark=True)
        yield from _merge(path, words)


def _publishers(content: Path, language: str) -> Iterator[Path]:
    references = read_yaml(content / "references.yaml")
    names = {
        key: marked(one["publisher"])
        for key, one in references.items()
        if one.get("aloud", Reference.aloud)
    }
    yield from _merge(content / language / PUBLISHERS, names)


def _merge(path: Path, words: Any) -> Iterator[Path]:
    """Write the *words* that the file *path* lacks; yield it if it changes."""
    before = read_yaml(path) if path.exists() else None
    after = words if before is None else _with_missing(before, words)
    if after != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, _yaml(after))
        yield path


def _with_missing(have: Any, words: Any) -> Any:
    """Return *have* with the entries and fields of *words* that it lacks, in the same order."""
    if isinstance(have, dict) and isinstance(words, dict):
        both = {key: _with_missing(have[key], words[key]) for key in words if key in have}
        return {
            **{key: both.get(key, value) for key, value in words.items()},
            **{key: value for key, value in have.items() if key not in words},
        }
    if isinstance(have, list) and isinstance(words, list) and len(have) == len(words):
        return [_with_missing(one, other) for one, other in zip(have, words, strict=True)]
    return have


def _words(file: ContentFile, data: Any, *, mark: bool) -> Any:
    """Return the words of a file, or, for the lists of words that a check needs, all of it."""
    change = marked if mark else str
    # A language has its own lists of words, not those of the source language.
    if file.shape is Readability:
        return {"counts": []}
    others = file.shape is Wording
    if file.whole:
        return map_words(file.shape, data, change, others=others)
    return {key: map_words(file.shape, one, change, others=others) for key, one in data.items()}


def _locale(locales: Path, language: str, locale: str) -> str:
    """Return the entry of *locale*: the lines of the entry for all others, marked."""
    lines = {
        name: {"say": marked(line["say"])}
        for name, line in read_yaml(locales)[OTHER].items()
        if isinstance(line, dict)
    }
    return _yaml({locale: {"language": language, **lines}})


def _utterances(models: Path, language: str) -> Iterator[Path]:
    """Write the files of the utterances, with the English templates as marked comments."""
    source = models / SOURCE_LANGUAGE
    for path in sorted(source.rglob("*.yaml")):
        name = path.relative_to(source)
        target = models / language / name
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        write_whole(target, text if str(name) in _COPIED else _commented(name, text, path))
        yield target


def _commented(name: Path, text: str, path: Path) -> str:
    """Return the part of an utterance file without words, and the rest as a marked comment."""
    data = read_yaml(path) or {}
    if name.name == FILE_NAME:
        remedy = "fill in the fields above; in English they are"
        return _yaml(_without_words(Language)) + _comment(remedy, text)
    if name.parts[0] == "intents":
        slots = _yaml({"slots": data["slots"]}) if data.get("slots") else ""
        _, groups, rest = text.partition("groups:\n")
        return slots + (_comment(_REMEDY, groups + rest) if groups else ("" if slots else "{}\n"))
    return "{}\n" + _comment(f"delete the line {{}}, and {_REMEDY}", text)


def _comment(remedy: str, text: str) -> str:
    lines = "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())
    return f"{COMMENT_MARK}{remedy}:\n{lines}"


def _without_words(shape: Any) -> Any:
    """Return the data of a `Language`, or of a part of it, without any word."""
    if dataclasses.is_dataclass(shape):
        return {name: _without_words(hint) for name, hint in get_type_hints(shape).items()}
    return _EMPTY[get_origin(shape) or shape]


def _yaml(data: Any, indent: str = "") -> str:
    """Return *data* as YAML in blocks, with every text in double quotes."""
    if isinstance(data, Mapping) and data:
        pairs = ((_key(key), _value(value, indent)) for key, value in data.items())
        return "".join(f"{indent}{key}:{value}" for key, value in pairs)
    if isinstance(data, list) and data:
        items = (_yaml(item, f"{indent}  ") for item in data)
        return "".join(f"{indent}- {item.removeprefix(indent + '  ')}" for item in items)
    return f"{indent}{_scalar(data)}\n"


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(value: Any, indent: str) -> str:
    if isinstance(value, Mapping | list) and value:
        return f"\n{_yaml(value, indent + '  ')}"
    return f" {_scalar(value)}\n"


def _scalar(value: Any) -> str:
    texts = isinstance(value, str | list | bool | Mapping)
    return json.dumps(value, ensure_ascii=False) if texts else str(value)
