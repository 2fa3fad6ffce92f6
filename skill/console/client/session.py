"""A session with the skill on one simulated device, with a simulated clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...common.alexa_limits import LISTENING_SECONDS
from ..errors import ConsoleError
from ..nlu.invocation import parse_invocation
from ..nlu.resolver import Resolution, Resolver
from ..nlu.slot_values import SlotMatch
from ..response.spoken_text import speech_seconds
from .devices import SPEAKERS
from .exchange import Did, Exchange
from .request_envelopes import (
    SKILL_ID,
    Json,
    Place,
    envelope,
    intent_request,
    launch_request,
    new_session_id,
    request_timestamp,
    session_ended_request,
    session_of,
    sound_error_request,
    touch_request,
)
from .session_end import is_session_open

#: Seconds between the end of a response and the next utterance.
REPLY_SECONDS = 3
#: Seconds until a device reports that it cannot play an audio document.
INSTANT_SECONDS = 1
#: The most seconds between two requests: a month.
LONGEST_WAIT = 31 * 24 * 3600

Post = Callable[[Json, int], Json]


@dataclass
class Session:
    """One user's session; *post* sends an envelope with a time (Unix) and returns the response."""

    post: Post
    resolver: Resolver
    locale: str
    device: str
    time: int
    exchanges: list[Exchange] = field(default_factory=list)
    is_open: bool = False
    skill_id: str = SKILL_ID
    _id: str = ""
    _attributes: Json = field(default_factory=dict)

    def say(self, utterance: str, after: int | None = None) -> Exchange:
        """Send *utterance*, *after* seconds since the last request, by default after its speech."""
        model = self.resolver.model
        invocation = parse_invocation(utterance, model.invocation_name, model.language)
        # Alexa itself closes an open skill.
        if self.is_open and utterance.strip().lower() in model.language.invocation.leaving:
            return self.end(utterance=utterance, after=after)
        if invocation.is_launch:
            return self.launch(after, utterance)
        heard = self.resolver.best(invocation.utterances)
        request = self._intent_request(heard.intent, heard.slots)
        return self.send(request, after, utterance, heard, did="say", anew=invocation.named)

    def launch(self, after: int | None = None, utterance: str = "") -> Exchange:
        """Open the skill in a new session."""
        did: Did = "say" if utterance else "launch"
        return self.send(launch_request(), after, utterance, did=did, anew=True)

    def intent(
        self, name: str, slots: Mapping[str, str] | None = None, after: int | None = None
    ) -> Exchange:
        """Send the intent *name*; *slots* has slot value ids, or text that matches none."""
        kinds = self.resolver.model.intents[name].slots
        heard = {slot: self._slot(kinds[slot], said) for slot, said in (slots or {}).items()}
        return self.send(self._intent_request(name, heard), after)

    def silence(self) -> Exchange:
        """Say nothing: Alexa plays the reprompt and then ends the session."""
        self._must_be_open("nobody is waiting for an answer")
        last = self.exchanges[-1]
        waited = (
            speech_seconds(last.ssml) + speech_seconds(last.reprompt_ssml) + 2 * LISTENING_SECONDS
        )
        request = session_ended_request("EXCEEDED_MAX_REPROMPTS")
        return self.send(request, spoken=last.reprompt_ssml, did="silence", usual=waited)

    def touch(
        self, argument: str, after: int | None = None, event: Mapping[str, Any] | None = None
    ) -> Exchange:
        """Send a touch event with *argument*; *event* has further fields of the request."""
        if self.device in SPEAKERS:
            raise ConsoleError(f"the device {self.device!r} has no screen that could be touched")
        self._must_be_open("the screen shows nothing of it")
        return self.send(touch_request(argument, self._token(), event or {}), after, did="touch")

    def sound_fails(self, after: int | None = None) -> Exchange:
        """Send the error request for an audio document that could not be played."""
        self._must_be_open("nothing is being played")
        return self.send(sound_error_request(), after, did="sound-fails", usual=INSTANT_SECONDS)

    def end(
        self, reason: str = "USER_INITIATED", utterance: str = "", after: int | None = None
    ) -> Exchange:
        """End the session without the skill, as after "exit" or an error."""
        self._must_be_open("there is nothing to leave")
        did: Did = "say" if utterance else "exit"
        return self.send(session_ended_request(reason), after, utterance, did=did)

    def send(
        self,
        request: Json,
        after: int | None = None,
        utterance: str = "",
        resolution: Resolution | None = None,
        *,
        spoken: str = "",
        did: Did = "request",
        usual: int | None = None,
        anew: bool = False,
    ) -> Exchange:
        """Send any *request*; after an error the session is unchanged.

        Args:
            request: Its type and fields.
            after: Seconds since the last request; None for the default.
            utterance: The utterance, if any.
            resolution: The resolution of the utterance.
            spoken: The reprompt that Alexa plays before.
            did: What caused the request.
            usual: The default for *after*; None to wait until the response has been spoken.
            anew: Whether to start a new session even if one is open.
        """
        at = self._later(after, usual)
        new = anew or not self.is_open
        session_id, attributes = (new_session_id(), {}) if new else (self._id, self._attributes)
        place = Place(session_id, new, attributes, self.locale, self.device, self.skill_id)
        sent = envelope(place, request, at)
        return self._exchange(
            Exchange(utterance, sent, {}, False, at, resolution, spoken, did, after)
        )

    def send_envelope(self, envelope: Json) -> Exchange:
        """Send an edited *envelope* at its timestamp; the session continues from it.

        Raises:
            ConsoleError: If it lacks a timestamp, a session or another required field.
        """
        edited = Exchange("", envelope, {}, False, request_timestamp(envelope), did="resend")
        try:
            _ = session_of(envelope), edited.intent, edited.slots
        except (AttributeError, LookupError, TypeError) as error:
            raise ConsoleError("a conversation cannot go on from what is no request") from error
        return self._exchange(edited)

    def branch(self, last: int) -> Session:
        """Return a new session with the exchanges up to and including *last*; -1 for none.

        Raises:
            ConsoleError: If there is no such exchange.
        """
        if not -1 <= last < len(self.exchanges):
            raise ConsoleError(f"there is no turn {last + 1} to branch from")
        branch = replace(self, exchanges=self.exchanges[: last + 1], is_open=False)
        if branch.exchanges:
            end = branch.exchanges[-1]
            branch.time, branch.is_open = end.time, not end.ended
            branch._id = session_of(end.request)
            branch._attributes = end.response.get("sessionAttributes") or {}
        elif self.exchanges:
            first = self.exchanges[0]
            branch.time = first.time - (REPLY_SECONDS if first.after is None else first.after)
        return branch

    def _exchange(self, exchange: Exchange) -> Exchange:
        """Send the request of *exchange*, and return it with the response."""
        session_id = session_of(exchange.request)
        response = self.post(exchange.request, exchange.time)
        self.time, self._id = exchange.time, session_id
        self._attributes = response.get("sessionAttributes") or {}
        kind = exchange.request["request"]["type"]
        self.is_open = is_session_open(self.is_open, kind, response, self.device)
        answered = replace(exchange, response=response, ended=not self.is_open)
        self.exchanges.append(answered)
        return answered

    def _token(self) -> str:
        """Return the token of the last document on the screen, or an empty text."""
        screens = (exchange.screen for exchange in reversed(self.exchanges))
        return next((str(screen["token"]) for screen in screens if screen), "")

    def _intent_request(self, name: str, slots: Mapping[str, SlotMatch]) -> Json:
        return intent_request(self.resolver.model, name, slots, self.skill_id)

    def _slot(self, kind: str, said: str) -> SlotMatch:
        phrases = self.resolver.model.types[kind].get(said)
        return SlotMatch(phrases[0], said) if phrases else SlotMatch(said, None)

    def _must_be_open(self, why: str) -> None:
        if not self.is_open:
            raise ConsoleError(f"no session is open, so {why}")

    def _later(self, after: int | None, usual: int | None) -> int:
        """Return the time of the next request."""
        spoken = self.exchanges[-1].ssml if self.exchanges else ""
        if usual is None:
            usual = speech_seconds(spoken) + REPLY_SECONDS
        waited = usual if after is None else after
        if not 0 <= waited <= LONGEST_WAIT:
            raise ConsoleError(f"after {waited} seconds: from 0 to {LONGEST_WAIT:,} are possible")
        return self.time + waited
