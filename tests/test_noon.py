"""An answer worked out as if at noon is the one that the hour itself would have given."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_model import RequestEnvelope
from hypothesis import given, settings
from hypothesis import strategies as st

from skill import noon
from skill.answering import answer_from
from skill.attributes import write
from skill.catalog import Catalogs, load_catalogs
from skill.dialogue.state import (
    Asked,
    InStep,
    Missed,
    Paused,
    Place,
    SharpPain,
    State,
    Told,
    Warned,
)
from skill.envelope import plays_documents, readable
from skill.handlers import HANDLERS, build_skill
from tests.conftest import CONTENT, NOW, ROUTINES, Json
from tests.support_door import envelope, intent, slot

CATALOGS: Catalogs = load_catalogs(CONTENT)
SKILL = build_skill(CATALOGS)
ANSWER = answer_from(CATALOGS)
#: In seconds.
TOO_LONG = CATALOGS["en-US"].coaching.longest_seconds

STEPS = st.builds(
    InStep,
    routine=st.sampled_from(ROUTINES),
    step=st.integers(0, 9),
    began=st.integers(NOW - 2 * TOO_LONG, NOW + 5) | st.just(NOW - TOO_LONG),
    until=st.integers(NOW - 40, NOW + 50),
    pace=st.sampled_from(["normal", "slow"]),
    wording=st.sampled_from(["first", "second"]),
    effort=st.sampled_from(["usual", "gentle"]),
)
RESTS = st.builds(Paused, STEPS, st.integers(0, 30))
TOLD = st.builds(
    Told,
    kind=st.just("context"),
    topic=st.just("night"),
    start=st.just(0),
    end=st.just(3),
    offer=st.just("resume"),
    place=STEPS,
)
PLACES: st.SearchStrategy[Place] = (
    STEPS | RESTS | TOLD | st.builds(SharpPain, STEPS) | st.builds(Warned, STEPS) | st.just(Asked())
)
STATES: st.SearchStrategy[State] = st.none() | PLACES | st.builds(Missed, st.just(1), PLACES)
REQUESTS = st.sampled_from(
    [{"type": "LaunchRequest"}]
    + [intent(name) for name in HANDLERS if name != "LaunchRequest"]
    + [intent("StartReliefIntent", muscle=slot("muscle", "calf", "calf"))]
    + [intent("SituationIntent", situation=slot("situation", "the other leg", "other-leg"))]
)


def at_its_own_hour(whole: Json) -> Json:
    """Return the answer of the skill itself, at the time that the envelope says."""
    asked = readable(whole, whole["request"]["timestamp"])
    read = SKILL.serializer.deserialize(json.dumps(asked), RequestEnvelope)
    said: Json = json.loads(
        json.dumps(SKILL.serializer.serialize(SKILL.invoke(read, plays_documents(asked))))
    )
    return {name: said[name] for name in ("response", "sessionAttributes")}


def at_noon(whole: Json) -> Json:
    said = json.loads(ANSWER(whole, 0.0))
    return {name: said[name] for name in ("response", "sessionAttributes")}


@given(REQUESTS, STATES)
@settings(max_examples=600, deadline=None, database=None)
def test_the_hour_makes_no_difference(request: Json, state: State) -> None:
    whole = envelope(request, write(state))
    assert at_noon(whole) == at_its_own_hour(whole)


def kept() -> Any:
    """Return the store of answers inside ANSWER."""
    (store,) = (
        cell.cell_contents
        for cell in ANSWER.__closure__ or ()
        if hasattr(cell.cell_contents, "cache_info")
    )
    return store.cache_info()


@pytest.mark.parametrize("later", [1, 86_400, TOO_LONG * 50])
def test_the_same_at_another_hour_is_not_worked_out_again(later: int) -> None:
    def state(by: int) -> Json:
        return write(InStep("calf", 1, NOW - 40 + by, NOW - 3 + by))

    first = envelope(intent("AMAZON.NoIntent"), state(0))
    second = envelope(intent("AMAZON.NoIntent"), state(later))
    second["request"]["timestamp"] = datetime.fromtimestamp(NOW + later, UTC).isoformat()
    one, misses = at_noon(first), kept().misses
    other = at_noon(second)
    assert kept().misses == misses
    assert one["response"] == other["response"]
    for name in noon.TIMES:
        moved = other["sessionAttributes"][name] - one["sessionAttributes"][name]
        assert moved == later


def test_who_asks_makes_no_difference_and_is_not_kept() -> None:
    whole = envelope(intent("CauseIntent", cause=slot("cause", "my late uncle's farm")))
    answer, misses = at_noon(whole), kept().misses
    whole["context"]["System"]["user"]["userId"] = "amzn1.ask.account.SOMEBODY-ELSE"
    whole["request"]["intent"]["slots"]["cause"]["value"] = "the moon"
    assert at_noon(whole) == answer
    assert kept().misses == misses


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"began": NOW},
        {"began": NOW, "until": "soon"},
        {"began": True, "until": False},
        {"place": 7},
        {"place": {"place": None}},
        {"place": [{"began": 1, "until": 2}]},
    ],
    ids=str,
)
def test_attributes_without_times_stay_as_they_are(attributes: Json) -> None:
    assert noon.move(attributes, NOW, TOO_LONG) == (attributes, {})
    assert noon.restore(attributes, NOW, {}) == attributes
