"""Every state the dialogue can reach, with everything that can be said in it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..catalog import Catalog
from ..dialogue import session
from ..dialogue.state import InStep, State
from ..dialogue.turn import Request, Turn
from ..handlers import HANDLERS
from .fold import Fold, step_of
from .model import Model
from .said import LAUNCH, Choice, Said

#: When the walk begins, in seconds since the epoch; only what lies between two times matters.
START = 1_800_000_000
#: What is said with every value in every state, however short the walk.
URGENT = "WarningSignIntent"


@dataclass(frozen=True, eq=False)
class Observation:
    """One answer, to what it was given, and the answer before it."""

    said: Said
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


@dataclass
class Walk:
    """A walk through every state; its counts can be read while it goes on."""

    catalog: Catalog
    model: Model
    #: Whether to say everything in every state; a short walk does so once in each kind of state.
    full: bool = False
    seen: set[Hashable] = field(default_factory=set)
    kinds: set[Hashable] = field(default_factory=set)
    waiting: deque[tuple[Observation | None, bool]] = field(default_factory=deque)

    def __iter__(self) -> Iterator[Observation]:
        """Yield every answer, breadth first, so that the first path to it is a shortest one."""
        fold = Fold(self.catalog, self.full)
        says = [Choice.of(self.catalog, self.model, name) for name in self.model.intents]
        self._wait(fold, None, None)
        while self.waiting:
            before, first = self.waiting.popleft()
            for at, one in self._said(says, before, first):
                observation = observe(self.catalog, one, before, at)
                yield observation
                if observation.turn.reprompt is not None:
                    self._wait(fold, observation, observation.turn.state)

    def _wait(self, fold: Fold, observation: Observation | None, state: State) -> None:
        """Queue *state* for what can be said in it, unless one like it has been there."""
        key, kind = fold.state(state), fold.kind(state)
        first = kind not in self.kinds
        if fold.worth(state) and (first or key not in self.seen):
            self.seen.add(key)
            self.kinds.add(kind)
            self.waiting.append((observation, first))

    def _said(
        self, says: Sequence[Choice], before: Observation | None, first: bool
    ) -> Iterator[tuple[int, Said]]:
        """Return what to say and when: every value in the first state of a kind, some elsewhere."""
        times = _times(before)
        more = times if self.full or first or _has_only_a_step(before) else times[:1]
        if before is None:
            yield START, Said(LAUNCH)
        for intent in says:
            yield from itertools.product(more, intent.without)
            yield from itertools.product(times[:1], self._values(intent, first))

    def _values(self, intent: Choice, first: bool) -> Iterable[Said]:
        if first:
            return (*intent.values, *intent.pairs)
        if self.full or intent.name == URGENT or not intent.values:
            return intent.values
        return (intent.values[len(self.waiting) % len(intent.values)],)


def observe(
    catalog: Catalog, said: Said, before: Observation | None = None, at: int = START
) -> Observation:
    """Return what the skill answers to *said* after *before*."""
    state = before.turn.state if before else None
    heard = before.request.conditions if before else ()
    request = Request(catalog, state, dict(said.slots), said.unknown, at, heard)
    return answer_to(said, request, before)


def answer_to(said: Said, request: Request, before: Observation | None) -> Observation:
    """Return what the skill answers to *request*, which *said* stands for."""
    try:
        turn = HANDLERS[said.name](request) or session.not_understood(request)
    except Exception as error:
        # Whatever it is, a person would hear an apology instead of help.
        fault = f"{type(error).__name__}: {error}"
        return Observation(said, request, session.apologise(request), before, fault)
    return Observation(said, request, turn, before)


def _has_only_a_step(seen: Observation | None) -> bool:
    """Tell whether time matters most here: nothing is laid over the step, or named beside it."""
    state = seen.turn.state if seen else None
    return isinstance(state, InStep) and not state.situations


def _times(before: Observation | None) -> list[int]:
    """Return when the next thing is said: during a hold, after it, and after ten minutes."""
    if before is None:
        return [START]
    step = step_of(before.turn.state)
    if step is None:
        return [before.request.at + 10]
    over = max(step.until, before.request.at)
    during = (before.request.at + over) // 2
    longest = before.request.catalog.coaching.longest_seconds
    return sorted({during, over + 5, max(over + 5, step.began + longest)})
