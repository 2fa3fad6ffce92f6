"""The cases of the loader that ``broken_content`` does not cover."""

from __future__ import annotations

from typing import Any

import pytest

from skill.catalog.dataclass_loader import build_dataclass, mapping, overlay, overlay_mapping
from skill.catalog.model import Cue, Passage, Routine, Step, Topic, Words

STEP = {
    "id": "up",
    "posture": "lying",
    "picture": "toes-up",
    "move": "Pull.",
    "again": "Pull again.",
    "hold_seconds": 20,
    "cues": [{"at": 10, "say": "Ten more."}],
    "claims": ["a"],
}
PASSAGE = {"say": "Old words.", "claims": ["a"], "suggests": ["one", "two"]}


def built(shape: Any, data: Any) -> tuple[Any, list[str]]:
    problems: list[str] = []
    return build_dataclass(shape, data, "here", problems.append), problems


def laid(shape: Any, source: Any, words: Any) -> tuple[Any, list[str]]:
    problems: list[str] = []
    return overlay(shape, source, words, "here", problems.append), problems


def test_data_becomes_frozen_objects_with_their_defaults() -> None:
    step, problems = built(Step, STEP)
    assert problems == []
    assert step.cues == (Cue(10, Words("Ten more.")),)
    assert (step.claims, step.question, step.not_for, step.how) == (("a",), None, (), "")


def test_an_optional_group_is_built_like_any_other() -> None:
    routine, problems = built(
        Routine,
        {"title": "T", "name": "t", "steps": [STEP], "aftercare": [], "caution": PASSAGE},
    )
    assert problems == []
    assert routine.caution == Passage(Words("Old words."), ("a",), (), (Words("one"), Words("two")))


@pytest.mark.parametrize(
    ("shape", "data"),
    [(int, True), (int, "3"), (int, 3.0), (bool, 1), (Words, 3), (Words, "  "), (str, None)],
)
def test_nothing_is_converted(shape: Any, data: Any) -> None:
    _, problems = built(shape, data)
    assert len(problems) == 1


def test_every_missing_field_is_reported_and_nothing_is_built() -> None:
    step, problems = built(Step, {"id": "up", "posture": "lying"})
    assert step is None
    missing = ("picture", "move", "again", "claims")
    assert problems == [f"here: {name}: is missing: add it" for name in missing]


def test_an_item_of_a_list_is_named_by_its_number() -> None:
    _, problems = built(Topic, {"name": "n", "say": [PASSAGE, {"say": 3}]})
    assert problems == ["here: say 2: say: is 3: write words"]


def test_an_entry_that_cannot_be_built_is_left_out() -> None:
    problems: list[str] = []
    found = mapping(Passage, {"good": PASSAGE, "bad": {}}, "file", problems.append)
    assert (list(found), problems) == (["good"], ["file: bad: say: is missing: add it"])


def test_a_translation_replaces_the_words_and_inherits_the_rest() -> None:
    words = {**STEP, "move": "Zieh.", "again": "Noch mal.", "cues": [{"say": "Noch zehn."}]}
    for inherited in ("posture", "picture", "hold_seconds", "claims"):
        del words[inherited]
    step, problems = laid(Step, STEP, words)
    assert problems == []
    assert step == {
        **STEP,
        "move": "Zieh.",
        "again": "Noch mal.",
        "cues": [{"at": 10, "say": "Noch zehn."}],
    }


def test_a_language_may_have_as_many_suggestions_as_it_needs() -> None:
    passage, problems = laid(Passage, PASSAGE, {"say": "Neu.", "suggests": ["eins"]})
    assert problems == []
    assert passage == {"say": "Neu.", "claims": ["a"], "suggests": ["eins"]}


def test_a_translation_has_as_many_cues_as_the_source() -> None:
    _, problems = laid(tuple[Cue, ...], STEP["cues"], [])
    assert problems == ["here: has 0 entries, but English has 1: use as many"]


def test_a_translation_of_another_shape_leaves_the_source_as_it_is() -> None:
    step, problems = laid(Step, STEP, "words")
    assert (step, len(problems)) == (STEP, 1)


def test_ids_are_the_same_in_every_language() -> None:
    problems: list[str] = []
    source = {"a": PASSAGE, "b": PASSAGE}
    words = {"a": {"say": "Neu.", "suggests": []}, "c": {"say": "Mehr."}}
    found = overlay_mapping(Passage, source, words, "file", problems.append)
    assert found["a"]["say"] == "Neu."
    assert found["b"] == PASSAGE
    assert problems == [
        "file: c: is not in the source language: delete it",
        "file: b: is not translated: add it",
    ]


def test_a_translation_may_split_its_passages_if_each_has_claims_of_its_own() -> None:
    source = [{"say": "One and two.", "claims": ["a"]}]
    words = [{"say": "Eins.", "claims": ["a"]}, {"say": "Zwei.", "claims": ["a"]}]
    assert laid(tuple[Passage, ...], source, words) == (words, [])
    _, problems = laid(tuple[Passage, ...], source, [words[0], {"say": "Zwei."}])
    assert problems == ["here: has 2 entries, but English has 1: use as many"]
