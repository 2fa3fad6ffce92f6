"""What a dialogue function is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..catalog import AskedPrompt, Catalog
from .ladder import Ladder
from .scenes import HomeScene, Scene
from .speech import Part, Speech
from .state import (
    Asked,
    InStep,
    Missed,
    Pace,
    Paused,
    Place,
    SharpPain,
    SignAsked,
    State,
    Told,
    Warned,
)


@dataclass(frozen=True)
class Request:
    """What was asked, where, and when; what is not in it cannot matter."""

    catalog: Catalog
    state: State = None
    #: Slot name → slot value id, for each slot that was filled with a value we know.
    slots: Mapping[str, str] = field(default_factory=dict)
    #: Names of slots filled with something that is not in our lists.
    unknown: frozenset[str] = frozenset()
    #: When Alexa sent it, in seconds since the epoch.
    at: int = 0
    #: Conditions stated in this session before this request, in the order they were stated.
    heard: tuple[str, ...] = ()

    @property
    def stated(self) -> str | None:
        """The condition stated in this request, by its own name or by a medicine of the same id."""
        medicine = self.slots.get("medicine")
        known = medicine if medicine in self.catalog.conditions else None
        return self.slots.get("condition", known)

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions stated in this session, the one in this request last."""
        return tuple(dict.fromkeys((*self.heard, self.stated) if self.stated else self.heard))

    @property
    def place(self) -> Place:
        """The state underneath any misunderstandings."""
        return self.state.place if isinstance(self.state, Missed) else self.state

    @property
    def step(self) -> InStep | None:
        """The step being done, or the one left for a rest, a question or a warning."""
        place = self.place
        if isinstance(place, Paused | SharpPain | Told | Warned | SignAsked):
            place = place.place
        return place if isinstance(place, InStep) else None

    @cached_property
    def ladder(self) -> Ladder | None:
        """The ladder of the step being done, if there is one."""
        return Ladder.at(self.catalog, self.step) if self.step else None

    @property
    def pace(self) -> Pace:
        """The pace the listener asked for."""
        return self.step.pace if self.step else "normal"


@dataclass(frozen=True)
class Card:
    """Something to read in the Alexa app, in plain text."""

    title: str
    text: str


@dataclass(frozen=True)
class Turn:
    """What Alexa says now. With a reprompt she listens for an answer; without, the session ends."""

    speech: Speech
    state: State = None
    reprompt: Speech | None = None
    card: Card | None = None
    pace: Pace = "normal"
    scene: Scene | None = None

    @property
    def shown(self) -> Scene | None:
        """What a screen shows now: home where nothing is under way, None to leave it as it is."""
        place = self.state.place if isinstance(self.state, Missed) else self.state
        under_way = not isinstance(place, Asked | None)
        return self.scene or (None if under_way or self.reprompt is None else HomeScene())


#: Answers one intent or request; None means that it makes no sense at this point.
Handler = Callable[[Request], Turn | None]


def ask(request: Request, question: AskedPrompt, state: State, *before: Part) -> Turn:
    """Say *before*, then ask *question*, with its own reprompt."""
    return Turn((*before, question.ask), state, (question.reprompt,), pace=request.pace)
