"""Directives for devices with a screen, through the real endpoint and Amazon's types."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from ask_sdk_model.interfaces.alexa.presentation.apl import Command

from skill.catalog import Catalog
from skill.catalog.named_entries import entries_of
from skill.common.alexa_constants import RENDER_APL
from skill.dialogue.ladder import Ladder
from skill.dialogue.scenes import Hold, StepScene
from skill.dialogue.speech import Pause, seconds
from skill.dialogue.state import InStep
from skill.dialogue.steps import say_step
from skill.handlers import TOUCH
from skill.interaction_model.amazon_types import amazon_type_problems
from skill.screens import can_show, constant, directive, kept, varying
from skill.screens.documents import FOLDER, VERSION, apl_document
from skill.screens.pictures import BACKGROUND, to_avg, to_svg
from tests.alexa.test_adapter import PAUSED, STEP, TOLD, slot
from tests.conftest import NOW, SKILL_ID, Alexa, ask
from tests.support.every_scene import every_scene
from tests.test_handlers import user_event

Json = dict[str, Any]

ENVELOPE = "ask_sdk_model.response_envelope.ResponseEnvelope"
COMMAND = f"{Command.__module__}.{Command.__name__}"
#: Members of an APL document that hold commands.
COMMANDS = ("onPress", "onMount", "commands")
#: Alexa's limit is 24 kB, whichever way it is counted.
LARGEST = 24_000
#: A device that plays audio documents, as one with a screen does too.
SPEAKER: Json = {"Alexa.Presentation.APLA": {}}
KINDS = ("step", "answer", "warning", "home")


def screen(version: str = "2024.3") -> Json:
    """Return the outer members of an envelope from a device whose screen has APL *version*."""
    interfaces = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": version}}}
    device = {"deviceId": "d", "supportedInterfaces": interfaces}
    return {"context": {"System": {"application": {"applicationId": SKILL_ID}, "device": device}}}


def say(alexa: Alexa, name: str, place: Json | None = None, **slots: Json) -> Json:
    """Return the response to intent *name* on a device with a screen."""
    intent = {"name": name, "confirmationStatus": "NONE", "slots": slots}
    return alexa.post({"type": "IntentRequest", "intent": intent}, place, **screen())


def shown(answer: Json) -> Json | None:
    """Return the one screen that *answer* shows, if it shows any."""
    directives = answer["response"].get("directives", [])
    found = [one for one in directives if one["type"] == RENDER_APL]
    assert len(found) <= 1
    return found[0] if found else None


def token(answer: Json) -> str | None:
    found = shown(answer)
    return str(found["token"]) if found else None


def command_problems(value: Any, path: str = "") -> Iterator[str]:
    """Yield each unknown command of a document, and each unknown field of one."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, member in members:
        here = f"{path}/{name}"
        if name in COMMANDS:
            for command in member if isinstance(member, list) else [member]:
                # Expressions are text where a number will be, which is no fault.
                found = amazon_type_problems(command, COMMAND, here)
                yield from (fault for fault in found if "must be" not in fault)
        if isinstance(member, dict | list):
            yield from command_problems(member, here)


@pytest.mark.parametrize(
    ("version", "does"),
    [("1.4", True), ("1.10", True), ("2024.3", True), ("1.3", False), ("1.0", False), ("", False)],
)
def test_only_a_device_that_says_so_gets_a_screen(alexa: Alexa, version: str, does: bool) -> None:
    answer = alexa.post({"type": "LaunchRequest"}, new=True, **screen(version))
    assert (token(answer) == "step") is does


def test_a_speaker_gets_the_same_answer_without_a_screen(alexa: Alexa) -> None:
    device = {"deviceId": "d", "supportedInterfaces": SPEAKER}
    system = {"application": {"applicationId": SKILL_ID}, "device": device}
    for place in (None, STEP, TOLD, PAUSED):
        intent = {"name": "AMAZON.ResumeIntent", "confirmationStatus": "NONE", "slots": {}}
        request = {"type": "IntentRequest", "intent": intent}
        spoken = alexa.post(request, place, context={"System": system})
        watched = alexa.post(request, place, **screen())
        assert shown(spoken) is None
        for answer in (spoken, watched):
            directives = answer["response"].pop("directives", [])
            answer["sound"] = [one for one in directives if one["type"] != RENDER_APL]
        assert spoken == watched


@pytest.mark.parametrize("version", [None, "", "1", "1.", "x.y", "1.4.x", "-1.4"])
def test_a_version_that_makes_no_sense_is_no_screen(version: str | None) -> None:
    assert not can_show(version)


def test_opening_the_skill_shows_the_first_move_and_asking_for_help_shows_home(
    alexa: Alexa,
) -> None:
    assert token(alexa.post({"type": "LaunchRequest"}, new=True, **screen())) == "step"
    assert token(say(alexa, "AMAZON.HelpIntent")) == "home"
    assert token(say(alexa, "AMAZON.FallbackIntent")) == "home"


def test_what_is_asked_in_between_leaves_the_screen_as_it_is(alexa: Alexa) -> None:
    for name in ("AMAZON.HelpIntent", "AboutIntent", "SourcesIntent", "AMAZON.FallbackIntent"):
        answer = say(alexa, name, STEP)
        assert shown(answer) is None
        assert answer["response"]["shouldEndSession"] is False


def test_a_warning_is_shown_although_the_session_ends(alexa: Alexa) -> None:
    answer = say(alexa, "WarningSignIntent", STEP, sign=slot("sign", "x", "chest-pain"))
    assert token(answer) == "warning"
    assert answer["response"]["shouldEndSession"] is True
    words = shown(answer)["datasources"]["words"]  # type: ignore[index]
    assert words["headline"] == "Call 911 now"
    assert token(say(alexa, "AMAZON.StopIntent", STEP)) is None


@pytest.mark.parametrize("touch", TOUCH)
def test_a_touch_shows_what_saying_it_shows(alexa: Alexa, touch: str) -> None:
    spoken = TOUCH[touch]
    slots = {name: slot(name, found, found) for name, found in spoken.slots.items()}
    for place in (None, STEP, TOLD, PAUSED):
        touched = alexa.post(user_event(touch), place, **screen())
        assert touched == say(alexa, spoken.intent, place, **slots)


@pytest.mark.parametrize("kind", ["APL", "APLA"])
def test_an_error_on_the_device_never_ends_the_conversation(alexa: Alexa, kind: str) -> None:
    errors = [{"type": "INFLATE_ERROR", "reason": "INTERNAL", "listId": "l", "message": "m"}]
    request = {"type": f"Alexa.Presentation.{kind}.RuntimeError", "token": "step", "errors": errors}
    answer = alexa.post(request, STEP, **screen())
    # An error in the sound is remembered, so that the next hold is plain speech.
    assert answer["response"] == {}
    assert STEP.items() <= answer["sessionAttributes"].items()


def test_the_ring_runs_while_a_step_is_held(alexa: Alexa) -> None:
    for intent in ("AMAZON.RepeatIntent", "AMAZON.NextIntent", "HoldTimeIntent"):
        held = shown(say(alexa, intent, STEP | {"until": NOW + 17}))
        assert held
        assert held["datasources"]["hold"]["running"] is True


def test_letting_go_of_a_sharp_pain_stops_the_ring(alexa: Alexa) -> None:
    resting = shown(say(alexa, "SharpPainIntent", STEP | {"until": NOW + 17}))
    assert resting
    assert resting["datasources"]["hold"] == {"ready": 0, "left": 0, "running": False}


def test_pausing_stops_the_ring_where_the_hold_is(alexa: Alexa) -> None:
    paused = shown(say(alexa, "AMAZON.PauseIntent", STEP | {"until": NOW + 17}))
    assert paused
    assert paused["datasources"]["hold"] == {"ready": 0, "left": 17_000, "running": False}


@pytest.mark.parametrize("pace", ["normal", "slow"])
@pytest.mark.parametrize("routine", ["calf", "bedtime", "in-water", "helping-shin"])
def test_the_ring_agrees_with_the_voice_within_a_second(
    catalog: Catalog, routine: str, pace: Any
) -> None:
    held = 0
    for number, step in enumerate(catalog.routines[routine].steps):
        state = InStep(routine, number, NOW, NOW, pace=pace)
        turn = say_step(ask(catalog), Ladder.at(catalog, state))
        scene = turn.scene
        assert isinstance(scene, StepScene)
        before = tuple(itertools.takewhile(lambda part: not isinstance(part, Pause), turn.speech))
        if not step.hold_seconds:
            assert scene.hold.left == 0
            continue
        held += 1
        assert abs(scene.hold.ready - seconds(before, pace)) < 1
        end = [part for part in turn.speech if getattr(part, "say", "") == step.ease]
        until = turn.speech.index(end[0]) if end else len(turn.speech)
        spoken = seconds(turn.speech[:until], pace)
        assert abs(scene.hold.ready + scene.hold.left - spoken) < 1
    assert held


def test_amazon_s_types_find_nothing_wrong_with_anything_we_can_show(catalog: Catalog) -> None:
    for name, scene in every_scene(catalog).items():
        response = {"directives": [directive(catalog, scene)], "shouldEndSession": False}
        envelope = {"version": "1.0", "response": response, "sessionAttributes": {}}
        assert not list(amazon_type_problems(envelope, ENVELOPE)), name
    for kind in KINDS:
        assert not list(command_problems(apl_document(kind))), kind


PLANTED: dict[str, Callable[[Json], Any]] = {
    "SetVal": lambda d: d["response"]["directives"][0]["document"]["mainTemplate"].update(
        onMount=[{"type": "SetVal"}]
    ),
    "argumentz": lambda d: d["response"]["directives"][0]["document"]["mainTemplate"].update(
        onMount={"type": "SendEvent", "argumentz": ["next"]}
    ),
    "datasource": lambda d: d["response"]["directives"][0].update(datasource={}),
    "RenderDocumint": lambda d: d["response"]["directives"][0].update(
        type="Alexa.Presentation.APL.RenderDocumint"
    ),
    "outputSpeach": lambda d: d["response"].update(outputSpeach={}),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_walk_over_amazon_s_types_names_a_planted_fault(catalog: Catalog, fault: str) -> None:
    shown = directive(catalog, every_scene(catalog)["home"])
    envelope: Json = {"version": "1.0", "response": {"directives": [shown]}}
    envelope = json.loads(json.dumps(envelope))
    PLANTED[fault](envelope)
    found = [*amazon_type_problems(envelope, ENVELOPE), *command_problems(envelope)]
    assert len(found) == 1
    assert fault in found[0]


def test_every_whole_response_stays_below_alexa_s_limit(alexa: Alexa, catalog: Catalog) -> None:
    sizes: dict[str, int] = {}
    for name, answer in every_response(alexa, catalog):
        assert answer["response"]["outputSpeech"], name
        sizes[name] = len(json.dumps(answer).encode())
        found = shown(answer)
        assert found, name
    largest = max(sizes, key=lambda name: sizes[name])
    assert len(sizes) > 350
    assert sizes[largest] < LARGEST, (largest, sizes[largest])


def every_response(alexa: Alexa, catalog: Catalog) -> Iterator[tuple[str, Json]]:
    """Yield a whole response for each step, topic and sign, as a device with a screen gets it."""
    for routine in catalog.routines:
        steps = catalog.routines[routine].steps
        for number in range(len(steps)):
            place = STEP | {"routine": routine, "step": number, "situations": []}
            yield f"{routine} {number}", say(alexa, "AMAZON.RepeatIntent", place)
            if number:
                yield f"{routine} over {number}", say(alexa, "AMAZON.StartOverIntent", place)
        yield f"{routine} eased", say(alexa, "ItHelpedIntent", place)
    for name, kind in {
        "WhyCrampIntent": "context",
        "CauseIntent": "cause",
        "MedicineIntent": "medicine",
        "RemedyIntent": "remedy",
        "WarningSignIntent": "sign",
        "StartReliefIntent": "muscle",
        "SituationIntent": "situation",
    }.items():
        for key in catalog.slot_values[kind.capitalize()]:
            yield f"{name} {key}", say(alexa, name, **{kind: slot(kind, key, key)})


def test_what_varies_is_the_hold_and_nothing_else(catalog: Catalog) -> None:
    scenes = [scene for scene in every_scene(catalog).values() if isinstance(scene, StepScene)]
    for scene in scenes[:5]:
        other = replace(scene, hold=Hold(1.5, 7, running=False))
        assert kept(scene) == kept(other)
        assert json.dumps(constant(catalog, scene)) == json.dumps(constant(catalog, kept(other)))
        assert varying(other) == {"hold": {"ready": 1500, "left": 7000, "running": False}}
    assert list(constant(catalog, scenes[0]))[-1] == "datasources"
    hash(kept(scenes[0]))


#: Nothing but what is put in for it: no words before or after, and none inside.
BOUND = re.compile(r"""\$\{[^}"']*\}""")


def test_documents_hold_no_words(catalog: Catalog) -> None:
    said = {text for text in entries_of(catalog.labels).values() if "{" not in text}
    found = 0
    for kind in KINDS:
        for name, text in _texts(apl_document(kind)):
            found += 1
            assert name != "text" or BOUND.fullmatch(text), (kind, text)
            assert text not in said - {"next", "seconds"}, (kind, text)
    assert found > 100


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, member in value.items():
            # A colour may be called "text".
            yield from _texts(member, "" if name == "colors" else key)
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member, name)


def test_every_document_declares_the_lowest_version_that_has_what_it_uses() -> None:
    assert {apl_document(kind)["version"] for kind in KINDS} == {".".join(map(str, VERSION))}
    assert {path.stem for path in FOLDER.glob("*.json")} == {"base", *KINDS}


def test_a_picture_s_ground_is_the_screen_s(catalog: Catalog) -> None:
    ground = apl_document("step")["resources"][0]["colors"]["background"]
    assert len(catalog.pictures) > 10
    for picture in catalog.pictures.values():
        back = to_avg(picture)["items"][0]
        whole = f"M0 0H{picture.drawing.width}V{picture.drawing.height}H0Z"
        assert (back["pathData"], back["fill"]) == (whole, ground)
        assert f'<path d="{whole}" fill="{ground}"/>' in to_svg(picture)
    assert ground == BACKGROUND


def test_every_step_has_a_short_cue_of_its_own(catalog: Catalog) -> None:
    assert catalog.routines
    for key, routine in catalog.routines.items():
        assert all(step.short for step in routine.steps), key
