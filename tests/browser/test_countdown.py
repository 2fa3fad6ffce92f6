"""The countdown of a hold in Amazon's engine, and touch events through the real skill."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from skill.catalog import Catalog
from skill.catalog.named_entries import entries_of
from skill.common.viewports import VIEWPORTS
from skill.dialogue.ladder import Ladder
from skill.dialogue.scenes import Hold
from skill.dialogue.state import InStep
from skill.dialogue.steps import scene
from skill.handlers import TOUCH
from skill.screens import directive
from tests.alexa.test_adapter import STEP, TOLD, slot
from tests.browser.conftest import Json, Screen
from tests.conftest import NOW, Alexa
from tests.screens.test_directives import say, shown
from tests.screens.test_directives import screen as with_screen
from tests.support.every_scene import every_scene
from tests.test_handlers import user_event

HUB = asdict(VIEWPORTS["hub-medium"])
ROUND = asdict(VIEWPORTS["hub-round"])


def show(screen: Screen, directive: Json | None, viewport: Json = HUB) -> None:
    assert directive is not None
    screen.show(directive["document"], directive["datasources"], viewport)


def seconds(screen: Screen) -> tuple[int, str]:
    """Return the number in the ring, and the word below it."""
    found = screen.page.evaluate(
        "[...document.querySelectorAll('#view p')].map((p) => p.innerText.trim())"
    )
    at = next(index for index, text in enumerate(found) if text.isdecimal())
    return int(found[at]), found[at + 1]


def arc(screen: Screen) -> float:
    """Return how much of the ring is there, in per cent."""
    dashes = screen.page.evaluate(
        "[...document.querySelectorAll('#view path')]"
        ".map((p) => p.getAttribute('stroke-dasharray')).filter(Boolean)"
    )
    lengths = [float(dash.replace(",", " ").split()[0]) for dash in dashes if dash[0].isdigit()]
    assert len(lengths) == 1
    return lengths[0]


def step(catalog: Catalog, hold: Hold) -> Json:
    return directive(catalog, scene(catalog, Ladder.at(catalog, InStep("calf", 0, NOW, NOW)), hold))


@pytest.mark.parametrize("viewport", [HUB, ROUND], ids=["hub", "round"])
def test_the_ring_waits_for_the_instruction_runs_down_and_ends(
    timed_screen: Screen, catalog: Catalog, viewport: Json
) -> None:
    screen = timed_screen
    show(screen, step(catalog, Hold(ready=6, left=30)), viewport)
    assert seconds(screen) == (30, "Begin now")
    screen.wait(5000)
    assert seconds(screen) == (30, "Begin now")
    assert arc(screen) == pytest.approx(100, abs=0.1)
    screen.wait(11_000)
    left, word = seconds(screen)
    assert (abs(left - 20) <= 1, word) == (True, "seconds")
    assert arc(screen) == pytest.approx(left / 30 * 100, abs=4)
    screen.wait(25_000)
    assert seconds(screen) == (0, "Ease off")
    assert arc(screen) == 0
    assert not screen.events
    assert not screen.problems


def test_a_touch_on_pause_stops_the_ring_at_once_and_is_told(
    timed_screen: Screen, alexa: Alexa
) -> None:
    screen = timed_screen
    launched = alexa.post({"type": "LaunchRequest"}, new=True, **with_screen())
    state = launched["sessionAttributes"]
    place = state["place"]
    show(screen, shown(launched))
    screen.wait((place["until"] - NOW - 15) * 1000)
    assert abs(seconds(screen)[0] - 15) <= 1
    assert screen.touch("Pause") == ["pause"]
    stopped = seconds(screen)
    assert stopped[1] == "Paused"
    screen.wait(5000)
    assert seconds(screen) == stopped
    # The skill, which gets the request a moment later, stops at the same number.
    paused = alexa.post(
        user_event("pause"), state | {"place": place | {"until": NOW + stopped[0]}}, **with_screen()
    )
    show(screen, shown(paused))
    assert seconds(screen) == stopped
    screen.wait(3000)
    assert seconds(screen) == stopped
    assert screen.touch("Resume") == ["resume"]
    resumed = alexa.post(user_event("resume"), paused["sessionAttributes"], **with_screen())
    show(screen, shown(resumed))
    assert seconds(screen) == (stopped[0], "Begin now")
    screen.wait(60_000)
    assert seconds(screen) == (0, "Ease off")
    assert not screen.problems


@pytest.mark.parametrize("name", ["hub-round", "hub-small"])
def test_what_is_touched_is_answered_like_what_is_said(
    screen: Screen, alexa: Alexa, catalog: Catalog, name: str
) -> None:
    viewport = asdict(VIEWPORTS[name])
    scenes = every_scene(catalog)
    touched = 0
    for scene_name, place, labels in (
        ("home", None, ("start-calf", "start-bedtime", "start-why")),
        ("step calf towel", STEP, ("pause", "next")),
        ("step driving pull-over", STEP | {"routine": "driving"}, ("no", "yes")),
        ("answer cause calcium 0", TOLD, () if name == "hub-round" else ("no", "yes")),
    ):
        for label in labels:
            show(screen, directive(catalog, scenes[scene_name]), viewport)
            event: Any = screen.touch(entries_of(catalog.labels)[label])
            assert event == [label]
            spoken = TOUCH[label]
            slots = {key: slot(key, found, found) for key, found in spoken.slots.items()}
            answer = alexa.post(user_event(*event), place, **with_screen())
            assert answer == say(alexa, spoken.intent, place, **slots)
            assert answer["response"]["outputSpeech"]
            touched += 1
    assert touched >= 7
    assert not screen.problems
