"""The protocol of an inspector, which explains a turn beyond its request and response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ..response.response_limits import Limit
from .exchange import Exchange

#: Returns the device's local time of day at a time in Unix seconds.
LocalTime = Callable[[int], str]


@dataclass(frozen=True)
class HandlerInfo:
    """The function of the skill that answered a turn: its name, its purpose, its file and line."""

    name: str
    does: str
    where: str


@dataclass(frozen=True)
class ReferenceInfo:
    """A published source."""

    title: str
    publisher: str
    year: int | None


@dataclass(frozen=True)
class ClaimInfo:
    """A claim that a sentence states, or corrects, and the sources of the claim."""

    id: str
    grade: str
    text: str
    corrects: bool
    references: tuple[ReferenceInfo, ...]


@dataclass(frozen=True)
class SentenceInfo:
    """A sentence of the speech ("answer") or of the reprompt ("reprompt"), and its claims."""

    part: str
    say: str
    suggests: tuple[str, ...]
    claims: tuple[ClaimInfo, ...]


@dataclass(frozen=True)
class Inspection:
    """The explanation of one turn; a part that the inspector does not know is empty."""

    handler: HandlerInfo | None = None
    sentences: tuple[SentenceInfo, ...] = ()
    #: Why the other parts do not explain the response; empty if they do.
    mismatch: str = ""
    #: The skill's own limits, beside Alexa's.
    limits: tuple[Limit, ...] = ()
    #: The number of the skill's own rules that were checked.
    rules: int = 0
    #: The name of each broken rule, and a message.
    violations: tuple[tuple[str, str], ...] = ()
    #: The session attributes after the turn, in words.
    session: str = ""
    #: The picture on the screen as SVG, for use without Amazon's engine.
    picture: str = ""
    #: For the inspector alone, which gets it back with the next turn.
    trace: object = None


class Inspector(Protocol):
    """Explains the turns of one skill."""

    def inspect(
        self, exchange: Exchange, locale: str, before: Inspection | None, local: LocalTime
    ) -> Inspection:
        """Return the explanation of *exchange*; *before* explains the turn before it."""


class NoInspector:
    """Explains nothing, for a skill of which only the endpoint is known."""

    def inspect(
        self,
        exchange: Exchange,  # noqa: ARG002  the signature is the protocol's
        locale: str,  # noqa: ARG002
        before: Inspection | None,  # noqa: ARG002
        local: LocalTime,  # noqa: ARG002
    ) -> Inspection:
        """Return an empty explanation."""
        return Inspection(mismatch="This skill has no inspector, which would name its sources.")
