"""All scenes of the content, by names that describe their origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from skill.catalog import Catalog
from skill.catalog.speech_limits import PASSAGES_AT_ONCE
from skill.dialogue import steps, topics
from skill.dialogue.intents import answers, relief, standard_intents, warnings
from skill.dialogue.ladder import Ladder
from skill.dialogue.scenes import Hold, Scene
from skill.dialogue.state import InStep, Told
from skill.dialogue.turn import Request
from tests.conftest import NOW, ask


def every_scene(catalog: Catalog) -> Mapping[str, Scene]:
    """Return the scene of each step, each part of each topic, each sign, and home."""
    found = {
        **dict(_steps(catalog)),
        **dict(_answers(catalog)),
        **dict(_warnings(catalog)),
        "home": shown(standard_intents.help_(ask(catalog))),
    }
    assert len(found) > 300
    return found


def shown(turn: object) -> Scene:
    scene = getattr(turn, "shown", None)
    assert scene is not None
    return scene  # type: ignore[no-any-return]


def _steps(catalog: Catalog) -> Iterator[tuple[str, Scene]]:
    for key, routine in catalog.routines.items():
        for number, step in enumerate(routine.steps):
            ladder = Ladder.at(catalog, InStep(key, number, NOW, NOW, routine.situations[:1]))
            scene = steps.scene(catalog, ladder, Hold(4, step.hold_seconds))
            yield f"step {key} {step.id}", scene
    second = Ladder.at(catalog, InStep("calf", 1, NOW, NOW))
    yield "step paused", steps.scene(catalog, second, Hold(0, 17, False))
    yield "step at the end", replace(scene, ends=True)


def _answers(catalog: Catalog) -> Iterator[tuple[str, Scene]]:
    for kind, of_kind in catalog.topics.items():
        for key, topic in of_kind.items():
            for start in range(0, len(topic.say), PASSAGES_AT_ONCE):
                told = Told(kind, key, start, start, "more")
                turn = answers.passages(ask(catalog), told)
                yield f"answer {kind} {key} {start}", shown(turn)
    for context in ("", *catalog.topics["context"]):
        named = (context,) if context else ()
        tips = topics.find(catalog, "answer", topics.PREVENTION, named).say
        for start in range(0, len(tips), PASSAGES_AT_ONCE):
            told = Told("answer", topics.PREVENTION, start, start, "more", contexts=named)
            yield f"answer tips {context} {start}", shown(answers.passages(ask(catalog), told))
    for key in catalog.routines:
        state = InStep(key, 0, NOW, NOW, catalog.routines[key].situations[:1])
        yield f"answer after {key}", shown(relief.helped(ask(catalog, state)))
    yield "answer signs", shown(warnings.signs(ask(catalog)))


def _warnings(catalog: Catalog) -> Iterator[tuple[str, Scene]]:
    for key in catalog.warnings:
        yield f"warning {key}", shown(warnings.say_sign(ask(catalog), key))
    yield "warning emergency", shown(warnings.emergency(Request(catalog)))
