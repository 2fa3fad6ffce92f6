"""Equivalence classes of states: a walk visits one state of each class."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from ...catalog import Catalog, SituationId
from ...dialogue.ladder import Ladder
from ...dialogue.state import InStep, Missed, Paused, SharpPain, SignAsked, SignSaid, State, Told
from ...dialogue.steps import SHORTEST_HOLD


def step_of(state: State) -> InStep | None:
    """Return *state* if it is a step, or the step that it returns to."""
    while state is not None and not isinstance(state, InStep):
        state = getattr(state, "place", None)
    return state


@dataclass(frozen=True)
class StateClasses:
    """Computes the class of a state; a full walk has more classes than a short one."""

    catalog: Catalog
    full: bool = False

    def worth(self, state: State) -> bool:
        """Return whether to expand *state*; the answer that led to it is checked in any case."""
        step = step_of(state)
        if step is None or not step.situations:
            return True
        first = step.pace == "normal" and not Ladder.at(self.catalog, step).round
        return (
            len(step.situations) <= (2 if first else 1)
            if self.full
            else (len(step.situations) == 1 and first)
        )

    def state(self, state: State) -> Hashable:
        """Return the class of *state*; of its times, only whether the time limit has passed."""
        if isinstance(state, InStep):
            late = state.until - state.began >= self.catalog.coaching.longest_seconds
            place = state.routine, state.step, state.effort
            return *place, state.situations, state.pace, late
        if isinstance(state, Paused):
            return "Paused", self._rung(state.place), state.left >= SHORTEST_HOLD
        if isinstance(state, SharpPain):
            return "SharpPain", self._rung(state.place)
        return self._about(state) if self.full or step_of(state) is None else self.kind(state)

    def _about(self, state: State) -> Hashable:
        """Return the class of a state by what was told or asked in it.

        A short walk has these classes only where no step is open; elsewhere, it has kinds.
        """
        place = (self.kind(state), self._rung(step_of(state))) if self.full else None
        if isinstance(state, Told):
            return state.kind, state.topic, state.start, state.end, place
        if isinstance(state, SignAsked):
            return state.sign, state.helping, place
        if isinstance(state, SignSaid):
            return state.sign, state.settled, place
        return self.kind(state), place

    def kind(self, state: State) -> Hashable:
        """Return the kind of *state*, a coarser class in which all inputs are tried only once."""
        if isinstance(state, InStep):
            asks = bool(Ladder.at(self.catalog, state).step.question)
            purpose = self.catalog.routines[state.routine].purpose
            return purpose, asks, SituationId.IN_WATER in state.situations
        if isinstance(state, Told):
            return "Told", state.offer, self.kind(state.place)
        if isinstance(state, Missed):
            return "Missed", state.count, self.step_kind(state.place)
        return type(state).__name__, self.kind(step_of(state)) if state else None

    def step_kind(self, state: State) -> Hashable:
        """Return the type of *state* and the kind of its step: slot values need no more."""
        step = step_of(state)
        return type(state).__name__, self.kind(step) if step else None

    def _rung(self, step: InStep | None) -> Hashable:
        """Return the class of a step that another state returns to, without its round."""
        if step is None:
            return None
        rung = Ladder.at(self.catalog, step).step.id
        return step.routine, rung, step.situations[-1:] if self.full else ()
