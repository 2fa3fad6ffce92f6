"""Rules for the project's content that ``skill.catalog`` does not check."""

from __future__ import annotations

import pytest

from skill.catalog import Catalog
from tests.conftest import ROUTINES

POSTURES = {"lying", "sitting", "standing"}
ORDINARY = ("calf", "foot", "toes", "shin", "thigh-front", "thigh-back")


@pytest.mark.parametrize(
    "kind", ["Muscle", "Situation", "Context", "Cause", "Medicine", "Remedy", "Sign"]
)
def test_every_value_is_known_by_at_least_six_other_names(catalog: Catalog, kind: str) -> None:
    values = catalog.slot_values[kind]
    assert values
    assert {key for key, value in values.items() if len(value.synonyms) < 6} == set()


@pytest.mark.parametrize("routine", ORDINARY)
def test_an_ordinary_routine_can_be_done_lying_sitting_and_standing(
    catalog: Catalog, routine: str
) -> None:
    assert {step.posture for step in catalog.routines[routine].steps} == POSTURES


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_step_and_every_sentence_after_it_cites_a_claim(
    catalog: Catalog, routine: str
) -> None:
    found = catalog.routines[routine]
    assert all(step.claims for step in found.steps)
    assert all(passage.claims or passage.corrects for passage in found.aftercare)


def test_the_bedtime_routine_takes_about_three_minutes(catalog: Catalog) -> None:
    for routine in ("bedtime", "bedtime-seated"):
        held = sum(step.hold_seconds for step in catalog.routines[routine].steps)
        assert 150 <= held <= 210


def test_every_emergency_number_is_said_the_way_people_say_it(catalogs: dict[str, Catalog]) -> None:
    said = {locale: c.prompts.tier["emergency"].say for locale, c in catalogs.items()}
    assert "nine nine nine" in said["en-GB"]
    assert "triple zero" in said["en-AU"]
    assert "one one two" in said["en-IN"]
    assert all("nine one one" in said[locale] for locale in ("en-US", "en-CA"))
    assert "your local emergency number" in catalogs["xx-XX"].prompts.tier["emergency"].say
