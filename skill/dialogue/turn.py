"""Request and Turn: the argument and the result of every handler."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..catalog import AskedPrompt, Catalog, SituationId
from .ladder import Ladder
from .listener import STRANGER, Listener
from .scenes import HomeScene, Scene
from .speech import Part, Speech
from .state import (
    Asked,
    InStep,
    Launched,
    Missed,
    Pace,
    Paused,
    Place,
    SharpPain,
    SignAsked,
    SignSaid,
    State,
    Told,
    Warned,
    WhatElse,
)

#: The mark in `Request.said` that the disclaimer was spoken.
DISCLAIMER = "disclaimer"
#: The suffix of the slot for a second value of the same type in one utterance.
SECOND_SLOT = "_two"
#: The situation of a helper who says only "him" or "her".
HELPING = SituationId.HELPING_SOMEONE


@dataclass(frozen=True)
class Request:
    """The slots, state and time of a request; a handler has no other input."""

    catalog: Catalog
    state: State = None
    #: Slot name → slot value id, for each slot with a known value.
    slots: Mapping[str, str] = field(default_factory=dict)
    #: Names of slots with an unknown value.
    unknown: frozenset[str] = frozenset()
    #: Time of the request, in seconds since the epoch.
    at: int = 0
    #: What is known about the listener from earlier requests of this session.
    known: Listener = STRANGER
    #: What earlier turns of this session said that is said once: offers, and DISCLAIMER.
    said: tuple[str, ...] = ()

    def named(self, slot: str) -> tuple[str, ...]:
        """Return the values of *slot* and of its second slot, in that order.

        HELPING_SOMEONE ("her") is left out if this request or an earlier one says more precisely
        who is helped, such as a child.
        """
        found = tuple(one for one in self._slot_values(slot) if one not in self._over)
        others = tuple(value for value in found if value != HELPING)
        known = (*self.situations, *others) if HELPING in found else ()
        is_named = any(self.catalog.situations[one].helping for one in known if one != HELPING)
        return others if is_named else found

    def _slot_values(self, slot: str) -> tuple[str, ...]:
        values = (self.slots.get(name) for name in (slot, slot + SECOND_SLOT))
        return tuple(dict.fromkeys(value for value in values if value))

    @cached_property
    def _over(self) -> frozenset[str]:
        """The situations that are over since this request ("I'm out of the water")."""
        named = (self.catalog.situations[one] for one in self._slot_values("situation"))
        return frozenset(over for about in named for over in about.ends)

    @property
    def stated(self) -> tuple[str, ...]:
        """The conditions stated in this request, directly or as medicines with the same id."""
        medicines = (one for one in self.named("medicine") if one in self.catalog.conditions)
        return tuple(dict.fromkeys((*self.named("condition"), *medicines)))

    @cached_property
    def listener(self) -> Listener:
        """What is known about the listener after this request."""
        lasting = (one for one in self.named("situation") if one != SituationId.OTHER_LEG)
        context = self.slots.get("context", "")
        known = replace(self.known, situations=self.lasting(self.known.situations))
        return known.hearing(lasting, self.stated, self.named("medicine"), context)

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions stated in this session, those of this request last."""
        return self.listener.conditions

    @property
    def situations(self) -> tuple[str, ...]:
        """The situations of this session before this request, the latest last."""
        step = self.step.situations if self.step else ()
        return self.lasting((*(one for one in self.known.situations if one not in step), *step))

    def lasting(self, situations: tuple[str, ...]) -> tuple[str, ...]:
        """Return *situations* without those that are over since this request."""
        return tuple(one for one in situations if one not in self._over)

    @property
    def place(self) -> Place:
        """The state, without a `Missed` or `Launched` around it."""
        state = self.before_misses
        return state.place if isinstance(state, Launched) else state

    @property
    def before_misses(self) -> Place | Launched:
        """The state, without a `Missed` around it."""
        return self.state.place if isinstance(self.state, Missed) else self.state

    @property
    def is_launched(self) -> bool:
        """Whether nothing was said about a cramp since the launch."""
        return isinstance(self.before_misses, Launched)

    @property
    def under_way(self) -> InStep | None:
        """The step in progress, or None after a launch that no word about a cramp followed."""
        return None if self.is_launched else self.step

    @property
    def is_disclaimed(self) -> bool:
        """Whether the disclaimer was spoken in this session."""
        return DISCLAIMER in self.said

    @property
    def step(self) -> InStep | None:
        """The step in progress, or the one that a pause, question or warning interrupted."""
        place = self.place
        if isinstance(place, Paused | SharpPain | Told | Warned | SignAsked | SignSaid):
            place = place.place
        return place if isinstance(place, InStep) else None

    @cached_property
    def ladder(self) -> Ladder | None:
        """The ladder at `step`, or None without a step."""
        return Ladder.at(self.catalog, self.step) if self.step else None

    @property
    def pace(self) -> Pace:
        """The pace of the conversation, which the listener may have changed."""
        return self.step.pace if self.step else "normal"


@dataclass(frozen=True)
class Card:
    """A card for the Alexa app, in plain text."""

    title: str
    text: str


@dataclass(frozen=True)
class Turn:
    """One answer of the skill. Without a reprompt the session ends."""

    speech: Speech
    state: State = None
    reprompt: Speech | None = None
    card: Card | None = None
    pace: Pace = "normal"
    scene: Scene | None = None
    #: Whether the listener took back the sign that was advised on.
    takes_back: bool = False

    @property
    def shown(self) -> Scene | None:
        """The scene to show: home if nothing is in progress; None leaves the screen unchanged."""
        place = self.state.place if isinstance(self.state, Missed) else self.state
        under_way = not isinstance(place, Asked | WhatElse | None)
        return self.scene or (None if under_way or self.reprompt is None else HomeScene())


#: Answers one intent or request type; None means that it makes no sense in the current state.
Handler = Callable[[Request], Turn | None]


def ask(request: Request, question: AskedPrompt, state: State, *before: Part) -> Turn:
    """Return a turn with *before*, *question* and its reprompt, in *state*."""
    return Turn((*before, question.ask), state, (question.reprompt,), pace=request.pace)


def listener_after(request: Request, turn: Turn) -> Listener:
    """Return what is known about the listener after *turn*, the answer to *request*."""
    place = turn.state.place if isinstance(turn.state, Missed) else turn.state
    if isinstance(place, SignSaid) and request.catalog.warnings[place.sign].no_stretch:
        return replace(request.listener, sign=place.sign)
    return replace(request.listener, sign="") if turn.takes_back else request.listener


def said_after(request: Request, turn: Turn) -> tuple[str, ...]:
    """Return what has been said once in this session after *turn*, the answer to *request*."""
    offered = (turn.state.offer,) if isinstance(turn.state, Told) else ()
    spoken = request.catalog.prompts.disclaimer in turn.speech
    disclaimed = (DISCLAIMER,) if spoken else ()
    return tuple(dict.fromkeys((*request.said, *offered, *disclaimed)))
