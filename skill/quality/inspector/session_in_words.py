"""The session attributes of Cramp Coach in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...alexa import session_attributes
from ...catalog import AskedPrompt, Catalog
from ...common.sentences import sentences
from ...console.client.inspector import LocalTime
from ...dialogue.ladder import Ladder
from ...dialogue.state import (
    Asked,
    InStep,
    Missed,
    Paused,
    SharpPain,
    SignAsked,
    SignSaid,
    State,
    Told,
    Warned,
    WhatElse,
)

Json = Mapping[str, Any]


def session_in_words(catalog: Catalog, kept: Json, at: int, local: LocalTime) -> str:
    """Return the meaning of the session attributes *kept* at the time *at* (Unix)."""
    if not kept:
        return "Nothing: the next words begin a new conversation."
    teller = _Teller(catalog, at, local)
    plain = (
        "; no audio documents in this session" if session_attributes.sound(kept) == "plain" else ""
    )
    listener = session_attributes.read_listener(kept, catalog)
    facts = (*listener.situations, *listener.conditions, *listener.medicines)
    known = f"; knows of {' and '.join(facts)}" if facts else ""
    told = teller.words(session_attributes.read_attributes(kept, catalog)) + known + plain
    return f"{told[:1].upper()}{told[1:]}."


@dataclass(frozen=True)
class _Teller:
    """Describes a state in English."""

    catalog: Catalog
    at: int
    local: LocalTime

    def words(self, state: State) -> str:
        tell = WORDS.get(type(state))
        return tell(self, state) if tell else "nothing that this release knows"

    def step(self, place: InStep) -> str:
        routine = self.catalog.routines[place.routine]
        steps = [step.id for step in routine.steps]
        number = steps.index(Ladder.at(self.catalog, place).step.id) + 1
        named = f", {' and '.join(place.situations)}" if place.situations else ""
        slow = ", slowly" if place.pace == "slow" else ""
        return f"{routine.title}, step {number} of {len(steps)}{named}{slow}; {self._hold(place)}"

    def paused(self, place: Paused) -> str:
        routine = self.catalog.routines[place.place.routine]
        return f"resting in {routine.title}, with {place.left} s of the hold left"

    def sharp_pain(self, place: SharpPain) -> str:
        first = sentences(self.catalog.prompts.let_go.say)[0]
        return f"has said {first!r}{self._back(place.place)}"

    def told(self, place: Told) -> str:
        topic = self.catalog.topics[place.kind][place.topic].name
        return f"has told of {topic}, and offers {place.offer!r}{self._back(place.place)}"

    def warned(self, place: Warned) -> str:
        return self._has_asked(self.catalog.prompts.which_sign) + self._back(place.place)

    def sign_asked(self, place: SignAsked) -> str:
        return f"has asked about {self._sign(place.sign)}{self._back(place.place)}"

    def sign_said(self, place: SignSaid) -> str:
        return f"has advised on {self._sign(place.sign)}{self._back(place.place)}"

    def what_else(self, _: WhatElse) -> str:
        return self._has_asked(self.catalog.prompts.what_else)

    def asked(self, _: Asked) -> str:
        return self._has_asked(self.catalog.prompts.cramping_now)

    def missed(self, place: Missed) -> str:
        before = self.words(place.place) if place.place else "nothing"
        times = "once" if place.count == 1 else f"{place.count} times in a row"
        return f"did not understand {times}; before that: {before}"

    def _hold(self, place: InStep) -> str:
        left = place.until - self.at
        over = "the hold is over"
        return f"hold until {self.local(place.until)} ({left} s left)" if left > 0 else over

    def _has_asked(self, prompt: AskedPrompt) -> str:
        return f"has asked {prompt.ask.say!r}"

    def _sign(self, sign: str) -> str:
        return self.catalog.warnings[sign].name

    def _back(self, place: InStep | None) -> str:
        return f"; to go back to: {self.words(place)}" if place else ""


WORDS: Mapping[type, Callable[[_Teller, Any], str]] = {
    InStep: _Teller.step,
    Paused: _Teller.paused,
    SharpPain: _Teller.sharp_pain,
    Told: _Teller.told,
    Warned: _Teller.warned,
    SignAsked: _Teller.sign_asked,
    SignSaid: _Teller.sign_said,
    WhatElse: _Teller.what_else,
    Asked: _Teller.asked,
    Missed: _Teller.missed,
}
