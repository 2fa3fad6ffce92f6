"""Answer verified envelopes: cache, skill, and an apology after an error."""

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

from .alexa import envelope
from .alexa.answer_cache import Answer, AnswerCache, WorkOut
from .catalog import Catalogs
from .common import request_log
from .common.alexa_constants import USER_EVENT
from .fault_responses import FaultResponses
from .handlers import HANDLERS, build_skill

Json = dict[str, Any]

#: The request types that the SDK's models include.
REQUEST_TYPES = frozenset(map(str, AlexaRequest.discriminator_value_class_map))
#: The request types that may be answered with speech.
SPOKEN = ("LaunchRequest", envelope.INTENT, USER_EVENT)
#: A valid empty response.
NOTHING: Json = {"version": "1.0", "response": {}}


def answer_from(catalogs: Catalogs) -> Callable[[Json, float], bytes]:
    """Return a function from an envelope and its arrival (``time.monotonic``) to a JSON response.

    The function does not raise: it logs an error and returns a response of `fault_responses`.
    """
    # Every locale has the same numbers.
    longest = catalogs["other"].coaching.longest_seconds
    work_out = AnswerCache(functools.partial(_work_out, build_skill(catalogs)), longest)
    faults = FaultResponses(catalogs)

    def answer(sent: Json, began: float) -> bytes:
        fault: dict[str, str] = {}
        try:
            outcome, text = _outcome_and_response(work_out, sent, catalogs)
        except Exception as error:
            outcome, fault = "apologised", describe(error)
            spoken = envelope.request_type(sent) in SPOKEN
            text = _encoded_response(faults.response_to(sent) if spoken else _nothing(sent))
        locale = request_log.known_or_other(envelope.locale(sent), catalogs)
        request_log.write_entry(outcome, began, _log_name(sent), locale, **fault)
        return text

    return answer


def describe(error: Exception) -> dict[str, str]:
    """Return the place of *error* and a new id for it, for the log."""
    return {"id": uuid.uuid4().hex[:8], "where": request_log.error_location(error)}


def _outcome_and_response(work_out: WorkOut, sent: Json, catalogs: Catalogs) -> tuple[str, bytes]:
    """Return the outcome and the JSON response for the envelope *sent*."""
    if envelope.request_type(sent) not in REQUEST_TYPES:
        # A type newer than the SDK has no handler.
        return "nothing", orjson.dumps(_nothing(sent))
    slot_types = catalogs[envelope.locale(sent)].slot_types
    answer = work_out(envelope.readable(sent, slot_types), envelope.sent_at(sent))
    whole = NOTHING | {"response": orjson.Fragment(answer.response)}
    if answer.attributes is not None:
        whole["sessionAttributes"] = answer.attributes
    outcome = "nothing" if answer.response == b"{}" else "answered"
    return outcome, orjson.dumps(whole)


def _work_out(skill: CustomSkill, asked: Json, at: int) -> Answer:
    """Return the answer to *asked* (see `envelope.readable`), sent at *at* (Unix seconds)."""
    stamp = datetime.fromtimestamp(at, UTC).isoformat()
    read = {**asked, "request": {**asked["request"], "timestamp": stamp}}
    request = skill.serializer.deserialize(orjson.dumps(read).decode(), RequestEnvelope)
    answered = skill.invoke(request, context=envelope.plays_documents(read))
    said = cast("Json", skill.serializer.serialize(answered))
    return Answer(orjson.dumps(said["response"]), said.get("sessionAttributes"))


def _nothing(sent: Json) -> Json:
    """Return an empty response that keeps the session attributes."""
    place = envelope.attributes(sent)
    return NOTHING | {"sessionAttributes": place} if place else NOTHING


def _log_name(sent: Json) -> str:
    """Return the intent name or request type for the log."""
    kind = envelope.request_type(sent)
    if kind == envelope.INTENT:
        return request_log.known_or_other(envelope.intent_name(sent), HANDLERS)
    return request_log.known_or_other(kind, REQUEST_TYPES)


def _encoded_response(whole: Json) -> bytes:
    """Return a response envelope in JSON, without session attributes that orjson cannot write."""
    try:
        return orjson.dumps(whole)
    except TypeError:
        # On Lambda: a number over 64 bits, half a surrogate pair, or nesting that is too deep.
        return orjson.dumps({**whole, "sessionAttributes": {}})
