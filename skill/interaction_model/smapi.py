"""Validate JSON against Amazon's own types, strictly: their deserialiser drops what it ignores."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

MODEL = "ask_smapi_model.v1.skill.interaction_model.interaction_model_data.InteractionModelData"

_PRIMITIVES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
}
#: Fields that Amazon's reference marks as required; the types themselves do not say so.
_REQUIRED = {
    "InteractionModelData": ("interactionModel",),
    "InteractionModelSchema": ("languageModel",),
    "LanguageModel": ("invocationName", "intents"),
    "Intent": ("name", "samples"),
    "SlotDefinition": ("name", "type"),
    "SlotType": ("name", "values"),
    "TypeValue": ("id", "name"),
    "TypeValueObject": ("value",),
}


def available() -> bool:
    """Say whether Amazon's types are installed; they are a tool of the desk, not of the server."""
    return importlib.util.find_spec("ask_smapi_model") is not None


def problems_of(value: object, type_name: str = MODEL, path: str = "") -> Iterator[str]:
    """Yield ``path: what is wrong`` wherever *value* is not exactly of Amazon's type."""
    if type_name in _PRIMITIVES:
        yield from _primitive(value, type_name, path)
    elif found := re.fullmatch(r"list\[(.*)\]", type_name):
        if not isinstance(value, list):
            yield f"{path}: must be a list"
            return
        for number, item in enumerate(value):
            yield from problems_of(item, found[1], f"{path}/{number}")
    elif found := re.fullmatch(r"dict\([^,]*, (.*)\)", type_name):
        names = value if isinstance(value, dict) else {}
        yield from _members(value, path, dict.fromkeys(names, found[1]))
    elif type_name != "object":
        yield from _of_class(value, _load(type_name), path)


def _primitive(value: object, type_name: str, path: str) -> Iterator[str]:
    truth = isinstance(value, bool) and type_name != "bool"
    if truth or not isinstance(value, _PRIMITIVES[type_name]):
        yield f"{path}: must be {type_name}, not {type(value).__name__}"


def _of_class(value: object, kind: type[Any], path: str) -> Iterator[str]:
    if issubclass(kind, Enum):
        allowed = [member.value for member in kind]
        if value not in allowed:
            yield f"{path}: {value!r} is none of {', '.join(map(str, allowed))}"
        return
    if not isinstance(value, dict):
        yield f"{path}: must be an object ({kind.__name__})"
        return
    if hasattr(kind, "discriminator_value_class_map"):
        key = kind.json_discriminator_key
        names = kind.discriminator_value_class_map
        if value.get(key) not in names:
            yield f"{path}/{key}: {value.get(key)!r} is none of {', '.join(sorted(names))}"
            return
        kind = _load(names[value[key]])
    types = {
        kind.attribute_map.get(attribute, attribute): type_name
        for attribute, type_name in kind.deserialized_types.items()
    }
    for name in _REQUIRED.get(kind.__name__, ()):
        if name not in value:
            yield f"{path}/{name}: is missing"
    yield from _members(value, path, types, kind.__name__)


def _members(
    value: object, path: str, types: dict[str, str], owner: str = "object"
) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: must be an object"
        return
    for name, member in value.items():
        if name in types:
            yield from problems_of(member, types[name], f"{path}/{name}")
        else:
            yield f"{path}/{name}: is no field of {owner}"


def _load(type_name: str) -> type[Any]:
    module, _, name = type_name.rpartition(".")
    loaded: type[Any] = getattr(importlib.import_module(module), name)
    return loaded
