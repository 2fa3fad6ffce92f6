"""Check audio documents (APL-A) by Amazon's reference; Amazon publishes no schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from ...common.alexa_limits import APLA_AUDIO_COMPONENTS, BREAK_SECONDS
from .ssml_parser import escaped_ssml, readable_parts, ssml_problems

Json = Mapping[str, Any]

#: The longest silence, in milliseconds: as long as an SSML break can be.
LONGEST_SILENCE = BREAK_SECONDS * 1000

_TEXT = {"type": "string"}
_ANY: dict[str, object] = {}
_LENGTH = {"enum": ["auto", "trimToParent"]}
_ITEMS = {"type": "array", "items": {"type": "object"}, "minItems": 1}
_CHILDREN = {"items": _ITEMS, "item": {"anyOf": [{"type": "object"}, _ITEMS]}, "data": _ANY}


def _properties(own: Json, required: tuple[str, ...]) -> Draft202012Validator:
    base = {"type": _TEXT, "id": _TEXT, "description": _TEXT, "when": _ANY, "bind": _ANY}
    return _object({**base, **own}, required)


def _object(properties: Json, required: tuple[str, ...]) -> Draft202012Validator:
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return Draft202012Validator({**schema, "additionalProperties": False})


_MAIN = {
    "type": "object",
    "properties": {"parameters": {"type": "array", "items": _TEXT}, "items": _ITEMS},
    "required": ["items"],
    "additionalProperties": False,
}
DOCUMENT = _object(
    {
        "type": {"const": "APLA"},
        "version": {"enum": ["0.8", "0.9", "0.91"]},
        "description": _TEXT,
        "compositions": {"type": "object"},
        "resources": {"type": "array"},
        "mainTemplate": _MAIN,
    },
    ("type", "version", "mainTemplate"),
)
#: The properties of each component, from Amazon's reference for APL for audio.
COMPONENTS: Mapping[str, Draft202012Validator] = {
    "Speech": _properties(
        {
            "content": {"type": "string", "minLength": 1},
            "contentType": {"enum": ["PlainText", "SSML"]},
            "duration": _LENGTH,
        },
        ("content",),
    ),
    "Silence": _properties({"duration": {"type": "integer", "exclusiveMinimum": 0}}, ("duration",)),
    "Audio": _properties(
        {"source": _TEXT, "filter": _ANY, "filters": _ANY, "duration": _LENGTH}, ("source",)
    ),
    "Sequencer": _properties({**_CHILDREN, "duration": _LENGTH}, ()),
    "Mixer": _properties({**_CHILDREN, "duration": _LENGTH}, ()),
    "Selector": _properties(
        {
            **_CHILDREN,
            "duration": _LENGTH,
            "strategy": {"enum": ["normal", "randomItem", "randomData", "randomItemRandomData"]},
        },
        (),
    ),
}


def apla_problems(document: Json) -> list[str]:
    """Return the problems of *document*, each as ``place: what is wrong``."""
    found = list(_misshapen(DOCUMENT, document, "document"))
    if found:
        return found
    components = list(walk(document))
    for place, component in components:
        found += _of_component(place, component)
    return found or list(_of_whole([component for _, component in components]))


def walk(document: Json) -> Iterator[tuple[str, Json]]:
    """Yield the place and each component of *document*, parents first, in document order."""
    yield from _below("mainTemplate", document["mainTemplate"])


def _below(place: str, parent: Json) -> Iterator[tuple[str, Json]]:
    for number, child in enumerate(children(parent), start=1):
        here = f"{place}/{child.get('type')} {number}"
        yield here, child
        yield from _below(here, child)


def children(component: Json) -> list[Json]:
    """Return the child components of *component*."""
    inside = component.get("items", component.get("item", []))
    return list(inside) if isinstance(inside, list) else [inside]


def speech_ssml(speech: Json) -> str:
    """Return the content of a Speech component as SSML."""
    content = str(speech["content"])
    return content if speech.get("contentType") == "SSML" else escaped_ssml(content)


def _misshapen(schema: Draft202012Validator, value: Json, place: str) -> Iterator[str]:
    for error in schema.iter_errors(value):
        yield "/".join([place, *map(str, error.absolute_path)]) + f": {error.message[:120]}"


def _of_component(place: str, component: Json) -> list[str]:
    kind = component.get("type")
    if not isinstance(kind, str) or kind not in COMPONENTS:
        return [f"{place}: there is no component {kind!r}"]
    found = list(_misshapen(COMPONENTS[kind], component, place))
    if found or kind != "Speech":
        return found
    return [f"{place}: {wrong}" for wrong in _of_content(component)]


def _of_content(speech: Json) -> Iterator[str]:
    content = speech["content"]
    if "${" in content:
        yield f"binds data, and is sent with none: {content!r}"
    if speech.get("contentType") == "SSML":
        yield from (problems := list(ssml_problems(content)))
        if not problems and not readable_parts(content):
            yield f"says nothing: {content!r}"
    elif re.search(r"<[a-z/]", content):
        yield f"reads its tags aloud: {content!r}"


def _of_whole(components: list[Json]) -> Iterator[str]:
    kinds = [component["type"] for component in components]
    if not {"Speech", "Audio"} & set(kinds):
        yield "document: is silence alone, which Alexa refuses"
    if kinds.count("Audio") > APLA_AUDIO_COMPONENTS:
        yield f"document: has {kinds.count('Audio')} audio files, more than {APLA_AUDIO_COMPONENTS}"
    silence = 0
    for component in components:
        silence = silence + component["duration"] if component["type"] == "Silence" else 0
        if silence > LONGEST_SILENCE:
            yield f"document: is silent for {silence / 1000:g} s, longer than anybody waits"
            return
