"""From a verified envelope to the response, whatever is in the one and whatever happens to it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any, cast

from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import Request as AlexaRequest
from ask_sdk_model import RequestEnvelope

from . import envelope, journal
from .catalog import Catalog, Catalogs
from .dialogue import session
from .dialogue.turn import Request
from .handlers import HANDLERS, USER_EVENT, build_skill
from .ssml import to_ssml

Json = dict[str, Any]

#: The request types that Amazon's models can read.
REQUEST_TYPES = frozenset(map(str, AlexaRequest.discriminator_value_class_map))
#: What Alexa lets a skill answer with speech.
SPOKEN = ("LaunchRequest", "IntentRequest", USER_EVENT)
#: The valid answer to anything that needs none.
NOTHING: Json = {"version": "1.0", "response": {}}


def answer_from(catalogs: Catalogs) -> Callable[[Json, float], str]:
    """Return what answers an envelope that arrived at a time (``time.monotonic``), in JSON.

    It cannot raise: what fails on the way is apologised for, aloud, and noted in the journal.
    """
    skill = build_skill(catalogs)
    apologise = _apologies(catalogs)

    def answer(sent: Json, began: float) -> str:
        fault: dict[str, str] = {}
        try:
            response = _invoke(skill, sent)
            outcome = "answered" if response["response"] else "nothing"
            text = json.dumps(response)
        except Exception as error:
            outcome, fault = "apologised", describe(error)
            text = json.dumps(apologise(sent))
        locale = journal.known(envelope.locale(sent), catalogs)
        journal.write(outcome, began, _name(sent), locale, **fault)
        return text

    return answer


def describe(error: Exception) -> dict[str, str]:
    """Return where *error* comes from and a new id for it, for the journal."""
    return {"id": uuid.uuid4().hex[:8], "where": journal.place(error)}


def _invoke(skill: CustomSkill, sent: Json) -> Json:
    if envelope.request_type(sent) not in REQUEST_TYPES:
        # Newer than the SDK: it cannot be one that we have an answer to.
        return _nothing(sent)
    read = skill.serializer.deserialize(json.dumps(envelope.readable(sent)), RequestEnvelope)
    answered = skill.invoke(read, context=envelope.plays_documents(sent))
    return cast("Json", skill.serializer.serialize(answered))


def _nothing(sent: Json) -> Json:
    """Return the empty answer; it leaves the place in the conversation as it is."""
    place = envelope.attributes(sent)
    return NOTHING | {"sessionAttributes": place} if place else NOTHING


def _name(sent: Json) -> str:
    """Return the intent or request type for the journal."""
    kind = envelope.request_type(sent)
    if kind == "IntentRequest":
        return journal.known(envelope.intent_name(sent), HANDLERS)
    return journal.known(kind, REQUEST_TYPES)


def _apologies(catalogs: Catalogs) -> Callable[[Json], Json]:
    """Return what apologises; all is made now, so that nothing that can fail is left for then."""
    by_locale = {locale: _apology(catalog) for locale, catalog in catalogs.items()}
    any_other = _apology(catalogs["other"])

    def apologise(sent: Json) -> Json:
        if envelope.request_type(sent) not in SPOKEN:
            return _nothing(sent)
        response = by_locale.get(envelope.locale(sent), any_other)
        # The attributes as they came: the place in the conversation is kept.
        return NOTHING | {"response": response, "sessionAttributes": envelope.attributes(sent)}

    return apologise


def _apology(catalog: Catalog) -> Json:
    turn = session.apologise(Request(catalog))
    spoken, again = (
        {"type": "SSML", "ssml": f"<speak>{to_ssml(speech)}</speak>"}
        for speech in (turn.speech, turn.reprompt or ())
    )
    return {
        "outputSpeech": spoken,
        "reprompt": {"outputSpeech": again},
        "shouldEndSession": False,
    }
