"""Prompts and labels: classes whose fields are filled from the entries of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

import pytest

from skill.catalog import AskedPrompt, Catalog, Passage, Prompts, Words
from skill.catalog.model import PromptTemplate
from skill.catalog.named_entries import (
    build_from_entries,
    entries_of,
    id_problems,
    needed_ids,
    placeholder_problems,
)

REPROMPT = "-reprompt"
QUESTIONS = [key for key in needed_ids(Prompts) if f"{key}{REPROMPT}" in needed_ids(Prompts)]


@dataclass(frozen=True)
class Few:
    rest_well: Passage
    easing: AskedPrompt
    hold_left: Annotated[PromptTemplate, "seconds"]
    tier: Mapping[Literal["few-days", "soon"], Passage]


IDS = ("rest-well", "easing", "easing-reprompt", "hold-left", "tier-few-days", "tier-soon")
TEXTS = {key: "{seconds} more." if key == "hold-left" else f"{key}." for key in IDS}
ENTRIES = {key: Passage(Words(text), ("a-claim",)) for key, text in TEXTS.items()}


def test_each_field_needs_the_entries_of_its_type() -> None:
    assert tuple(needed_ids(Few)) == IDS
    assert {key: names for key, names in needed_ids(Few).items() if names} == {
        "hold-left": {"seconds"}
    }


def test_each_field_is_filled_from_its_entries() -> None:
    few: Few = build_from_entries(Few, ENTRIES)
    assert few.rest_well is ENTRIES["rest-well"]
    assert (few.easing.ask.say, few.easing.reprompt.say) == ("easing.", "easing-reprompt.")
    assert few.tier["few-days"] is ENTRIES["tier-few-days"]
    assert few.hold_left.fill(seconds="5") == Passage(Words("5 more."), ("a-claim",))
    assert entries_of(few) == ENTRIES


def test_a_missing_and_an_unknown_id_are_reported() -> None:
    entries = {key: entry for key, entry in ENTRIES.items() if key != "easing-reprompt"}
    assert list(id_problems(Few, {**entries, "tier-never": None})) == [
        (
            "easing-reprompt: is missing, and the skill says it by this name: "
            "add it, or undo the renaming"
        ),
        "tier-never: is not used: delete it, or correct its name",
    ]


@pytest.mark.parametrize(
    ("key", "text", "problem"),
    [
        ("hold-left", "More.", "hold-left: {seconds} is missing: add it"),
        ("tier-soon", "{when}", "tier-soon: {when} is not filled in by anything: delete it"),
        ("tier-soon", "a { brace", "tier-soon: {{} is not filled in by anything: delete it"),
    ],
)
def test_a_missing_and_an_unknown_placeholder_are_reported(
    key: str, text: str, problem: str
) -> None:
    assert list(placeholder_problems(Few, {**TEXTS, key: text})) == [problem]
    assert list(placeholder_problems(Few, TEXTS)) == []


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_question_asks_and_its_reprompt_asks_in_other_words(
    catalog: Catalog, key: str
) -> None:
    prompts = entries_of(catalog.prompts)
    question, again = prompts[key].say, prompts[f"{key}{REPROMPT}"].say
    assert question.endswith("?")
    assert again.endswith("?")
    assert question != again


def test_there_are_questions() -> None:
    assert len(QUESTIONS) > 20
