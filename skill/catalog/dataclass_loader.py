"""Build dataclasses from YAML data, and merge translations with the source language."""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .model import Words

Report = Callable[[str], None]

#: Cached, because resolving the type hints of a class is slow.
_hints: Callable[[Any], dict[str, Any]] = functools.cache(get_type_hints)

_SCALARS = {Words: "words", str: "words", int: "a whole number", bool: "true or false"}


def build_dataclass(shape: Any, data: Any, where: str, report: Report) -> Any:
    """Return *data* as an instance of the type *shape*; report problems as ``where: what``."""
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        return build_dataclass(get_args(shape)[0], data, where, report)
    if origin is Literal:
        return _literal(get_args(shape), data, where, report)
    if origin is tuple:
        return _tuple(get_args(shape)[0], data, where, report)
    if dataclasses.is_dataclass(shape):
        return _dataclass(shape, data, where, report)
    return _scalar(shape, data, where, report)


def mapping(shape: Any, data: Any, where: str, report: Report) -> dict[str, Any]:
    """Return *data*, a mapping by id, with each value as an instance of *shape*."""
    if not isinstance(data, dict):
        report(f"{where}: is not a group of entries: begin each with its name and a colon")
        return {}
    built = {
        key: build_dataclass(shape, value, f"{where}: {key}", report) for key, value in data.items()
    }
    return {key: value for key, value in built.items() if value is not None}


def overlay(shape: Any, source: Any, words: Any, where: str, report: Report) -> Any:
    """Return the data of *source* with its fields of type Words replaced by those of *words*."""
    if get_origin(shape) in (Union, types.UnionType):
        shape = get_args(shape)[0]
    if _is_words(shape):
        return words
    if get_origin(shape) is tuple:
        return _overlay_list(get_args(shape)[0], source, words, where, report)
    if not isinstance(source, dict) or not isinstance(words, dict):
        report(f"{where}: is built otherwise than in English: use the same fields")
        return source
    return _overlay_fields(shape, source, words, where, report)


def overlay_mapping(
    shape: Any, source: Mapping[str, Any], words: Any, where: str, report: Report
) -> dict[str, Any]:
    """Return the entries of *source* with the translated *words*; both must have the same ids."""
    words = words if isinstance(words, dict) else {}
    for key in words.keys() - source.keys():
        report(f"{where}: {key}: is not in the source language: delete it")
    for key in source.keys() - words.keys():
        report(f"{where}: {key}: is not translated: add it")
    return {
        key: overlay(shape, value, words[key], f"{where}: {key}", report) if key in words else value
        for key, value in source.items()
    }


def _overlay_list(shape: Any, source: Any, words: Any, where: str, report: Report) -> Any:
    if _has_own_claims(words) and len(words) != len(source):
        return words
    if not isinstance(words, list) or len(words) != len(source):
        found = len(words) if isinstance(words, list) else "none"
        report(f"{where}: has {found} entries, but English has {len(source)}: use as many")
        return source
    pairs = enumerate(zip(source, words, strict=True), start=1)
    return [overlay(shape, old, new, f"{where} {n}", report) for n, (old, new) in pairs]


def _has_own_claims(words: Any) -> bool:
    """Return whether *words* are passages with claims of their own, of any number."""
    return (
        isinstance(words, list)
        and words != []
        and all(
            isinstance(one, dict) and (one.get("claims") or one.get("corrects")) for one in words
        )
    )


def _overlay_fields(
    shape: Any, source: dict[str, Any], words: dict[str, Any], where: str, report: Report
) -> dict[str, Any]:
    hints = _hints(shape)
    merged = dict(source)
    for key, value in source.items():
        translatable = key in hints and _has_words(hints[key])
        if translatable and key not in words:
            report(f"{where}: {key}: is not translated: add it")
        elif translatable:
            merged[key] = overlay(hints[key], value, words[key], f"{where}: {key}", report)
        elif key in words and key != "id":
            report(f"{where}: {key}: only the source language may say this: delete it")
    for key in words.keys() - source.keys():
        report(f"{where}: {key}: is not in the source language: delete it")
    return merged


def _is_words(shape: Any) -> bool:
    # A list of Words (synonyms, suggestions) may have another length in a translation.
    return shape is Words or (get_origin(shape) is tuple and get_args(shape)[0] is Words)


def _has_words(shape: Any) -> bool:
    if _is_words(shape):
        return True
    if dataclasses.is_dataclass(shape):
        return any(_has_words(hint) for hint in _hints(shape).values())
    return any(_has_words(part) for part in get_args(shape))


def _literal(allowed: tuple[Any, ...], data: Any, where: str, report: Report) -> Any:
    if data not in allowed:
        report(f"{where}: is {data!r}: use one of {', '.join(allowed)}")
    return data


def _tuple(shape: Any, data: Any, where: str, report: Report) -> tuple[Any, ...]:
    if not isinstance(data, list):
        report(f"{where}: is no list: put it in [square brackets]")
        return ()
    return tuple(
        build_dataclass(shape, item, f"{where} {n}", report) for n, item in enumerate(data, 1)
    )


def _scalar(shape: Any, data: Any, where: str, report: Report) -> Any:
    expected = str if shape is Words else shape
    if type(data) is not expected:
        report(f"{where}: is {data!r}: write {_SCALARS.get(shape, 'a date like 2026-12-31')}")
    elif expected is str and not data.strip():
        report(f"{where}: is empty: write the words, or delete the field")
    return data


def _dataclass(shape: Any, data: Any, where: str, report: Report) -> Any:
    if not isinstance(data, dict):
        report(f"{where}: is no group of fields: write each with its name and a colon")
        return None
    hints, fields = _hints(shape), {f.name: f for f in dataclasses.fields(shape)}
    for key in data.keys() - fields.keys():
        report(f"{where}: {key}: is not a field: use one of {', '.join(fields)}")
    missing = [
        name for name, f in fields.items() if name not in data and f.default is dataclasses.MISSING
    ]
    for name in missing:
        report(f"{where}: {name}: is missing: add it")
    known = {key: value for key, value in data.items() if key in fields}
    built = {
        key: build_dataclass(hints[key], v, f"{where}: {key}", report) for key, v in known.items()
    }
    return None if missing else shape(**built)
