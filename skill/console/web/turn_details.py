"""The details of one turn: JSON, session attributes, resolution, sources, limits, broken rules."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

from ...catalog import Catalog, Passage
from ...common.paths import PROJECT
from ...dialogue.speech import Speech
from ...handlers import HANDLERS
from ...quality.inspector import limits_used, session_in_words
from ...quality.inspector.turn_trace import answer_differs
from ...quality.observation import Observation
from ...quality.rules.envelope_rules import ENVELOPE_RULES
from ..client.request_envelopes import Json
from . import nlu_details
from .web_session import WebSession


def turn_details(sitting: WebSession, turn: int) -> Json:
    """Return all details of a turn that the page shows."""
    exchange, note = sitting.exchange(turn), sitting.notes[turn]
    seen, catalog = note.seen, sitting.catalog
    before = exchange.request["session"].get("attributes") or {}
    # Alexa drops session attributes at the end of a session.
    after = {} if exchange.ended else exchange.response.get("sessionAttributes") or {}
    return {
        "request": exchange.request,
        "response": exchange.response,
        "milliseconds": note.delivery.milliseconds,
        "attributes": session_in_words.compared_attributes(before, after),
        "remembered": session_in_words.session_in_words(
            catalog, after, exchange.time, sitting.local
        ),
        "why": nlu_details.nlu_details(sitting.session.resolver, exchange, catalog.language),
        "handler": _handler(seen),
        "sentences": list(_sentences(catalog, seen)),
        "traced": answer_differs(seen, exchange) if seen else "the skill says nothing to this",
        "limits": [one.as_json() for one in limits_used.limits_used(exchange, note.delivery, seen)],
        "violations": [{"rule": name, "message": wrong} for name, wrong in note.broken],
        "rules": sitting.checker.rules + len(ENVELOPE_RULES),
        "journal": note.delivery.line,
    }


def _handler(seen: Observation | None) -> Json | None:
    if seen is None:
        return None
    handler = HANDLERS[seen.said.name]
    module = inspect.getmodule(handler)
    named = (name for name, value in vars(module).items() if value is handler)
    code = getattr(handler, "__code__", None)
    file, line = (Path(code.co_filename), code.co_firstlineno) if code else (Path(), 0)
    where = file.relative_to(PROJECT) if file.is_relative_to(PROJECT) else Path(file.name)
    return {
        "name": f"{handler.__module__.rpartition('.')[2]}.{next(named, handler.__qualname__)}",
        "does": (inspect.getdoc(handler) or "").partition("\n")[0],
        "where": f"{where.as_posix()}:{line}",
    }


def _sentences(catalog: Catalog, seen: Observation | None) -> Iterator[Json]:
    if seen is not None:
        yield from _passages(catalog, "answer", seen.turn.speech)
        yield from _passages(catalog, "reprompt", seen.turn.reprompt or ())


def _passages(catalog: Catalog, part: str, speech: Speech) -> Iterator[Json]:
    for passage in speech:
        if isinstance(passage, Passage):
            stated = [(claim, False) for claim in passage.claims]
            stated += [(claim, True) for claim in passage.corrects]
            yield {
                "part": part,
                "say": passage.say,
                "suggests": list(passage.suggests),
                "claims": [_claim(catalog, claim, corrects) for claim, corrects in stated],
            }


def _claim(catalog: Catalog, name: str, corrects: bool) -> Json:
    claim = catalog.claims[name]
    sources = [catalog.references[reference] for reference in claim.references]
    return {
        "id": name,
        "grade": claim.grade,
        "text": claim.says,
        "corrects": corrects,
        "references": [
            {"title": one.title, "publisher": one.publisher, "year": one.year or None}
            for one in sources
        ],
    }
