"""Walk through every state that the dialogue can reach, with every input in it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...catalog import Catalog
from ...catalog.intent_names import LAUNCH, WARNING_SIGN
from ...console.nlu.model_reader import Model
from ...dialogue.state import InStep, State
from ..inputs import Choice, Input
from ..observation import START, Observation, observe
from .state_classes import StateClasses, step_of

#: This intent is tried with every slot value in every state, also in a short walk.


@dataclass
class StateSpace:
    """A breadth-first walk through the states; its counts can be read during the walk."""

    catalog: Catalog
    model: Model
    #: Try every input in every state; a short walk does so only in one state of each kind.
    full: bool = False
    seen: set[Hashable] = field(default_factory=set)
    kinds: set[Hashable] = field(default_factory=set)
    #: The kinds of states and steps in which a short walk has tried all pairs of slot values.
    paired: set[Hashable] = field(default_factory=set)
    waiting: deque[tuple[Observation | None, bool]] = field(default_factory=deque)

    def __iter__(self) -> Iterator[Observation]:
        """Yield every observation, breadth first, so that each path is a shortest one."""
        fold = StateClasses(self.catalog, self.full)
        says = [Choice.of(self.catalog, self.model, name) for name in self.model.intents]
        self._wait(fold, None, None)
        while self.waiting:
            before, first = self.waiting.popleft()
            pairs = first and self._tries_pairs(fold, before)
            for at, one in self._said(says, before, first, pairs):
                observation = observe(self.catalog, one, before, at)
                yield observation
                if observation.turn.reprompt is not None:
                    self._wait(fold, observation, observation.turn.state)

    def _wait(self, fold: StateClasses, observation: Observation | None, state: State) -> None:
        """Queue *state* unless an equivalent state was queued before."""
        key, kind = fold.state(state), fold.kind(state)
        first = kind not in self.kinds
        if fold.worth(state) and (first or key not in self.seen):
            self.seen.add(key)
            self.kinds.add(kind)
            self.waiting.append((observation, first))

    def _tries_pairs(self, fold: StateClasses, before: Observation | None) -> bool:
        """Return whether to try pairs of slot values: a short walk does once for a kind of step.

        The answer to two values depends on the step, and not on what was told or asked about it.
        """
        kind = fold.step_kind(before.turn.state if before else None)
        if kind in self.paired and not self.full:
            return False
        self.paired.add(kind)
        return True

    def _said(
        self, says: Sequence[Choice], before: Observation | None, first: bool, pairs: bool
    ) -> Iterator[tuple[int, Input]]:
        """Yield times and inputs: all values in the first state of a kind, some in others."""
        times = _times(before)
        more = times if self.full or first or _has_only_a_step(before) else times[:1]
        if before is None:
            yield START, Input(LAUNCH)
        for intent in says:
            yield from itertools.product(more, intent.without)
            yield from itertools.product(times[:1], self._values(intent, first, pairs))

    def _values(self, intent: Choice, first: bool, pairs: bool) -> Iterable[Input]:
        if first:
            return (*intent.values, *(intent.pairs if pairs else ()))
        if self.full or intent.name == WARNING_SIGN or not intent.values:
            return intent.values
        return (intent.values[len(self.waiting) % len(intent.values)],)


def _has_only_a_step(seen: Observation | None) -> bool:
    """Return whether the state is a step without situations, where all times are tried."""
    state = seen.turn.state if seen else None
    return isinstance(state, InStep) and not state.situations


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
