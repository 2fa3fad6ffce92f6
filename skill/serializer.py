"""A faster replacement for the SDK's serializer, with the same results.

It analyses each model class once. The SDK does so for every field of every request, which takes
most of its time.
"""

from __future__ import annotations

import functools
import importlib
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer

#: Converts a JSON value other than null to a value of a model.
Reader = Callable[[Any], Any]

_CONTAINER = re.compile(r"list\[(?P<items>.*)\]|dict\([^,]*, (?P<values>.*)\)")


class PlannedSerializer(DefaultSerializer):
    """A value for ``CustomSkill.serializer``; raises SerializationException as the SDK's does."""

    def __init__(self) -> None:
        """Create an empty plan; each class is analysed when it is first used."""
        self._readers: dict[Any, Reader] = {}
        self._names: dict[type, list[tuple[str, str]]] = {}

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """Return the JSON text *payload* as *obj_type*, a model or primitive type or its name."""
        if payload is None:
            return None
        try:
            data = json.loads(payload)
        except ValueError:
            raise SerializationException("the payload is not JSON") from None
        return self.read(data, obj_type)

    def read(self, data: Any, obj_type: Any) -> Any:
        """Return *data*, a parsed JSON value, as an instance of *obj_type*."""
        return None if data is None else self._reader(obj_type)(data)

    def serialize(self, obj: Any) -> Any:
        """Return *obj* as JSON-serialisable data, without members that are None."""
        if obj is None or isinstance(obj, self.PRIMITIVE_TYPES):
            return obj
        if isinstance(obj, dict):
            return {key: self.serialize(value) for key, value in obj.items()}
        if isinstance(obj, list | tuple):
            return type(obj)(self.serialize(item) for item in obj)
        if not hasattr(obj, "deserialized_types"):
            return super().serialize(obj)
        values = ((name, getattr(obj, member)) for member, name in self._members(type(obj)))
        return {name: self.serialize(value) for name, value in values if value is not None}

    def _reader(self, kind: Any) -> Reader:
        if kind not in self._readers:
            self._readers[kind] = self._plan(kind)
        return self._readers[kind]

    def _plan(self, kind: Any) -> Reader:
        if isinstance(kind, str):
            found = _CONTAINER.match(kind)
            if found is None:
                return self._reader(self.NATIVE_TYPES_MAPPING.get(kind) or _load(kind))
            return self._list(found["items"]) if found["items"] else self._dict(found["values"])
        if kind in self.PRIMITIVE_TYPES:
            return functools.partial(_primitive, kind)
        if kind in (date, datetime):
            return functools.partial(self._time, kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return functools.partial(_enumerated, kind)
        if hasattr(kind, "get_real_child_model"):
            return self._child_of(kind)
        return self._model(kind) if hasattr(kind, "deserialized_types") else _as_it_is

    def _list(self, kinds: str) -> Reader:
        if "," not in kinds:
            return lambda data: [self.read(item, kinds) for item in data]
        each = [kind.strip() for kind in kinds.split(",")]
        # A tuple: each position has its own type.
        return lambda data: [self.read(*pair) for pair in zip(data, each, strict=False)]

    def _dict(self, kind: str) -> Reader:
        return lambda data: {key: self.read(value, kind) for key, value in data.items()}

    def _child_of(self, parent: Any) -> Reader:
        """Return a reader that selects the subclass of *parent* by the object's discriminator."""

        def read(data: Any) -> Any:
            try:
                name = parent.get_real_child_model(data)
            except (AttributeError, KeyError, TypeError) as error:
                raise SerializationException(str(error)) from error
            if not name:
                raise SerializationException(f"{parent.__name__} has no such type")
            return self._model_named(name)(data)

        return read

    def _model_named(self, name: str) -> Reader:
        # A class can be its own subclass, so it has a second reader, as a plain model.
        if (name, "model") not in self._readers:
            self._readers[name, "model"] = self._model(_load(name))
        return self._readers[name, "model"]

    def _model(self, kind: Any) -> Reader:
        plan = {
            name: (member, kind.deserialized_types[member]) for member, name in self._members(kind)
        }

        def read(data: Any) -> Any:
            model = kind()
            if isinstance(data, str | list) and not data:
                # The SDK reads these as an object without members.
                return model
            try:
                for name, value in data.items():
                    member, part = plan.get(name, (name, object))
                    setattr(model, member, self.read(value, part))
            except (AttributeError, TypeError) as error:
                raise SerializationException(str(error)) from error
            return model

        return read

    def _members(self, kind: Any) -> list[tuple[str, str]]:
        """Return each member of a model class with its name in JSON."""
        if kind not in self._names:
            names = getattr(kind, "attribute_map", {})
            self._names[kind] = [(m, names.get(m, m)) for m in kind.deserialized_types]
        return self._names[kind]

    def _time(self, kind: type, data: Any) -> Any:
        if kind is datetime and isinstance(data, str):
            try:
                return datetime.fromisoformat(data)
            except ValueError:
                pass
        # The SDK uses dateutil, which reads more formats.
        return super().deserialize(json.dumps(data), kind)


def _load(name: str) -> Any:
    module, _, kind = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), kind)
    except (ImportError, AttributeError, ValueError) as error:
        raise SerializationException(f"there is no class {name}: {error}") from error


def _as_it_is(data: Any) -> Any:
    return data


def _primitive(kind: Any, data: Any) -> Any:
    if type(data) is kind:
        return data
    try:
        return kind(data)
    except TypeError:
        return data
    except ValueError:
        raise SerializationException(f"{data!r} is no {kind.__name__}") from None


def _enumerated(kind: type[Enum], data: Any) -> Enum:
    try:
        return kind(data)
    except ValueError as error:
        raise SerializationException(str(error)) from error
