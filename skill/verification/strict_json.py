"""JSON read so that a body means one thing, and that reading it can not bring a worker down."""

from __future__ import annotations

import json
from typing import Any

import orjson

from .refusal import Refused

#: What nests deeper cannot be written again (orjson's own limit); Alexa's envelopes nest about
#: twelve deep.
MAX_DEPTH = 254
# The beginning of an escaped colon; other characters share it, which only costs a second look.
_MAYBE_A_COLON = b"\\u003"


def parse(body: bytes) -> Any:
    """Return the JSON value of a UTF-8 body; anything ambiguous or unreadable is Refused.

    A whole number beyond 64 bits is read as the nearest float.
    """
    try:
        # Strict about UTF-8, half surrogate pairs, NaN and numbers out of range.
        value = orjson.loads(body)
        _check_keys(body, orjson.dumps(value))
    except (ValueError, TypeError):
        # TypeError is a value that nests too deeply to be written.
        raise Refused("the body is not strict JSON") from None
    return value


def _check_keys(body: bytes, written: bytes) -> None:
    """Two readers may disagree about which of two equal keys counts.

    A value read and written again has lost one colon for each key that was lost, and no other:
    only where colons may have been written as escapes is a count of them no proof.
    """
    if body.count(b":") != written.count(b":") or _MAYBE_A_COLON in body:
        json.loads(body, object_pairs_hook=_unique_keys)


def _unique_keys(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("repeated key")
