from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from skill.catalog import Passage, Words
from skill.common.alexa_limits import RESPONSE_BYTES
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import resolver_of
from skill.console.web.nlu_details import pattern
from skill.dialogue.intents import standard_intents
from skill.dialogue.turn import Request, Turn
from skill.handlers import HANDLERS
from tests.support.web_visitor import Visitor

ROOT = Path(__file__).parents[3]


def test_the_reason_for_an_intent_is_told_with_its_scores(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    why = visitor.look_into()["why"]
    assert (why["stage"], why["normalised"]) == ("exact", "my calf is cramping")
    assert next(one["intent"] for one in why["considered"]) == "StartReliefIntent"
    assert len(why["considered"]) == 3
    assert why["slots"] == [
        {"name": "muscle", "value": "calf", "id": "calf", "code": "ER_SUCCESS_MATCH"}
    ]
    assert why["nearest"]["intent"] == "StartReliefIntent"


def test_what_was_not_said_has_no_reason(visitor: Visitor) -> None:
    visitor.do("launch")
    assert visitor.look_into()["why"] is None
    assert visitor.look_into()["handler"]["name"] == "relief.launch"


def test_the_handler_is_where_it_says(visitor: Visitor) -> None:
    visitor.say("does magnesium help")
    handler = visitor.look_into()["handler"]
    file, _, line = handler["where"].rpartition(":")
    code = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert code[int(line) - 1].lstrip().startswith("def ")
    assert handler["name"] == "facts.remedy"
    assert handler["does"].endswith(".")


def test_every_sentence_of_health_has_its_claims_and_sources(visitor: Visitor) -> None:
    visitor.say("does magnesium help")
    known = visitor.look_into()
    stated = [one for one in known["sentences"] if one["claims"]]
    assert len(stated) >= 2
    spoken = visitor.get(f"/api/sessions/{visitor.key}")["turns"][0]["speech"]
    assert all(one["say"] in spoken for one in stated)
    claims = [claim for one in stated for claim in one["claims"]]
    assert all(claim["grade"] and claim["text"] for claim in claims)
    assert any(source["publisher"] for claim in claims for source in claim["references"])
    assert known["traced"] == ""
    assert {one["part"] for one in known["sentences"]} == {"answer", "reprompt"}


def test_what_is_remembered_is_told_before_and_after(visitor: Visitor) -> None:
    visitor.say("my leg is cramping")
    visitor.say("no")
    changes = {one["name"]: one for one in visitor.look_into(1)["attributes"]}
    assert (changes["step"]["before"], changes["step"]["after"]) == (0, 1)
    assert changes["step"]["change"] == "changed"
    assert changes["routine"]["change"] == "same"
    visitor.say("pause")
    paused = visitor.look_into(2)
    names = {one["name"]: one["change"] for one in paused["attributes"]}
    assert (names["left"], names["place.step"], names["step"]) == ("added", "added", "removed")
    assert paused["remembered"].startswith("Resting in Calf stretch, with ")
    visitor.say("stop")
    gone = visitor.look_into(3)
    assert {one["change"] for one in gone["attributes"]} == {"removed"}
    assert gone["remembered"].startswith("Nothing")


@pytest.mark.parametrize(
    ("said", "remembered"),
    [
        (
            ["my dad's foot is cramping"],
            "Helping with a foot cramp, step 1 of 3, helping-someone; hold until ",
        ),
        (["is it calcium"], "Has told of "),
        (["what are the warning signs"], "Has asked 'Which of those is it, if any?'"),
        (["help"], "Has asked 'Is a muscle cramping right now?'"),
        (["wibble wobble flan"], "Did not understand once; before that: "),
    ],
)
def test_every_place_can_be_told_in_words(
    visitor: Visitor, said: list[str], remembered: str
) -> None:
    for utterance in said:
        visitor.say(utterance)
    assert visitor.look_into(len(said) - 1)["remembered"].startswith(remembered)


def test_nothing_is_remembered_of_a_session_that_was_left(visitor: Visitor) -> None:
    visitor.do("launch")
    visitor.do("exit")
    left = visitor.look_into(1)
    assert left["remembered"].startswith("Nothing")
    assert {one["change"] for one in left["attributes"]} == {"removed"}


def test_every_handler_says_what_it_does() -> None:
    assert HANDLERS
    assert [name for name, handler in HANDLERS.items() if not handler.__doc__] == []


def test_each_limit_says_what_is_left(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    limits = {one["name"]: one for one in visitor.look_into()["limits"]}
    assert {
        "response",
        "outputSpeech",
        "reprompt",
        "card",
        "longest break",
        "time to answer",
    } <= set(limits)
    assert {"until it asks", "reading grade"} <= set(limits)
    for limit in limits.values():
        assert limit["left"] == round(limit["most"] - limit["value"], 1)
        assert not limit["broken"]
    assert 15_000 < limits["response"]["value"] < limits["response"]["most"] == RESPONSE_BYTES
    assert 6 < limits["longest break"]["value"] <= 8 < limits["longest break"]["most"]


def test_a_broken_rule_is_found_and_named(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lectures(request: Request) -> Turn:
        turn = standard_intents.about(request)
        assert turn is not None
        cure = Passage(Words("This will cure you. Is that good? " + "Very " * 30 + "long."))
        return replace(turn, speech=(cure,))

    monkeypatch.setitem(HANDLERS, "AboutIntent", lectures)
    turn = visitor.say("what do you store", after=1234)
    known = visitor.look_into()
    broken = {one["rule"] for one in known["violations"]}
    assert {"banned words", "one question", "microphone", "sentence length"} <= broken
    assert turn["violations"] == len(known["violations"])
    assert known["rules"] >= 24


def test_an_answer_over_alexas_limits_is_a_broken_rule_and_a_broken_limit(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rambles(request: Request) -> Turn:
        turn = standard_intents.about(request)
        assert turn is not None
        return replace(turn, speech=(Passage(Words("Well. " * 5000)), *turn.speech))

    monkeypatch.setitem(HANDLERS, "SlowerIntent", rambles)
    assert visitor.say("slower")["violations"]
    known = visitor.look_into()
    assert {"response", "outputSpeech"} <= {one["name"] for one in known["limits"] if one["broken"]}
    assert "Alexa's limits" in {one["rule"] for one in known["violations"]}


def test_the_log_says_nothing_of_what_was_said(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    line = visitor.look_into()["journal"]
    assert set(line) == {"time", "request", "locale", "outcome", "ms"}


@pytest.mark.parametrize(
    ("utterance", "intent", "expected"),
    [
        ("My calf is KILLING me!", "StartReliefIntent", "my {muscle} is killing me"),
        ("does pickle juice do it?", "RemedyIntent", "does {remedy} do it"),
        ("it\u2019s my dad\u2019s calf", "StartReliefIntent", "it's {situation}'s {muscle}"),
        ("wibble", "AMAZON.FallbackIntent", "wibble"),
    ],
)
def test_an_utterance_becomes_a_line_of_the_model(
    utterance: str, intent: str, expected: str
) -> None:
    assert pattern(resolver_of(read_model("en-US")), utterance, intent) == expected


def test_what_was_not_understood_can_be_taught(visitor: Visitor) -> None:
    turn = visitor.say("order me a large pepperoni pizza")
    assert not turn["understood"]
    copy = visitor.look_into()["why"]["copy"]
    assert copy["file"] == f"interaction_model/en/intents/{copy['intent']}.yaml"
    assert copy["text"].startswith('      - "')
    assert copy["intent"]


def test_a_turn_that_is_not_there_is_told_so(visitor: Visitor) -> None:
    answer = visitor.client.get(visitor.here("turns/7"))
    assert answer.status_code == 400
    assert "there is no turn 7" in answer.get_json()["error"]["message"]


def test_a_value_that_only_the_skill_knows_breaks_no_rule(visitor: Visitor) -> None:
    visitor.say("my mother had her hip replaced last month and her thigh is cramping")
    known = visitor.look_into()
    assert (known["traced"], known["violations"]) == ("", [])
    visitor.say("why do I cramp at night")
    visitor.say("does magnesium help")
    assert (visitor.look_into(2)["traced"], visitor.look_into(2)["violations"]) == ("", [])
