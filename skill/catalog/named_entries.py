"""Build a dataclass from the entries of a file by their ids, and return its entries by id.

A field of type `Mapping` is a family: it has an entry ``field-key`` for each key that its type
allows. A field of type `AskedPrompt` has two entries. All other fields have one.
"""

from __future__ import annotations

import dataclasses
import functools
import string
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from .model import AskedPrompt, PromptTemplate

Report = Callable[[str], None]


@functools.cache
def needed_ids(shape: Any) -> Mapping[str, frozenset[str]]:
    """Return the ids of the entries that *shape* needs, with the placeholders of each."""
    return dict(found for key, hint in _fields_by_id(shape) for found in _needed_entries(key, hint))


def entries_of(value: Any) -> dict[str, Any]:
    """Return the entries of *value*, a `Prompts` or `Labels`, by id."""
    fields = dataclasses.fields(value)
    return dict(e for f in fields for e in _entries_of_value(_id(f.name), getattr(value, f.name)))


def build_from_entries(shape: Any, entries: Mapping[str, Any]) -> Any:
    """Return an instance of *shape*; *entries* must have every id that it needs."""
    return shape(*(_field_value(key, hint, entries) for key, hint in _fields_by_id(shape)))


def id_problems(shape: Any, ids: Mapping[str, object]) -> Iterator[str]:
    """Yield ``id: problem`` for each id that is missing in *ids*, or that *shape* does not have."""
    needed = needed_ids(shape)
    for key in sorted(needed.keys() - ids.keys()):
        yield f"{key}: is missing, and the skill says it by this name: add it, or undo the renaming"
    for key in sorted(ids.keys() - needed.keys()):
        yield f"{key}: is not used: delete it, or correct its name"


def placeholder_problems(shape: Any, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield ``id: problem`` for each missing or unknown placeholder in *texts*."""
    needed = needed_ids(shape)
    for key, text in texts.items():
        expected = needed.get(key, frozenset())
        for name in sorted(_placeholders(text) ^ expected):
            fault = (
                "missing: add it" if name in expected else "not filled in by anything: delete it"
            )
            yield f"{key}: {{{name}}} is {fault}"


def _id(name: str) -> str:
    return name.replace("_", "-")


def _fields_by_id(shape: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(shape, include_extras=True)
    return [(_id(name), hint) for name, hint in hints.items()]


def _needed_entries(key: str, hint: Any) -> Iterator[tuple[str, frozenset[str]]]:
    if get_origin(hint) is Mapping:
        keys, inner = get_args(hint)
        for name in get_args(keys):
            yield from _needed_entries(f"{key}-{name}", inner)
        return
    yield key, frozenset(hint.__metadata__ if get_origin(hint) is Annotated else ())
    if hint is AskedPrompt:
        yield f"{key}-reprompt", frozenset()


def _field_value(key: str, hint: Any, entries: Mapping[str, Any]) -> Any:
    if get_origin(hint) is Mapping:
        keys, inner = get_args(hint)
        return {name: _field_value(f"{key}-{name}", inner, entries) for name in get_args(keys)}
    if hint is AskedPrompt:
        return AskedPrompt(entries[key], entries[f"{key}-reprompt"])
    shape = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return PromptTemplate(entries[key]) if shape is PromptTemplate else entries[key]


def _entries_of_value(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _entries_of_value(f"{key}-{name}", one)
    elif isinstance(value, AskedPrompt):
        yield key, value.ask
        yield f"{key}-reprompt", value.reprompt
    else:
        yield key, value.passage if isinstance(value, PromptTemplate) else value


def _placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(field for _, field, _, _ in string.Formatter().parse(text) if field)
    except ValueError:
        return frozenset(text[text.find("{") : text.find("{") + 1])
