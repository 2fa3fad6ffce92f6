"""Amazon's rules for store texts beyond its types; each test breaks one rule."""

from __future__ import annotations

from typing import Any

import pytest

from skill.publishing.store_rules import LONGEST, STORE_RULES, store_rule_problems
from tests.support.publishing import Json, catalog, content, model, small_model

OPENS = "Alexa, open cramp coach"
LEG = "Alexa, tell cramp coach my leg is cramping"
NIGHT = "Alexa, ask cramp coach why do I cramp at night"

#: What is changed in the store's texts, and what is said about it.
FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "a long summary": ({"summary": "x" * 161}, "has 161 characters of at most 160"),
    "a long description": ({"description": ("x" * 4000,)}, "characters of at most 4000"),
    "a long name": ({"name": "x" * 51}, "has 51 characters of at most 50"),
    "a long keyword": ({"keywords": ("x" * 151,)}, "has 151 characters of at most 150"),
    "a long example": ({"examples": (OPENS, LEG, f"{NIGHT} {'x' * 160}")}, "of at most 200"),
    "long instructions": ({"testing": ("x" * 2000, "x" * 2000)}, "has 4001 characters"),
    "a short name": ({"name": "C"}, "name: 'C' has fewer than 2 characters"),
    "many keywords": (
        {"keywords": tuple(f"word {n}" for n in range(31))},
        "keywords: 31 are more than 30",
    ),
    "a keyword twice": ({"keywords": ("Cramp", "cramp")}, "keywords: 'cramp' is there 2 times"),
    "Amazon's word in the name": ({"name": "Cramp Coach Skill"}, "has 'skill'"),
    "Amazon's word in the summary": ({"summary": "For your Echo ."}, "has 'echo'"),
    "Amazon's word as a keyword": ({"keywords": ("alexa cramp",)}, "has 'alexa'"),
    "a disclaimer of few words": (
        {"disclaimer": "Not medical advice."},
        "does not say 'local emergency number'",
    ),
    "another name than the spoken one": ({"name": "Leg Coach"}, "is not 'cramp coach'"),
    "two examples": ({"examples": (OPENS, LEG)}, "examples: 2 instead of 3"),
    "no wake word": ({"examples": ("Open cramp coach", LEG, NIGHT)}, "does not begin with"),
    "no invocation name": (
        {"examples": (OPENS, LEG, "Alexa, why do I cramp at night")},
        "does not open the skill by a launch word and its invocation name",
    ),
    "the first asks for something": (
        {"examples": (LEG, OPENS, NIGHT)},
        "the first phrase only opens the skill",
    ),
    "an example that no sample says": (
        {"examples": (OPENS, LEG, "Alexa, ask cramp coach to sing me a song")},
        "is understood as no intent",
    ),
    "two examples of the same": (
        {"examples": (OPENS, LEG, "Alexa, tell cramp coach my calf is cramping")},
        "both are StartReliefIntent",
    ),
}


def found(faults: dict[str, Any], changed: Json | None = None) -> list[str]:
    return list(store_rule_problems(catalog(**faults), changed or small_model()))


def language(whole: Json) -> Any:
    return whole["interactionModel"]["languageModel"]


def test_what_we_say_in_the_store_is_in_order() -> None:
    for language in {one.language: one for one in content().values()}.values():
        assert list(store_rule_problems(language, model())) == []


def test_a_language_without_required_phrases_is_found() -> None:
    problems = found({"disclaimer_says": ()})
    assert any("disclaimer: has no required phrases" in problem for problem in problems)


def test_the_small_model_is_in_order() -> None:
    assert found({}) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_texts_is_found(fault: str) -> None:
    faults, expected = FAULTS[fault]
    assert any(expected in problem for problem in found(faults)), found(faults)


@pytest.mark.parametrize("name", ["cramp", "cramp alexa", "the cramp", "Cramp Coach"])
def test_a_wrong_invocation_name_is_found(name: str) -> None:
    changed = small_model()
    language(changed)["invocationName"] = name
    assert any("invocation_name" in problem for problem in found({}, changed))


def test_a_slot_that_no_type_has_values_for_is_found() -> None:
    changed = small_model()
    language(changed)["types"] = []
    assert any("slot type Muscle has no values" in problem for problem in found({}, changed))


def test_a_slot_that_is_in_a_sample_but_not_declared_is_found() -> None:
    changed = small_model()
    del language(changed)["intents"][0]["slots"]
    assert any("Muscle: is in a sample, but is not declared" in one for one in found({}, changed))


def test_every_limit_and_every_rule_has_been_tried() -> None:
    assert len(LONGEST) == 6
    assert len(STORE_RULES) == 7
    assert len(FAULTS) > 15
