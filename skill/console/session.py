"""A conversation with the skill, as one device holds it, on a simulated clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .closing import open_after
from .devices import SPEAKERS
from .envelope import (
    Json,
    Place,
    envelope,
    intent_request,
    launch_request,
    new_session_id,
    sent_at,
    session_ended_request,
    session_of,
    sound_error_request,
    touch_request,
)
from .errors import ConsoleError
from .exchange import Did, Exchange
from .invocation import parse_invocation
from .resolver import Resolution, Resolver
from .speech import seconds
from .values import SlotMatch

#: How long Alexa listens before the reprompt, and again after it.
LISTENING_SECONDS = 8
#: What somebody needs to take an answer in and speak.
REPLY_SECONDS = 3
#: When a device tells that it cannot play what it was sent, in seconds.
AT_ONCE = 1
#: How far the clock can be moved at once: a month.
LONGEST_WAIT = 31 * 24 * 3600
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
            return self.end(utterance=utterance, after=after)
        if invocation.named:
            self.is_open = False
        if invocation.is_launch:
            return self.launch(after, utterance)
        heard = self.resolver.best(invocation.utterances)
        request = intent_request(self.resolver.model, heard.intent, heard.slots)
        return self.send(request, after, utterance, heard, did="say")

    def launch(self, after: int | None = None, utterance: str = "") -> Exchange:
        """Open the skill in a new session."""
        self.is_open = False
        return self.send(launch_request(), after, utterance, did="say" if utterance else "launch")

    def intent(
        self, name: str, slots: Mapping[str, str] | None = None, after: int | None = None
    ) -> Exchange:
        """Send intent *name*; *slots* gives value ids, or text outside the lists."""
        model = self.resolver.model
        kinds = model.intents[name].slots
        heard = {slot: self._slot(kinds[slot], said) for slot, said in (slots or {}).items()}
        return self.send(intent_request(model, name, heard), after)

    def silence(self) -> Exchange:
        """Say nothing: the reprompt is spoken, then Alexa ends the session."""
        self._must_be_open("nobody is waiting for an answer")
        last = self.exchanges[-1]
        waited = seconds(last.ssml) + seconds(last.reprompt_ssml) + 2 * LISTENING_SECONDS
        request = session_ended_request("EXCEEDED_MAX_REPROMPTS")
        return self.send(request, spoken=last.reprompt_ssml, did="silence", usual=waited)

    def touch(
        self, argument: str, after: int | None = None, event: Mapping[str, Any] | None = None
    ) -> Exchange:
        """Touch what sends *argument*; *event* is what the screen tells of it besides."""
        if self.device in SPEAKERS:
            raise ConsoleError(f"the device {self.device!r} has no screen that could be touched")
        self._must_be_open("the screen shows nothing of it")
        return self.send(touch_request(argument, self._token(), event or {}), after, did="touch")

    def sound_fails(self, after: int | None = None) -> Exchange:
        """Tell the skill that its audio document could not be played."""
        self._must_be_open("nothing is being played")
        return self.send(sound_error_request(), after, did="sound-fails", usual=AT_ONCE)

    def end(
        self, reason: str = "USER_INITIATED", utterance: str = "", after: int | None = None
    ) -> Exchange:
        """End the session from outside, as "exit" or a fault does."""
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
    ) -> Exchange:
        """Send any *request*.

        Args:
            request: Its type and its own fields.
            after: Seconds since the last request, where somebody asks for so many.
            utterance: What was said.
            resolution: What that was taken for.
            spoken: What Alexa says meanwhile of her own accord.
            did: How it came about.
            usual: Seconds since the last request otherwise; by default the answer is heard out.
        """
        self._advance(after, usual)
        if not self.is_open:
            self._id, self._attributes = new_session_id(), {}
        place = Place(self._id, not self.is_open, self._attributes, self.locale, self.device)
        sent = envelope(place, request, self.time)
        heard = Exchange(utterance, sent, {}, False, self.time, resolution, spoken, did, after)
        return self._exchange(heard)

    def send_envelope(self, envelope: Json) -> Exchange:
        """Send a whole *envelope*, as edited, at the time that it says; the session goes on there.

        Raises:
            ConsoleError: If it has no time, or is of no session.
        """
        at, session_id = sent_at(envelope), session_of(envelope)
        exchange = self._exchange(Exchange("", envelope, {}, False, at, did="resend"))
        self.time, self._id = at, session_id
        return exchange

    def branch(self, last: int) -> Session:
        """Return a new session in which all until exchange *last* has happened, and no more.

        Exchange -1 is the one before the first: nothing has happened yet.
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
        """Send what *exchange* asks, and return it with its answer."""
        response = self.post(exchange.request, exchange.time)
        self._attributes = response.get("sessionAttributes") or {}
        kind = exchange.request["request"]["type"]
        self.is_open = open_after(self.is_open, kind, response, self.device)
        answered = replace(exchange, response=response, ended=not self.is_open)
        self.exchanges.append(answered)
        return answered

    def _token(self) -> str:
        """Return the token of the document on the screen; empty where nothing was shown."""
        tokens = (exchange.token for exchange in reversed(self.exchanges))
        return next(filter(None, tokens), "")

    def _slot(self, kind: str, said: str) -> SlotMatch:
        phrases = self.resolver.model.types[kind].get(said)
        return SlotMatch(phrases[0], said) if phrases else SlotMatch(said, None)

    def _must_be_open(self, why: str) -> None:
        if not self.is_open:
            raise ConsoleError(f"no session is open, so {why}")

    def _advance(self, after: int | None, usual: int | None) -> None:
        spoken = self.exchanges[-1].ssml if self.exchanges else ""
        if usual is None:
            usual = seconds(spoken) + REPLY_SECONDS
        waited = usual if after is None else after
        if not 0 <= waited <= LONGEST_WAIT:
            raise ConsoleError(f"after {waited} seconds: from 0 to {LONGEST_WAIT:,} are possible")
        self.time += waited
