"""From a verified envelope to the response, whatever is in the one and whatever happens to it."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import orjson
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import Request as AlexaRequest
from ask_sdk_model import RequestEnvelope

from . import envelope, journal
from .answer_cache import Answer, AnswerCache, WorkOut
from .catalog import Catalogs
from .fault_responses import FaultResponses
from .handlers import HANDLERS, build_skill

Json = dict[str, Any]

#: The request types that Amazon's models can read.
REQUEST_TYPES = frozenset(map(str, AlexaRequest.discriminator_value_class_map))
#: What Alexa lets a skill answer with speech.
SPOKEN = ("LaunchRequest", envelope.INTENT, envelope.USER_EVENT)
#: The valid answer to anything that needs none.
NOTHING: Json = {"version": "1.0", "response": {}}


def answer_from(catalogs: Catalogs) -> Callable[[Json, float], bytes]:
    """Return what answers an envelope that arrived at a time (``time.monotonic``), in JSON.

    It cannot raise: what fails on the way is noted in the journal, and `fault_responses` answers.
    """
    work_out = AnswerCache(functools.partial(_work_out, build_skill(catalogs)))
    faults = FaultResponses(catalogs)

    def answer(sent: Json, began: float) -> bytes:
        fault: dict[str, str] = {}
        try:
            outcome, text = _answer(work_out, sent)
        except Exception as error:
            outcome, fault = "apologised", describe(error)
            spoken = envelope.request_type(sent) in SPOKEN
            text = _written(faults.response_to(sent) if spoken else _nothing(sent))
        locale = journal.known(envelope.locale(sent), catalogs)
        journal.write(outcome, began, _name(sent), locale, **fault)
        return text

    return answer


def describe(error: Exception) -> dict[str, str]:
    """Return where *error* comes from and a new id for it, for the journal."""
    return {"id": uuid.uuid4().hex[:8], "where": journal.place(error)}


def _answer(work_out: WorkOut, sent: Json) -> tuple[str, bytes]:
    """Return what became of the envelope *sent*, and the response to it in JSON."""
    if envelope.request_type(sent) not in REQUEST_TYPES:
        # Newer than the SDK: it cannot be one that we have an answer to.
        return "nothing", orjson.dumps(_nothing(sent))
    answer = work_out(envelope.readable(sent), envelope.sent_at(sent))
    whole = NOTHING | {"response": orjson.Fragment(answer.response)}
    if answer.attributes is not None:
        whole["sessionAttributes"] = answer.attributes
    outcome = "nothing" if answer.response == b"{}" else "answered"
    return outcome, orjson.dumps(whole)


def _work_out(skill: CustomSkill, asked: Json, at: int) -> Answer:
    """Return the skill's answer to what `envelope.readable` let through, sent at a time."""
    stamp = datetime.fromtimestamp(at, UTC).isoformat()
    read = {**asked, "request": {**asked["request"], "timestamp": stamp}}
    request = skill.serializer.deserialize(orjson.dumps(read).decode(), RequestEnvelope)
    answered = skill.invoke(request, context=envelope.plays_documents(read))
    said = cast("Json", skill.serializer.serialize(answered))
    return Answer(orjson.dumps(said["response"]), said.get("sessionAttributes"))


def _nothing(sent: Json) -> Json:
    """Return the empty answer; it leaves the place in the conversation as it is."""
    place = envelope.attributes(sent)
    return NOTHING | {"sessionAttributes": place} if place else NOTHING


def _name(sent: Json) -> str:
    """Return the intent or request type for the journal."""
    kind = envelope.request_type(sent)
    if kind == envelope.INTENT:
        return journal.known(envelope.intent_name(sent), HANDLERS)
    return journal.known(kind, REQUEST_TYPES)


def _written(whole: Json) -> bytes:
    """Return a response envelope in JSON, without attributes that no JSON of ours can hold."""
    try:
        return orjson.dumps(whole)
    except TypeError:
        # On Lambda: a number beyond 64 bits, half a surrogate pair, a depth that has no end.
        return orjson.dumps({**whole, "sessionAttributes": {}})
