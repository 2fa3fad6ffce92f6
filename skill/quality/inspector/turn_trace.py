"""Compute a turn again with the dialogue itself, and compare it with the response."""

from __future__ import annotations

from collections.abc import Iterator

from ...alexa import envelope, session_attributes
from ...alexa.slot_resolution import matched_ids
from ...catalog import Catalog
from ...common.alexa_constants import USER_EVENT
from ...console.client.exchange import Exchange
from ...console.response.spoken_text import heard_text, plain_text
from ...dialogue.speech import text
from ...dialogue.turn import Request
from ...handlers import HANDLERS, TOUCH
from ..inputs import Input
from ..observation import Observation, answer_to
from ..rules.envelope_rules import ENVELOPE_RULES
from ..rules.rule_checker import Checker


def trace_turn(
    catalog: Catalog, exchange: Exchange, before: Observation | None
) -> Observation | None:
    """Return the dialogue's answer to the request of *exchange*; None if there is no handler.

    Args:
        catalog: The catalog of the locale.
        exchange: The turn at the endpoint.
        before: The trace of the turn before.
    """
    said = _input_of(catalog, exchange)
    if said.name not in HANDLERS:
        return None
    session = exchange.request["session"]
    kept = session.get("attributes") or {}
    state = session_attributes.read_attributes(kept, catalog)
    known = session_attributes.read_listener(kept, catalog)
    once = session_attributes.read_said(kept)
    request = Request(catalog, state, dict(said.slots), said.unknown, exchange.time, known, once)
    return answer_to(said, request, None if session.get("new") else before)


def answer_differs(seen: Observation, exchange: Exchange) -> str:
    """Return why *seen* does not explain *exchange*, or an empty text."""
    spoken = plain_text(heard_text(exchange.response["response"]))
    if seen.fault:
        return f"the handler fails: {seen.fault}"
    if text(seen.turn.speech).split() != spoken.split():
        return "the endpoint said something else than the dialogue says now"
    return ""


def rule_violations(
    checker: Checker, exchange: Exchange, seen: Observation
) -> Iterator[tuple[str, str]]:
    """Yield the name of each rule of ours that *exchange* breaks, with a message."""
    yield from checker.broken(seen)
    for name, rule in ENVELOPE_RULES.items():
        if wrong := rule(exchange.response, seen.turn):
            yield name, wrong


def _input_of(catalog: Catalog, exchange: Exchange) -> Input:
    request = exchange.request["request"]
    if request["type"] == USER_EVENT:
        arguments = request.get("arguments") or [""]
        touch = TOUCH.get(str(arguments[0]))
        return Input(touch.intent, tuple(touch.slots.items())) if touch else Input("")
    # Its raw values are read as the skill reads them, which knows more names than the model.
    whole = envelope.readable(exchange.request, catalog.slot_types)
    slots = ((whole["request"].get("intent") or {}).get("slots") or {}).items()
    found = {name: matched_ids(slot) for name, slot in slots if "value" in slot}
    known = {name: ids[0] for name, ids in found.items() if ids}
    return Input(exchange.intent, tuple(known.items()), frozenset(found.keys() - known.keys()))
