"""Which function answers which intent and request, and the skill they make up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response

from . import alexa
from .catalog import Catalogs
from .dialogue import answers, holding, relief, session, sources, warnings
from .dialogue.turn import Handler
from .serializer import PlannedSerializer

#: Everything people can say or do, and what answers it.
HANDLERS: Mapping[str, Handler] = {
    "LaunchRequest": relief.launch,
    "StartReliefIntent": relief.start,
    "SituationIntent": relief.situation,
    "StillHurtsIntent": relief.still_hurts,
    "SharpPainIntent": relief.sharp_pain,
    "ItHelpedIntent": relief.helped,
    "HoldTimeIntent": answers.hold_time,
    "SlowerIntent": holding.slower,
    "AfterCareIntent": answers.after_care,
    "WhatIsCrampIntent": answers.what_is_cramp,
    "WhyCrampIntent": answers.why,
    "CauseIntent": answers.cause,
    "MedicineIntent": answers.medicine,
    "RemedyIntent": answers.remedy,
    "PreventionIntent": answers.prevention,
    "BedtimeRoutineIntent": relief.bedtime,
    "DoctorIntent": answers.doctor,
    "WarningSignIntent": warnings.sign,
    "EmergencyIntent": warnings.emergency,
    "SourcesIntent": sources.sources,
    "AboutIntent": session.about,
    "AMAZON.HelpIntent": session.help_,
    "AMAZON.StopIntent": session.stop,
    "AMAZON.CancelIntent": session.stop,
    "AMAZON.NavigateHomeIntent": session.stop,
    "AMAZON.FallbackIntent": session.not_understood,
    "AMAZON.YesIntent": session.yes,
    "AMAZON.NoIntent": session.no,
    "AMAZON.RepeatIntent": session.repeat,
    "AMAZON.NextIntent": session.advance,
    "AMAZON.PreviousIntent": relief.back,
    "AMAZON.PauseIntent": holding.pause,
    "AMAZON.ResumeIntent": holding.resume,
    "AMAZON.StartOverIntent": holding.start_over,
}


@dataclass(frozen=True)
class Spoken:
    """What saying something comes to: an intent, and the slot value id of each filled slot."""

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)


#: The spoken twin of each thing that can be touched on a screen.
TOUCH: Mapping[str, Spoken] = {
    "next": Spoken("AMAZON.NextIntent"),
    "previous": Spoken("AMAZON.PreviousIntent"),
    "pause": Spoken("AMAZON.PauseIntent"),
    "resume": Spoken("AMAZON.ResumeIntent"),
    "yes": Spoken("AMAZON.YesIntent"),
    "no": Spoken("AMAZON.NoIntent"),
    "stop": Spoken("AMAZON.StopIntent"),
    "start-calf": Spoken("StartReliefIntent", {"muscle": "calf"}),
    "start-bedtime": Spoken("BedtimeRoutineIntent"),
    "start-why": Spoken("WhyCrampIntent"),
}
#: A touch on what this release does not show.
UNKNOWN = Spoken("")

#: What may be offered to somebody who did not name the skill: it makes sense from nowhere, and is
#: about cramps alone. Signs of danger are for Alexa herself to answer, as nobody asked for us.
UNASKED = frozenset(
    {
        "StartReliefIntent",
        "WhatIsCrampIntent",
        "WhyCrampIntent",
        "CauseIntent",
        "MedicineIntent",
        "RemedyIntent",
        "PreventionIntent",
        "BedtimeRoutineIntent",
    }
)

USER_EVENT = "Alexa.Presentation.APL.UserEvent"
CAN_FULFILL = "CanFulfillIntentRequest"
SOUND_FAILED = "Alexa.Presentation.APLA.RuntimeError"


def build_skill(catalogs: Catalogs) -> CustomSkill:
    """Return the skill that answers from *catalogs*."""
    builder = SkillBuilder()
    # The SDK passes its argument by name.
    builder.request_handler(lambda handler_input: True)(_answer_from(catalogs))  # noqa: ARG005
    skill = builder.create()
    skill.serializer = PlannedSerializer()
    return skill


def _answer_from(catalogs: Catalogs) -> Callable[[HandlerInput], Response]:
    def answer(handler_input: HandlerInput) -> Response:
        name = alexa.request_name(handler_input)
        kind = str(alexa.request_of(handler_input).object_type)
        if kind == CAN_FULFILL:
            return alexa.can_fulfill(handler_input, name in UNASKED, catalogs)
        if kind == SOUND_FAILED:
            return alexa.sound_failed(handler_input)
        touch = TOUCH.get(alexa.touched(handler_input), UNKNOWN)
        if kind == USER_EVENT:
            name = touch.intent
        if name not in HANDLERS and kind != "IntentRequest":
            # The end of a session, an error on a screen, an event: nothing may or need be said.
            return handler_input.response_builder.response
        request = alexa.read_request(handler_input, catalogs)
        request = replace(request, slots={**request.slots, **touch.slots})
        turn = HANDLERS.get(name, session.not_understood)(request)
        turn = turn or session.not_understood(request)
        return alexa.respond(handler_input, turn, request.catalog)

    return answer
