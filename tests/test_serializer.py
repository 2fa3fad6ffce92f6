"""The serializer gives exactly what the SDK's own gives, for ordinary and for odd things."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope, ResponseEnvelope
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.catalog import Catalogs
from skill.handlers import HANDLERS, build_skill
from skill.serializer import PlannedSerializer
from tests.support_door import Json, envelope, intent, slot

THEIRS, OURS = DefaultSerializer(), PlannedSerializer()
TOUCH = {
    "type": "Alexa.Presentation.APL.UserEvent",
    "token": "t",
    "arguments": ["next", 2, {"a": [None]}],
    "source": {"type": "TouchWrapper", "handler": "Press", "id": "next"},
    "components": {"x": 1},
}
REQUESTS: dict[str, Json] = {
    "launch": {"type": "LaunchRequest", "shouldLinkResultBeReturned": False},
    "an intent": intent("StartReliefIntent", muscle=slot("muscle", "calf", "calf")),
    "a value outside the list": intent("CauseIntent", cause=slot("cause", "the moon")),
    "a touch": TOUCH,
    "the end": {
        "type": "SessionEndedRequest",
        "reason": "ERROR",
        "error": {"type": "INTERNAL_SERVICE_ERROR", "message": "m"},
    },
    "an error of a screen": {"type": "Alexa.Presentation.APL.RuntimeError", "errors": []},
    "an event": {"type": "AlexaSkillEvent.SkillDisabled", "eventCreationTime": "2026-01-01"},
    "can you": {**intent("WhyCrampIntent"), "type": "CanFulfillIntentRequest"},
}
ENVELOPES = {name: envelope(request) for name, request in REQUESTS.items()}
ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "x", "PT1H", "NEW"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "name", "new"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every member of a JSON value."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in members:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*path, key))


def changed(whole: Json, path: tuple[Any, ...], value: Any) -> Json:
    whole = copy.deepcopy(whole)
    inner: Any = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return whole


def plain(value: Any) -> Any:
    """Return a model as nested dictionaries that tell its class as well."""
    if isinstance(value, Enum):
        return repr(value)
    if hasattr(value, "deserialized_types"):
        members = {name: plain(inner) for name, inner in vars(value).items()}
        return (type(value).__name__, members)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return (type(value).__name__, value)


def read(serializer: DefaultSerializer, text: str, kind: Any = RequestEnvelope) -> Any:
    try:
        return plain(serializer.deserialize(text, kind))
    except SerializationException:
        return SerializationException


@pytest.mark.parametrize("name", ENVELOPES)
def test_what_alexa_sends_is_read_as_the_sdk_reads_it(name: str) -> None:
    text = json.dumps(ENVELOPES[name])
    assert read(OURS, text) == read(THEIRS, text)
    assert read(OURS, text) is not SerializationException


@given(st.data())
@settings(max_examples=400, deadline=None, database=None)
def test_what_is_odd_is_read_or_refused_as_by_the_sdk(data: st.DataObject) -> None:
    whole = ENVELOPES[data.draw(st.sampled_from(sorted(ENVELOPES)))]
    path = data.draw(st.sampled_from(list(paths(whole))))
    text = json.dumps(changed(whole, path, data.draw(ODD)))
    assert read(OURS, text) == read(THEIRS, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("null", RequestEnvelope),
        ("{", RequestEnvelope),
        ("7", "int"),
        ('"7"', "int"),
        ('"x"', "int"),
        ("[1]", "str"),
        ("[1, null]", "list[str]"),
        ('[1, "2026-11-25"]', "list[str, datetime]"),
        ('{"a": 1}', "dict(str, float)"),
        ('"2026-11-25T03:00:00Z"', "datetime"),
        ('"25 November 2026"', "datetime"),
        ('"2026-11-25"', "date"),
        ('"never"', "datetime"),
        ('{"x": 1}', "object"),
        ('{"x": 1}', "ask_sdk_model.no.Such"),
        ('{"x": 1}', "Such"),
    ],
)
def test_every_kind_of_value_is_read_as_the_sdk_reads_it(text: str, kind: Any) -> None:
    assert read(OURS, text, kind) == read(THEIRS, text, kind)


def test_nothing_is_read_as_nothing() -> None:
    assert OURS.deserialize(None, RequestEnvelope) is None


def test_every_answer_of_the_skill_is_written_as_the_sdk_writes_it(catalogs: Catalogs) -> None:
    skill, written = build_skill(catalogs), 0
    for name in HANDLERS:
        request = {"type": name} if name == "LaunchRequest" else intent(name)
        asked = OURS.deserialize(json.dumps(envelope(request)), RequestEnvelope)
        answer: ResponseEnvelope = skill.invoke(asked, None)
        assert OURS.serialize(answer) == THEIRS.serialize(answer)
        written += 1
    assert written > 30


@pytest.mark.parametrize(
    "value",
    [
        *(None, 1, 1.5, True, "x", b"x", [1, (2, [3])], Decimal("2"), Decimal("2.5")),
        date(2026, 1, 2),
        {"a": {"b": datetime(2026, 1, 2, tzinfo=UTC)}},
    ],
    ids=repr,
)
def test_every_kind_of_value_is_written_as_the_sdk_writes_it(value: object) -> None:
    assert OURS.serialize(value) == THEIRS.serialize(value)
    assert type(OURS.serialize(value)) is type(THEIRS.serialize(value))


def test_models_and_enumerations_are_written_as_the_sdk_writes_them() -> None:
    for whole in ENVELOPES.values():
        model = THEIRS.deserialize(json.dumps(whole), RequestEnvelope)
        assert OURS.serialize(model) == THEIRS.serialize(model)
