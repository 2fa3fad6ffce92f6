"""Read the page's requests strictly: each field with its type, or an error that names it."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import request

from ..page_errors import PageError
from ..web_session import TurnRequest

T = TypeVar("T")


def request_body() -> dict[str, Any]:
    """Return the JSON object in the request; raise PageError if there is none."""
    read: Any = request.get_json(silent=True)
    if not isinstance(read, dict):
        raise PageError("this is no JSON object", "send an object, with application/json")
    return read


def field(sent: dict[str, Any], name: str, kind: type[T], otherwise: T | None = None) -> T:
    """Return the field *name* of *sent*; raise PageError if it is missing or has another type."""
    if sent.get(name) is None:
        if otherwise is None:
            raise PageError(f"{name}: is missing", f"send it as {kind.__name__}")
        return otherwise
    # Not isinstance: bool is a subclass of int.
    if type(sent[name]) is not kind:
        raise PageError(f"{name}: must be {kind.__name__}", f"it is {sent[name]!r}")
    return sent[name]  # type: ignore[no-any-return]  # its type has just been looked at


def to_do() -> TurnRequest:
    """Return the requested action."""
    sent = request_body()
    return TurnRequest(
        field(sent, "do", str),
        field(sent, "utterance", str, ""),
        None if sent.get("after") is None else field(sent, "after", int),
        field(sent, "event", dict, {}),
    )
