"""One conversation of the page: its session, its local time, and the results of each turn."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from ..audio.playback import Hearing
from ..client.delivery import SendResult
from ..client.exchange import Exchange
from ..client.inspector import Inspection
from ..client.request_envelopes import Json
from ..client.session import Session
from ..client.skill_client import SkillClient
from ..errors import ConsoleError, SkillError
from ..response.response_limits import broken_limits
from .speech_cache import SpeechCache

DAY = 24 * 3600
#: The name of the rule for a response that Alexa would reject.
ALEXA_LIMITS = "Alexa's limits"
#: The fields of a touch event.
TOLD = ("token", "arguments", "source", "components")


@dataclass(frozen=True)
class TurnRequest:
    """A requested action, and its arguments."""

    do: str
    utterance: str = ""
    after: int | None = None
    event: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TurnNote:
    """The results of a turn, beside its request and response."""

    delivery: SendResult
    inspection: Inspection
    #: The name of each rule that the response breaks, and a message.
    broken: tuple[tuple[str, str], ...]
    differences: tuple[str, ...] = ()


class WebSession:
    """A conversation with the skill on one device."""

    def __init__(
        self, console: SkillClient, speaker: SpeechCache, locale: str, device: str, offset: int
    ) -> None:
        """Start a conversation; the device's local time is UTC plus *offset* seconds."""
        self.id = secrets.token_urlsafe(9)
        self.console = console
        self.speaker = speaker
        self.offset = offset
        self.whisper = False
        self.notes: list[TurnNote] = []
        #: Held during a request; other requests wait.
        self.turn = threading.RLock()
        self._last = SendResult(0, "", 0, None)
        self.session = console.session(locale, device, self._post)

    @property
    def exchanges(self) -> list[Exchange]:
        """All turns so far."""
        return self.session.exchanges

    def exchange(self, turn: int) -> Exchange:
        """Return the turn with this number; raise ConsoleError if there is none."""
        if not 0 <= turn < len(self.exchanges):
            raise ConsoleError(f"there is no turn {turn} in this conversation")
        return self.exchanges[turn]

    def local(self, at: int) -> str:
        """Return the device's local time of day at *at*, in Unix seconds."""
        return f"{datetime.fromtimestamp(at + self.offset, UTC):%H:%M:%S}"

    def take(self, asked: TurnRequest) -> Exchange:
        """Do the action of *asked*; raise ConsoleError or SkillError if there is no response."""
        if asked.do not in ACTIONS:
            raise ConsoleError(f"there is no {asked.do!r} to do; known: {', '.join(ACTIONS)}")
        return self.note(lambda: ACTIONS[asked.do](self.session, asked))

    def note(self, take: Callable[[], Exchange]) -> Exchange:
        """Run *take*, and record delivery, explanation and broken rules of the turn."""
        exchange = take()
        inspection = self._inspect(exchange)
        broken = [(ALEXA_LIMITS, wrong) for wrong in broken_limits(exchange.response)]
        self.notes.append(TurnNote(self._last, inspection, (*broken, *inspection.violations)))
        return exchange

    def differ(self, differences: Iterable[str]) -> None:
        """Record the differences of the last response from the expected one."""
        self.notes[-1] = replace(self.notes[-1], differences=tuple(differences))

    def hearing(self, turn: int) -> Hearing:
        """Return the sound of a turn."""
        return self.speaker.hearing(self.exchange(turn), whispered=self.whisper)

    def branch(self, turns: int) -> WebSession:
        """Return a new conversation with the first *turns* turns of this one."""
        session = self.session
        other = WebSession(self.console, self.speaker, session.locale, session.device, self.offset)
        other.whisper = self.whisper
        other.session = replace(session.branch(turns - 1), post=other._post)
        other.notes = self.notes[:turns]
        return other

    def _inspect(self, exchange: Exchange) -> Inspection:
        """Return the explanation of *exchange*; a fault of the inspector does not lose the turn."""
        before = self.notes[-1].inspection if self.notes else None
        try:
            inspector = self.console.running.inspector
            return inspector.inspect(exchange, self.session.locale, before, self.local)
        except Exception as error:
            return Inspection(mismatch=f"the inspector failed: {type(error).__name__}: {error}")

    def _post(self, envelope: Json, now: int) -> Json:
        self._last = self.console.deliver(json.dumps(envelope).encode(), now)
        if self._last.response is None:
            raise SkillError(self._last.status, self._last.text)
        return self._last.response


def offset_for(clock: str, now: int) -> int:
    """Return the seconds by which local time is ahead of UTC if it is *clock* ("03:00") at *now*.

    Raises:
        ConsoleError: If *clock* is not a time of day.
    """
    try:
        wanted = datetime.strptime(clock, "%H:%M").replace(tzinfo=UTC)
    except ValueError:
        raise ConsoleError(f"{clock!r} is no time of day, as 03:00 is") from None
    ahead = (wanted.hour * 3600 + wanted.minute * 60 - now % DAY) % DAY
    return ahead - DAY if ahead > DAY // 2 else ahead


def _touch(session: Session, asked: TurnRequest) -> Exchange:
    arguments = asked.event.get("arguments")
    if not isinstance(arguments, list) or not arguments:
        raise ConsoleError("event: arguments: must be a list of what was touched")
    told = {name: asked.event[name] for name in TOLD if name in asked.event}
    return session.touch(str(arguments[0]), asked.after, told)


#: The actions by name.
ACTIONS: Mapping[str, Callable[[Session, TurnRequest], Exchange]] = {
    "say": lambda session, asked: session.say(asked.utterance, asked.after),
    "launch": lambda session, asked: session.launch(asked.after),
    "silence": lambda session, _: session.silence(),
    "exit": lambda session, asked: session.end(after=asked.after),
    "touch": _touch,
    "sound-fails": lambda session, asked: session.sound_fails(asked.after),
}
