"""Parse JSON strictly: reject ambiguous bodies, and bodies that would crash the parser."""

from __future__ import annotations

import json
from typing import Any

import orjson

from .refusal import Refused

#: The deepest nesting that orjson can serialise; Alexa's envelopes have about twelve levels.
MAX_DEPTH = 254
# The beginning of an escaped colon. Other characters share it: then the slow check runs too.
_MAYBE_A_COLON = b"\\u003"


def parse(body: bytes) -> Any:
    """Return the JSON value of a UTF-8 body; an integer beyond 64 bits becomes a float.

    Raises:
        Refused: If the body is no JSON, has a repeated key, or nests deeper than MAX_DEPTH.
    """
    try:
        # Strict about UTF-8, half surrogate pairs, NaN and numbers out of range.
        value = orjson.loads(body)
        _check_keys(body, orjson.dumps(value))
    except (ValueError, TypeError):
        # orjson raises TypeError for a value that nests too deeply to be serialised.
        raise Refused("the body is not strict JSON") from None
    return value


def _check_keys(body: bytes, written: bytes) -> None:
    """Raise ValueError if an object has the same key twice: parsers disagree which value counts.

    Each repeated key is lost when the body is parsed, and its colon with it, so equal numbers of
    colons before and after prove that no key was lost. Only if a colon may be written as an escape
    sequence is the body parsed a second time.
    """
    if body.count(b":") != written.count(b":") or _MAYBE_A_COLON in body:
        json.loads(body, object_pairs_hook=_unique_keys)


def _unique_keys(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("repeated key")
