"""What is known about the listener lasts until the session ends, and changes the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skill.catalog import Catalog
from skill.dialogue.listener import MOST_IDS, STRANGER, Listener
from skill.dialogue.state import InStep
from tests.conftest import CONDITIONS, SITUATIONS, Talk, text

#: Requests that leave the stretch in every way that does not end the session.
WANDERINGS: tuple[tuple[str, dict[str, str]], ...] = (
    ("WhyCrampIntent", {}),
    ("AMAZON.NoIntent", {}),
    ("WarningSignIntent", {"sign": "swelling"}),
    ("CauseIntent", {"cause": "calcium"}),
    ("AMAZON.NoIntent", {}),
    ("WarningSignIntent", {}),
    ("AMAZON.NoIntent", {}),
    ("AMAZON.FallbackIntent", {}),
    ("AMAZON.HelpIntent", {}),
)
LASTING = [one for one in SITUATIONS if one != "other-leg"]


@pytest.mark.parametrize("situation", LASTING)
@pytest.mark.parametrize("condition", ["diabetes", "cancer"])
def test_who_and_with_what_is_known_in_every_state(
    catalog: Catalog, situation: str, condition: str
) -> None:
    talk = Talk(catalog)
    talk.say("SituationIntent", situation=situation)
    talk.say("ConditionIntent", condition=condition)
    for intent, slots in WANDERINGS:
        talk.say(intent, **slots)
        assert situation in talk.known.situations, intent
        assert condition in talk.known.conditions, intent
    talk.say("StartReliefIntent", muscle="foot")
    if isinstance(talk.state, InStep):
        assert situation in talk.state.situations


def test_two_facts_of_one_sentence_are_both_kept(catalog: Catalog) -> None:
    talk = Talk(catalog)
    said = text(talk.say("ConditionIntent", condition="diabetes", condition_two="kidney-disease"))
    assert talk.known.conditions == ("diabetes", "kidney-disease")
    for key in talk.known.conditions:
        assert catalog.conditions[key].say.say in said
    talk.say("StartReliefIntent", situation="child", situation_two="in-water")
    assert talk.known.situations == ("child", "in-water")


def test_her_beside_my_daughter_is_the_daughter(catalog: Catalog) -> None:
    talk = Talk(catalog)
    talk.say("StartReliefIntent", situation="child", situation_two="helping-someone")
    assert talk.known.situations == ("child",)


def test_no_more_than_the_latest_facts_are_kept() -> None:
    listener = STRANGER
    for key in (*CONDITIONS, *SITUATIONS):
        listener = listener.hearing([key], [key], [key])
    assert (
        listener.situations == listener.medicines == tuple((*CONDITIONS, *SITUATIONS)[-MOST_IDS:])
    )
    assert len(listener.conditions) == MOST_IDS
    assert Listener(("a", "b")).hearing(["a"]).situations == ("b", "a")


@pytest.mark.parametrize("kind", ["situations", "conditions"])
def test_each_fact_changes_the_answers_that_its_content_names(catalog: Catalog, kind: str) -> None:
    slot = kind.removesuffix("s")
    for key, fact in getattr(catalog, kind).items():
        talk = Talk(catalog)
        talk.known = replace(STRANGER, **{kind: (key,)})  # type: ignore[arg-type]  # one of two
        known = talk.known
        if fact.context:
            topic = catalog.topics["context"][fact.context]
            assert topic.say[0].say in text(talk.say("WhyCrampIntent")), slot
            talk.state, talk.known = None, known
            assert topic.say[0].say in text(talk.say("WhyCrampIntent", context="night")), slot
        for intent, passages in (
            ("DoctorIntent", [fact.doctor] if fact.doctor else []),
            ("AfterCareIntent", fact.aftercare[:1]),
        ):
            talk.state, talk.known = None, known
            said = text(talk.say(intent))
            assert all(passage.say in said for passage in passages), (key, intent)
            if passages:
                assert said.startswith(passages[0].say), (key, intent)


def test_why_at_night_for_a_listener_with_diabetes_says_it_once(catalog: Catalog) -> None:
    talk = Talk(catalog)
    first = catalog.topics["context"]["diabetes"].say[0].say
    said = text(talk.say("WhyCrampIntent", condition="diabetes", context="night"))
    assert said.startswith(first)
    assert first not in text(talk.say("WhyCrampIntent", context="exercise"))


@pytest.mark.parametrize("muscle", ["calf", "thigh-front", "shin", "toes"])
@pytest.mark.parametrize("where", ["in-water", "driving", "dialysis", "bath-shower", "wheelchair"])
@pytest.mark.parametrize("person", ["child", "helping-someone"])
def test_a_helper_hears_words_for_helpers_wherever_the_cramp_is(
    catalog: Catalog, person: str, where: str, muscle: str
) -> None:
    for first, second in ((person, where), (where, person)):
        talk = Talk(catalog)
        talk.say("StartReliefIntent", muscle=muscle, situation=first, situation_two=second)
        assert isinstance(talk.state, InStep)
        routine = catalog.routines[talk.state.routine]
        assert routine.helping or person in routine.situations
        outranks = catalog.situations[where].outranks or muscle == "calf"
        assert (where in routine.situations) == outranks
    alone = Talk(catalog)
    alone.say("StartReliefIntent", muscle=muscle, situation=where)
    assert isinstance(alone.state, InStep)
    assert not catalog.routines[alone.state.routine].helping


def test_for_whom_is_kept_when_both_legs_are_named(catalog: Catalog) -> None:
    talk = Talk(catalog)
    talk.say("LaunchRequest")
    talk.say("SituationIntent", situation="child")
    talk.say("WhyCrampIntent")
    said = text(talk.say("StartReliefIntent", muscle="leg"))
    assert {"their", "them"} & {*said.split(".")[0].split()}
