"""Build the RenderDocument directive of a scene: an APL document, and its words as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..catalog import Catalog, Way
from ..common.alexa_constants import RENDER_APL
from ..dialogue.scenes import AnswerScene, Hold, HomeScene, Scene, StepScene, WarningScene
from .documents import apl_document, with_graphic
from .pictures import to_avg

Json = dict[str, Any]

#: The ways to start, and the argument of the touch event of each.
WAYS: Mapping[Way, str] = {"calf": "start-calf", "bedtime": "start-bedtime", "why": "start-why"}
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


def _step_data(catalog: Catalog, scene: StepScene) -> tuple[Json, Json]:
    step, labels = scene.step, catalog.labels
    picture = catalog.pictures[step.picture]
    words = {
        "title": scene.title,
        "step": labels.step.format(number=scene.number, count=scene.count),
        "cue": step.short or step.move,
        "picture": picture.words,
        "holdSeconds": step.hold_seconds,
        # A step with a hold has no space for the question; Alexa asks it after the hold.
        "question": step.question.say if step.question and not step.hold_seconds else "",
        "touchable": not scene.ends,
        "next": labels.next,
        "no": labels.no,
        "yes": labels.yes,
        "pause": labels.pause,
        "resume": labels.resume,
        "pauseOrResume": labels.pause_or_resume,
        "timeLeft": labels.time_left,
        "ready": labels.ready,
        "seconds": labels.seconds,
        "paused": labels.paused,
        "over": labels.over,
    }
    return words, with_graphic(apl_document("step"), "picture", to_avg(picture))


def _answer_data(catalog: Catalog, scene: AnswerScene) -> tuple[Json, Json]:
    labels, names = catalog.labels, scene.publishers
    templates = (labels.source_1, labels.source_2)[: len(names)]
    sources = [
        template.format(**dict(zip(("first", "second"), names[:count], strict=False)))
        for count, template in enumerate(templates, start=1)
    ]
    words = {
        "title": scene.title,
        "points": [catalog.to_read(point) for point in scene.points],
        "source": sources[-1] if sources else "",
        "firstSource": sources[0] if sources else "",
        "offer": scene.offer,
        "yes": labels.yes,
        "no": labels.no,
    }
    return words, apl_document("answer")


def _warning(catalog: Catalog, scene: WarningScene) -> tuple[Json, Json]:
    words = {
        "title": scene.title,
        "headline": catalog.to_read(catalog.labels.tier[scene.tier]),
        "points": [catalog.to_read(point) for point in scene.points],
    }
    return words, apl_document("warning")


def _home(catalog: Catalog, _: HomeScene) -> tuple[Json, Json]:
    words = {
        "title": catalog.labels.home,
        "ways": [
            {"label": catalog.labels.start[way], "touch": touch} for way, touch in WAYS.items()
        ],
        "hint": catalog.labels.hint,
        "disclaimer": catalog.prompts.disclaimer.say,
    }
    return words, apl_document("home")


KINDS: Mapping[type[Scene], str] = {
    StepScene: "step",
    AnswerScene: "answer",
    WarningScene: "warning",
    HomeScene: "home",
}
WORDS: Mapping[type[Scene], Callable[[Catalog, Any], tuple[Json, Json]]] = {
    StepScene: _step_data,
    AnswerScene: _answer_data,
    WarningScene: _warning,
    HomeScene: _home,
}
