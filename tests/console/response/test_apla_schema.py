"""Each fault in a changed audio document is found, without false reports."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from skill.catalog import Passage, Words
from skill.common.alexa_constants import RENDER_APLA
from skill.console.client.skill_client import SkillClient
from skill.console.errors import SkillError
from skill.console.response import apla_schema
from skill.console.response.response_limits import broken_limits
from skill.dialogue.speech import Pause
from skill.quality.cramp_coach import CRAMP_COACH
from skill.screens import apla

Json = dict[str, Any]
BREATHE, REST = Passage(Words("Breathe out.")), Passage(Words("Rest."))
GOOD = apla.apla_document((Pause(10), BREATHE, Pause(6), REST))


def items(document: Json) -> list[Json]:
    found: list[Json] = document["mainTemplate"]["items"][0]["items"]
    return found


def content(text: str, kind: str = "SSML") -> Callable[[Json], None]:
    return lambda document: items(document)[1].update(content=text, contentType=kind)


def audio(times: int) -> Callable[[Json], None]:
    one = {"type": "Audio", "source": "soundbank://soundlibrary/ambience/amzn_sfx_rain_01"}
    return lambda document: items(document).extend([one] * times)


def first(**changes: Any) -> Callable[[Json], None]:
    return lambda document: items(document)[0].update(changes)


FAULTS: dict[str, tuple[Callable[[Json], object], str]] = {
    "another type": (lambda d: d.update(type="APL"), "'APLA' was expected"),
    "another version": (lambda d: d.update(version="1.0"), "'1.0' is not one of"),
    "no template": (lambda d: d.pop("mainTemplate"), "'mainTemplate' is a required property"),
    "an unknown property of the document": (lambda d: d.update(theme="dark"), "'theme' was unexp"),
    "an unknown property of the template": (
        lambda d: d["mainTemplate"].update(item={}),
        "'item' was unexpected",
    ),
    "no components": (lambda d: d["mainTemplate"].update(items=[]), "should be non-empty"),
    "an empty sequence": (lambda d: items(d).clear(), "should be non-empty"),
    "an unknown component": (first(type="Pause"), "there is no component 'Pause'"),
    "a component that is a list": (first(type=["Silence"]), "there is no component ['Silence']"),
    "a property of another component": (first(content="Hush."), "'content' was unexpected"),
    "a silence without a length": (lambda d: items(d)[0].pop("duration"), "required property"),
    "a length as words": (first(duration="10000"), "is not of type 'integer'"),
    "half a millisecond": (first(duration=0.5), "is not of type 'integer'"),
    "a silence of no length": (first(duration=0), "less than or equal to the minimum"),
    "a silence longer than ten seconds": (first(duration=10_001), "silent for 10.001 s"),
    "two silences longer than ten seconds": (
        lambda d: items(d).insert(1, {"type": "Silence", "duration": 5_000}),
        "silent for 14.8 s",
    ),
    "silence alone": (lambda d: items(d).__delitem__(slice(1, None)), "is silence alone"),
    "too much audio": (audio(16), "has 16 audio files"),
    "words that are not there": (content("", "PlainText"), "non-empty"),
    "another kind of words": (content("Rest.", "text"), "'text' is not one of"),
    "SSML as plain text": (content("<speak>Rest.</speak>", "PlainText"), "reads its tags aloud"),
    "SSML that is not well-formed": (content("<speak>Hold & rest.</speak>"), "not well-formed"),
    "SSML without its outer tag": (content("Rest."), "is not wrapped in <speak>"),
    "SSML without words": (content("<speak> </speak>"), "says nothing"),
    "a tag Alexa does not know": (content("<speak><b>Rest.</b></speak>"), "has the tag 'b'"),
    "a long break": (content('<speak>Rest.<break time="11s"/></speak>'), "has a break of 11s"),
    "a break of no time": (content('<speak>Rest.<break time="long"/></speak>'), "break of long"),
    "data that is not sent": (content("<speak>${payload.cue}</speak>"), "binds data"),
}


def test_a_hold_of_ours_has_no_fault() -> None:
    assert apla_schema.apla_problems(GOOD) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_alone_and_with_its_place(name: str) -> None:
    plant, message = FAULTS[name]
    document = copy.deepcopy(GOOD)
    plant(document)
    assert document != GOOD
    (found,) = apla_schema.apla_problems(document)
    assert message in found
    assert found.startswith(("document", "mainTemplate/Sequencer 1"))


def test_fifteen_audio_files_are_not_too_many_and_every_component_is_known() -> None:
    document = copy.deepcopy(GOOD)
    audio(15)(document)
    items(document).append({"type": "Mixer", "item": {"type": "Speech", "content": "Rest."}})
    items(document).append({"type": "Selector", "items": [{"type": "Speech", "content": "Rest."}]})
    assert apla_schema.apla_problems(document) == []


def test_alexas_own_tags_are_known() -> None:
    document = copy.deepcopy(GOOD)
    content('<speak><amazon:effect name="whispered">Rest.</amazon:effect></speak>')(document)
    assert apla_schema.apla_problems(document) == []


def test_a_response_with_a_faulty_document_is_an_invalid_response() -> None:
    bad = copy.deepcopy(GOOD)
    first(duration="long")(bad)
    for document, wrong in ((GOOD, False), (bad, True)):
        directive = {"type": RENDER_APLA, "token": "hold", "document": document}
        response = {"version": "1.0", "response": {"directives": [directive]}}
        assert bool(broken_limits(response)) is wrong


def test_the_console_refuses_what_alexa_would_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The skill makes no faulty document, so the format's version is made a wrong one."""
    monkeypatch.setattr(apla, "VERSION", "7")
    with pytest.raises(SkillError, match=r"INVALID_RESPONSE.*'7' is not one of"):
        SkillClient(CRAMP_COACH).session(device="dot").launch()


def test_the_documents_are_small() -> None:
    assert len(json.dumps(GOOD)) < 500
