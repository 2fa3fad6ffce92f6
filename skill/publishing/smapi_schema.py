"""Validate JSON against the Swagger file of Amazon's Skill Management API.

The file is in the npm package ``ask-smapi-model``. It has required fields, lengths and
enumerations, which Amazon's Python types (`amazon_types`) lack in part.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SPEC = Path(__file__).parents[2] / "node_modules" / "ask-smapi-model" / "spec.json"
MODEL = "v1.skill.interactionModel.InteractionModelData"
MANIFEST = "v1.skill.Manifest.SkillManifestEnvelope"

#: A polymorphic definition, and the enumeration of its values; a value without a definition of its
#: own is an interface without fields.
_INTERFACE = "v1.skill.Manifest.Interface"
_INTERFACES = "v1.skill.Manifest.InterfaceType"
_DEFINITION = "#/definitions/"


def smapi_schema_installed() -> bool:
    """Return whether the Swagger file and a JSON Schema validator are installed."""
    return SPEC.is_file() and importlib.util.find_spec("jsonschema") is not None


def smapi_schema_problems(value: object, definition: str) -> Iterator[str]:
    """Yield ``path: what is wrong`` for each part of *value* that does not match *definition*."""
    for error in _validator(definition).iter_errors(value):
        path = "/".join(("", *map(str, error.absolute_path)))
        # If no alternative of a polymorphic type matches, report the error of the nearest one.
        nearest = min(error.context or [error], key=lambda one: len(one.context or []))
        yield f"{path or '/'}: {_shortened_message(nearest.message)}"


@functools.cache
def _validator(definition: str) -> Any:
    import jsonschema

    return jsonschema.Draft4Validator(
        {"$ref": _DEFINITION + definition, "definitions": _definitions()}
    )


@functools.cache
def _definitions() -> Mapping[str, Json]:
    """Return the definitions as JSON Schema, with unknown fields forbidden."""
    swagger: Mapping[str, Json] = json.loads(SPEC.read_text(encoding="utf-8"))["definitions"]
    return {name: _without_ref_siblings(_schema(name, swagger)) for name in swagger}


def _schema(name: str, swagger: Mapping[str, Json]) -> Json:
    whole = swagger[name]
    if "discriminator" in whole:
        return {"oneOf": list(_family(name, whole["discriminator"], swagger))}
    fields, required = _definition_fields(name, swagger)
    if not fields:
        return whole
    own = {key: value for key, value in whole.items() if key != "allOf"}
    return _closed(own | {"type": "object", "properties": fields}, required)


def _family(parent: str, key: str, swagger: Mapping[str, Json]) -> Iterator[Json]:
    """Yield a schema for each subtype of *parent*, which the discriminator field *key* names."""
    named: set[str] = set()
    for name, definition in swagger.items():
        if any(_parent(part) == parent for part in definition.get("allOf", [])):
            value = definition.get("x-discriminator-value", name.rpartition(".")[2])
            named.add(value)
            fields, required = _definition_fields(name, swagger)
            yield _closed({"properties": fields | {key: {"enum": [value]}}}, [*required, key])
    if parent == _INTERFACE:
        bare = sorted(set(swagger[_INTERFACES]["enum"]) - named)
        yield _closed({"properties": {key: {"enum": bare}}}, [key])


def _definition_fields(name: str, swagger: Mapping[str, Json]) -> tuple[Json, list[str]]:
    """Return the fields of a definition and its ancestors, and the names of the required ones."""
    whole = swagger[name]
    fields, required = dict(whole.get("properties", {})), list(whole.get("required", []))
    for part in whole.get("allOf", []):
        parent = _parent(part)
        inherited = (
            _definition_fields(parent, swagger) if parent else _definition_fields("", {"": part})
        )
        fields |= inherited[0]
        required += inherited[1]
    return fields, required


def _closed(schema: Json, required: list[str]) -> Json:
    closed = {"type": "object"} | schema | {"additionalProperties": False}
    # JSON Schema draft 4 forbids an empty list here.
    return closed | {"required": sorted(set(required))} if required else closed


def _parent(part: Json) -> str:
    return str(part.get("$ref", "")).removeprefix(_DEFINITION)


def _without_ref_siblings(value: Any) -> Any:
    """Return *value* without the siblings of ``$ref``, which JSON Schema ignores."""
    if isinstance(value, dict):
        if "$ref" in value:
            return {"$ref": value["$ref"]}
        return {key: _without_ref_siblings(part) for key, part in value.items()}
    return [_without_ref_siblings(part) for part in value] if isinstance(value, list) else value


def _shortened_message(message: str) -> str:
    return message if len(message) < 200 else f"{message[:200]} ..."
