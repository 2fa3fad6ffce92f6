"""Conversations with every kind of listener keep the rules about conversations."""

from __future__ import annotations

import re

import pytest

from skill.catalog import Catalog
from skill.dialogue import routine_choice
from skill.dialogue.intents import answers
from skill.quality.exploration.conversation_walk import ConversationWalk, run_conversation_walk
from tests.conftest import our_catalogs

#: The parts of which a test that is not long holds one.
PARTS = 40


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return our_catalogs()["en-US"]


@pytest.mark.long
def test_every_conversation_keeps_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    status = run_conversation_walk("en-US", parts=2)

    printed = capsys.readouterr().out
    assert status == 0, printed
    listeners, responses = (
        int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d(?= [a-z])", printed)[:2]
    )
    assert listeners > 600
    assert responses > 150_000


def test_a_part_of_the_conversations_keeps_every_rule(catalog: Catalog) -> None:
    walk = ConversationWalk(catalog)
    walk.run(part=1, parts=PARTS)
    assert walk.responses > 1_000
    assert not walk.faults


def test_a_caution_that_is_never_said_is_found(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = routine_choice.Cautions((), ())
    monkeypatch.setattr(routine_choice, "cautions", lambda *_: nothing)
    walk = ConversationWalk(catalog)
    walk.run(part=1, parts=PARTS)
    assert "caution kept" in {rule for rule, _ in walk.faults}


def test_an_offer_that_is_repeated_is_found(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_is_new", lambda *_: True)
    walk = ConversationWalk(catalog)
    walk.run(part=1, parts=PARTS)
    assert "offer once" in {rule for rule, _ in walk.faults}
