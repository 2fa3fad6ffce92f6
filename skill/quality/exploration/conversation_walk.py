"""Hold conversations with every kind of listener, and check the rules about conversations."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from ...catalog import Catalog, load_catalogs
from ...catalog.intent_names import LAUNCH, RELIEF, STILL_HURTS, WARNING_SIGN
from ...common.paths import CONTENT
from ..inputs import Input
from ..observation import Observation, observe
from ..rules.conversation_rules import CONVERSATION_RULES
from ..rules.reply_rules import REPLY_RULES

#: What a listener says after the facts, and a sign that can be taken back (see `_moves`).
MOVES = (
    RELIEF,
    STILL_HURTS,
    "AMAZON.NoIntent",
    "AMAZON.YesIntent",
    "EasingIntent",
    "WhyCrampIntent",
    "PreventionIntent",
    "DoctorIntent",
    "AfterCareIntent",
    "ActivityIntent",
    "NoSignIntent",
)
#: The turns after the first fact of one, and after both facts of two: five turns in all.
DEPTH = 3
#: Seconds between two turns; a hold is over, and five turns stay below the time limit.
BETWEEN = 45

#: The number of facts of a pair, and the distance between its moves in their list.
PAIR, STRIDE = 2, 3

#: (rule, message) -> the requests that lead there first, and the number of times.
Faults = dict[tuple[str, str], tuple[str, int]]


@dataclass
class ConversationWalk:
    """The conversations of one part of the listeners, with their faults."""

    catalog: Catalog
    listeners: int = 0
    responses: int = 0
    faults: Faults = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.moves = _moves(self.catalog)

    def run(self, part: int = 0, parts: int = 1) -> None:
        """Hold the conversations of every *parts*-th listener, from number *part*."""
        for said in itertools.islice(_listeners(self.catalog), part, None, parts):
            self.listeners += 1
            for start in ((*said, Input(RELIEF)), (Input(LAUNCH), *said)):
                begun = self._hold(start)
                if len(said) == PAIR:
                    self._sample(begun)
                elif begun:
                    self._walk(begun, self.moves, DEPTH)

    def _sample(self, seen: Observation | None) -> None:
        """Continue the conversation *seen* so that each move comes at each depth once."""
        for at in range(len(self.moves) if seen else 0):
            said = [self.moves[(at + STRIDE * step) % len(self.moves)] for step in range(DEPTH)]
            self._hold(said, seen)

    def _walk(self, seen: Observation, moves: Sequence[Input], depth: int) -> None:
        """Continue the conversation *seen* with every sequence of *depth* of the *moves*."""
        for move in moves if depth else ():
            after = self._hold([move], seen)
            if after is not None:
                self._walk(after, moves, depth - 1)

    def _hold(self, inputs: Iterable[Input], seen: Observation | None = None) -> Observation | None:
        """Continue the conversation *seen*; return its last answer, or None if it has ended."""
        for said in inputs:
            at = {"at": seen.request.at + BETWEEN} if seen else {}
            seen = observe(self.catalog, said, seen, **at)
            self.responses += 1
            self._check(seen)
            if seen.turn.reprompt is None:
                return None
        return seen

    def _check(self, seen: Observation) -> None:
        for name, rule in {**REPLY_RULES, **CONVERSATION_RULES}.items():
            if message := rule(seen):
                first, times = self.faults.get((name, message), (" > ".join(seen.path()), 0))
                self.faults[name, message] = first, times + 1


def run_conversation_walk(locale: str, parts: int | None = None) -> int:
    """Hold all conversations in *parts* processes; print the faults, and return 1 for any."""
    parts = parts or os.cpu_count() or 1
    with ProcessPoolExecutor(parts) as pool:
        walks = list(pool.map(_walk_part, [locale] * parts, range(parts), [parts] * parts))
    faults: Faults = {}
    for key, (first, times) in itertools.chain(*(found.items() for _, _, found in walks)):
        known, before = faults.get(key, (first, 0))
        faults[key] = known, before + times
    for (rule, message), (first, times) in faults.items():
        print(f"{rule}: {message}\n    {times} times; first: {first}")
    print(
        f"{sum(one for one, _, _ in walks):,} listeners, "
        f"{sum(one for _, one, _ in walks):,} responses in conversations, "
        f"{len(CONVERSATION_RULES)} rules, {len(faults):,} faults"
    )
    return 1 if faults else 0


def _walk_part(locale: str, part: int, parts: int) -> tuple[int, int, Faults]:
    """Return the numbers of listeners and responses of one part, and its faults."""
    walk = ConversationWalk(load_catalogs(CONTENT)[locale])
    walk.run(part, parts)
    return walk.listeners, walk.responses, walk.faults


def _listeners(catalog: Catalog) -> Iterator[tuple[Input, ...]]:
    """Yield what each kind of listener says first: nothing, each fact, each pair of facts."""
    known = [Input("SituationIntent", (("situation", one),)) for one in catalog.situations]
    known += [Input("ConditionIntent", (("condition", one),)) for one in catalog.conditions]
    yield ()
    yield from ((one,) for one in known)
    yield from itertools.combinations(known, 2)


def _moves(catalog: Catalog) -> list[Input]:
    """Return MOVES and a sign of the same day that the listener can take back."""
    doubted = (
        key
        for key, one in catalog.warnings.items()
        if one.tier == "same-day" and one.doubt and key not in catalog.questions
    )
    sign = Input(WARNING_SIGN, (("sign", next(doubted)),))
    return [*map(Input, MOVES), sign]
