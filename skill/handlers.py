"""The table of handlers by intent and request type, and the skill built from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response

from .alexa import adapter
from .alexa.envelope import CAN_FULFILL, INTENT
from .catalog import Catalogs
from .common.alexa_constants import SOUND_FAILED, USER_EVENT
from .dialogue.intents import (
    answers,
    facts,
    medicines,
    relief,
    short_answers,
    sources,
    standard_intents,
    step_commands,
    warnings,
)
from .dialogue.intents.sign_doubts import advised_first, take_back
from .dialogue.intents.warnings import settled_first
from .dialogue.turn import Handler


def _after_signs(handler: Handler) -> Handler:
    """Return *handler* for an intent that must wait for an open sign or its advice."""
    return settled_first(advised_first(handler))


#: The handler of each intent and request type.
HANDLERS: Mapping[str, Handler] = {
    "LaunchRequest": relief.launch,
    "StartReliefIntent": _after_signs(relief.start),
    "SituationIntent": settled_first(facts.situation),
    "ConditionIntent": facts.condition,
    "StillHurtsIntent": _after_signs(relief.still_hurts),
    "SharpPainIntent": advised_first(relief.sharp_pain),
    "ItHelpedIntent": standard_intents.helped,
    "HoldTimeIntent": _after_signs(step_commands.hold_time),
    "SlowerIntent": _after_signs(step_commands.slower),
    "AfterCareIntent": facts.after_care,
    "ActivityIntent": answers.activity,
    "WhatIsCrampIntent": answers.what_is_cramp,
    "WhyCrampIntent": facts.why,
    "ContextIntent": facts.in_context,
    "CauseIntent": answers.cause,
    "MedicineIntent": facts.medicine,
    "StopMedicineIntent": medicines.stop_medicine,
    "DoseChangedIntent": medicines.dose_changed,
    "DoseIntent": medicines.dose,
    "RemedyIntent": facts.remedy,
    "PreventionIntent": answers.prevention,
    "BedtimeRoutineIntent": _after_signs(relief.bedtime),
    "DoctorIntent": facts.doctor,
    "ElsewhereIntent": answers.elsewhere,
    "NoCrampIntent": settled_first(standard_intents.no_cramp),
    "WarningSignIntent": warnings.sign,
    "EmergencyIntent": warnings.emergency,
    "CrisisIntent": warnings.crisis,
    "UnsureIntent": settled_first(warnings.unsure),
    "NoSignIntent": take_back,
    "PartlyIntent": short_answers.partly,
    "EasingIntent": settled_first(short_answers.easing),
    "NotSureIntent": short_answers.not_sure,
    "SomeOfThemIntent": short_answers.some_of_them,
    "ReadyIntent": short_answers.ready,
    "ThanksIntent": short_answers.thanks,
    "CallSomeoneIntent": short_answers.call_someone,
    "ComesBackIntent": short_answers.comes_back,
    "SourcesIntent": sources.sources,
    "AboutIntent": standard_intents.about,
    "AMAZON.HelpIntent": settled_first(standard_intents.help_),
    "AMAZON.StopIntent": standard_intents.stop,
    "AMAZON.CancelIntent": standard_intents.stop,
    "AMAZON.NavigateHomeIntent": standard_intents.stop,
    "AMAZON.FallbackIntent": standard_intents.not_understood,
    "AMAZON.YesIntent": standard_intents.yes,
    "AMAZON.NoIntent": standard_intents.no,
    "AMAZON.RepeatIntent": standard_intents.repeat,
    "AMAZON.NextIntent": _after_signs(standard_intents.advance),
    "AMAZON.PreviousIntent": _after_signs(relief.back),
    "AMAZON.PauseIntent": advised_first(step_commands.pause),
    "AMAZON.ResumeIntent": _after_signs(step_commands.resume),
    "AMAZON.StartOverIntent": _after_signs(step_commands.start_over),
}


@dataclass(frozen=True)
class SpokenIntent:
    """An intent with slot value ids that replaces a touch event."""

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)


#: Touch event argument -> the equivalent spoken intent.
TOUCH: Mapping[str, SpokenIntent] = {
    "next": SpokenIntent("AMAZON.NextIntent"),
    "previous": SpokenIntent("AMAZON.PreviousIntent"),
    "pause": SpokenIntent("AMAZON.PauseIntent"),
    "resume": SpokenIntent("AMAZON.ResumeIntent"),
    "yes": SpokenIntent("AMAZON.YesIntent"),
    "no": SpokenIntent("AMAZON.NoIntent"),
    "stop": SpokenIntent("AMAZON.StopIntent"),
    "start-calf": SpokenIntent("StartReliefIntent", {"muscle": "calf"}),
    "start-bedtime": SpokenIntent("BedtimeRoutineIntent"),
    "start-why": SpokenIntent("WhyCrampIntent"),
}
#: For a touch event that this release does not define.
UNKNOWN = SpokenIntent("")

#: Intents that the skill accepts from CanFulfillIntentRequest, in which the user did not name a
#: skill: questions about cramps that need no context. Warning signs are left to Alexa.
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


def build_skill(catalogs: Catalogs) -> CustomSkill:
    """Return the SDK's skill object, which answers with the content of *catalogs*."""
    builder = SkillBuilder()
    # The SDK passes the argument by keyword.
    builder.request_handler(lambda handler_input: True)(_answer_from(catalogs))  # noqa: ARG005
    return builder.create()


def _answer_from(catalogs: Catalogs) -> Callable[[HandlerInput], Response]:
    def answer(handler_input: HandlerInput) -> Response:
        name = adapter.request_name(handler_input)
        kind = str(adapter.request_of(handler_input).object_type)
        if kind == CAN_FULFILL:
            return adapter.can_fulfill(handler_input, name in UNASKED, catalogs)
        if kind == SOUND_FAILED:
            return adapter.sound_failed(handler_input)
        touch = TOUCH.get(adapter.touched(handler_input), UNKNOWN)
        if kind == USER_EVENT:
            name = touch.intent
        if name not in HANDLERS and kind != INTENT:
            # For example SessionEndedRequest or an event: the response must be empty.
            return handler_input.response_builder.response
        request = adapter.read_request(handler_input, catalogs)
        request = replace(request, slots={**request.slots, **touch.slots})
        turn = HANDLERS.get(name, standard_intents.not_understood)(request)
        turn = turn or standard_intents.not_understood(request)
        return adapter.respond(handler_input, turn, request)

    return answer
