"""The longest turns of a stretch: slow, with a situation and a condition stated at once.

The sweep tries few of these pairs, because it walks through every state.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from skill.catalog import Catalog
from skill.dialogue.state import InStep
from skill.quality.inputs import Input
from skill.quality.observation import Observation, observe
from skill.quality.rules.speech_rules import duration
from tests.conftest import our_catalogs

CATALOG = our_catalogs()["en-US"]
START, NEXT = "StartReliefIntent", Input("AMAZON.NextIntent")


def after(before: Observation, said: Input) -> Observation:
    return observe(CATALOG, said, before, before.request.at + 15)


def slow_steps(catalog: Catalog, muscle: str) -> Iterator[Observation]:
    """Yield the steps of one round for *muscle*, at the slow pace."""
    seen = observe(catalog, Input(START, (("muscle", muscle),)))
    said = Input("SlowerIntent")
    while True:
        seen, said = after(seen, said), NEXT
        state = seen.turn.state
        if not isinstance(state, InStep):
            return
        if state.step >= len(catalog.routines[state.routine].steps):
            return
        yield seen


@pytest.mark.parametrize("muscle", CATALOG.slot_values["Muscle"])
def test_a_slow_step_with_two_facts_asks_within_ninety_seconds(muscle: str) -> None:
    facts = [
        (("situation", situation), ("condition", condition))
        for situation, condition in itertools.product(
            CATALOG.slot_values["Situation"], CATALOG.slot_values["Condition"]
        )
    ]
    steps = list(slow_steps(CATALOG, muscle))
    assert len(steps) > 1
    for step, both in itertools.product(steps, facts):
        assert duration(after(step, Input(START, both)).turn) is None
