"""Walk through every state that the dialogue can reach, with every input in it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from ...catalog import Catalog
from ...catalog.intent_names import LAUNCH, WARNING_SIGN
from ...console.nlu.model_reader import Model
from ...dialogue.state import InStep, SignAsked, State
from ..inputs import Choice, Input
from ..observation import START, Observation, observe
from .state_classes import StateClasses, step_of


@dataclass(frozen=True)
class Novelty:
    """What a state is the first of; a short walk tries as many inputs in it."""

    #: Its kind: every sign is tried, and every time.
    kind: bool
    #: Its type and the kind of its step: every slot value is tried.
    step_kind: bool
    #: Its type, if that is a step or nothing: every pair of slot values is tried.
    pairs: bool


@dataclass
class StateSpace:
    """A breadth-first walk through the states; its counts can be read during the walk.

    A full walk tries every input in every state. A short walk tries every intent without slots
    in every class of states; every unknown value and every sign in every kind of state, and every
    sign after every question about a sign; every slot value in every type of state with every
    kind of step; every pair of slot values at the beginning and in a step. Every other state gets
    one value and one pair of each intent, by turns. `StateClasses` says which states are
    equivalent.
    """

    catalog: Catalog
    model: Model
    full: bool = False
    seen: set[Hashable] = field(default_factory=set)
    kinds: set[Hashable] = field(default_factory=set)
    step_kinds: set[Hashable] = field(default_factory=set)
    paired: set[type] = field(default_factory=set)
    waiting: deque[tuple[Observation | None, Novelty]] = field(default_factory=deque)
    #: The number of states that were expanded.
    expanded: int = 0

    def __iter__(self) -> Iterator[Observation]:
        """Yield every observation, breadth first, so that each path is a shortest one."""
        fold = StateClasses(self.catalog, self.full)
        says = [Choice.of(self.catalog, self.model, name) for name in self.model.intents]
        self._wait(fold, None, None)
        while self.waiting:
            before, new = self.waiting.popleft()
            self.expanded += 1
            for at, one in self._said(says, before, new):
                observation = observe(self.catalog, one, before, at)
                yield observation
                if observation.turn.reprompt is not None:
                    self._wait(fold, observation, observation.turn.state)

    def _wait(self, fold: StateClasses, observation: Observation | None, state: State) -> None:
        """Queue *state* unless an equivalent state was queued before."""
        if not fold.worth(state):
            return
        key = fold.state(state)
        new = self._novelty(fold, state)
        if new.kind or key not in self.seen:
            self.seen.add(key)
            self.waiting.append((observation, new))

    def _novelty(self, fold: StateClasses, state: State) -> Novelty:
        """Return what *state* is the first of, and remember it."""
        kind, step_kind = fold.kind(state), fold.step_kind(state)
        pairs = isinstance(state, InStep | None) and type(state) not in self.paired
        new = Novelty(kind not in self.kinds, step_kind not in self.step_kinds, pairs)
        self.kinds.add(kind)
        self.step_kinds.add(step_kind)
        self.paired.add(type(state))
        return new

    def _said(
        self, says: Sequence[Choice], before: Observation | None, new: Novelty
    ) -> Iterator[tuple[int, Input]]:
        """Yield the times and inputs to try after *before*."""
        times = _times(before)
        more = times if self.full or new.kind or _has_only_a_step(before) else times[:1]
        if before is None:
            yield START, Input(LAUNCH)
        for intent in says:
            yield from itertools.product(more, self._without(intent, new))
            yield from itertools.product(times[:1], self._values(intent, before, new))
        for intent in says:
            pairs = intent.pairs if self.full or new.pairs else self._one_of(intent.pairs)
            yield from itertools.product(times[:1], pairs)

    def _without(self, intent: Choice, new: Novelty) -> Sequence[Input]:
        """Return the inputs without a known value: without any, and with unknown ones."""
        return intent.without if self.full or new.kind else intent.without[:1]

    def _values(self, intent: Choice, before: Observation | None, new: Novelty) -> Sequence[Input]:
        """Return the inputs with one known value."""
        if self.full or new.step_kind:
            return intent.values
        about_a_sign = before is not None and isinstance(before.turn.state, SignAsked)
        if intent.name == WARNING_SIGN and (new.kind or about_a_sign):
            return intent.values
        return self._one_of(intent.values)

    def _one_of(self, inputs: Sequence[Input]) -> Sequence[Input]:
        """Return one of *inputs*, in each state the next one."""
        return inputs and (inputs[self.expanded % len(inputs)],)


def _has_only_a_step(seen: Observation | None) -> bool:
    """Return whether the state is a usual step without situations, where all times are tried."""
    state = seen.turn.state if seen else None
    if not isinstance(state, InStep) or state.situations:
        return False
    return (state.pace, state.effort) == ("normal", "usual")


def _times(before: Observation | None) -> list[int]:
    """Return the times of the next input: during the hold, after it, and after the time limit."""
    if before is None:
        return [START]
    step = step_of(before.turn.state)
    if step is None:
        return [before.request.at + 10]
    over = max(step.until, before.request.at)
    during = (before.request.at + over) // 2
    longest = before.request.catalog.coaching.longest_seconds
    return sorted({during, over + 5, max(over + 5, step.began + longest)})
