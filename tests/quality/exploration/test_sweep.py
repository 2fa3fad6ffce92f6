"""The rules hold for all answers of the skill."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from skill.catalog import AskedPrompt, Catalog, Passage, Words
from skill.console.client.skill_client import SkillClient
from skill.dialogue.state import Missed, Paused, Told, Warned
from skill.quality.cramp_coach import CRAMP_COACH
from skill.quality.exploration.endpoint_check import EndpointCheck
from skill.quality.exploration.state_space import StateSpace
from skill.quality.exploration.sweep import Sweep, run_sweep
from skill.quality.inputs import Choice, Input
from skill.quality.observation import START, observe
from tests.conftest import our_catalogs

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return our_catalogs()["en-US"]


def begun(console: SkillClient, catalog: Catalog, responses: int) -> Sweep:
    """Return a sweep of *catalog* that has looked at the first so many responses."""
    resolver = console.resolver("en-US")
    one = Sweep(catalog, resolver, EndpointCheck(console, resolver.model, "en-US"))
    assert len(list(itertools.islice(one.run(), responses))) == responses
    return one


def test_every_answer_keeps_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    status = run_sweep("en-US")

    printed = capsys.readouterr().out
    assert status == 0, printed
    states, responses, different, sent, rules = (
        int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d(?= [a-z])", printed)[:5]
    )
    assert states > 1_500
    assert responses > 200_000
    assert different > 2_500
    assert sent > 500
    assert rules >= 20


def test_a_walk_reaches_every_kind_of_state_and_says_everything(
    console: SkillClient, catalog: Catalog
) -> None:
    model = console.resolver("en-US").model
    reached: set[type] = set()
    said: set[Input] = set()
    paired: set[type] = set()
    for seen in itertools.islice(StateSpace(catalog, model), 20_000):
        reached.add(type(seen.turn.state))
        said.add(seen.said)
        if len(seen.said.slots) > 1:
            paired.add(type(seen.request.state))

    assert {Missed, Paused, Told, Warned} <= reached
    assert len(paired) > 1
    assert {one.name for one in said} == {"LaunchRequest", *model.intents}
    for name, intent in model.intents.items():
        assert said.issuperset(Choice.of(catalog, model, name).pairs)
        for slot, kind in intent.slots.items():
            for value in catalog.slot_values[kind]:
                assert Input(name, ((slot, value),)) in said
            assert Input(name, unknown=frozenset({slot})) in said


def test_a_fault_is_reported_once_with_its_path(console: SkillClient, catalog: Catalog) -> None:
    question = Passage(Words("Is it easing? Tell me."))
    changed = replace(
        catalog, prompts=replace(catalog.prompts, easing=AskedPrompt(question, question))
    )
    lines = list(begun(console, changed, 900).report())

    asked = [line for line in lines if line.startswith("one question: ")]
    assert len(asked) == len(set(asked)) > 1
    assert any(
        re.fullmatch(r"    \d+ times; first: StartReliefIntent muscle=foot", line) for line in lines
    )


def test_a_handler_that_fails_is_reported(console: SkillClient, catalog: Catalog) -> None:
    changed = replace(catalog, routines={})
    faults = begun(console, changed, 20).faults

    assert ("no fault", "fails: KeyError: 'calf'") in faults


def test_the_endpoint_is_compared_with_the_dialogue(console: SkillClient, catalog: Catalog) -> None:
    other = replace(catalog, prompts=replace(catalog.prompts, launch=Passage(Words("Welcome."))))
    faults = begun(console, other, 100).faults

    assert any(rule == "same words" and "Welcome." in message for rule, message in faults)


def test_the_endpoint_hands_back_the_place_it_was_given(
    console: SkillClient, catalog: Catalog
) -> None:
    resolver = console.resolver("en-GB")
    endpoint = EndpointCheck(console, resolver.model, "en-US")
    seen = observe(catalog, Input("StartReliefIntent", (("muscle", "foot"),)))
    for name in ("AMAZON.NoIntent", "AMAZON.PauseIntent", "CauseIntent", "AMAZON.YesIntent"):
        seen = observe(catalog, Input(name), seen, seen.request.at + 15)
        assert list(endpoint.broken(seen)) == []
    assert seen.path()[0] == "StartReliefIntent muscle=foot"
    assert seen.path()[-1] == "AMAZON.YesIntent (+15 s)"
    assert seen.request.at == START + 60


def test_nothing_is_said_when_alexa_ends_the_session(
    console: SkillClient, catalog: Catalog
) -> None:
    endpoint = EndpointCheck(console, console.resolver("en-US").model, "en-US")
    seen = observe(catalog, Input("LaunchRequest"))

    assert list(endpoint.broken_by_silence(seen)) == []
    assert endpoint.sent > 1
