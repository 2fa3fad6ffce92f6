from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.common.atomic_write import write_whole
from skill.interaction_model.model_builder import model_texts
from skill.interaction_model.model_check import check_models
from skill.interaction_model.stale_models import committed_problems
from tests.support.interaction_model import (
    HANDLED,
    SOURCE,
    catalog,
    changed,
    with_file,
    write_utterances,
)

EN = "interaction_model/en"
ASK, RELIEF, STOP = (
    f"{EN}/intents/{name}.yaml" for name in ("AskIntent", "ReliefIntent", "AMAZON.StopIntent")
)
MUSCLE = f"{EN}/values/Muscle.yaml"
LETTERS = "has more than letters, spaces, apostrophes, hyphens, abbreviations and slots"
VALUE_LETTERS = "has more than letters, spaces, apostrophes, hyphens and abbreviations"
BOTH_AGE = (
    f'{STOP}:1: "is it my age" is of AMAZON.StopIntent, "is it my age", '
    f'and of AskIntent, "is it {{cause}}" ({ASK}:8): keep it in one'
)
BOTH_CRAMP = (
    f'{STOP}:1: "my calf muscle is cramping" is of AMAZON.StopIntent, '
    f'"My calf-muscle is cramping", and of ReliefIntent, "my {{muscle}} is cramping" '
    f"({RELIEF}:6): keep it in one"
)
STALE = "is stale: run `python -m skill.interaction_model build`"
MISSING = "is missing: run `python -m skill.interaction_model build`"
STRANGER = "content/locales.yaml names no such language: delete it"
#: What is replaced in the utterances, by what, and what must be said about it.
FAULTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "an invocation name of one word": (
        '"cramp coach"',
        '"cramps"',
        (f'{EN}: invocation_name: "cramps" must be two or more words of lower-case letters',),
    ),
    "an article in an invocation name of two words": (
        '"cramp coach"',
        '"the coach"',
        (f'{EN}: invocation_name: "the coach" has an article or a preposition in two words',),
    ),
    "a launch word in the invocation name": (
        '"cramp coach"',
        '"open cramp coach"',
        (f'{EN}: invocation_name: "open" is a word that Alexa reserves',),
    ),
    "a slot that no sample has": (
        "{situation} has a cramp",
        "it has a cramp",
        (
            f"{RELIEF}: ReliefIntent: situation: no sample has this slot",
            (
                f'{RELIEF}: situation: the example "my husband has a cramp" '
                "matches no sample: correct it"
            ),
        ),
    ),
    "a digit in a slot's name": (
        'muscle: "Muscle",',
        'muscle: "Muscle", muscle2: "Muscle",',
        (f"{RELIEF}: ReliefIntent: muscle2: a slot name has only letters and underscores",),
    ),
    "a slot type that the catalog does not have": (
        'sign: "Sign"',
        'sign: "Omen"',
        (
            f"{ASK}: AskIntent: sign: slot type Omen has no values",
            f"{EN}: intents: none has a slot of type Sign",
        ),
    ),
    "a question mark in a sample": (
        "{situation} has a cramp",
        "{situation} has a cramp?",
        (f'{RELIEF}:11: ReliefIntent: "{{situation}} has a cramp?": {LETTERS}',),
    ),
    "a digit in a sample": (
        'samples: ["stop"]',
        'samples: ["stop", "stop 2"]',
        (f'{STOP}:1: AMAZON.StopIntent: "stop 2": {LETTERS}',),
    ),
    "a sample of 201 characters": (
        'samples: ["stop"]',
        f'samples: ["stop", "{"a" * 201}"]',
        (
            (
                f'{STOP}:1: AMAZON.StopIntent: "{"a" * 201}": '
                "has 201 characters; at most 200 are allowed"
            ),
        ),
    ),
    "a slot twice in one sample": (
        "is it {cause}",
        "is it {cause} or {cause}",
        (f'{ASK}:8: AskIntent: "is it {{cause}} or {{cause}}": has the same slot twice',),
    ),
    "a word for a value that no letters make": (
        '["cough"]',
        '["calf!"]',
        (f'{MUSCLE}:1: Muscle: calf: "calf!": {VALUE_LETTERS}',),
    ),
    "a word for two values of a type": (
        '["cough"]',
        '["Foot"]',
        (
            (
                'content/en/muscles.yaml: foot: Muscle: foot: "foot" is also a name of calf '
                f"({MUSCLE}:1)"
            ),
        ),
    ),
    "a value that the catalog does not have": (
        '{calf: ["cough"]}',
        '{arm: ["arm"]}\nDog: {rex: ["rex"]}',
        (
            f"{EN}: values: Dog: rex: is no id of the catalog",
            f"{EN}: values: Muscle: arm: is no id of the catalog",
        ),
    ),
    "an utterance of two intents": (
        'samples: ["stop"]',
        'samples: ["stop", "is it my age"]',
        (BOTH_AGE,),
    ),
    "an utterance of two intents in another spelling": (
        'samples: ["stop"]',
        'samples: ["stop", "My calf-muscle is cramping"]',
        (BOTH_CRAMP,),
    ),
    "an example of another intent": (
        'example: "I have diabetes"',
        'example: "stop"',
        (f'{ASK}: fact: the example "stop" matches no sample: correct it',),
    ),
    "the words of a rule written out": (
        "does {remedy} help",
        "(keeps|is) {remedy} good",
        (f'{ASK}:10: "(keeps|is) {{remedy}} good": has the words of <keeps>: use the rule',),
    ),
    "a template that makes nothing new": (
        '      - "{situation} has a cramp"',
        '      - "{situation} has a cramp"\n      - "{situation} has [got] a cramp"',
        (f'{RELIEF}:11: "{{situation}} has a cramp": others make all its samples: delete it',),
    ),
    "a phrase twice for a value": (
        '["cough"]',
        '["cough", "(cough|cuff)"]',
        (f'{MUSCLE}:1: "cough": others make all its samples: delete it',),
    ),
}
#: A file that is added, and what must be said about it.
FILES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "an intent that nothing handles": (
        "intents/DogIntent.yaml",
        'groups: {plain: {example: "my dog limps", samples: ["my dog limps"]}}\n',
        (f"{EN}/intents/DogIntent.yaml: DogIntent: has no handler",),
    ),
    "an intent of our own without samples": (
        "intents/DogIntent.yaml",
        "{}\n",
        (
            f"{EN}/intents/DogIntent.yaml: DogIntent: has no handler",
            f"{EN}/intents/DogIntent.yaml: DogIntent: has no samples",
        ),
    ),
    "a digit in an intent's name": (
        "intents/Ask2Intent.yaml",
        'groups: {plain: {example: "ask two", samples: ["ask two"]}}\n',
        (
            (
                f"{EN}/intents/Ask2Intent.yaml: Ask2Intent: an intent name has only letters and "
                "underscores"
            ),
            f"{EN}/intents/Ask2Intent.yaml: Ask2Intent: has no handler",
        ),
    ),
}


def committed(folder: Path, files: Mapping[str, str], catalogs: Mapping[str, Catalog]) -> Path:
    """Write a project whose models are built; return its folder of interaction models."""
    models = write_utterances(folder, files)
    for path, text in model_texts(models, catalogs).items():
        write_whole(path, text)
    return models


def problems(
    folder: Path, files: Mapping[str, str] = SOURCE, known: Catalog | None = None
) -> list[str]:
    catalogs = {"en-US": known or catalog()}
    return check_models(committed(folder, files, catalogs), catalogs, HANDLED)


def test_the_small_model_is_in_order(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_and_place(
    old: str, new: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    assert problems(tmp_path, changed(old, new)) == list(expected)


@pytest.mark.parametrize(("name", "text", "expected"), FILES.values(), ids=FILES)
def test_a_fault_of_another_intent_is_named_by_file(
    name: str, text: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    assert problems(tmp_path, with_file(name, text)) == list(expected)


def test_an_intent_that_every_skill_needs_must_not_be_missing(tmp_path: Path) -> None:
    files = dict(SOURCE)
    del files["intents/AMAZON.CancelIntent.yaml"]
    assert problems(tmp_path, files) == [
        f"{EN}: AMAZON.CancelIntent: every skill needs it",
        f"{EN}: AMAZON.CancelIntent: has a handler, but is not in the model",
    ]


def test_a_slot_type_needs_values(tmp_path: Path) -> None:
    known = replace(catalog(), topics={**catalog().topics, "remedy": {}})
    assert problems(tmp_path, known=known) == [f"{EN}: Remedy: has no values"]


def test_a_phrase_of_two_slot_types_is_one_line_that_names_both_entries(tmp_path: Path) -> None:
    group = '{example: "is it rex", samples: ["is it {muscle}", "does {muscle} help"]}'
    intent = f'slots: {{muscle: "Muscle"}}\ngroups: {{plain: {group}}}\n'
    files = {
        **changed('["cough"]', '["my age", "quinine", "rex"]'),
        "intents/DogIntent.yaml": intent,
    }
    assert [line for line in problems(tmp_path, files) if "phrase" in line] == [
        (
            f'content/en/causes.yaml: age: "my age" is a phrase of Cause age and of Muscle calf '
            f'({MUSCLE}:1): AskIntent and DogIntent both understand "is it my age": keep it in one'
        ),
        (
            f'content/en/remedies.yaml: quinine: "quinine" is a phrase of Remedy quinine and of '
            f"Muscle calf ({MUSCLE}:1): AskIntent and DogIntent both understand "
            '"does quinine help": keep it in one'
        ),
    ]


def test_each_further_phrase_of_two_slot_types_is_a_line(tmp_path: Path) -> None:
    group = '{example: "is it rex", samples: ["is it {muscle}", "is it {muscle} now"]}'
    intent = f'slots: {{muscle: "Muscle"}}\ngroups: {{plain: {group}}}\n'
    files = {
        **changed('["cough"]', '["my age", "old age", "rex"]'),
        "values/Cause.yaml": 'Cause: {age: ["old age"]}\n',
        "intents/DogIntent.yaml": intent,
    }
    found = [line for line in problems(tmp_path, files) if "phrase" in line]
    assert [line.partition(" is a phrase")[0] for line in found] == [
        'content/en/causes.yaml: age: "my age"',
        f'{EN}/values/Cause.yaml:1: "old age"',
    ]


def test_a_suggested_phrase_must_be_understood(tmp_path: Path) -> None:
    known = catalog(suggests=("my foot keeps cramping", "my arm is cramping", "once more"))
    assert problems(tmp_path, known=known) == [
        'content/en/prompts.yaml: goodbye: suggests "my arm is cramping", which matches no sample',
        'content/en/prompts.yaml: goodbye: suggests "once more", which matches no sample',
    ]


def test_a_model_is_stale_when_a_byte_of_it_differs(tmp_path: Path) -> None:
    catalogs = {"en-US": catalog()}
    folder = committed(tmp_path, SOURCE, catalogs)
    path = folder / "en.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_models(folder, catalogs, HANDLED) == [
        f"interaction_model/en.json: {STALE}",
    ]


def test_a_model_is_stale_when_its_utterances_or_its_catalog_change(tmp_path: Path) -> None:
    folder = committed(tmp_path, SOURCE, {"en-US": catalog(), "en-GB": catalog()})
    now = {"en-US": catalog({"calf": ("calf",), "foot": ("sole",)}), "en-GB": catalog()}
    assert check_models(folder, now, HANDLED) == [
        f"interaction_model/en.json: {STALE}",
    ]


def test_every_language_has_a_model_and_every_model_a_language(tmp_path: Path) -> None:
    folder = write_utterances(tmp_path)
    write_utterances(tmp_path / "other").joinpath("en").rename(folder / "fr")
    for stranger in ("de.yaml", "en-US.json"):
        folder.joinpath(stranger).write_text("{}", encoding="utf-8")
    assert check_models(folder, {"en-US": catalog(), "en-GB": catalog()}, HANDLED) == [
        f"interaction_model/de.yaml: {STRANGER}",
        f"interaction_model/en-US.json: {STRANGER}",
        f"interaction_model/en.json: {MISSING}",
        f"interaction_model/fr: {STRANGER}",
    ]


def test_a_problem_of_one_locale_is_found_and_of_five_locales_told_once(tmp_path: Path) -> None:
    same = {locale: catalog() for locale in ("en-US", "en-GB", "en-AU", "en-CA")}
    catalogs = {**same, "en-IN": catalog({"calf": ("calf", "calf 2"), "foot": ("foot",)})}
    files = changed('samples: ["stop"]', 'samples: ["stop", "is it my age"]')
    assert check_models(committed(tmp_path, files, catalogs), catalogs, HANDLED) == [
        f'content/en/muscles.yaml: calf: Muscle: calf: "calf 2": {VALUE_LETTERS}',
        # One file cannot be the model of all five.
        f"interaction_model/en.json: {STALE}",
        BOTH_AGE,
    ]


def test_a_model_larger_than_alexa_takes_is_refused(tmp_path: Path) -> None:
    (model := tmp_path / "interaction_model" / "en.json").parent.mkdir()
    text = "x" * 1_600_000
    model.write_text(text, encoding="utf-8")
    assert list(committed_problems(model, text)) == [
        "interaction_model/en.json: has 1,600,000 bytes: at most 1,500,000 are allowed",
    ]
