"""The prompts that the dialogue uses and the prompts in the content are the same ones."""

from __future__ import annotations

import ast
import string
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

import skill
from skill.catalog import Catalog, Kind, required_entries
from skill.catalog.model import Tier
from skill.dialogue import citations
from skill.dialogue.intents import answers, sources, standard_intents
from tests.conftest import ids

DIALOGUE = Path(skill.__file__).parent / "dialogue"
REPROMPT = "-reprompt"
#: How a name that is put together while running can end.
ENDINGS: Mapping[str, Collection[str]] = {
    "emergency-": ("helper", "self"),
    "grade-": sources.GRADES,
    "offer-": standard_intents.ACCEPTED,
    "sources-": [str(count + 1) for count in range(citations.MOST_PUBLISHERS)],
    "tier-": get_args(Tier),
    "unknown-": [*sorted(set(get_args(Kind)) - {"answer"})],
}
#: Names that stand in a table rather than where they are used.
TABLES: Mapping[str, Collection[str]] = {
    "always": answers.ALWAYS.values(),
    "APOLOGIES[count]": standard_intents.APOLOGIES,
    # The questions of `steps.rest`: whether to go on, or whether a sharp pain eases.
    "question": ("easing", "go-on"),
}
#: What ``**publishers`` can hold, for so many of them.
PUBLISHERS = ("first", "second")


@dataclass(frozen=True)
class Use:
    """A prompt used at a place in the code, with the values that fill it in."""

    place: str
    name: str
    values: frozenset[str] = frozenset()
    asked: bool = False


def names(written: ast.expr) -> Collection[str]:
    """Return every name that the expression *written* can stand for."""
    if isinstance(written, ast.Constant):
        return [str(written.value)]
    if isinstance(written, ast.JoinedStr) and isinstance(written.values[0], ast.Constant):
        start = str(written.values[0].value)
        return [start + ending for ending in ENDINGS[start]]
    return TABLES[ast.unparse(written)]


def values(call: ast.Call, name: str) -> frozenset[str]:
    """Return the placeholders that *call* fills in."""
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    if any(keyword.arg is None for keyword in call.keywords):
        given.update(PUBLISHERS[: int(name.removeprefix("sources-"))])
    return frozenset(given)


def calls(path: Path) -> Iterator[Use]:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        place = f"{path.name}:{call.lineno}"
        if isinstance(call.func, ast.Attribute) and call.func.attr == "prompt":
            for name in names(call.args[0]):
                yield Use(place, name, values(call, name))
        elif isinstance(call.func, ast.Name) and call.func.id == "ask":
            for name in names(call.args[1]):
                yield Use(place, name, asked=True)
                yield Use(place, name + REPROMPT)


# turn.py holds ``ask`` itself, whose names are those of its callers.
USES = [
    use for path in sorted(DIALOGUE.rglob("*.py")) if path.stem != "turn" for use in calls(path)
]
PROMPTS = ids("prompts")


def test_the_content_check_knows_every_prompt_the_dialogue_needs() -> None:
    used = {use.name for use in USES} | {"easing", "easing-reprompt"}
    assert used == required_entries.PROMPTS
    assert {use.name: use.values for use in USES if use.values} == required_entries.FILLED


def test_there_are_prompts_and_uses_of_them() -> None:
    assert len(USES) > 80
    assert len(PROMPTS) > 50


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.place}-{use.name}")
def test_every_prompt_the_dialogue_uses_is_in_the_content(catalog: Catalog, use: Use) -> None:
    assert use.name in catalog.prompts


@pytest.mark.parametrize("name", PROMPTS)
def test_every_prompt_in_the_content_is_used(name: str) -> None:
    assert name in {use.name for use in USES}


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.place}-{use.name}")
def test_a_prompt_s_placeholders_are_what_the_dialogue_fills_in(catalog: Catalog, use: Use) -> None:
    parsed = string.Formatter().parse(catalog.prompts[use.name].say)
    assert {field for _, field, _, _ in parsed if field is not None} == use.values


@pytest.mark.parametrize("name", sorted({use.name for use in USES if use.asked}))
def test_every_question_ends_in_one_and_has_another_for_who_is_silent(
    catalog: Catalog, name: str
) -> None:
    question, again = catalog.prompts[name].say, catalog.prompts[name + REPROMPT].say
    assert question.endswith("?")
    assert again.endswith("?")
    assert question != again


@pytest.mark.parametrize("name", [name for name in PROMPTS if name.endswith(REPROMPT)])
def test_every_reprompt_belongs_to_a_question(name: str) -> None:
    assert name.removesuffix(REPROMPT) in PROMPTS
