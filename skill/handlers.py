"""The table of handlers by intent and request type, and the skill built from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response

from . import alexa
from .catalog import Catalogs
from .dialogue import answers, facts, holding, relief, session, sources, warnings
from .dialogue.turn import Handler
from .dialogue.warnings import settled_first
from .envelope import CAN_FULFILL, INTENT
from .envelope import USER_EVENT as USER_EVENT

#: The handler of each intent and request type.
HANDLERS: Mapping[str, Handler] = {
    "LaunchRequest": relief.launch,
    "StartReliefIntent": settled_first(relief.start),
    "SituationIntent": settled_first(relief.situation),
    "ConditionIntent": facts.condition,
    "StillHurtsIntent": settled_first(relief.still_hurts),
    "SharpPainIntent": relief.sharp_pain,
    "ItHelpedIntent": relief.helped,
    "HoldTimeIntent": settled_first(answers.hold_time),
    "SlowerIntent": settled_first(holding.slower),
    "AfterCareIntent": answers.after_care,
    "WhatIsCrampIntent": answers.what_is_cramp,
    "WhyCrampIntent": answers.why,
    "CauseIntent": answers.cause,
    "MedicineIntent": facts.medicine,
    "StopMedicineIntent": answers.stop_medicine,
    "RemedyIntent": facts.remedy,
    "PreventionIntent": answers.prevention,
    "BedtimeRoutineIntent": settled_first(relief.bedtime),
    "DoctorIntent": answers.doctor,
    "WarningSignIntent": warnings.sign,
    "EmergencyIntent": warnings.emergency,
    "CrisisIntent": warnings.crisis,
    "UnsureIntent": settled_first(warnings.unsure),
    "SourcesIntent": sources.sources,
    "AboutIntent": session.about,
    "AMAZON.HelpIntent": settled_first(session.help_),
    "AMAZON.StopIntent": session.stop,
    "AMAZON.CancelIntent": session.stop,
    "AMAZON.NavigateHomeIntent": session.stop,
    "AMAZON.FallbackIntent": session.not_understood,
    "AMAZON.YesIntent": session.yes,
    "AMAZON.NoIntent": session.no,
    "AMAZON.RepeatIntent": session.repeat,
    "AMAZON.NextIntent": settled_first(session.advance),
    "AMAZON.PreviousIntent": settled_first(relief.back),
    "AMAZON.PauseIntent": holding.pause,
    "AMAZON.ResumeIntent": settled_first(holding.resume),
    "AMAZON.StartOverIntent": settled_first(holding.start_over),
}


@dataclass(frozen=True)
class Spoken:
    """An intent with slot value ids, as if it had been spoken."""

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)


#: Touch event argument -> the equivalent spoken intent.
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
#: For a touch event of another release.
UNKNOWN = Spoken("")

#: The intents that may be reached without the skill's name: those about cramps that make sense
#: without context. Warning signs are left to Alexa, because the user did not ask for this skill.
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

SOUND_FAILED = "Alexa.Presentation.APLA.RuntimeError"


def build_skill(catalogs: Catalogs) -> CustomSkill:
    """Return the SDK's skill object, which answers with the content of *catalogs*."""
    builder = SkillBuilder()
    # The SDK passes the argument by keyword.
    builder.request_handler(lambda handler_input: True)(_answer_from(catalogs))  # noqa: ARG005
    return builder.create()


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
        if name not in HANDLERS and kind != INTENT:
            # For example SessionEndedRequest or an event: the response must be empty.
            return handler_input.response_builder.response
        request = alexa.read_request(handler_input, catalogs)
        request = replace(request, slots={**request.slots, **touch.slots})
        turn = HANDLERS.get(name, session.not_understood)(request)
        turn = turn or session.not_understood(request)
        return alexa.respond(handler_input, turn, request)

    return answer
