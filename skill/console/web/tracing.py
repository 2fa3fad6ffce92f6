"""The same turn, asked of the dialogue itself: its handler, its claims, the rules it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from ... import attributes
from ...catalog import Catalog
from ...dialogue.speech import text
from ...dialogue.turn import Request
from ...handlers import HANDLERS, TOUCH, USER_EVENT
from ..checker import Checker
from ..endpoint import ENVELOPE_RULES
from ..exchange import Exchange
from ..limits import broken_limits
from ..said import Said
from ..speech import heard, plain
from ..walk import Observation, answer_to


def trace(catalog: Catalog, exchange: Exchange, before: Observation | None) -> Observation | None:
    """Return what the dialogue answers to *exchange*; None where nothing is to be said.

    Args:
        catalog: The catalog of the locale.
        exchange: The turn as it took place.
        before: The trace of the turn before it in the same session.
    """
    said = _said(catalog, exchange)
    if said.name not in HANDLERS:
        return None
    session = exchange.request["session"]
    kept = session.get("attributes") or {}
    state, heard_before = attributes.read(kept, catalog), attributes.conditions(kept, catalog)
    request = Request(catalog, state, dict(said.slots), said.unknown, exchange.time, heard_before)
    return answer_to(said, request, None if session.get("new") else before)


def differs(seen: Observation, exchange: Exchange) -> str:
    """Return why *seen* does not explain *exchange*; nothing where it does."""
    spoken = plain(heard(exchange.response["response"]))
    if seen.fault:
        return f"the handler fails: {seen.fault}"
    if text(seen.turn.speech).split() != spoken.split():
        return "the endpoint said something else than the dialogue says now"
    return ""


def broken(
    checker: Checker, exchange: Exchange, seen: Observation | None
) -> Iterator[tuple[str, str]]:
    """Yield the name of each rule that *exchange* breaks, and how: Alexa's limits, then ours."""
    yield from (("Alexa's limits", wrong) for wrong in broken_limits(exchange.response))
    if seen is None:
        return
    yield from checker.broken(seen)
    for name, rule in ENVELOPE_RULES.items():
        if wrong := rule(exchange.response, seen.turn):
            yield name, wrong


def _said(catalog: Catalog, exchange: Exchange) -> Said:
    request = exchange.request["request"]
    if request["type"] == USER_EVENT:
        arguments = request.get("arguments") or [""]
        touch = TOUCH.get(str(arguments[0]))
        return Said(touch.intent, tuple(touch.slots.items())) if touch else Said("")
    listed = catalog.slot_values
    known = {
        name: match.id
        for name, match in exchange.heard.items()
        if match.id and match.id in listed.get(name.capitalize(), ())
    }
    unknown = exchange.heard.keys() - known.keys()
    return Said(exchange.intent, tuple(known.items()), frozenset(unknown))
