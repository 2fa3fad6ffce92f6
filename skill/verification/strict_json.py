"""JSON read so that a body means one thing, and that reading it can not bring a worker down."""

from __future__ import annotations

import json
import math
from typing import Any

from .refusal import Refused

# Alexa's own envelopes nest about twelve deep.
MAX_DEPTH = 64


def parse(body: bytes) -> Any:
    """Return the JSON value of a UTF-8 body; anything ambiguous or unreadable is Refused."""
    try:
        # Bytes given to json.loads would also be read as UTF-16 or UTF-32.
        text = body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_unique_keys,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
        _check_depth(value)
        _check_text(text, value)
    except (ValueError, RecursionError):
        # ValueError is broken UTF-8, broken JSON, and an integer of more than 4,300 digits.
        raise Refused("the body is not strict JSON") from None
    return value


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may disagree about which of two equal keys counts."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("repeated key")
    return members


def _no_constant(name: str) -> float:
    """NaN and Infinity are Python's, not JSON's, and no comparison with NaN is ever true."""
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("number out of range")
    return number


def _check_depth(value: object) -> None:
    """Go down level by level: a recursive check would fall into the hole it is looking for."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise ValueError("nested too deeply")


def _children(node: object) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []


def _check_text(text: str, value: object) -> None:
    """Half a surrogate pair is not text: whoever writes it out later would fail."""
    if "\\ud" in text or "\\uD" in text:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
