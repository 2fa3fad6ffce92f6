"""Which states are so alike that a walk needs to pass through only one of them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from ...catalog import Catalog, SituationId
from ...dialogue.ladder import Ladder
from ...dialogue.state import InStep, Missed, Paused, SignAsked, State, Told
from ...dialogue.steps import SHORTEST_HOLD


def step_of(state: State) -> InStep | None:
    """Return the step in *state*, or underneath it."""
    while state is not None and not isinstance(state, InStep):
        state = getattr(state, "place", None)
    return state


@dataclass(frozen=True)
class StateClasses:
    """Folds states; a full walk folds away less."""

    catalog: Catalog
    full: bool = False

    def worth(self, state: State) -> bool:
        """Return whether to go on from *state*; the answer that led to it is looked at anyway."""
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
        """Return what makes *state* unlike others; of the time, only what is still to come."""
        if isinstance(state, InStep):
            late = state.until - state.began >= self.catalog.coaching.longest_seconds
            place = state.routine, state.step, state.effort
            return *place, state.situations, state.pace, late
        if isinstance(state, Paused):
            return "Paused", self._rung(state.place), state.left >= SHORTEST_HOLD
        if isinstance(state, Told):
            told = state.kind, state.topic, state.start, state.end, state.offer
            return told, self.kind(state.place) if self.full else state.place is None
        if isinstance(state, Missed):
            return state.count, self.kind(state.place)
        if isinstance(state, SignAsked):
            return state.sign, state.helping, self.kind(state.place)
        return type(state).__name__, self._rung(step_of(state))

    def kind(self, state: State) -> Hashable:
        """Return what kind of state *state* is; a short walk says everything once in each."""
        if isinstance(state, InStep):
            asks = bool(Ladder.at(self.catalog, state).step.question)
            purpose = self.catalog.routines[state.routine].purpose
            return purpose, asks, SituationId.IN_WATER in state.situations
        if isinstance(state, Told):
            return "Told", state.offer, self.kind(state.place)
        if isinstance(state, Missed):
            return "Missed", state.count, self.kind(state.place)
        return type(state).__name__, self.kind(step_of(state)) if state else None

    def _rung(self, step: InStep | None) -> Hashable:
        """Return a step that something else is on top of: its rounds are left out."""
        if step is None:
            return None
        rung = Ladder.at(self.catalog, step).step.id
        return step.routine, rung, step.situations[-1:] if self.full else ()
