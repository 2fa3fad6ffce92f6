"""The same turn, asked of the dialogue itself: its handler, its claims, the rules it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import attributes
from ...catalog import Catalog
from ...dialogue.speech import text
from ...dialogue.turn import Request
from ...handlers import HANDLERS, TOUCH, USER_EVENT
from ..exchange import Exchange
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
    state = attributes.read(session.get("attributes") or {}, catalog)
    request = Request(catalog, state, dict(said.slots), said.unknown, exchange.time)
    return answer_to(said, request, None if session["new"] else before)


def differs(seen: Observation, exchange: Exchange) -> str:
    """Return why *seen* does not explain *exchange*; nothing where it does."""
    spoken = plain(heard(exchange.response["response"]))
    if seen.fault:
        return f"the handler fails: {seen.fault}"
    if text(seen.turn.speech).split() != spoken.split():
        return "the endpoint said something else than the dialogue says now"
    return ""


def _said(catalog: Catalog, exchange: Exchange) -> Said:
    request = exchange.request["request"]
    if request["type"] == USER_EVENT:
        arguments = request.get("arguments") or [""]
        touch = TOUCH.get(str(arguments[0]))
        return Said(touch.intent, tuple(touch.slots.items())) if touch else Said("")
    known, unknown = [], set()
    for name, slot in (request.get("intent") or {}).get("slots", {}).items():
        if not slot.get("value"):
            continue
        found = _id(slot)
        if found in catalog.slot_values.get(name.capitalize(), {}):
            known.append((name, found))
        else:
            unknown.add(name)
    return Said(exchange.intent, tuple(known), frozenset(unknown))


def _id(slot: Mapping[str, Any]) -> str:
    for found in slot.get("resolutions", {}).get("resolutionsPerAuthority", ()):
        if found["status"]["code"] == "ER_SUCCESS_MATCH":
            return str(found["values"][0]["value"]["id"])
    return ""
