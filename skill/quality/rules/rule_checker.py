"""Check observations against all rules."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ...catalog import Catalog
from ...console.nlu.resolver import FALLBACK, Resolver
from ..observation import Observation
from . import wording_rules
from .audio_rules import SOUND_RULES
from .card_rules import CARD_RULES
from .reply_rules import REPLY_RULES
from .speech_rules import SPEECH_RULES


class Checker:
    """The rules of one language; rules about the response alone run once for each response."""

    def __init__(self, catalog: Catalog, resolver: Resolver) -> None:
        words = wording_rules.rules(known_words(catalog, resolver))
        self._rules = {**SPEECH_RULES, **SOUND_RULES, **CARD_RULES, **words}
        self._answers: dict[Hashable, tuple[tuple[str, str], ...]] = {}

    @property
    def rules(self) -> int:
        """The number of rules."""
        return len(self._rules) + len(REPLY_RULES)

    @property
    def different(self) -> int:
        """The number of different responses so far."""
        return len(self._answers)

    def broken(self, seen: Observation) -> Iterator[tuple[str, str]]:
        """Yield the name of each rule that *seen* breaks, with a message."""
        turn = seen.turn
        key = turn.speech, turn.reprompt, turn.card, turn.pace
        if key not in self._answers:
            found = ((name, rule(turn)) for name, rule in self._rules.items())
            self._answers[key] = tuple((name, wrong) for name, wrong in found if wrong)
        yield from self._answers[key]
        for name, rule in REPLY_RULES.items():
            if wrong := rule(seen):
                yield name, wrong


def known_words(catalog: Catalog, resolver: Resolver) -> wording_rules.Known:
    """Return the data of the language of *catalog* for the rules about words."""
    return wording_rules.Known(
        wording_rules.banned(catalog.wording.banned),
        catalog.readability.syllables,
        lambda phrase: resolver.resolve(phrase).intent != FALLBACK,
    )
