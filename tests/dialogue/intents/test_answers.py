from __future__ import annotations

from typing import get_args

import pytest

from skill.catalog import Catalog, Kind, Passage
from skill.catalog.named_entries import entries_of
from skill.dialogue import topics
from skill.dialogue.intents.standard_intents import ACCEPTED
from skill.dialogue.state import InStep, Told
from tests.conftest import NOW, Talk, ids, reprompt, text

FILES: dict[Kind, str] = {
    "activity": "activities",
    "answer": "answers",
    "body-part": "body-parts",
    "cause": "causes",
    "context": "contexts",
    "medicine": "medicines",
    "remedy": "remedies",
}
INTENTS: dict[Kind, str] = {
    "activity": "ActivityIntent",
    "body-part": "ElsewhereIntent",
    "cause": "CauseIntent",
    "context": "WhyCrampIntent",
    "medicine": "MedicineIntent",
    "remedy": "RemedyIntent",
}
#: The slot of each kind of topic, if its name is not the kind's.
SLOTS: dict[Kind, str] = {"body-part": "body_part"}
PLAIN = {
    "PreventionIntent": "prevention",
    "WhatIsCrampIntent": "what-is-cramp",
    "AfterCareIntent": "aftercare",
    "DoctorIntent": "doctor",
    "HoldTimeIntent": "hold-time",
}
TOPICS = [(kind, key) for kind, file in FILES.items() for key in ids(file)]
SLOTTED = [(kind, key) for kind, key in TOPICS if kind in INTENTS]
#: More passages are hard to follow by ear.
AT_ONCE = 3
HELD = InStep("calf", 0, NOW, NOW + 30)


def sentences(turn_text: str, passages: tuple[Passage, ...]) -> list[str]:
    """Return those of *passages* that were said."""
    return [passage.say for passage in passages if passage.say in turn_text]


def told(talk: Talk) -> Told:
    assert isinstance(talk.state, Told)
    return talk.state


def test_there_is_a_file_of_topics_for_every_kind() -> None:
    assert set(FILES) == set(get_args(Kind))
    assert len(SLOTTED) > 100


@pytest.mark.parametrize(("kind", "key"), SLOTTED, ids=lambda value: str(value))
def test_a_topic_says_at_most_three_passages_its_hedge_and_one_offer(
    talk: Talk, catalog: Catalog, kind: Kind, key: str
) -> None:
    topic = catalog.topics[kind][key]
    turn = talk.say(INTENTS[kind], **{SLOTS.get(kind, kind): key})
    said = text(turn)
    assert sentences(said, topic.say) == [passage.say for passage in topic.say[:AT_ONCE]]
    assert topic.hedge is None or topic.hedge.say in said
    assert said.count("?") == 1
    assert said.endswith(catalog.prompts.offer[told(talk).offer].ask.say)
    assert reprompt(turn) != said
    assert turn.card is not None
    assert catalog.to_read(topic.say[0].say) in turn.card.text


@pytest.mark.parametrize(("kind", "key"), TOPICS, ids=lambda value: str(value))
def test_tell_me_more_never_repeats_and_then_says_that_is_all(
    talk: Talk, catalog: Catalog, kind: Kind, key: str
) -> None:
    topic = topics.find(catalog, kind, key)
    talk.state = Told(kind, key, 0, min(AT_ONCE, len(topic.say)), "prevention")
    heard: list[str] = [passage.say for passage in topic.say[:AT_ONCE]]
    while told(talk).end < len(topic.say):
        said = text(talk.say("AMAZON.NextIntent"))
        assert not [one for one in heard if one in said]
        heard += sentences(said, topic.say)
    assert heard == [passage.say for passage in topic.say]
    for _ in range(2):
        assert text(talk.say("AMAZON.NextIntent")).startswith(catalog.prompts.no_more.say)


@pytest.mark.parametrize(("kind", "key"), SLOTTED, ids=lambda value: str(value))
def test_a_yes_takes_up_what_was_offered(talk: Talk, kind: Kind, key: str) -> None:
    first = text(talk.say(INTENTS[kind], **{SLOTS.get(kind, kind): key}))
    assert told(talk).offer in ACCEPTED
    second = text(talk.say("AMAZON.YesIntent"))
    assert second != first
    assert talk.state is not None


@pytest.mark.parametrize(("intent", "key"), PLAIN.items())
def test_a_plain_question_has_its_topic(
    talk: Talk, catalog: Catalog, intent: str, key: str
) -> None:
    topic = topics.find(catalog, "answer", key)
    assert text(talk.say(intent)).startswith(topic.say[0].say)


@pytest.mark.parametrize(
    ("intent", "kind", "key"),
    [
        ("WhyCrampIntent", "context", "general"),
        ("CauseIntent", "context", "general"),
        ("MedicineIntent", "answer", "medicines"),
        ("RemedyIntent", "answer", "remedies"),
    ],
)
def test_an_empty_slot_is_answered_in_general(
    talk: Talk, catalog: Catalog, intent: str, kind: Kind, key: str
) -> None:
    assert text(talk.say(intent)).startswith(catalog.topics[kind][key].say[0].say)


@pytest.mark.parametrize(
    ("kind", "intent"),
    [(kind, intent) for kind, intent in INTENTS.items() if kind not in ("activity", "body-part")],
)
def test_what_is_not_on_our_lists_is_said_to_be_unknown_and_the_place_is_kept(
    talk: Talk, catalog: Catalog, kind: Kind, intent: str
) -> None:
    talk.state = HELD
    turn = talk.say(intent, unknown=[kind])
    assert text(turn) == entries_of(catalog.prompts)[f"unknown-{kind}"].say
    assert talk.state == HELD


@pytest.mark.parametrize("key", ids("medicines"))
def test_every_answer_about_a_medicine_says_whether_to_stop_it(
    talk: Talk, catalog: Catalog, key: str
) -> None:
    usual = catalog.prompts.medicine_safety
    safety = catalog.topics["medicine"][key].safety or usual
    assert safety.say in text(talk.say("MedicineIntent", medicine=key))
    assert safety.say in text(talk.say("StopMedicineIntent"))
    assert usual.say in text(talk.say("MedicineIntent"))


def test_nobody_is_told_to_go_on_with_quinine(talk: Talk, catalog: Catalog) -> None:
    usual = catalog.prompts.medicine_safety.say
    for turn in (
        talk.say("MedicineIntent", medicine="quinine-tablets"),
        talk.say("StopMedicineIntent"),
    ):
        assert usual not in text(turn)
        assert "take no more" in text(turn)


def test_the_disclaimer_is_said_with_the_first_answer_and_not_with_the_next(
    talk: Talk, catalog: Catalog
) -> None:
    disclaimer = catalog.prompts.disclaimer.say
    assert disclaimer in text(talk.say("CauseIntent", cause="calcium"))
    assert disclaimer not in text(talk.say("RemedyIntent", remedy="calcium"))


#: Kinds of questions after which going on with a stretch is not offered.
LEAVING = ("activity", "body-part")


@pytest.mark.parametrize(
    ("kind", "key"),
    [(kind, key) for kind, key in SLOTTED if kind not in LEAVING][::10],
    ids=lambda value: str(value),
)
def test_a_question_in_mid_stretch_offers_to_go_back_and_does(
    talk: Talk, catalog: Catalog, kind: Kind, key: str
) -> None:
    talk.state = HELD
    said = text(talk.say(INTENTS[kind], **{SLOTS.get(kind, kind): key}))
    assert said.endswith(catalog.prompts.offer["resume"].ask.say)
    talk.say("AMAZON.NextIntent")
    talk.say("AMAZON.YesIntent")
    assert isinstance(talk.state, InStep)
    assert (talk.state.routine, talk.state.step, talk.state.began) == ("calf", 0, NOW)


def test_a_list_offers_more_for_as_long_as_there_is_more(talk: Talk, catalog: Catalog) -> None:
    talk.say("PreventionIntent")
    heard = 0
    while told(talk).offer == "more" and heard < len(catalog.tips):
        talk.say("AMAZON.YesIntent")
        heard += 1
    said = topics.find(catalog, "answer", "prevention").say
    assert heard == (len(said) - 1) // AT_ONCE
    assert told(talk).offer == "bedtime"


def test_a_list_that_is_shorter_since_a_release_ends_with_an_offer_of_relief(
    talk: Talk, catalog: Catalog
) -> None:
    talk.state = Told("answer", "prevention", 0, 1_000, "more")
    said = text(talk.say("AMAZON.NextIntent"))
    assert said.startswith(catalog.prompts.no_more.say)
    assert said.endswith(catalog.prompts.offer["relief"].ask.say)
    assert told(talk).offer == "relief"


def test_repeat_says_the_last_passages_again(talk: Talk, catalog: Catalog) -> None:
    passages = catalog.topics["cause"]["calcium"].say
    talk.say("CauseIntent", cause="calcium")
    talk.say("AMAZON.NextIntent")
    assert text(talk.say("AMAZON.RepeatIntent")).startswith(passages[3].say)
    for _ in range(3):
        talk.say("AMAZON.NextIntent")
    assert text(talk.say("AMAZON.RepeatIntent")).startswith(passages[-1].say)


def test_no_to_an_offer_asks_what_else_and_a_second_no_ends(talk: Talk, catalog: Catalog) -> None:
    talk.say("CauseIntent", cause="calcium")
    assert text(talk.say("AMAZON.NoIntent")) == catalog.prompts.what_else.ask.say
    assert text(talk.say("AMAZON.NoIntent")) == catalog.prompts.goodbye.say
    assert talk.state is None


@pytest.mark.parametrize(
    ("state", "known"),
    [
        (Told("cause", "calcium", 0, 3, "prevention"), True),
        (Told("answer", "prevention", 3, 6, "more"), True),
        (Told("cause", "gone", 0, 3, "prevention"), False),
        (Told("cause", "prevention", 0, 3, "prevention"), False),
        (Told("cause", "calcium", -1, 3, "more"), False),
        (Told("cause", "calcium", 3, 0, "more"), False),
        (Told("nonsense", "calcium", 0, 3, "more"), False),  # type: ignore[arg-type]  # as an older release may have written it
    ],
)
def test_a_place_exists_only_where_this_catalog_has_it(
    catalog: Catalog, state: Told, known: bool
) -> None:
    assert topics.exists(catalog, state) is known
