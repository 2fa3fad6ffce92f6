from __future__ import annotations

import pytest

from skill.catalog import Catalog, provenance
from skill.catalog.model import Grade
from skill.dialogue import routine_choice
from skill.dialogue.state import Asked, InStep, Missed, Paused, State, Told, Warned
from tests.conftest import NOW, ROUTINES, Talk, ids, text

HELD = InStep("calf", 0, NOW, NOW + 30)


def first_publishers(catalog: Catalog, claims: tuple[str, ...]) -> list[str]:
    """Return the publishers that may be named: the first two, as *claims* cite them."""
    cited = (catalog.references[r] for claim in claims for r in catalog.claims[claim].references)
    return [*dict.fromkeys(str(one.publisher) for one in cited if one.aloud)][:2]


def named(catalog: Catalog, said: str) -> set[str]:
    """Return the publishers that are named in *said*."""
    return {ref.publisher for ref in catalog.references.values() if ref.publisher in said}


def expected_publishers(catalog: Catalog, claims: tuple[str, ...]) -> list[str]:
    """Return the publishers that an answer about *claims* names: none if its first has none."""
    readable = provenance(catalog, claims[0]) in {"verified", "recalled"}
    return first_publishers(catalog, claims) if readable else []


@pytest.mark.parametrize("routine", ROUTINES)
def test_after_a_step_its_grade_and_publishers_are_named(
    talk: Talk, catalog: Catalog, routine: str
) -> None:
    for number, step in enumerate(routine_choice.steps_in(catalog, routine, ())):
        talk.state = InStep(routine, number, NOW, NOW)
        said = text(talk.say("SourcesIntent"))
        grade = catalog.claims[step.claims[0]].grade
        assert said.startswith(catalog.prompts.grade[grade].say)
        assert said.endswith("?")
        assert isinstance(talk.state, InStep)
        first = expected_publishers(catalog, step.claims)
        assert all(publisher in said for publisher in first)
        assert named(catalog, said) == named(catalog, "; ".join(first))


@pytest.mark.parametrize("key", ids("causes"))
def test_after_an_answer_the_sources_are_those_of_what_was_said_last(
    talk: Talk, catalog: Catalog, key: str
) -> None:
    topic = catalog.topics["cause"][key]
    talk.say("CauseIntent", cause=key)
    for _ in topic.say:
        assert isinstance(talk.state, Told)
        said = topic.say[talk.state.start : talk.state.end]
        claims = tuple(c for passage in said for c in (*passage.claims, *passage.corrects))
        answer = text(talk.say("SourcesIntent"))
        assert answer.startswith(catalog.prompts.grade[catalog.claims[claims[0]].grade].say)
        first = expected_publishers(catalog, claims)
        assert all(publisher in answer for publisher in first)
        assert named(catalog, answer) == named(catalog, "; ".join(first))
        if talk.state.end >= len(topic.say):
            break
        talk.say("AMAZON.NextIntent")


def test_a_common_belief_that_is_put_right_is_called_that(talk: Talk, catalog: Catalog) -> None:
    talk.state = Told("cause", "lactic-acid", 0, 3, "prevention")
    passages = catalog.topics["cause"]["lactic-acid"].say[:3]
    assert any(passage.corrects for passage in passages)
    said = text(talk.say("SourcesIntent"))
    weak: tuple[Grade, ...] = ("unsupported", "contradicted", "unsafe-as-written")
    assert any(catalog.prompts.grade[grade].say in said for grade in weak)


@pytest.mark.parametrize("state", [None, Asked(), Warned(), Missed(1)])
def test_where_nothing_was_said_the_answer_is_general(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    said = text(talk.say("SourcesIntent"))
    assert said.startswith(catalog.prompts.sources_general.say)
    assert said.endswith("?")


@pytest.mark.parametrize("state", [HELD, Paused(HELD, 20), Told("cause", "calcium", 0, 3, "why")])
def test_asking_for_the_sources_keeps_the_place(talk: Talk, state: State) -> None:
    talk.state = state
    talk.say("SourcesIntent")
    assert talk.state == state


def test_the_sources_of_the_last_passage_are_known_when_there_is_no_more(
    talk: Talk, catalog: Catalog
) -> None:
    talk.say("CauseIntent", cause="bedroom")
    talk.say("AMAZON.NextIntent")
    assert isinstance(talk.state, Told)
    assert talk.state.start == talk.state.end
    general = catalog.prompts.sources_general.say
    assert not text(talk.say("SourcesIntent")).startswith(general)


def test_without_a_good_study_no_source_is_named(talk: Talk, catalog: Catalog) -> None:
    talk.say("RemedyIntent", remedy="compression")
    said = text(talk.say("SourcesIntent"))
    assert said.startswith(catalog.prompts.grade["unknown"].say)
    assert named(catalog, said) == set()


def test_ordinary_care_is_said_to_have_no_source_in_print(talk: Talk, catalog: Catalog) -> None:
    talk.say("StartReliefIntent", situation="driving")
    said = text(talk.say("SourcesIntent"))
    assert catalog.prompts.read["unpublished"].say in said
    assert named(catalog, said) == set()


def test_the_grade_is_that_of_what_was_said_first_not_of_the_weakest_claim(
    talk: Talk, catalog: Catalog
) -> None:
    talk.say("RemedyIntent", remedy="magnesium")
    said = text(talk.say("SourcesIntent"))
    assert said.startswith(catalog.prompts.grade["supported"].say)
    assert "Cochrane" in said


def test_the_advice_on_a_sign_names_its_sources(talk: Talk, catalog: Catalog) -> None:
    talk.say("WarningSignIntent", sign="swelling")
    said = text(talk.say("SourcesIntent"))
    claims = catalog.warnings["swelling"].say.claims
    assert all(publisher in said for publisher in first_publishers(catalog, claims))
