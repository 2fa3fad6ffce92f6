"""One answer of the dialogue, to what it was given, and the answer before it."""

from __future__ import annotations

from dataclasses import dataclass

from ..catalog import Catalog
from ..dialogue.intents import standard_intents
from ..dialogue.turn import Request, Turn
from ..handlers import HANDLERS
from .inputs import Input

#: When the walk begins, in seconds since the epoch; only what lies between two times matters.
START = 1_800_000_000


@dataclass(frozen=True, eq=False)
class Observation:
    """One answer, to what it was given, and the answer before it."""

    said: Input
    request: Request
    turn: Turn
    before: Observation | None = None
    #: What a handler raised instead of answering.
    fault: str = ""

    def path(self) -> list[str]:
        """Return what was said, and how many seconds after the turn before, from the start."""
        if self.before is None:
            return [str(self.said)]
        return [*self.before.path(), f"{self.said} (+{self.request.at - self.before.request.at} s)"]


def observe(
    catalog: Catalog, said: Input, before: Observation | None = None, at: int = START
) -> Observation:
    """Return what the skill answers to *said* after *before*."""
    state = before.turn.state if before else None
    heard = before.request.conditions if before else ()
    request = Request(catalog, state, dict(said.slots), said.unknown, at, heard)
    return answer_to(said, request, before)


def answer_to(said: Input, request: Request, before: Observation | None) -> Observation:
    """Return what the skill answers to *request*, which *said* stands for."""
    try:
        turn = HANDLERS[said.name](request) or standard_intents.not_understood(request)
    except Exception as error:
        # Whatever it is, a person would hear an apology instead of help.
        fault = f"{type(error).__name__}: {error}"
        return Observation(said, request, standard_intents.apologise(request), before, fault)
    return Observation(said, request, turn, before)
