"""The details of one turn: JSON, session attributes, resolution, sources, limits, broken rules."""

from __future__ import annotations

from dataclasses import asdict

from ..client.request_envelopes import Json
from .attribute_changes import attribute_changes
from .limits_used import limits_used
from .nlu_details import nlu_details
from .web_session import WebSession


def turn_details(sitting: WebSession, turn: int) -> Json:
    """Return all details of a turn that the page shows."""
    exchange, note = sitting.exchange(turn), sitting.notes[turn]
    known, session = note.inspection, sitting.session
    before = exchange.request["session"].get("attributes") or {}
    # Alexa drops session attributes at the end of a session.
    after = {} if exchange.ended else exchange.response.get("sessionAttributes") or {}
    limits = (*limits_used(exchange, note.delivery), *known.limits)
    samples_file = sitting.console.skill.samples_file
    return {
        "request": exchange.request,
        "response": exchange.response,
        "milliseconds": note.delivery.milliseconds,
        "attributes": attribute_changes(before, after),
        "remembered": known.session or ", ".join(after),
        "why": nlu_details(session.resolver, exchange, session.locale, samples_file),
        "handler": asdict(known.handler) if known.handler else None,
        "sentences": [asdict(sentence) for sentence in known.sentences],
        "traced": known.mismatch,
        "limits": [one.as_json() for one in limits],
        "violations": [{"rule": name, "message": wrong} for name, wrong in note.broken],
        "rules": known.rules,
        "journal": note.delivery.line,
    }
