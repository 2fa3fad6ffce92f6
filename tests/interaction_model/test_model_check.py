from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.common.atomic_write import write_whole
from skill.interaction_model.model_builder import model_texts
from skill.interaction_model.model_check import check_models
from tests.support.interaction_model import HANDLED, SOURCE, catalog, utterance_file

EN = "interaction_model/en.yaml"
LETTERS = "has more than letters, spaces, apostrophes, hyphens, abbreviations and slots"
VALUE_LETTERS = "has more than letters, spaces, apostrophes, hyphens and abbreviations"
BOTH_AGE = (
    'AMAZON.StopIntent and AskIntent: both understand "is it my age", '
    'from "is it my age" and "is it {cause}"'
)
BOTH_CRAMP = (
    'AMAZON.StopIntent and ReliefIntent: both understand "my calf muscle is cramping", '
    'from "My calf-muscle is cramping" and "my {muscle} is cramping"'
)
STALE = "file: is stale; run `python -m skill.interaction_model build`"
MISSING = "file: is missing; run `python -m skill.interaction_model build`"
STRANGER = "file: content/locales.yaml names no such language"
#: What is replaced in the utterances, by what, and what must be said about it.
FAULTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "an invocation name of one word": (
        '"cramp coach"',
        '"cramps"',
        ('invocation_name: "cramps" must be two or more words of lower-case letters',),
    ),
    "a capital in the invocation name": (
        '"cramp coach"',
        '"Cramp coach"',
        ('invocation_name: "Cramp coach" must be two or more words of lower-case letters',),
    ),
    "a digit in the invocation name": (
        '"cramp coach"',
        '"cramp coach two2"',
        ('invocation_name: "cramp coach two2" must be two or more words of lower-case letters',),
    ),
    "an article in an invocation name of two words": (
        '"cramp coach"',
        '"the coach"',
        ('invocation_name: "the coach" has an article or a preposition in two words',),
    ),
    "a launch word in the invocation name": (
        '"cramp coach"',
        '"open cramp coach"',
        ('invocation_name: "open" is a word that Alexa reserves',),
    ),
    "a digit in an intent's name": (
        "AskIntent",
        "Ask2Intent",
        (
            "Ask2Intent: an intent name has only letters and underscores",
            "Ask2Intent: has no handler",
            "AskIntent: has a handler, but is not in the model",
        ),
    ),
    "no intent to cancel": (
        "  AMAZON.CancelIntent: {}\n",
        "",
        (
            "AMAZON.CancelIntent: every skill needs it",
            "AMAZON.CancelIntent: has a handler, but is not in the model",
        ),
    ),
    "an intent that nothing handles": (
        "AMAZON.HelpIntent: {}",
        'AMAZON.HelpIntent: {}\n  DogIntent: {samples: ["my dog is limping"]}',
        ("DogIntent: has no handler",),
    ),
    "a slot that no sample has": (
        '      - "{situation} has a cramp"\n',
        "",
        ("ReliefIntent: situation: no sample has this slot",),
    ),
    "a digit in a slot's name": (
        "{muscle: Muscle,",
        "{muscle: Muscle, muscle2: Muscle,",
        ("ReliefIntent: muscle2: a slot name has only letters and underscores",),
    ),
    "a slot type that the catalog does not have": (
        "sign: Sign",
        "sign: Omen",
        (
            "AskIntent: sign: slot type Omen has no values",
            "intents: none has a slot of type Sign",
        ),
    ),
    "an intent of our own without samples": (
        "AMAZON.HelpIntent: {}",
        "AMAZON.HelpIntent: {}\n  DogIntent: {}",
        ("DogIntent: has no handler", "DogIntent: has no samples"),
    ),
    "a question mark in a sample": (
        "has a cramp",
        "has a cramp?",
        (f'ReliefIntent: "{{situation}} has a cramp?": {LETTERS}',),
    ),
    "a digit in a sample": (
        '["stop"]',
        '["stop", "stop 2"]',
        (f'AMAZON.StopIntent: "stop 2": {LETTERS}',),
    ),
    "a sample of 201 characters": (
        '["stop"]',
        f'["stop", "{"a" * 201}"]',
        (f'AMAZON.StopIntent: "{"a" * 201}": has 201 characters; at most 200 are allowed',),
    ),
    "a slot twice in one sample": (
        "is it {cause}",
        "is it {cause} or {cause}",
        ('AskIntent: "is it {cause} or {cause}": has the same slot twice',),
    ),
    "a word for a value that no letters make": (
        '["cough"]',
        '["calf!"]',
        (f'Muscle: calf: "calf!": {VALUE_LETTERS}',),
    ),
    "a word for a value of 141 characters": (
        '["cough"]',
        f'["{"a" * 141}"]',
        (f'Muscle: calf: "{"a" * 141}": has 141 characters; at most 140 are allowed',),
    ),
    "a word for two values of a type": (
        '["cough"]',
        '["Foot"]',
        ('Muscle: foot: "foot" is also a name of calf',),
    ),
    "a value that the catalog does not have": (
        '{calf: ["cough"]}',
        '{arm: ["arm"]}\n  Dog: {rex: ["rex"]}',
        (
            "slot_types: Dog: rex: is no id of the catalog",
            "slot_types: Muscle: arm: is no id of the catalog",
        ),
    ),
    "an utterance of two intents": (
        '["stop"]',
        '["stop", "is it my age"]',
        (BOTH_AGE,),
    ),
    "an utterance of two intents in another spelling": (
        '["stop"]',
        '["stop", "My calf-muscle is cramping"]',
        (BOTH_CRAMP,),
    ),
}


def committed(folder: Path, source: str, catalogs: Mapping[str, Catalog]) -> Path:
    """Write a project whose models are built; return its folder of interaction models."""
    models = utterance_file(folder, source)
    for path, text in model_texts(models, catalogs).items():
        write_whole(path, text)
    return models


def problems(folder: Path, source: str = SOURCE, known: Catalog | None = None) -> list[str]:
    catalogs = {"en-US": known or catalog()}
    return check_models(committed(folder, source, catalogs), catalogs, HANDLED)


def test_the_small_model_is_in_order(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_and_place(
    old: str, new: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    assert SOURCE.count(old) == 1
    broken = SOURCE.replace(old, new)
    assert problems(tmp_path, broken) == [f"{EN}: {problem}" for problem in expected]


def test_a_slot_type_needs_values(tmp_path: Path) -> None:
    known = replace(catalog(), topics={**catalog().topics, "remedy": {}})
    assert problems(tmp_path, known=known) == [f"{EN}: Remedy: has no values"]


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
    folder = utterance_file(tmp_path)
    for stranger in ("fr.yaml", "en-US.json"):
        folder.joinpath(stranger).write_text(SOURCE, encoding="utf-8")
    assert check_models(folder, {"en-US": catalog(), "en-GB": catalog()}, HANDLED) == [
        f"interaction_model/en-US.json: {STRANGER}",
        f"interaction_model/en.json: {MISSING}",
        f"interaction_model/fr.yaml: {STRANGER}",
    ]


def test_a_problem_of_one_locale_is_found_and_of_five_locales_told_once(tmp_path: Path) -> None:
    same = {locale: catalog() for locale in ("en-US", "en-GB", "en-AU", "en-CA")}
    catalogs = {**same, "en-IN": catalog({"calf": ("calf 2",), "foot": ("foot",)})}
    broken = SOURCE.replace('["stop"]', '["stop", "is it my age"]')
    assert check_models(committed(tmp_path, broken, catalogs), catalogs, HANDLED) == [
        # One file cannot be the model of all five.
        f"interaction_model/en.json: {STALE}",
        f"{EN}: {BOTH_AGE}",
        f'{EN}: Muscle: calf: "calf 2": {VALUE_LETTERS}',
    ]


def test_a_model_larger_than_alexa_takes_is_refused(tmp_path: Path) -> None:
    many = tuple("a" * 120 + "".join(end) for end in product(string.ascii_lowercase, repeat=3))
    assert problems(tmp_path, known=catalog({"calf": many, "foot": ("foot",)})) == [
        "interaction_model/en.json: file: has 2,233,925 bytes; at most 1,500,000 are allowed",
    ]
