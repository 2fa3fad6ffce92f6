"""The mark of texts that are not translated yet, and the digests of the texts that are."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_origin, get_type_hints

from .entries import Words

#: The beginning of a text that still has the words of the source language.
MARK = "todo: "
#: Generated: the digests of the texts of the source language that a translation was made from.
DIGESTS = "translated-from.yaml"
#: In the files of the utterances, the mark is at the beginning of a comment.
COMMENT_MARK = "# todo: "


def marked(words: str) -> str:
    """Return *words* of the source language with the mark."""
    return f"{MARK}{words}"


def without_marks(data: Any, report: Callable[[str], None]) -> Any:
    """Return *data* without the marks; report each text that had one."""
    if isinstance(data, dict):
        return {key: without_marks(value, report) for key, value in data.items()}
    if isinstance(data, list):
        return [without_marks(value, report) for value in data]
    if isinstance(data, str) and data.startswith(MARK):
        report(words := data.removeprefix(MARK))
        return words
    return data


def map_words(shape: Any, data: Any, change: Callable[[str], str], *, others: bool) -> Any:
    """Return *data* of the type *shape* with its words changed.

    Args:
        shape: A type of the catalog.
        data: The data of the source language.
        change: Returns the new words for the old ones.
        others: Whether to keep the fields without words, which a translation does not have.
    """
    if shape is Words:
        return change(data)
    if get_origin(shape) is tuple and isinstance(data, list):
        return [map_words(get_args(shape)[0], item, change, others=others) for item in data]
    if dataclasses.is_dataclass(shape) and isinstance(data, dict):
        hints = get_type_hints(shape)
        return {
            key: map_words(hints[key], value, change, others=others)
            for key, value in data.items()
            if key == "id" or others or has_words(hints[key])
        }
    for part in get_args(shape):
        if has_words(part):
            return map_words(part, data, change, others=others)
    return data


def has_words(shape: Any) -> bool:
    """Return whether a value of the type *shape* has words to translate."""
    if shape is Words:
        return True
    if dataclasses.is_dataclass(shape):
        return any(map(has_words, get_type_hints(shape).values()))
    return any(map(has_words, get_args(shape)))


def digests(data: Any) -> dict[str, str]:
    """Return a digest of each text in *data*, by its place, such as ``fatigue: say 1: say``."""
    return {place: _digest(text) for place, text in texts_by_place(data)}


def texts_by_place(data: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the place and the words of each text in *data*, a list of words as one text."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from texts_by_place(value, f"{place}: {key}" if place else key)
    elif isinstance(data, list) and any(isinstance(item, dict) for item in data):
        for number, item in enumerate(data, start=1):
            yield from texts_by_place(item, f"{place} {number}")
    elif isinstance(data, list):
        yield place, "\n".join(map(str, data))
    elif isinstance(data, str) and not place.endswith(": id"):
        yield place, data


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
