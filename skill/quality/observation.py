"""Observations: an input, the answer of the dialogue, and the observation before it."""

from __future__ import annotations

from dataclasses import dataclass

from ..catalog import Catalog
from ..dialogue.intents import standard_intents
from ..dialogue.listener import STRANGER
from ..dialogue.turn import Request, Turn, listener_after, said_after
from ..handlers import HANDLERS
from .inputs import Input

#: Start time of a sweep, in seconds since the epoch; only differences matter.
START = 1_800_000_000


@dataclass(frozen=True, eq=False)
class Observation:
    """An input, the answer to it, and the observation before it."""

    said: Input
    request: Request
    turn: Turn
    before: Observation | None = None
    #: The exception of the handler, or an empty text.
    fault: str = ""

    def path(self) -> list[str]:
        """Return all inputs from the start, each with the seconds since the one before."""
        if self.before is None:
            return [str(self.said)]
        return [*self.before.path(), f"{self.said} (+{self.request.at - self.before.request.at} s)"]


def observe(
    catalog: Catalog, said: Input, before: Observation | None = None, at: int = START
) -> Observation:
    """Return the answer to *said* in the state after *before*."""
    state = before.turn.state if before else None
    known = listener_after(before.request, before.turn) if before else STRANGER
    once = said_after(before.request, before.turn) if before else ()
    request = Request(catalog, state, dict(said.slots), said.unknown, at, known, once)
    return answer_to(said, request, before)


def answer_to(said: Input, request: Request, before: Observation | None) -> Observation:
    """Return the answer to *request*, which was built from *said*."""
    try:
        turn = HANDLERS[said.name](request) or standard_intents.not_understood(request)
    except Exception as error:
        # Any exception counts as a fault: the user would hear an apology instead of help.
        fault = f"{type(error).__name__}: {error}"
        return Observation(said, request, standard_intents.apologise(request), before, fault)
    return Observation(said, request, turn, before)
