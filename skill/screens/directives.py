"""Build the RenderDocument directive of a scene: an APL document, and its words as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..catalog import Catalog
from ..common.alexa_constants import RENDER_APL
from ..dialogue.scenes import AnswerScene, Hold, HomeScene, Scene, StepScene, WarningScene
from .documents import apl_document, with_graphic
from .pictures import to_avg

Json = dict[str, Any]

#: The ways to start: each is the id of a label, and the argument of a touch event.
WAYS = ("start-calf", "start-bedtime", "start-why")
NO_HOLD = Hold(0, 0)


def directive(catalog: Catalog, scene: Scene) -> Json:
    """Return the RenderDocument directive of *scene*: its constant and its varying part."""
    shown = constant(catalog, scene)
    return {**shown, "datasources": {**shown["datasources"], **varying(scene)}}


def constant(catalog: Catalog, scene: Scene) -> Json:
    """Return the directive without the hold: document, token and words.

    It depends only on *catalog* and ``kept(scene)``, so that it can be cached, also as JSON, with
    that cache key. ``datasources`` is its last member.
    """
    words, shown = WORDS[type(scene)](catalog, scene)
    kind = KINDS[type(scene)]
    return {
        "type": RENDER_APL,
        "token": kind,
        "document": shown,
        "datasources": {"words": words},
    }


def kept(scene: Scene) -> Scene:
    """Return the cache key of the constant part of *scene*: the scene with an empty hold."""
    return replace(scene, hold=NO_HOLD) if isinstance(scene, StepScene) else scene


def varying(scene: Scene) -> Json:
    """Return the data that is different each time a step is shown: its hold, in milliseconds."""
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
        # A step with a hold has no space for the question; Alexa asks it after the hold.
        "question": step.question.say if step.question and not step.hold_seconds else "",
        "touchable": not scene.ends,
        **{key: label(name) for key, name in CLOCK.items()},
    }
    return words, with_graphic(apl_document("step"), "picture", to_avg(picture))


#: The names of labels in the step's document, and their ids in the catalog.
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
    return words, apl_document("answer")


def _warning(catalog: Catalog, scene: WarningScene) -> tuple[Json, Json]:
    words = {
        "title": scene.title,
        "headline": catalog.to_read(catalog.label(f"tier-{scene.tier}")),
        "points": [catalog.to_read(point) for point in scene.points],
    }
    return words, apl_document("warning")


def _home(catalog: Catalog, _: HomeScene) -> tuple[Json, Json]:
    words = {
        "title": catalog.label("home"),
        "ways": [{"label": catalog.label(way), "touch": way} for way in WAYS],
        "hint": catalog.label("hint"),
        "disclaimer": catalog.prompt("disclaimer").say,
    }
    return words, apl_document("home")


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
