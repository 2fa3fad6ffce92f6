"""The ladder of a routine: its steps in the order in which they are tried, and the current one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..catalog import Catalog, Step
from .routine_choice import choose, steps_of
from .state import InStep, Wording


@dataclass(frozen=True)
class Ladder:
    """The steps of a routine that fit its situations, and the position of *state* among them.

    Once-steps (done one time only) come first. After the last step, a new round begins with the
    first step that is not a once-step.
    """

    state: InStep
    steps: tuple[Step, ...]

    @classmethod
    def at(cls, catalog: Catalog, state: InStep) -> Ladder:
        """Return the ladder of the routine and situations in *state*."""
        return cls(state, steps_of(catalog, state))

    @cached_property
    def once(self) -> int:
        """The number of once-steps."""
        return sum(step.once for step in self.steps)

    @property
    def count(self) -> int:
        """The number of steps in the first round."""
        return len(self.steps)

    @property
    def step(self) -> Step:
        """The current step."""
        return self.steps[self.number - 1]

    @property
    def number(self) -> int:
        """The number of the current step, counted from one."""
        beyond = self.state.step - self.count
        if beyond < 0:
            return self.state.step + 1
        return self.once + beyond % self._repeated + 1

    @property
    def round(self) -> int:
        """The number of finished rounds."""
        beyond = self.state.step - self.count
        return 0 if beyond < 0 else 1 + beyond // self._repeated

    @property
    def is_last(self) -> bool:
        """Whether the current step is the last one of its round."""
        return self.number == self.count

    @property
    def _repeated(self) -> int:
        return self.count - self.once

    def to(self, taken: int) -> Ladder:
        """Return this ladder after *taken* steps; the wording alternates from round to round."""
        moved = replace(self, state=replace(self.state, step=taken))
        wording: Wording = "second" if moved.round % 2 else "first"
        return replace(moved, state=replace(moved.state, wording=wording))

    def at_step(self, step_id: str, finished: int) -> Ladder:
        """Return this ladder at step *step_id* after *finished* rounds; if unknown, at step one."""
        number = next((n for n, step in enumerate(self.steps) if step.id == step_id), 0)
        rounds = finished if number >= self.once else 0
        return replace(self, state=replace(self.state, step=number + rounds * self._repeated))

    def following(self) -> Ladder:
        """Return this ladder at the next step; in the other wording if that is the same step."""
        after = self.to(self.state.step + 1)
        if after.step != self.step:
            return after
        wording = self.in_other_words().state.wording
        return replace(after, state=replace(after.state, wording=wording))

    def previous(self) -> Ladder:
        """Return this ladder at the previous step; at this one, reworded, if it is a once-step."""
        before = self.to(max(0, self.state.step - 1))
        return self.in_other_words() if before.step in (self.step, *self._done) else before

    def begun_again(self) -> Ladder:
        """Return this ladder at its first step that is not a once-step, or at an open once-step."""
        begin = self.number - 1 if self.step.once else self.once
        return self.in_other_words() if begin == self.state.step else self.to(begin)

    def beyond(self, before: Ladder) -> Ladder:
        """Return this ladder at its first step that is not a once-step finished in *before*."""
        done = {step.id for step in before._done}
        begins = (at for at, step in enumerate(self.steps) if not step.once or step.id not in done)
        return self.to(next(begins) if before.step.once else self.once)

    def in_other_words(self) -> Ladder:
        """Return this ladder with the other wording of the same step."""
        wording: Wording = "first" if self.state.wording == "second" else "second"
        return replace(self, state=replace(self.state, wording=wording))

    @property
    def _done(self) -> tuple[Step, ...]:
        """The once-steps before the current step."""
        return self.steps[: min(self.once, self.number - 1)]


def exists(catalog: Catalog, state: InStep) -> bool:
    """Return whether *catalog* has every id in *state*, which an older release may have written."""
    return (
        state.routine in catalog.routines
        and state.muscle in catalog.muscles
        and state.step >= 0
        and all(situation in catalog.situations for situation in state.situations)
    )


def in_situations(catalog: Catalog, place: InStep, situations: tuple[str, ...]) -> InStep:
    """Return *place* with other *situations*, at the same step, or at the first if it is left out.

    The routine is chosen again if its own situation, such as deep water, is over.
    """
    own, routine = {*catalog.routines[place.routine].situations}, place.routine
    if own & {*place.situations} and not own & {*situations}:
        routine = choose(catalog, place.muscle, situations)
    here = Ladder.at(catalog, place)
    there = replace(place, routine=routine, situations=situations, step=0)
    return Ladder.at(catalog, there).at_step(here.step.id, here.round).state
