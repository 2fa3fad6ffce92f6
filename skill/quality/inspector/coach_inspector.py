"""Explain the turns of Cramp Coach to the console."""

from __future__ import annotations

from ...catalog import Catalog, Catalogs
from ...console.client.exchange import Exchange
from ...console.client.inspector import Inspection, LocalTime
from ...console.nlu.model_reader import read_model
from ...console.nlu.resolver import resolver_of
from ...dialogue.scenes import StepScene
from ...screens.pictures import to_svg
from ..observation import Observation
from ..rules.envelope_rules import ENVELOPE_RULES
from ..rules.rule_checker import Checker
from .own_limits import own_limits
from .session_in_words import session_in_words
from .turn_sources import handler_info, sentence_infos
from .turn_trace import answer_differs, rule_violations, trace_turn

SAYS_NOTHING = "the skill says nothing to this"


class CoachInspector:
    """Computes each turn again with the dialogue itself, and checks all rules."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs
        self._checkers: dict[str, Checker] = {}

    def inspect(
        self, exchange: Exchange, locale: str, before: Inspection | None, local: LocalTime
    ) -> Inspection:
        """Return the explanation of *exchange*; *before* explains the turn before it."""
        catalog, checker = self._catalogs[locale], self._checker(locale)
        trace = before.trace if before else None
        seen = trace_turn(catalog, exchange, trace if isinstance(trace, Observation) else None)
        # Alexa drops session attributes at the end of a session.
        kept = {} if exchange.ended else exchange.response.get("sessionAttributes") or {}
        session = session_in_words(catalog, kept, exchange.time, local)
        rules = checker.rules + len(ENVELOPE_RULES)
        if seen is None:
            return Inspection(mismatch=SAYS_NOTHING, rules=rules, session=session)
        return Inspection(
            handler_info(seen.said.name),
            tuple(sentence_infos(catalog, seen.turn)),
            answer_differs(seen, exchange),
            tuple(own_limits(seen.turn, catalog)),
            rules,
            tuple(rule_violations(checker, exchange, seen)),
            session,
            _picture(catalog, seen),
            seen,
        )

    def _checker(self, locale: str) -> Checker:
        if locale not in self._checkers:
            resolver = resolver_of(read_model(locale))
            self._checkers[locale] = Checker(self._catalogs[locale], resolver)
        return self._checkers[locale]


def _picture(catalog: Catalog, seen: Observation) -> str:
    scene = seen.turn.shown
    return to_svg(catalog.pictures[scene.step.picture]) if isinstance(scene, StepScene) else ""
