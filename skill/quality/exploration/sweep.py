"""Check the rules on all responses: every state of the dialogue, every intent in it."""

from __future__ import annotations

import sys
import time
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from ...catalog import Catalog, load_catalogs
from ...common.paths import CONTENT
from ...console.client.skill_client import SkillClient
from ...console.nlu.resolver import Resolver
from ..cramp_coach import CRAMP_COACH
from ..observation import Observation
from ..rules.envelope_rules import ENVELOPE_RULES
from ..rules.rule_checker import Checker
from .endpoint_check import EndpointCheck
from .state_classes import StateClasses
from .state_space import StateSpace

#: The interval of the progress line, in seconds.
RENEWED = 0.5


@dataclass
class Sweep:
    """A walk with checks, and its results."""

    catalog: Catalog
    resolver: Resolver
    endpoint: EndpointCheck
    full: bool = False
    responses: int = 0
    #: (rule, message) -> the first observation, and the number of observations.
    faults: dict[tuple[str, str], tuple[Observation, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.walk = StateSpace(self.catalog, self.resolver.model, self.full)
        self.checker = Checker(self.catalog, self.resolver)
        self._fold = StateClasses(self.catalog, self.full)
        self._sampled: set[Hashable] = set()

    def run(self) -> Iterator[None]:
        """Check every response; yield after each."""
        for seen in self.walk:
            self.responses += 1
            for rule, message in (*self.checker.broken(seen), *self._at_the_endpoint(seen)):
                first, times = self.faults.get((rule, message), (seen, 0))
                self.faults[rule, message] = first, times + 1
            yield

    def report(self) -> Iterator[str]:
        """Yield each fault, and the requests that lead to it."""
        for (rule, message), (seen, times) in self.faults.items():
            yield f"{rule}: {message}"
            yield f"    {times} times; first: {' > '.join(seen.path())}"

    def counts(self) -> str:
        """Return the progress as text."""
        rules = self.checker.rules + len(ENVELOPE_RULES)
        return (
            f"{len(self.walk.seen):,} states, {self.responses:,} responses "
            f"({self.checker.different:,} different, {self.endpoint.sent:,} requests to the "
            f"endpoint), {rules} rules, {len(self.faults):,} faults"
        )

    def _at_the_endpoint(self, seen: Observation) -> Iterator[tuple[str, str]]:
        """Check the endpoint too, if it has not been checked in this kind of state."""
        kind = self._kind(seen)
        values = (kind, seen.said) if self.full else seen.said.slots[:1]
        if self._new(values) | self._new((kind, seen.said.name)):
            yield from self.endpoint.broken(seen)
        if seen.turn.reprompt is not None and self._new(("silence", kind)):
            yield from self.endpoint.broken_by_silence(seen)

    def _kind(self, seen: Observation) -> Hashable:
        state = seen.request.state
        if self.full:
            return self._fold.kind(state)
        return type(state), type(getattr(state, "place", None))

    def _new(self, key: Hashable) -> bool:
        if key in self._sampled:
            return False
        self._sampled.add(key)
        return True


def run_sweep(locale: str, *, full: bool = False) -> int:
    """Check all responses in *locale*; print the faults, and return 1 if there are any."""
    console, began = SkillClient(CRAMP_COACH), time.monotonic()
    resolver = console.resolver(locale)
    one = Sweep(
        load_catalogs(CONTENT)[locale],
        resolver,
        EndpointCheck(console, resolver.model, locale),
        full,
    )
    terminal, shown = sys.stderr.isatty(), 0.0
    for _ in one.run():
        if terminal and time.monotonic() - shown > RENEWED:
            shown = time.monotonic()
            print(f"\r{one.counts()}, {len(one.walk.waiting):,} to go ", end="", file=sys.stderr)
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
    for line in one.report():
        print(line)
    print(f"{one.counts()}, {time.monotonic() - began:.0f} s")
    return 1 if one.faults else 0
