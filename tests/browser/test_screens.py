"""Every kind of screen, with its longest content, on every supported viewport."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict

import pytest

from skill.catalog import Catalog, Catalogs
from skill.catalog.named_entries import entries_of
from skill.common.viewports import VIEWPORTS, Viewport
from skill.dialogue.scenes import AnswerScene, HomeScene, Scene, StepScene, WarningScene
from skill.screens import directive
from tests.browser import reading
from tests.browser.conftest import Screen
from tests.support.every_scene import every_scene

NOON, NIGHT = 12, 23
#: How much of the light is left at night.
DIMMED = 0.66
Size = Callable[[Scene], int]

#: Kind of scene → what can be most about it.
EXTREMES: dict[type[Scene], tuple[Callable[..., int], ...]] = {
    StepScene: (
        lambda scene: len(scene.step.short),
        lambda scene: len(scene.title),
        lambda scene: not scene.step.hold_seconds,
        lambda scene: not scene.hold.running,
        lambda scene: scene.ends,
    ),
    AnswerScene: (
        lambda scene: sum(map(len, scene.points)),
        lambda scene: max(map(len, scene.points)),
        lambda scene: len(scene.title),
        lambda scene: len("".join(scene.publishers)),
        lambda scene: len("".join(scene.publishers[:1])),
        lambda scene: len(scene.offer),
        lambda scene: -len(scene.points),
    ),
    WarningScene: (
        lambda scene: sum(map(len, scene.points)),
        lambda scene: len(scene.title),
        lambda scene: scene.tier == "emergency",
        lambda scene: scene.tier == "soon",
    ),
    HomeScene: (lambda _: 0,),
}


def hardest(scenes: Iterable[Scene]) -> list[Scene]:
    """Return the few scenes that need the most room, each in another way."""
    found = []
    for kind, sizes in EXTREMES.items():
        of_kind = [scene for scene in scenes if isinstance(scene, kind)]
        found += [max(of_kind, key=size) for size in sizes]
    return list(dict.fromkeys(found))


def labels(scene: Scene, catalog: Catalog) -> list[str]:
    """Return what the buttons of *scene* must say."""
    if isinstance(scene, HomeScene):
        names = ["start-calf", "start-bedtime", "start-why"]
    elif isinstance(scene, StepScene) and not scene.ends:
        asks = ["no", "yes"] if scene.step.question else ["next"]
        holds = ["pause" if scene.hold.running else "resume", "next"]
        names = holds if scene.step.hold_seconds else asks
    else:
        names = []
    return [entries_of(catalog.labels)[name] for name in names]


@pytest.mark.parametrize("name", VIEWPORTS)
def test_everything_can_be_read_and_touched(screen: Screen, catalogs: Catalogs, name: str) -> None:
    # No country's number is the longest: "your local emergency number".
    catalog = catalogs["other"]
    scenes = hardest(every_scene(catalog).values())
    assert len(scenes) >= 14
    wrong = faults(screen, catalog, scenes, VIEWPORTS[name], NOON)
    assert not wrong, json.dumps(wrong, indent=1)


def faults(
    screen: Screen, catalog: Catalog, scenes: Iterable[Scene], viewport: Viewport, hour: int
) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for scene in scenes:
        shown = directive(catalog, scene)
        screen.show(shown["document"], shown["datasources"], asdict(viewport), hour)
        read = reading.texts(screen.page)
        found = [
            *screen.problems,
            *reading.faults(read, viewport),
            *reading.touch_faults(read, labels(scene, catalog), viewport),
        ]
        if found:
            wrong[str(scene)[:90]] = found
    return wrong


@pytest.mark.parametrize("name", ["hub-round", "hub-medium"])
def test_at_night_everything_is_dimmer_and_still_readable(
    screen: Screen, catalog: Catalog, name: str
) -> None:
    scenes = list(every_scene(catalog).values())
    for kind in EXTREMES:
        scene = next(scene for scene in scenes if isinstance(scene, kind))
        assert not faults(screen, catalog, [scene], VIEWPORTS[name], NOON)
        assert {text.opacity for text in reading.texts(screen.page)} == {1}
        assert not faults(screen, catalog, [scene], VIEWPORTS[name], NIGHT)
        assert {text.opacity for text in reading.texts(screen.page)} == {DIMMED}
