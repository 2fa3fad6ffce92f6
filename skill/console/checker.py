"""Check observations against all rules."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ..catalog import Catalog
from ..catalog.strict_yaml import read_yaml
from ..folders import CONTENT
from . import rules_of_words
from .readability import NAMES
from .resolver import FALLBACK, Resolver
from .rules import RULES
from .rules_of_cards import CARD_RULES
from .rules_of_reply import REPLY_RULES
from .rules_of_sound import SOUND_RULES
from .walk import Observation


class Checker:
    """The rules of one language; rules about the response alone run once for each response."""

    def __init__(self, catalog: Catalog, resolver: Resolver) -> None:
        words = rules_of_words.rules(known_words(catalog, resolver))
        self._rules = {**RULES, **SOUND_RULES, **CARD_RULES, **words}
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


def known_words(catalog: Catalog, resolver: Resolver) -> rules_of_words.Known:
    """Return the data of the language of *catalog* for the rules about words."""
    wording = read_yaml(CONTENT / catalog.language / "wording.yaml")
    return rules_of_words.Known(
        rules_of_words.banned(wording["banned"]),
        NAMES,
        lambda phrase: resolver.resolve(phrase).intent != FALLBACK,
    )
