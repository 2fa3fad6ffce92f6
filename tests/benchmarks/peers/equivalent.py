"""A skill as ask-sdk-core's documentation has one written, saying what ours says."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import get_supported_interfaces, is_intent_name, is_request_type
from ask_sdk_model import Response
from ask_sdk_model.ui import SimpleCard

from tests.benchmarks.peers.said import Json, said


class Answer(AbstractRequestHandler):
    """One intent's handler: it says what our skill said to it on the same kind of device."""

    def __init__(self, name: str, answers: Json) -> None:
        self.wanted = is_request_type(name) if name.endswith("Request") else is_intent_name(name)
        self.answers = {
            device: answers[device].get(name, answers[device]["WhyCrampIntent"])
            for device in ("speaker", "show-8")
        }

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(self.wanted(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        screen = get_supported_interfaces(handler_input).alexa_presentation_apl is not None
        answer = self.answers["show-8" if screen else "speaker"]
        response = answer["response"]
        manager = handler_input.attributes_manager
        manager.session_attributes = answer.get("sessionAttributes") or {}
        builder = handler_input.response_builder.speak(response["outputSpeech"]["ssml"])
        if "reprompt" in response:
            builder.ask(response["reprompt"]["outputSpeech"]["ssml"])
        if "card" in response:
            builder.set_card(SimpleCard(response["card"]["title"], response["card"]["content"]))
        for directive in response.get("directives", ()):
            builder.add_directive(directive)
        return builder.set_should_end_session(response["shouldEndSession"]).response


def skill() -> CustomSkill:
    """Return the skill, with one handler for each intent."""
    answers, builder = said(), SkillBuilder()
    for name in answers["names"]:
        builder.add_request_handler(Answer(name, answers))
    return builder.create()
