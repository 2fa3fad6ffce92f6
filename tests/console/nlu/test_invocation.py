from __future__ import annotations

import pytest

from skill.console.nlu.invocation import parse_invocation
from tests.support.languages import ENGLISH

NAME = "cramp coach"


@pytest.mark.parametrize(
    "verb", ["open", "launch", "start", "begin", "run", "load", "talk\xa0to", "ask", "tell"]
)
@pytest.mark.parametrize(
    "frame", ["{}", "Alexa, {}", "alexa please {}", "{} please", "{} now", "hey alexa {}."]
)
def test_naming_the_skill_alone_opens_it(verb: str, frame: str) -> None:
    said = frame.format(f"{verb} Cramp Coach".replace("\u00a0", " "))

    assert parse_invocation(said, NAME, ENGLISH).is_launch


@pytest.mark.parametrize(
    ("said", "utterance"),
    [
        ("ask cramp coach why do I cramp", "why do I cramp"),
        ("ask cramp coach why I cramp at night", "why I cramp at night"),
        ("ask cramp coach to give me a bedtime stretch", "give me a bedtime stretch"),
        ("ask cramp coach if magnesium helps", "magnesium helps"),
        ("ask cramp coach whether statins cause cramps", "statins cause cramps"),
        ("ask cramp coach for a bedtime stretch", "a bedtime stretch"),
        ("ask cramp coach about dehydration", "tell me about dehydration"),
        ("tell cramp coach that my foot is numb", "my foot is numb"),
        ("tell cramp coach my leg is cramping", "my leg is cramping"),
        ("open cramp coach and say my calf is cramping", "my calf is cramping"),
        ("open cramp coach and ask whether I need a doctor", "I need a doctor"),
        ("Alexa, ask the cramp coach skill how long to hold", "how long to hold"),
        ("get a bedtime stretch from cramp coach", "get a bedtime stretch"),
    ],
)
def test_a_one_shot_reaches_its_utterance(said: str, utterance: str) -> None:
    invocation = parse_invocation(said, NAME, ENGLISH)

    assert invocation.named
    assert invocation.utterances[0] == utterance


def test_what_a_connector_may_have_been_part_of_is_kept_as_a_second_reading() -> None:
    assert parse_invocation("tell cramp coach that helped", NAME, ENGLISH).utterances == (
        "helped",
        "that helped",
    )


@pytest.mark.parametrize(
    "said",
    [
        "tell me why I cramp",
        "should I ask my doctor",
        "start over",
        "a basket of cramps",
        "open the window cramp coach is dull",
        "reopen cramp coach",
        "open cramp coaches",
        "talk to my doctor",
        "begin again",
    ],
)
def test_a_phrase_that_does_not_name_the_skill_is_no_invocation(said: str) -> None:
    invocation = parse_invocation(said, NAME, ENGLISH)

    assert not invocation.named
    assert invocation.utterances == (said,)


def test_alexas_own_name_is_no_part_of_the_utterance() -> None:
    assert parse_invocation("Alexa, it still hurts", NAME, ENGLISH).utterances == (
        "it still hurts",
    )
