"""Expand compact patterns: ``my {muscle} (is|keeps) cramping [again]`` gives four samples."""

from __future__ import annotations

import math
import re
from collections import deque
from itertools import product

#: The most samples of one pattern; more make the model larger, but not better.
MOST_SAMPLES = 240

_PART = re.compile(r"\{[^{}()\[\]|]*\}|[()\[\]|{}]|[^()\[\]|{}]+")
_SLOT = re.compile(r"\{([^{}]*)\}")
_SLOT_NAME = re.compile(r"[A-Za-z_]+")
_CLOSERS = {"(": ")", "[": "]"}


class PatternError(ValueError):
    """Raised for a malformed pattern; the message does not name the pattern or its intent."""


def expand(pattern: str) -> tuple[str, ...]:
    """Return the samples of *pattern*, in reading order, without duplicates.

    Raises:
        PatternError: If a bracket, alternative or slot is malformed, or there are too many samples.
    """
    parts = deque(_PART.findall(pattern))
    samples = _alternatives(parts, "")
    tidy = tuple(dict.fromkeys(" ".join(sample.split()) for sample in samples))
    if "" in tidy:
        raise PatternError("every word of it is optional")
    return tidy


def slots_in(sample: str) -> tuple[str, ...]:
    """Return the names of the slots of a sample or pattern, in reading order."""
    return tuple(_SLOT.findall(sample))


def _alternatives(parts: deque[str], opener: str) -> list[str]:
    """Return the alternatives up to the bracket that closes *opener*, or up to the end."""
    found: list[str] = []
    while True:
        found += _sequence(parts)
        part = parts.popleft() if parts else ""
        if part == _CLOSERS.get(opener, ""):
            return found
        if not part:
            raise PatternError(f'"{opener}" is never closed')
        if part != "|":
            raise PatternError(f'"{part}" does not close an open bracket')
        if not opener:
            raise PatternError('"|" is allowed inside brackets only')


def _sequence(parts: deque[str]) -> list[str]:
    """Return the expansions of a sequence of parts, up to ``|`` or a closing bracket."""
    choices: list[list[str]] = []
    while parts and parts[0] not in ("|", ")", "]"):
        choices.append(_choice(parts))
    if not any(option.strip() for choice in choices for option in choice):
        raise PatternError("an alternative is empty")
    # Count before the expansion: a mistake in a pattern can mean more samples than fit in memory.
    size = math.prod(len(choice) for choice in choices)
    if size > MOST_SAMPLES:
        raise PatternError(f"stands for {size:,} samples; at most {MOST_SAMPLES} are sensible")
    return ["".join(chosen) for chosen in product(*choices)]


def _choice(parts: deque[str]) -> list[str]:
    """Return the expansions of one part: words, a slot, or a bracket with alternatives."""
    part = parts.popleft()
    if part in _CLOSERS:
        found = _alternatives(parts, part)
        return ["", *found] if part == "[" else found
    if part in ("{", "}"):
        raise PatternError(f'"{part}" is not part of a slot')
    if part.startswith("{") and not _SLOT_NAME.fullmatch(part[1:-1]):
        raise PatternError(f'"{part}" is not the name of a slot')
    return [part]
