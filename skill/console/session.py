"""A conversation with the skill, as one device holds it, on a simulated clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .devices import SPEAKERS
from .envelope import (
    Json,
    Place,
    envelope,
    intent_request,
    launch_request,
    new_session_id,
    session_ended_request,
    sound_error_request,
)
from .errors import ConsoleError
from .exchange import Exchange
from .invocation import parse_invocation
from .resolver import Resolution, Resolver
from .speech import seconds
from .values import SlotMatch

#: How long Alexa listens before the reprompt, and again after it.
LISTENING_SECONDS = 8
#: What somebody needs to take an answer in and speak.
REPLY_SECONDS = 3
#: How far the clock can be moved at once: a month.
LONGEST_WAIT = 31 * 24 * 3600
#: What Alexa tells the skill without anybody speaking: it leaves the session as it is.
NOTICES = ("Alexa.Presentation.APL.RuntimeError", "Alexa.Presentation.APLA.RuntimeError")
ENDED = "SessionEndedRequest"
#: Words at which Alexa herself closes an open skill.
EXIT = ("exit", "quit")

Post = Callable[[Json, int], Json]


@dataclass
class Session:
    """Speaks for one person; *post* sends an envelope at a time and returns the response."""

    post: Post
    resolver: Resolver
    locale: str
    device: str
    time: int
    exchanges: list[Exchange] = field(default_factory=list)
    is_open: bool = False
    _id: str = ""
    _attributes: Json = field(default_factory=dict)

    def say(self, utterance: str, after: int | None = None) -> Exchange:
        """Say *utterance*, *after* seconds since the last request, or once its answer is spoken."""
        invocation = parse_invocation(utterance, self.resolver.model.invocation_name)
        if self.is_open and utterance.strip().lower() in EXIT:
            return self.end(utterance=utterance)
        if invocation.named:
            self.is_open = False
        if invocation.is_launch:
            return self.launch(after, utterance)
        heard = self.resolver.best(invocation.utterances)
        return self._intend(heard.intent, heard.slots, after, utterance, heard)

    def launch(self, after: int | None = None, utterance: str = "") -> Exchange:
        """Open the skill in a new session."""
        self.is_open = False
        return self.send(launch_request(), after, utterance)

    def intent(
        self, name: str, slots: Mapping[str, str] | None = None, after: int | None = None
    ) -> Exchange:
        """Send intent *name*; *slots* gives value ids, or text outside the lists."""
        kinds = self.resolver.model.intents[name].slots
        heard = {slot: self._slot(kinds[slot], said) for slot, said in (slots or {}).items()}
        return self._intend(name, heard, after, "", None)

    def silence(self) -> Exchange:
        """Say nothing: the reprompt is spoken, then Alexa ends the session."""
        if not self.is_open:
            raise ConsoleError("no session is open, so nobody is waiting for an answer")
        last = self.exchanges[-1]
        waited = seconds(last.ssml) + seconds(last.reprompt_ssml) + 2 * LISTENING_SECONDS
        request = session_ended_request("EXCEEDED_MAX_REPROMPTS")
        return self.send(request, waited, spoken=last.reprompt_ssml)

    def sound_fails(self) -> Exchange:
        """Tell the skill that its audio document could not be played."""
        if not self.is_open:
            raise ConsoleError("no session is open, so nothing is being played")
        return self.send(sound_error_request(), 1)

    def end(self, reason: str = "USER_INITIATED", utterance: str = "") -> Exchange:
        """End the session from outside, as "exit" or a fault does."""
        return self.send(session_ended_request(reason), None, utterance)

    def send(
        self,
        request: Json,
        after: int | None = None,
        utterance: str = "",
        resolution: Resolution | None = None,
        spoken: str = "",
    ) -> Exchange:
        """Send any *request*; *spoken* is what Alexa says meanwhile of her own accord."""
        self._advance(after)
        if not self.is_open:
            self._id, self._attributes = new_session_id(), {}
        place = Place(self._id, not self.is_open, self._attributes, self.locale, self.device)
        sent = envelope(place, request, self.time)
        response = self.post(sent, self.time)
        self._attributes = response.get("sessionAttributes") or {}
        if request["type"] not in NOTICES:
            self.is_open = request["type"] != ENDED and not _ends(response, self.device)
        exchange = Exchange(
            utterance, sent, response, not self.is_open, self.time, resolution, spoken
        )
        self.exchanges.append(exchange)
        return exchange

    def _intend(
        self,
        name: str,
        slots: Mapping[str, SlotMatch],
        after: int | None,
        utterance: str,
        heard: Resolution | None,
    ) -> Exchange:
        request = intent_request(self.resolver.model, name, slots)
        return self.send(request, after, utterance, heard)

    def _slot(self, kind: str, said: str) -> SlotMatch:
        phrases = self.resolver.model.types[kind].get(said)
        return SlotMatch(phrases[0], said) if phrases else SlotMatch(said, None)

    def _advance(self, after: int | None) -> None:
        if after is None:
            spoken = self.exchanges[-1].ssml if self.exchanges else ""
            after = seconds(spoken) + REPLY_SECONDS
        if not 0 <= after <= LONGEST_WAIT:
            raise ConsoleError(f"after {after} seconds: from 0 to {LONGEST_WAIT:,} are possible")
        self.time += after


def _ends(response: Mapping[str, Any], device: str) -> bool:
    """Tell whether *response* closes the session; left out, a screen keeps it and a speaker not."""
    body = response["response"]
    if "shouldEndSession" in body:
        return bool(body["shouldEndSession"])
    return device in SPEAKERS or not body.get("directives")
