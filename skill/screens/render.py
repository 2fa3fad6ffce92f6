"""From a scene to Amazon's directive: the words beside the document, never in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..catalog import Catalog
from ..dialogue.scenes import AnswerScene, Hold, HomeScene, Scene, StepScene, WarningScene
from .documents import document, with_graphic
from .pictures import to_avg

Json = dict[str, Any]

RENDER = "Alexa.Presentation.APL.RenderDocument"
#: What each way to start is called as a label, and as a touch.
WAYS = ("start-calf", "start-bedtime", "start-why")
NO_HOLD = Hold(0, 0)


def directive(catalog: Catalog, scene: Scene) -> Json:
    """Return the directive that shows *scene*: its constant part with its varying part."""
    shown = constant(catalog, scene)
    return {**shown, "datasources": {**shown["datasources"], **varying(scene)}}


def constant(catalog: Catalog, scene: Scene) -> Json:
    """Return all of the directive but the hold: document, token and words.

    It depends on the locale's *catalog* and on ``kept(scene)`` alone, so that it may be kept,
    as JSON too, for as long as the catalog; ``datasources`` is its last member.
    """
    words, shown = WORDS[type(scene)](catalog, scene)
    kind = KINDS[type(scene)]
    return {
        "type": RENDER,
        "token": kind,
        "document": shown,
        "datasources": {"words": words},
    }


def kept(scene: Scene) -> Scene:
    """Return *scene* without how its hold stands: what its constant part may be kept under."""
    return replace(scene, hold=NO_HOLD) if isinstance(scene, StepScene) else scene


def varying(scene: Scene) -> Json:
    """Return the data that differs each time a step is shown: its hold, in milliseconds."""
    if not isinstance(scene, StepScene):
        return {}
    hold = scene.hold
    ready, left = round(hold.ready * 1000), hold.left * 1000
    return {"hold": {"ready": ready, "left": left, "running": hold.running}}


def _step(catalog: Catalog, scene: StepScene) -> tuple[Json, Json]:
    step, label = scene.step, catalog.label
    picture = catalog.pictures[step.picture]
    words = {
        "title": scene.title,
        "step": label("step", number=scene.number, count=scene.count),
        "cue": step.short or step.move,
        "picture": picture.words,
        "holdSeconds": step.hold_seconds,
        # A hold leaves no room for it, and its end asks it aloud.
        "question": step.question.say if step.question and not step.hold_seconds else "",
        "touchable": not scene.ends,
        **{key: label(name) for key, name in CLOCK.items()},
    }
    return words, with_graphic(document("step"), "picture", to_avg(picture))


#: What the step's document calls its labels.
CLOCK: Mapping[str, str] = {
    "next": "next",
    "no": "no",
    "yes": "yes",
    "pause": "pause",
    "resume": "resume",
    "pauseOrResume": "pause-or-resume",
    "timeLeft": "time-left",
    "ready": "ready",
    "seconds": "seconds",
    "paused": "paused",
    "over": "over",
}


def _answer(catalog: Catalog, scene: AnswerScene) -> tuple[Json, Json]:
    label, names = catalog.label, scene.publishers
    sources = [
        label(f"source-{count}", **dict(zip(("first", "second"), names[:count], strict=False)))
        for count in range(1, len(names) + 1)
    ]
    words = {
        "title": scene.title,
        "points": [catalog.to_read(point) for point in scene.points],
        "source": sources[-1] if sources else "",
        "firstSource": sources[0] if sources else "",
        "offer": scene.offer,
        "yes": label("yes"),
        "no": label("no"),
    }
    return words, document("answer")


def _warning(catalog: Catalog, scene: WarningScene) -> tuple[Json, Json]:
    words = {
        "title": scene.title,
        "headline": catalog.to_read(catalog.label(f"tier-{scene.tier}")),
        "points": [catalog.to_read(point) for point in scene.points],
    }
    return words, document("warning")


def _home(catalog: Catalog, _: HomeScene) -> tuple[Json, Json]:
    words = {
        "title": catalog.label("home"),
        "ways": [{"label": catalog.label(way), "touch": way} for way in WAYS],
        "hint": catalog.label("hint"),
        "disclaimer": catalog.prompt("disclaimer").say,
    }
    return words, document("home")


KINDS: Mapping[type[Scene], str] = {
    StepScene: "step",
    AnswerScene: "answer",
    WarningScene: "warning",
    HomeScene: "home",
}
WORDS: Mapping[type[Scene], Callable[[Catalog, Any], tuple[Json, Json]]] = {
    StepScene: _step,
    AnswerScene: _answer,
    WarningScene: _warning,
    HomeScene: _home,
}
