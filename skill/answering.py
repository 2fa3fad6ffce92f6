"""From a verified envelope to the response, whatever is in the one and whatever happens to it."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import orjson
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import Request as AlexaRequest
from ask_sdk_model import RequestEnvelope

from . import envelope, journal, noon
from .catalog import Catalog, Catalogs
from .dialogue import session
from .dialogue.turn import Request
from .handlers import HANDLERS, USER_EVENT, build_skill
from .serializer import PlannedSerializer
from .ssml import to_ssml

Json = dict[str, Any]

#: The request types that Amazon's models can read.
REQUEST_TYPES = frozenset(map(str, AlexaRequest.discriminator_value_class_map))
#: What Alexa lets a skill answer with speech.
SPOKEN = ("LaunchRequest", "IntentRequest", USER_EVENT)
#: The valid answer to anything that needs none.
NOTHING: Json = {"version": "1.0", "response": {}}
#: How many answers a worker keeps, the ones used last: some ten megabytes at the most.
MOST_KEPT = 512


@dataclass(frozen=True)
class _Answer:
    """What the skill answers at noon: the response in JSON, and the session attributes."""

    response: bytes
    attributes: Json | None

    @property
    def outcome(self) -> str:
        return "nothing" if self.response == b"{}" else "answered"


def answer_from(catalogs: Catalogs) -> Callable[[Json, float], bytes]:
    """Return what answers an envelope that arrived at a time (``time.monotonic``), in JSON.

    It cannot raise: what fails on the way is apologised for, aloud, and noted in the journal.
    """
    # Every locale has the same numbers.
    longest = catalogs[""].coaching.longest_seconds
    work_out = functools.lru_cache(MOST_KEPT)(functools.partial(_work_out, build_skill(catalogs)))
    apologise = _apologies(catalogs)

    def answer(sent: Json, began: float) -> bytes:
        fault: dict[str, str] = {}
        try:
            outcome, text = _answer(work_out, sent, longest)
        except Exception as error:
            outcome, fault = "apologised", describe(error)
            text = orjson.dumps(apologise(sent))
        locale = journal.known(envelope.locale(sent), catalogs)
        journal.write(outcome, began, _name(sent), locale, **fault)
        return text

    return answer


def describe(error: Exception) -> dict[str, str]:
    """Return where *error* comes from and a new id for it, for the journal."""
    return {"id": uuid.uuid4().hex[:8], "where": journal.place(error)}


def _answer(work_out: Callable[[bytes], _Answer], sent: Json, longest: int) -> tuple[str, bytes]:
    """Return what became of the envelope *sent*, and the response to it in JSON."""
    if envelope.request_type(sent) not in REQUEST_TYPES:
        # Newer than the SDK: it cannot be one that we have an answer to.
        return "nothing", orjson.dumps(_nothing(sent))
    asked = envelope.readable(sent, noon.TIMESTAMP)
    at, before = envelope.sent_at(sent), asked["session"]
    before["attributes"], meant = noon.move(before["attributes"], at, longest)
    answer = work_out(orjson.dumps(asked))
    whole = NOTHING | {"response": orjson.Fragment(answer.response)}
    if answer.attributes is not None:
        whole["sessionAttributes"] = noon.restore(answer.attributes, at, meant)
    return answer.outcome, orjson.dumps(whole)


def _work_out(skill: CustomSkill, asked: bytes) -> _Answer:
    """Return the skill's answer to all that it may know, as `envelope.readable` wrote it."""
    serializer = cast("PlannedSerializer", skill.serializer)
    read = orjson.loads(asked)
    request = serializer.read(read, RequestEnvelope)
    answered = skill.invoke(request, context=envelope.plays_documents(read))
    said = serializer.serialize(answered)
    return _Answer(orjson.dumps(said["response"]), said.get("sessionAttributes"))


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
