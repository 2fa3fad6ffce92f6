"""Amazon's validators accept our documents and find a fault in changed ones."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import pytest

from skill.catalog import Catalog
from skill.common.apl_engine import BUNDLE
from skill.common.viewports import VIEWPORTS, Viewport
from skill.screens import constant, directive
from tests.browser import reading
from tests.browser.conftest import Json, Screen, absent
from tests.support.every_scene import every_scene

SCRIPT = Path(__file__).parent / "suggest.cjs"
#: What it says of sizes that are worked out on the device; the engine measures those.
ADVICE = "must be an absolute value when the parent"
HUB = VIEWPORTS["hub-medium"]


def suggest(documents: Sequence[Json]) -> list[list[str]]:
    """Return what Amazon's static validator finds wrong with each document."""
    node = shutil.which("node")
    if node is None or not BUNDLE.exists():
        absent("Amazon's validator is not installed; npm ci --ignore-scripts")
    run = subprocess.run(
        [str(node), str(SCRIPT)], input=json.dumps(documents), capture_output=True, text=True,
        check=True, timeout=120,
    )  # fmt: skip
    found = cast("list[list[str]]", json.loads(run.stdout))
    assert len(found) == len(documents)
    return [[one for one in said if ADVICE not in one] for said in found]


def body(document: Json) -> Json:
    """Return the outermost component of a document."""
    return cast("Json", document["mainTemplate"]["item"])


def inner(document: Json) -> Json:
    return cast("Json", body(document)["item"])


def test_the_static_validator_finds_nothing_wrong_with_any_document(catalog: Catalog) -> None:
    scenes = every_scene(catalog)
    documents = {
        json.dumps(constant(catalog, scene)["document"]): name for name, scene in scenes.items()
    }
    # One document of a step for each picture, and the three others.
    assert len(documents) > 50
    for name, said in zip(
        documents.values(), suggest([json.loads(text) for text in documents]), strict=True
    ):
        assert not said, name


def drop_template(document: Json) -> None:
    del document["mainTemplate"]


#: Faults that the static validator sees → the word it names them by.
SUGGESTED: dict[str, Callable[[Json], Any]] = {
    "fooBar": lambda d: body(d).update(fooBar=1),
    "width": lambda d: body(d).update(width="abc"),
    "mainTemplate": drop_template,
    "version": lambda d: d.update(version="1.99"),
    "blob": lambda d: d["graphics"]["ring"]["items"][0].update(type="blob"),
}


def test_the_static_validator_names_each_planted_fault(catalog: Catalog) -> None:
    found = suggest([planted(catalog, fault) for fault in SUGGESTED.values()])
    for word, said in zip(SUGGESTED, found, strict=True):
        assert said, word
        assert word == "blob" or any(word in one for one in said), said


#: Faults that the engine reports → a word of its report.
LOGGED: dict[str, Callable[[Json], Any]] = {
    "NoSuchComponent": lambda d: inner(d)["items"].append({"type": "NoSuchComponent"}),
    "NoSuchCommand": lambda d: inner(d).update(onMount=[{"type": "NoSuchCommand"}]),
    "Parse error": lambda d: inner(d)["items"].append({"type": "Text", "text": "${1 +}"}),
    "bounds": lambda d: d["layouts"]["ButtonFace"]["item"].update(height=2000),
    "nocolour": lambda d: d["resources"][0]["colors"].update(background="nocolour!"),
}


@pytest.mark.parametrize("word", LOGGED)
def test_the_engine_reports_a_planted_fault(screen: Screen, catalog: Catalog, word: str) -> None:
    shown = directive(catalog, every_scene(catalog)["step calf toes-up"])
    screen.show(planted(catalog, LOGGED[word]), shown["datasources"], asdict(HUB))
    assert any(word in problem for problem in screen.problems), screen.problems


#: Faults that only measuring shows: what happens to the data or the document → the fault.
MEASURED: dict[str, tuple[Callable[[Json, Json], Any], Viewport]] = {
    "leaves": (
        lambda _, words: words.update(cue="Pull your toes slowly up toward your shin. " * 9),
        VIEWPORTS["hub-round"],
    ),
    "is cut short": (lambda _, words: words.update(cue="Pull your toes…"), HUB),
    "has a contrast": (
        lambda d, _: d["resources"][0]["colors"].update(text="#3A4A55"),
        HUB,
    ),
    "lies over": (
        lambda d, _: inner(d)["items"][-1]["items"][-1].update(
            position="absolute", top=250, left=200
        ),
        VIEWPORTS["hub-round"],
    ),
    "dp": (
        lambda d, _: [one["dimensions"].update(buttonHeight=30) for one in d["resources"][2:]],
        HUB,
    ),
}


@pytest.mark.parametrize("fault", MEASURED)
def test_measuring_shows_a_planted_fault(screen: Screen, catalog: Catalog, fault: str) -> None:
    plant, viewport = MEASURED[fault]
    shown = copy.deepcopy(directive(catalog, every_scene(catalog)["step calf toes-up"]))
    plant(shown["document"], shown["datasources"]["words"])
    screen.show(shown["document"], shown["datasources"], asdict(viewport))
    texts = reading.texts(screen.page)
    found = [
        *reading.faults(texts, viewport),
        *reading.touch_faults(texts, ["Pause", "Next"], viewport),
    ]
    assert any(fault in one for one in found), found


def planted(catalog: Catalog, fault: Callable[[Json], Any]) -> Json:
    """Return the document of a step with *fault* in it."""
    shown = directive(catalog, every_scene(catalog)["step calf toes-up"])
    document = copy.deepcopy(shown["document"])
    fault(document)
    return cast("Json", document)
