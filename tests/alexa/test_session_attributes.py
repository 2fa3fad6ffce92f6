"""Session attributes: write and read states, also those of other releases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest

from tests.alexa.test_adapter import PAUSED, STEP, TOLD
from tests.conftest import Alexa, Json

SHARP: Json = {"state": "SharpPain", "place": STEP, "rests": 0}
MISSED: Json = {"state": "Missed", "count": 1, "place": STEP}


def nowhere(alexa: Alexa) -> Json:
    """Return the answer to "next" where nothing is under way."""
    return cast("Json", alexa.intent("AMAZON.NextIntent")["response"])


@pytest.mark.parametrize("place", [STEP, TOLD, PAUSED, SHARP, {"state": "Warned", "place": STEP}])
def test_a_place_comes_back_as_it_was_written(alexa: Alexa, place: Json) -> None:
    assert alexa.intent("AMAZON.FallbackIntent", place)["sessionAttributes"] == {
        "state": "Missed",
        "count": 1,
        "place": place,
    }


def test_a_state_from_an_older_release_is_the_beginning(alexa: Alexa) -> None:
    expected = nowhere(alexa)
    for name in ("Dreaming", "", None, 7, ["InStep"]):
        assert alexa.intent("AMAZON.NextIntent", STEP | {"state": name})["response"] == expected
    for extra in ({"colour": "red"}, {"routine": "gone"}, {"situations": ["on-the-moon"]}):
        assert alexa.intent("AMAZON.NextIntent", STEP | extra)["response"] == expected
    for missing in ("state", "routine", "began"):
        less = {key: value for key, value in STEP.items() if key != missing}
        assert alexa.intent("AMAZON.NextIntent", less)["response"] == expected


def wrong(place: Json, field: str, *values: Any) -> Iterator[Any]:
    """Yield *place* with each of these values in a field that cannot hold it."""
    for value in values:
        name = f"{place['state']}.{field}={json.dumps(value)}"
        yield pytest.param(place | {field: value}, id=name[:60])


WRONG = [
    *wrong(STEP, "step", "1", None, -1, 0.5),
    *wrong(STEP, "began", "noon", None),
    *wrong(STEP, "until", "noon", None),
    *wrong(STEP, "situations", "pregnant", [["pregnant"]], 3, None),
    *wrong(STEP, "pace", "fast", None),
    *wrong(STEP, "muscle", "gone", None),
    *wrong(STEP, "effort", "hard", None),
    *wrong(SHARP, "place", "here", None, {"state": "Asked"}),
    *wrong(SHARP, "rests", "1", None),
    *wrong(TOLD, "kind", "rumour", ["cause"], None),
    *wrong(TOLD, "topic", "gone", "prevention"),
    *wrong(TOLD, "start", "0", None, -1),
    *wrong(TOLD, "offer", "a-trip", "more-reprompt", None),
    *wrong(TOLD, "place", "here", STEP | {"routine": "gone"}),
    *wrong(PAUSED, "left", "12", None),
    *wrong(PAUSED, "place", "here", None, {"state": "Asked"}),
    *wrong(MISSED, "count", "1", None, -1, 9),
    *wrong(MISSED, "place", MISSED),
]
INTENTS = ("AMAZON.NoIntent", "AMAZON.ResumeIntent", "AMAZON.FallbackIntent", "SourcesIntent")


@pytest.mark.parametrize("place", WRONG)
def test_a_state_of_the_wrong_shape_is_the_beginning_and_never_a_crash(
    alexa: Alexa, place: Json
) -> None:
    for intent in INTENTS:
        answer = alexa.intent(intent, place)["response"]
        assert answer == alexa.intent(intent)["response"]
