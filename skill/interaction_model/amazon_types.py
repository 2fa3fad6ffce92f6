"""Validate JSON strictly against the types of `ask_smapi_model`.

Amazon's own deserialiser ignores unknown fields.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

MODEL = "ask_smapi_model.v1.skill.interaction_model.interaction_model_data.InteractionModelData"
MANIFEST = "ask_smapi_model.v1.skill.manifest.skill_manifest_envelope.SkillManifestEnvelope"

_PRIMITIVES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
}
#: The fields that Amazon's reference marks as required; the types do not have this information.
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "InteractionModelData": ("interactionModel",),
    "InteractionModelSchema": ("languageModel",),
    "LanguageModel": ("invocationName", "intents"),
    "Intent": ("name", "samples"),
    "SlotDefinition": ("name", "type"),
    "SlotType": ("name", "values"),
    "TypeValue": ("id", "name"),
    "TypeValueObject": ("value",),
}
#: Polymorphic types with values that have no subclass, as they have no fields; the enumeration of
#: all their values.
_BARE: Mapping[str, str] = {
    "Interface": "ask_smapi_model.v1.skill.manifest.interface_type.InterfaceType",
}


def amazon_types_installed() -> bool:
    """Return whether Amazon's types are installed; a development tool, not needed on servers."""
    return importlib.util.find_spec("ask_smapi_model") is not None


def amazon_type_problems(value: object, type_name: str = MODEL, path: str = "") -> Iterator[str]:
    """Yield ``path: what is wrong`` for each part of *value* that does not have the named type."""
    if type_name in _PRIMITIVES:
        yield from _primitive(value, type_name, path)
    elif found := re.fullmatch(r"list\[(.*)\]", type_name):
        yield from _list(value, found[1], path)
    elif found := re.fullmatch(r"dict\([^,]*, (.*)\)", type_name):
        names = value if isinstance(value, dict) else {}
        yield from _members(value, dict.fromkeys(names, found[1]), path, "object")
    elif type_name != "object":
        yield from _of_class(value, _load(type_name), path)


def _primitive(value: object, type_name: str, path: str) -> Iterator[str]:
    # In Python, bool is a subclass of int.
    truth = isinstance(value, bool) and type_name != "bool"
    if truth or not isinstance(value, _PRIMITIVES[type_name]):
        yield f"{path}: must be {type_name}, not {type(value).__name__}"


def _list(value: object, type_name: str, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path}: must be a list"
        return
    for number, item in enumerate(value):
        yield from amazon_type_problems(item, type_name, f"{path}/{number}")


def _of_class(value: object, kind: type[Any], path: str) -> Iterator[str]:
    if issubclass(kind, Enum):
        allowed = [member.value for member in kind]
        if value not in allowed:
            yield f"{path}: {value!r} is none of {', '.join(map(str, allowed))}"
    elif isinstance(value, dict) and hasattr(kind, "discriminator_value_class_map"):
        yield from _of_family(value, kind, path)
    else:
        yield from _fields(value, kind, path)


def _of_family(value: dict[str, Any], kind: type[Any], path: str) -> Iterator[str]:
    """Validate *value* against the subclass that its discriminator field names."""
    key, names = kind.json_discriminator_key, kind.discriminator_value_class_map
    if value.get(key) in names:
        yield from _fields(value, _load(names[value[key]]), path)
    elif kind.__name__ in _BARE and len(value) == 1 and key in value:
        yield from amazon_type_problems(value[key], _BARE[kind.__name__], f"{path}/{key}")
    else:
        yield f"{path}/{key}: {value.get(key)!r} is none of {', '.join(sorted(names))}"


def _fields(value: object, kind: type[Any], path: str) -> Iterator[str]:
    types = {
        kind.attribute_map.get(attribute, attribute): type_name
        for attribute, type_name in kind.deserialized_types.items()
    }
    yield from _members(value, types, path, kind.__name__)
    for name in _REQUIRED.get(kind.__name__, ()):
        if isinstance(value, dict) and name not in value:
            yield f"{path}/{name}: is missing"


def _members(value: object, types: Mapping[str, str], path: str, owner: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path or '/'}: must be an object ({owner})"
        return
    for name, member in value.items():
        if name in types:
            yield from amazon_type_problems(member, types[name], f"{path}/{name}")
        else:
            yield f"{path}/{name}: is no field of {owner}"


def _load(type_name: str) -> type[Any]:
    module, _, name = type_name.rpartition(".")
    loaded: type[Any] = getattr(importlib.import_module(module), name)
    return loaded
